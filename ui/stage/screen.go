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
	// Typing reports whether letters go into a text, so that ? and q are letters.
	Typing() bool
	// Unsaved names what would be lost by leaving now, or is empty.
	Unsaved() string
	// Focus is what the keys go to now: a comparable value that differs when a
	// key does something else. It is a [*Draft] while they go into a text.
	Focus() any
	// Announce says in a few words what the group does now; empty is the
	// phase's title.
	Announce() string

	// SharedView is what the screen shows as others do, in r; false where it
	// shows nothing so now, and Panes is all of it.
	SharedView(r frame.Rect) (view SharedView, ok bool)
	// DrawPrivate is the panes of this terminal, side by side over the shared
	// picture: the same slice as the last time if nothing is new. sameKeys says
	// that Keys are those of the last time.
	DrawPrivate(r frame.Rect, layout SharedLayout) (panes []frame.Pane, sameKeys bool)
	// Affected reports whether what [SharedView.Affects] gave may alter anything
	// on this terminal, which has had nothing but wake-ups since DrawPrivate. A
	// nil change is a wake-up for something else than the board and its clock.
	Affected(change any) bool
	// Pass takes the layout of a shared picture that was shown while the screen
	// was not asked.
	Pass(layout SharedLayout)
}

// Unshared is the part of a [Screen] that tells of what it shares, for one that
// shares nothing: it draws itself at every terminal, and its keys go to one thing.
type Unshared struct{}

// SharedView is none.
func (Unshared) SharedView(frame.Rect) (SharedView, bool) { return nil, false }

// DrawPrivate is not called where nothing is shared.
func (Unshared) DrawPrivate(frame.Rect, SharedLayout) ([]frame.Pane, bool) { return nil, false }

// Affected is true: it follows everything.
func (Unshared) Affected(any) bool { return true }

// Pass does nothing.
func (Unshared) Pass(SharedLayout) {}

// Focus is always the same.
func (Unshared) Focus() any { return nil }

// Announce leaves it to the app.
func (Unshared) Announce() string { return "" }

// Dialog lies over a screen and takes all keys until it is done.
type Dialog interface {
	// Update takes a message; done closes the dialog before cmd is run.
	Update(msg tea.Msg) (cmd tea.Cmd, done bool)
	// Pane is the dialog's place and picture inside r.
	Pane(r frame.Rect) frame.Pane
	Cursor() *frame.Cursor
	// Keys is what can be done now. The footer shows those instead of the screen's,
	// which do nothing while the dialog is open.
	Keys() help.KeyMap
}

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
