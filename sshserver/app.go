package sshserver

import (
	"context"
	"io"
	"net"

	"github.com/charmbracelet/colorprofile"

	"verkstad/ui/live"
)

// App is what a connection reaches: the workshops behind the door. The server
// decides who comes in and how much they may send; the App decides what they
// see.
type App interface {
	// Screen makes the screen of one interactive terminal. An error's text is
	// shown to the person as it stands, and the session ends.
	Screen(c Caller, t Terminal) (live.Screen, error)

	// Line runs one line command, for ssh without a terminal or with a
	// command, and returns its exit code, 0 to 255. args is split as a POSIX
	// shell splits words, without expansion, and is empty for a bare ssh -T.
	// ctx ends when the person goes away or the server stops; of
	// an input of more than [Limits.LineInput] bytes, in gives the beginning and
	// then an [command.InputTooLarge].
	Line(ctx context.Context, c Caller, args []string, in io.Reader, out, errw io.Writer) int
}

// Caller is who stands at the other end of a session.
type Caller struct {
	// User is what stood before the @: the join code, or a name. Anyone can
	// write anything here; it proves nothing.
	User string

	// Key is the SHA-256 of the public key that the person proved to hold;
	// valid if HasKey.
	Key    [32]byte
	HasKey bool

	// Facilitator is true if the key stands in the facilitators file, and
	// Comment is then what follows the key there: the facilitator's name.
	Facilitator bool
	Comment     string

	// Listed asks the facilitators file anew; nil is as Facilitator says.
	Listed func() bool

	// Remote is where the connection comes from.
	Remote net.Addr

	// Lang is "sv", "en", or empty if the client did not say.
	Lang string

	// Name is a proposed display name, from the environment variable
	// VERKSTAD_NAME, or empty. It is not cleaned.
	Name string

	// ClientVersion is how the client introduces itself, not cleaned.
	ClientVersion string

	// Conn is the connection, which one person may hold two sessions on.
	Conn *Conn
}

// IsListed tells whether the caller's key stands in the facilitators file now,
// which may have been changed since the session began.
func (c Caller) IsListed() bool {
	if c.Listed == nil {
		return c.Facilitator
	}
	return c.Listed()
}

// Terminal is what the person sees through.
type Terminal struct {
	// W and H are in cells, within [Limits.MaxWidth] and [Limits.MaxHeight].
	W, H int

	// Term is the terminal's name, such as xterm-256color.
	Term string

	// Profile is what colours the terminal can show.
	Profile colorprofile.Profile

	// Environ is what the client sent of the permitted environment, and TERM.
	Environ []string

	// Hub is where the terminals of the server follow workshops.
	Hub *live.Hub
}
