package stage

import (
	"strings"
	"sync"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"verkstad/ui/frame"
	"verkstad/ui/i18n"
	"verkstad/ui/theme"
)

// TestPasteThatDoesNotFit holds that what was cut off is said, and that the box
// that grows after a long paste shows text in every line.
func TestPasteThatDoesNotFit(t *testing.T) {
	in := NewInput(&Env{Words: i18n.For("sv"), Theme: theme.New(true)}, InputOptions{Limit: 60})
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
	for i, line := range strings.Split(in.Shown().text, "\n") {
		if strings.TrimSpace(ansi.Strip(line)) == "" && i < 2 {
			t.Errorf("line %d is empty:\n%s", i, in.Shown().text)
		}
	}
}

// TestALentAreaIsAsNew holds that a text area that somebody has emptied shows
// nothing of them to who has it next, and looks like a new one.
func TestALentAreaIsAsNew(t *testing.T) {
	e := &Env{Words: i18n.For("sv"), Theme: theme.New(true)}
	write := func(in *Input) InputPicture {
		in.Place(frame.Rect{W: 12, H: 3})
		for _, r := range "två ord och tre" {
			in.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
		return in.Shown()
	}
	models = sync.Pool{New: models.New}
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

// TestAFullFieldSaysSo types until a field is full, and on: it says how many
// characters are left when few are, and drops none without a word.
func TestAFullFieldSaysSo(t *testing.T) {
	in := NewInput(&Env{Words: i18n.For("sv"), Theme: theme.New(true)}, InputOptions{Limit: 40})
	shown := func() string {
		in.Place(frame.Rect{W: 30, H: 2})
		return frame.Draw(30, 2, func(c *frame.Canvas) { in.Shown().Draw(in.env.DrawContext(), c) }).Plain()
	}
	x := tea.KeyPressMsg{Code: '語', Text: "語"} // two cells wide, and one character
	for n := 1; n <= 40; n++ {
		if toast, ok := complaint(in.Update(x)); ok {
			t.Fatalf("said %q of character %d", toast.Text, n)
		}
		if said := strings.Contains(shown(), "kvar"); said != (n >= 35) {
			t.Errorf("after %d of 40 it says what is left: %v\n%s", n, said, shown())
		}
	}
	if !strings.Contains(shown(), "0 kvar") || in.Cursor().X+2 > 30-len("0 kvar") {
		t.Errorf("the cursor is at %+v in\n%s", in.Cursor(), shown())
	}
	before := in.Value()
	toast, ok := complaint(in.Update(x))
	if !ok || !toast.Bad || !strings.Contains(toast.Text, "högst 40 tecken") || in.Value() != before {
		t.Errorf("said %+v of one more", toast)
	}
	in.Update(tea.KeyPressMsg{Code: tea.KeyBackspace})
	toast, _ = complaint(in.Update(tea.PasteMsg{Content: "abcd"}))
	if !strings.HasPrefix(toast.Text, "3 tecken") || !strings.HasSuffix(in.Value(), "語a") {
		t.Errorf("said %q of a paste, and holds %q", toast.Text, in.Value())
	}
}

// TestAKeptTextIsWholeOverTheLimit gives a field a longer text than can be written
// in it, as a draft can be that was joined of two.
func TestAKeptTextIsWholeOverTheLimit(t *testing.T) {
	in := NewInput(&Env{Words: i18n.For("sv"), Theme: theme.New(true)}, InputOptions{Limit: 40})
	long := strings.Repeat("tio tecken", 5)
	in.SetValue(long)
	in.Place(frame.Rect{W: 40, H: 2})
	if shown := frame.Draw(40, 2, func(c *frame.Canvas) { in.Shown().Draw(in.env.DrawContext(), c) }).Plain(); in.Value() != long || !strings.Contains(shown, "10 för mycket") {
		t.Errorf("holds %q and shows\n%s", in.Value(), shown)
	}
	for range 11 {
		in.Update(tea.KeyPressMsg{Code: tea.KeyBackspace})
	}
	if in.Update(tea.KeyPressMsg{Code: 'x', Text: "x"}); in.Value() != long[:39]+"x" {
		t.Errorf("holds %q", in.Value())
	}
}

// TestNoFieldReadsTheClipboardOfTheServer presses the key by which a text area does.
func TestNoFieldReadsTheClipboardOfTheServer(t *testing.T) {
	in := NewInput(&Env{Words: i18n.For("sv"), Theme: theme.New(true)}, InputOptions{})
	in.Update(tea.KeyPressMsg{Code: 'x', Text: "x"})
	if cmd := in.Update(tea.KeyPressMsg{Code: 'v', Mod: tea.ModCtrl}); cmd != nil {
		t.Errorf("ctrl+v does %T", cmd())
	}
}
