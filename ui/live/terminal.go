package live

import (
	"context"
	"io"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"verkstad/ui/frame"
)

// Terminal is what one person sees and types on, at the end of whatever line.
type Terminal interface {
	// Write takes what is to be shown, in the sequences of package frame. An error
	// ends the session.
	io.Writer

	// Size is how much is drawn on now, in cells. It may be less than the terminal
	// has; see [Sizes].
	Size() Size

	// Profile is what colours the terminal can show.
	Profile() colorprofile.Profile

	// Environ is what is known of the environment that the terminal runs in, as
	// NAME=value.
	Environ() []string

	// Basic terminals can be drawn on, and print what they are not made for: they
	// must be sent no title, no mouse modes and no questions.
	Basic() bool

	// Listen sends what happens at the terminal until ctx ends or the terminal is
	// gone: keys, clicks, pastes and answers, as Bubble Tea or ultraviolet have
	// them, and [ResizedMsg]. send waits until the session takes the message, or
	// has ended.
	Listen(ctx context.Context, send func(tea.Msg))
}

// ResizedMsg says that [Terminal.Size] may have changed.
type ResizedMsg struct{}

// Screen is a Bubble Tea model that also says what lies where. Its Update must
// return a Screen.
//
// A session draws Layout, without a renderer; View is for Bubble Tea's own
// program. A Screen is never used by two goroutines at once.
type Screen interface {
	tea.Model

	// Layout says what lies where now.
	Layout() frame.Layout

	// Seat is the screen's seat in the workshop that it shows; nil for none. It is
	// asked for again after every message.
	Seat() *Seat

	// Parting is a line to write on the terminal when the screen has ended by itself
	// and is gone; empty for none.
	Parting() string

	// Close lets go of what the screen holds, its seat first. It is called once,
	// last, however the session ended.
	Close()
}
