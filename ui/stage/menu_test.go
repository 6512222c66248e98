package stage

import (
	"testing"

	tea "charm.land/bubbletea/v2"
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
