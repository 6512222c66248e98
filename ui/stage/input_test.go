package stage

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"verkstad/ui/frame"
	"verkstad/ui/theme"
	"verkstad/ui/words"
)

// TestPasteThatDoesNotFit holds that what was cut off is said, and that the box
// that grows after a long paste shows text in every line.
func TestPasteThatDoesNotFit(t *testing.T) {
	in := NewInput(&Env{Words: words.For("sv"), Theme: theme.New(true)}, InputOptions{Limit: 60})
	in.Place(frame.Rect{W: 20, H: 1})
	if _, ok := complaint(in.Update(tea.PasteMsg{Content: strings.Repeat("x", 60)})); ok {
		t.Error("complained of a text that fits")
	}
	in.SetValue("")
	cmd := in.Update(tea.PasteMsg{Content: strings.Repeat("lång text ", 20)})
	if n := len([]rune(in.Value())); n != 60 {
		t.Fatalf("kept %d characters, want 60", n)
	}
	if toast, ok := complaint(cmd); !ok || !toast.Bad || !strings.Contains(toast.Text, "60") {
		t.Errorf("said %+v, want that 60 is the limit", toast)
	}
	in.Place(frame.Rect{W: 20, H: 3})
	for i, line := range strings.Split(in.Picture(), "\n") {
		if strings.TrimSpace(ansi.Strip(line)) == "" && i < 2 {
			t.Errorf("line %d is empty:\n%s", i, in.Picture())
		}
	}
}

// complaint is the toast among what a command gives.
func complaint(cmd tea.Cmd) (ToastMsg, bool) {
	if cmd == nil {
		return ToastMsg{}, false
	}
	switch msg := cmd().(type) {
	case ToastMsg:
		return msg, true
	case tea.BatchMsg:
		for _, c := range msg {
			if toast, ok := complaint(c); ok {
				return toast, true
			}
		}
	}
	return ToastMsg{}, false
}
