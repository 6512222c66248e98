package stage

import (
	"strings"
	"sync"
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

// TestALentAreaIsAsNew holds that a text area that somebody has emptied shows
// nothing of them to who has it next, and looks like a new one.
func TestALentAreaIsAsNew(t *testing.T) {
	e := &Env{Words: words.For("sv"), Theme: theme.New(true)}
	write := func(in *Input) string {
		in.Place(frame.Rect{W: 12, H: 3})
		for _, r := range "två ord och tre" {
			in.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
		return in.Picture()
	}
	areas = sync.Pool{New: areas.New}
	want := write(NewInput(e, InputOptions{}))
	for _, o := range []InputOptions{{Limit: 400}, {Limit: 400, Lines: true}} {
		in := NewInput(e, o)
		in.Place(frame.Rect{W: 20, H: 2})
		in.Update(tea.PasteMsg{Content: strings.Repeat("hemlig text ", 20)})
		if o.Lines {
			in.Update(tea.KeyPressMsg{Code: 'j', Mod: tea.ModCtrl})
		}
		in.Update(tea.KeyPressMsg{Code: tea.KeyUp})
		in.SetValue("")
		if got := in.Value(); got != "" {
			t.Errorf("an emptied input holds %q", got)
		}
		next := NewInput(e, InputOptions{})
		if got := write(next); got != want || next.Value() != "två ord och tre" {
			t.Errorf("who writes after another sees\n%s\nand holds %q, want\n%s", got, next.Value(), want)
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
