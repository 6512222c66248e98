package sshserver

import (
	"regexp"
	"slices"
	"strings"

	"charm.land/ssh"
	"github.com/charmbracelet/colorprofile"
)

// ability is what a terminal can handle, judged by its name alone.
type ability int

const (
	// fullTerminal: it is drawn on, and supports the mouse, queries and a title.
	fullTerminal ability = iota
	// basicTerminal: it is drawn on, but sent nothing that is newer than the VT220, which
	// it would print.
	basicTerminal
	// lineTerminal: it cannot place a cursor, and gets line commands.
	lineTerminal
)

// basicTerms are prefixes of the names of basic terminals.
var basicTerms = []string{"vt", "ansi", "linux", "cons25", "sun", "wyse", "wy", "hp", "pcansi", "scoansi", "qansi", "minix", "cygwin"}

// abilityOf returns what a terminal of that name can do. Terminals without a name, or with
// an unknown one, nearly always do what xterm does.
func abilityOf(term string) ability {
	switch term {
	case "dumb", "unknown", "network", "dialup", "switch", "emacs":
		return lineTerminal
	}
	for _, beginning := range basicTerms {
		if rest, ok := strings.CutPrefix(term, beginning); ok && (rest == "" || strings.IndexByte("-0123456789.", rest[0]) >= 0) {
			return basicTerminal
		}
	}
	return fullTerminal
}

// terminal describes the session's terminal.
func (s *Server) terminal(session ssh.Session, l *sessionContext) Terminal {
	pty, _, _ := session.Pty()
	w, h := l.size()
	environ := append(session.Environ(), "TERM="+pty.Term)
	return Terminal{W: w, H: h, Term: pty.Term, Profile: profileOf(environ), Environ: environ, Hub: s.hub}
}

// trueColorTerms are terminals that show every colour, by a part of their name.
var trueColorTerms = []string{"alacritty", "contour", "foot", "ghostty", "kitty", "rio", "st", "stterm", "wezterm"}

// decTerminal matches the names of DEC's terminals, and not vte, the library of GNOME's.
var decTerminal = regexp.MustCompile(`^vt\d`)

// profileOf returns which colours a terminal can show. A VT100 has none, whatever the
// environment says, and neither has a terminal whose name says that it is monochrome.
func profileOf(environ []string) colorprofile.Profile {
	env := environment(environ)
	term := env["TERM"]
	parts := strings.FieldsFunc(term, func(r rune) bool { return r == '-' || r == '.' || r == '+' })
	named := slices.ContainsFunc(parts, func(part string) bool { return slices.Contains(trueColorTerms, part) })
	if !named && term != "" {
		environ = append(slices.Clone(environ), "TERM="+unambiguousTerm(term))
	}
	profile := colorprofile.Env(environ)
	mono := slices.ContainsFunc(parts, func(part string) bool { return part == "mono" || part == "m" })
	if env["NO_COLOR"] != "" || decTerminal.MatchString(term) || mono { // https://no-color.org: any value
		profile = min(profile, colorprofile.ASCII)
	}
	return profile
}

// unambiguousTerm returns a terminal's name in a form that colorprofile does not mistake
// for another: it finds "st" in nsterm, Apple's terminal, and would send it colours that it
// prints as nonsense.
func unambiguousTerm(term string) string {
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
