package sshserver

import (
	"context"
	"io"
	"net"

	"github.com/charmbracelet/colorprofile"

	"verkstad/ui/live"
)

// App is what a connection reaches: the workshops that the server serves. The server
// decides who may connect and how much they may send; the App decides what they see.
type App interface {
	// Screen makes the screen of one interactive terminal. If it fails, the error's text is
	// shown to the person as it is, and the session ends.
	Screen(c Caller, t Terminal) (live.Screen, error)

	// Line runs one line command, for ssh without a terminal or with a command, and returns
	// its exit code, 0 to 255. args is split into words as a POSIX shell does, without
	// expansion, and is empty for a bare ssh -T. ctx ends when the person disconnects or
	// the server stops. If the input is longer than [Limits.LineInput] bytes, in returns
	// that many and then a [command.InputTooLarge].
	Line(ctx context.Context, c Caller, args []string, in io.Reader, out, errw io.Writer) int
}

// Caller is the person at the other end of a session.
type Caller struct {
	// User is the SSH user name: the join code, or a name. Anyone can write anything here;
	// it proves nothing.
	User string

	// Key is the SHA-256 of the public key that the person has proved to hold; valid if
	// HasKey.
	Key    [32]byte
	HasKey bool

	// Facilitator is true if the key is in the facilitators file. Comment is then the
	// comment on its line: the facilitator's name.
	Facilitator bool
	Comment     string

	// Listed looks the key up in the facilitators file again. If nil, Facilitator holds.
	Listed func() bool

	// Remote is where the connection comes from.
	Remote net.Addr

	// Lang is "sv", "en", or empty if the client did not send a language.
	Lang string

	// Name is a proposed display name, from the environment variable
	// VERKSTAD_NAME, or empty. It is not cleaned.
	Name string

	// Terminal is true for a line command whose output is shown in a terminal (ssh -t).
	Terminal bool

	// ClientVersion is the client's SSH identification string, not cleaned.
	ClientVersion string

	// Site is where a person's browser has found the server, such as
	// http://192.168.1.20:8080; empty for a person who comes over SSH. Plain is true if
	// others on the network can read what is sent, and send in the person's name.
	Site  string
	Plain bool

	// Conn is the connection. One connection can carry several sessions.
	Conn *Conn
}

// IsListed reports whether the caller's key is in the facilitators file now; the file may
// have changed since the session began.
func (c Caller) IsListed() bool {
	if c.Listed == nil {
		return c.Facilitator
	}
	return c.Listed()
}

// Terminal describes the terminal of a session.
type Terminal struct {
	// W and H are in cells, within [Limits.MaxWidth] and [Limits.MaxHeight].
	W, H int

	// Term is the terminal's name ($TERM), such as xterm-256color.
	Term string

	// Profile says which colours the terminal can show.
	Profile colorprofile.Profile

	// Environ is the permitted part of the environment that the client sent, and TERM.
	Environ []string

	// Hub is where the server's terminals follow workshops.
	Hub *live.Hub

	// ShowControls shows what is written and what can be pressed in controls of the
	// terminal's own; nil for a terminal that has none. See [live.ControlTerminal].
	ShowControls func(taken int, c live.Controls) error
}

// IsBasic reports whether the terminal's font may lack all but letters and lines, as that
// of a Linux console does.
func (t Terminal) IsBasic() bool { return abilityOf(t.Term) != fullTerminal }
