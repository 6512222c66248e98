package review

import (
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/stage/stagetest"
)

func TestReadingADocument(t *testing.T) {
	env := stagetest.Env(stagetest.NewRoom(t), model.Host)
	left := false
	back := func() tea.Cmd { left = true; return nil }
	text := "# Översikt\n\n" + strings.Repeat("- rad\n", 200) + "\nSlutet\n"
	sum := model.GoalSum{Goals: [model.GoalCount]int{11: 3}, Targets: map[model.Target]int{"12.3": 2}}
	a := stagetest.App(t, env, NewReader(env, func() (Document, error) { return Document{Text: text, Goals: sum}, nil }, back))
	stagetest.Shows(t, a, "Översikt", "· rad")
	stagetest.Hides(t, a, "Slutet")
	stagetest.Press(a, "end")
	stagetest.Shows(t, a, "Slutet")
	stagetest.Press(a, "home", "pgdown", "up")
	stagetest.Hides(t, a, "Slutet", "Översikt")
	stagetest.Press(a, "m")
	stagetest.Shows(t, a, "Hållbar konsumtion", "█▏3", "12.3", "Halvera matsvinnet")
	stagetest.Golden(t, "reader.goals", a)
	stagetest.Press(a, "m")
	stagetest.Shows(t, a, "Översikt")
	stagetest.Press(a, "esc")
	if !left {
		t.Error("esc does not lead back")
	}
}

func TestADocumentThatCannotBeRead(t *testing.T) {
	env := stagetest.Env(stagetest.NewRoom(t), model.Host)
	a := stagetest.App(t, env, NewReader(env, func() (Document, error) { return Document{}, errors.New("disk trasig") }, nil))
	stagetest.Shows(t, a, "disk trasig")
}
