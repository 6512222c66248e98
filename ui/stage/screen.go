package stage

import (
	"charm.land/bubbles/v2/help"
	tea "charm.land/bubbletea/v2"

	"verkstad/ui/frame"
	"verkstad/ui/live"
)

// Screen fills the terminal above the footer.
type Screen interface {
	// Update takes a message. Besides Bubble Tea's own it gets [WakeMsg] when
	// the room has something new and [DoneMsg] for its commands.
	Update(msg tea.Msg) tea.Cmd
	// Panes says what lies where in r. It is called often and must be cheap:
	// the drawing is in the panes' Draw, which runs once for a key.
	Panes(r frame.Rect) []frame.Pane
	// Cursor is where the text cursor shows, nil for nowhere.
	Cursor() *frame.Cursor
	// Keys is what can be done now, for the footer and the help. A key that
	// cannot be used now is disabled.
	Keys() help.KeyMap
	// Typing tells whether letters go into a text, so that ? and q are letters.
	Typing() bool
	// Unsaved names what would be lost by leaving now, or is empty.
	Unsaved() string
}

// Keeper is a [Screen] that keeps what it laid out from one wake-up to the
// next. Forget is called with every other message, also one that only a dialog
// gets to see: what a dialog does may change the screen under it.
type Keeper interface{ Forget() }

// Dialog lies over a screen and takes all keys until it is done.
type Dialog interface {
	// Update takes a message; done closes the dialog before cmd is run.
	Update(msg tea.Msg) (cmd tea.Cmd, done bool)
	// Pane is the dialog's place and picture inside r.
	Pane(r frame.Rect) frame.Pane
	Cursor() *frame.Cursor
}

// Keyed is a [Dialog] that says what its keys do: the footer then shows those
// instead of the screen's, which do nothing while it is open.
type Keyed interface{ Keys() help.KeyMap }

// Messages that screens send to the app.
type (
	// WakeMsg says that the room may have something new to show.
	WakeMsg = live.FrameMsg
	// ToastMsg shows a line in the footer for some seconds.
	ToastMsg struct {
		Text  string
		Bad   bool
		Quiet bool // it is neither good nor bad
	}
	// ThemeMsg tells a screen that colours or language are new.
	ThemeMsg struct{}
	// RoomMsg tells the app that Env.Room is another, to be listened to.
	RoomMsg struct{}
)

// Show replaces the screen as soon as the Update that calls it is over, so
// that the next key already goes to the new one. It gives no command; that it
// gives one at all makes it easy to return.
func (e *Env) Show(s Screen) tea.Cmd {
	e.show = s
	return nil
}

// Ask lays a dialog over the screen as soon as the Update that calls it is
// over, so that the next key already goes to the dialog.
func (e *Env) Ask(d Dialog) tea.Cmd {
	e.ask = append(e.ask, d)
	return nil
}

// Toast shows a line in the footer for some seconds.
func Toast(text string) tea.Cmd { return func() tea.Msg { return ToastMsg{Text: text} } }

// Complain is a Toast that something went wrong.
func Complain(text string) tea.Cmd { return func() tea.Msg { return ToastMsg{Text: text, Bad: true} } }
