package sshserver

import (
	"strings"

	"charm.land/ssh"
	"github.com/charmbracelet/colorprofile"
)

// ability is what a terminal can be trusted with, by its name alone.
type ability int

const (
	// full terminals are drawn on, clicked in, asked and given a title.
	full ability = iota
	// basic terminals are drawn on, and sent none of what came after the VT220:
	// they would print it.
	basic
	// speaking terminals cannot place a cursor. They are spoken to in lines.
	speaking
)

// basicTerms are how the names of basic terminals begin.
var basicTerms = []string{"vt", "ansi", "linux", "cons25", "sun", "wyse", "wy", "hp", "pcansi", "scoansi", "qansi", "minix", "cygwin"}

// abilityOf tells what a terminal of that name can do. Those without a name, or
// with one that nobody knows, are nearly always able to do what xterm does.
func abilityOf(term string) ability {
	switch term {
	case "dumb", "unknown", "network", "dialup", "switch", "emacs":
		return speaking
	}
	for _, beginning := range basicTerms {
		if rest, ok := strings.CutPrefix(term, beginning); ok && (rest == "" || strings.IndexByte("-0123456789.", rest[0]) >= 0) {
			return basic
		}
	}
	return full
}

// terminal describes the session's terminal.
func (s *Server) terminal(session ssh.Session, l *life) Terminal {
	pty, _, _ := session.Pty()
	w, h := l.size()
	environ := append(session.Environ(), "TERM="+pty.Term)
	return Terminal{W: w, H: h, Term: pty.Term, Profile: profileOf(environ), Environ: environ}
}

// profileOf is what colours a terminal can show. A VT100 has none, whatever it
// says of itself.
func profileOf(environ []string) colorprofile.Profile {
	profile, env := colorprofile.Env(environ), environment(environ)
	if env["NO_COLOR"] != "" || strings.HasPrefix(env["TERM"], "vt") { // https://no-color.org: any value
		profile = min(profile, colorprofile.ASCII)
	}
	return profile
}
