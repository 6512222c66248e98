package stage

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"verkstad/ui/frame"
	"verkstad/ui/i18n"
	"verkstad/ui/theme"
)

// TestMenuByNumber holds that the number of a numbered line selects it, and
// that nothing is chosen before enter.
func TestMenuByNumber(t *testing.T) {
	var choices []Choice
	for i := 1; i <= 12; i++ {
		choices = append(choices, Choice{Label: itoa(i) + "  phase"})
	}
	d := NewMenu(nil, "go to", choices)
	for _, step := range []struct {
		key rune
		at  int
	}{{'7', 6}, {'1', 0}, {'2', 11}, {'3', 2}, {'0', 2}, {'x', 2}} {
		if _, done := d.Update(tea.KeyPressMsg{Code: step.key, Text: string(step.key)}); done || d.at != step.at {
			t.Fatalf("after %c: line %d, done %v; want line %d", step.key, d.at, done, step.at)
		}
	}
}

// TestNothingIsAnsweredUnread holds that a question cannot be answered before the
// end of its text has been shown: enter goes on in the text until then.
func TestNothingIsAnsweredUnread(t *testing.T) {
	e := &Env{Words: i18n.For("sv"), Theme: theme.New(true)}
	said := 0
	yes := func() tea.Cmd { said++; return nil }
	text := strings.Repeat("Ett åtagande som är långt. ", 20)
	for name, d := range map[string]Dialog{
		"menu":    NewMenu(e, "Tar du på dig det här?", []Choice{{Label: "Ja", Do: yes}, {Label: "Nej", Do: yes}}).Explain(text),
		"confirm": NewConfirm(e, "Tar du på dig det här?", text, yes),
	} {
		said = 0
		small, enter := frame.Rect{W: 40, H: 11}, tea.KeyPressMsg{Code: tea.KeyEnter}
		presses := 0
		for d.Pane(small); said == 0 && presses < 50; d.Pane(small) {
			_, _ = d.Update(enter)
			presses++
		}
		if presses < 3 || said != 1 {
			t.Errorf("%s: enter %d times said yes %d times", name, presses, said)
		}
	}
}

// TestHomeAndEndGoToTheEndsOfAMenu presses them as in a list.
func TestHomeAndEndGoToTheEndsOfAMenu(t *testing.T) {
	d := NewMenu(&Env{Words: i18n.For("sv"), Theme: theme.New(true)}, "Gå till", make([]Choice, 9)).StartAt(4)
	for _, step := range []struct {
		key rune
		at  int
	}{{tea.KeyEnd, 8}, {tea.KeyUp, 7}, {tea.KeyHome, 0}} {
		if _, done := d.Update(tea.KeyPressMsg{Code: step.key}); done || d.at != step.at {
			t.Errorf("line %d, want %d", d.at, step.at)
		}
	}
}
