package sshserver

import (
	"slices"
	"testing"
)

// TestTerminalsKeys holds what each terminal sends for a key, as found by trying, to the key
// that people mean by it.
func TestTerminalsKeys(t *testing.T) {
	for terminal, keys := range map[string]map[string]string{
		"xterm, VTE, kitty, Windows Terminal, macOS": {
			"f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~", "f10": "\x1b[21~", "f12": "\x1b[24~",
			"home": "\x1b[H", "end": "\x1b[F", "delete": "\x1b[3~", "pgup": "\x1b[5~", "pgdown": "\x1b[6~", "enter": "\r",
			"backspace": "\x7f", "tab": "\t", "shift+tab": "\x1b[Z", "up": "\x1b[A", "left": "\x1b[D", "alt+r": "\x1br", "ctrl+x": "\x18",
		},
		"xterm with application keys": {"up": "\x1bOA", "down": "\x1bOB", "right": "\x1bOC", "left": "\x1bOD", "home": "\x1bOH", "end": "\x1bOF"},
		"Linux console": {
			"f1": "\x1b[[A", "f2": "\x1b[[B", "f3": "\x1b[[C", "f4": "\x1b[[D", "f5": "\x1b[[E", "f6": "\x1b[17~",
			"home": "\x1b[1~", "end": "\x1b[4~", "delete": "\x1b[3~", "backspace": "\x7f",
		},
		"Alacritty's keypad": {"enter": "\n"},
		"st":                 {"delete": "\x1b[P", "f1": "\x1bOP", "end": "\x1b[4~", "home": "\x1b[H", "backspace": "\x7f"},
		"urxvt":              {"f1": "\x1b[11~", "f4": "\x1b[14~", "home": "\x1b[7~", "end": "\x1b[8~", "shift+up": "\x1b[a", "ctrl+up": "\x1bOa"},
		"PuTTY":              {"f1": "\x1b[11~", "f5": "\x1b[15~", "home": "\x1b[1~", "end": "\x1b[4~", "backspace": "\x7f", "up": "\x1b[A"},
		"tmux, screen":       {"f1": "\x1bOP", "home": "\x1b[1~", "end": "\x1b[4~", "delete": "\x1b[3~"},
		"VT terminals":       {"backspace": "\x7f", "up": "\x1b[A", "tab": "\t", "enter": "\r"},
	} {
		for want, bytes := range keys {
			for n := range len(bytes) { // in one piece, and cut at each place
				if got := heard(DefaultLimits(), bytes[:n], bytes[n:], "later"); !slices.Equal(got, []string{want}) {
					t.Errorf("%s: %q, cut after %d, is %q, want %s", terminal, bytes, n, got, want)
				}
			}
		}
	}
	if got := heard(DefaultLimits(), "\x1b[[AB\x1b[[Bx"); !slices.Equal(got, []string{"f1", "shift+b", "f2", "x"}) {
		t.Errorf("function keys of the console among letters are %q", got)
	}
}
