package live

import (
	"context"
	"io"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"verkstad/ui/frame"
)

// Terminal is what one person sees and types on, however it is connected.
type Terminal interface {
	// Write receives what is to be shown, in the sequences of package frame. An error ends
	// the session.
	io.Writer

	// Size returns the size to draw at now, in cells. It may be smaller than the terminal;
	// see [Sizes].
	Size() Size

	// Profile returns which colours the terminal can show.
	Profile() colorprofile.Profile

	// Environ returns what is known of the terminal's environment, as NAME=value.
	Environ() []string

	// Basic reports whether the terminal must be sent no title, no mouse modes and no
	// queries, which it would print.
	Basic() bool

	// Listen sends what happens at the terminal until ctx ends or the terminal is gone:
	// keys, clicks, pastes and answers, as Bubble Tea's or ultraviolet's types, and
	// [ResizedMsg]. send blocks until the session takes the message, or has ended.
	Listen(ctx context.Context, send func(tea.Msg))
}

// NotUTF8Msg says that the terminal has turned out to write another encoding than UTF-8.
type NotUTF8Msg struct{}

// ResizedMsg says that [Terminal.Size] may have changed.
type ResizedMsg struct{}

// Screen is a Bubble Tea model with a layout. Its Update must return a Screen.
//
// A session draws Layout, without a renderer; View is for Bubble Tea's own program. A
// Screen is never used by two goroutines at once.
type Screen interface {
	tea.Model

	// Layout returns the panes to show now.
	Layout() frame.Layout

	// Seat returns the screen's seat in the workshop that it shows; nil for none. It is
	// called again after every message.
	Seat() *Seat

	// Parting returns a line to write on the terminal when the screen has ended by itself
	// and is gone; empty for none.
	Parting() string

	// Close releases what the screen holds, its seat first. It is called once, last,
	// however the session ended.
	Close()
}
