package stage_test

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/facilitator"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// TestAPaletteOfAnyLabels holds that a palette can be drawn, at every size, whatever its
// labels and details are: a card may have nothing that can be drawn, and be the last.
func TestAPaletteOfAnyLabels(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Clustering)
	e := stagetest.Env(r, model.Host)
	a := stagetest.App(t, e, facilitator.New(e))
	chosen := ""
	choice := func(label, detail string) stage.Choice {
		return stage.Choice{Label: label, Detail: detail, Do: func() tea.Cmd { chosen = label; return nil }}
	}
	stagetest.Run(a, e.Ask(stage.NewPalette(e, "facilitator.menu", "app.palette.hint", func() []stage.Choice {
		return []stage.Choice{choice("Kort", "Ett kluster med ett mycket långt namn på flera rader"), choice("", "Lösa idéer"), choice(" ", "")}
	})))
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 40}, {12, 6}} {
		stagetest.Resize(a, size[0], size[1])
		_ = stagetest.Screen(a)
	}
	stagetest.Resize(a, 80, 24)
	stagetest.Shows(t, a, "Kort", "flera rader")
	stagetest.Press(a, "down", "down", "enter")
	if chosen != "" {
		t.Errorf("down twice and enter chose %q", chosen)
	}
}
