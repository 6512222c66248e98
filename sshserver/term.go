package sshserver

import (
	"regexp"
	"slices"
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
func (s *Server) terminal(session ssh.Session, l *sessionContext) Terminal {
	pty, _, _ := session.Pty()
	w, h := l.size()
	environ := append(session.Environ(), "TERM="+pty.Term)
	return Terminal{W: w, H: h, Term: pty.Term, Profile: profileOf(environ), Environ: environ, Hub: s.hub}
}

// trueColorTerms are terminals that show every colour, by a part of their names.
var trueColorTerms = []string{"alacritty", "contour", "foot", "ghostty", "kitty", "rio", "st", "stterm", "wezterm"}

// decTerminal is the names of DEC's terminals, and not vte, which GNOME's are built on.
var decTerminal = regexp.MustCompile(`^vt\d`)

// profileOf is what colours a terminal can show. A VT100 has none, whatever it
// says of itself, nor have those whose names say that they are monochrome.
func profileOf(environ []string) colorprofile.Profile {
	env := environment(environ)
	term := env["TERM"]
	parts := strings.FieldsFunc(term, func(r rune) bool { return r == '-' || r == '.' || r == '+' })
	named := slices.ContainsFunc(parts, func(part string) bool { return slices.Contains(trueColorTerms, part) })
	if !named && term != "" {
		environ = append(slices.Clone(environ), "TERM="+unmistaken(term))
	}
	profile := colorprofile.Env(environ)
	mono := slices.ContainsFunc(parts, func(part string) bool { return part == "mono" || part == "m" })
	if env["NO_COLOR"] != "" || decTerminal.MatchString(term) || mono { // https://no-color.org: any value
		profile = min(profile, colorprofile.ASCII)
	}
	return profile
}

// unmistaken is a terminal's name that colorprofile takes for no other than it is: it
// finds "st" in nsterm, Apple's, and would send it colours that it prints as
// nonsense.
func unmistaken(term string) string {
	for _, known := range trueColorTerms {
		if strings.Contains(term, known) {
			if strings.HasSuffix(term, "256color") {
				return "xterm-256color"
			}
			return "xterm"
		}
	}
	return term
}
