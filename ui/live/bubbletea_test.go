package live

import (
	"image/color"
	"testing"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

// A session takes Bubble Tea's messages apart without its program; see
// bubbletea.go. When this fails, Bubble Tea has changed what it does not promise:
// read its program's event loop (tea.go) and follow it.
func TestBubbleTeaIsAsItIsTakenApart(t *testing.T) {
	one, two := func() tea.Msg { return 1 }, func() tea.Msg { return 2 }
	for name, msg := range map[string]tea.Msg{"tea.Sequence": tea.Sequence(one, two)(), "tea.Batch": tea.Batch(one, two)()} {
		cmds := commandsOf(msg)
		if len(cmds) != 2 || cmds[0]() != 1 || cmds[1]() != 2 {
			t.Errorf("%s gives a %T, in which %d commands are found", name, msg, len(cmds))
		}
	}
	if _, batch := tea.Batch(one, two)().(tea.BatchMsg); !batch {
		t.Error("tea.Batch no longer gives a tea.BatchMsg")
	}
	if _, batch := tea.Sequence(one, two)().(tea.BatchMsg); batch {
		t.Error("tea.Sequence gives a tea.BatchMsg: it would run all at once")
	}
	if !asksForBackground(tea.RequestBackgroundColor()) {
		t.Error("the question for the background is not known again")
	}
	for _, msg := range []tea.Msg{nil, 1, "text", tea.KeyPressMsg{}, []string{"a"}, tea.RequestWindowSize(), FrameMsg{}} {
		if commandsOf(msg) != nil || asksForBackground(msg) {
			t.Errorf("%T is taken for something else", msg)
		}
	}
	if _, quits := tea.Quit().(tea.QuitMsg); !quits {
		t.Error("tea.Quit no longer gives a tea.QuitMsg")
	}
}

// Commands that come of commands are protected as well, wherever they stand.
func TestACommandOfACommandIsProtected(t *testing.T) {
	panics := func() tea.Msg { panic("deep") }
	cmd := protect(tea.Batch(panics, tea.Sequence(func() tea.Msg { return nil }, panics)))
	batch := commandsOf(cmd())
	if crash, ok := batch[0]().(crashMsg); !ok || crash.value != "deep" {
		t.Errorf("a panic in a batch gives %#v", crash)
	}
	turn := commandsOf(batch[1]())
	if crash, ok := turn[1]().(crashMsg); !ok || len(crash.stack) == 0 {
		t.Errorf("a panic in a sequence in a batch gives %#v", crash)
	}
}

func TestEventsAreTranslated(t *testing.T) {
	for _, c := range []struct{ event, want any }{
		{uv.KeyPressEvent{Code: 'a'}, tea.KeyPressMsg{Code: 'a'}},
		{uv.KeyReleaseEvent{Code: 'a'}, tea.KeyReleaseMsg{Code: 'a'}},
		{uv.MouseClickEvent{X: 1}, tea.MouseClickMsg{X: 1}},
		{uv.MouseReleaseEvent{X: 1}, tea.MouseReleaseMsg{X: 1}},
		{uv.MouseWheelEvent{Y: 1}, tea.MouseWheelMsg{Y: 1}},
		{uv.MouseMotionEvent{Y: 1}, tea.MouseMotionMsg{Y: 1}},
		{uv.PasteEvent{Content: "a"}, tea.PasteMsg{Content: "a"}},
		{uv.BackgroundColorEvent{Color: color.White}, tea.BackgroundColorMsg{Color: color.White}},
		{uv.FocusEvent{}, tea.FocusMsg{}},
		{uv.BlurEvent{}, tea.BlurMsg{}},
		{uv.KeyboardEnhancementsEvent{}, tea.KeyboardEnhancementsMsg{}},
		{FrameMsg{}, FrameMsg{}},
	} {
		if got := translate(c.event); got != c.want {
			t.Errorf("%#v becomes %#v, want %#v", c.event, got, c.want)
		}
	}
}
