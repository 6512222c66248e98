package command

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// TestDidYouMean holds that a word that is nearly a command is said to be so, the
// second word too, and that nothing far away is.
func TestDidYouMean(t *testing.T) {
	for line, want := range map[string]string{
		"quesiton Hur?":     "question",
		"ques Hur?":         "question",
		"IDAE x":            "idea",
		"bord":              "board",
		"exprot md":         "export",
		"agenda sett 4":     "agenda set",
		"agenda mvoe 1 2":   "agenda move",
		"ticket viod 7":     "ticket void",
		"ticket viod":       "ticket void",
		"ticket replce 7":   "ticket replace",
		"session remvoe 3":  "session remove",
		"round opn":         "round open",
		"cluster renam 1 x": "cluster rename",
		"claster new x":     "cluster",
		"import idaes":      "import ideas",
	} {
		_, err := Parse(strings.Fields(line))
		var usage *UsageError
		if !errors.As(err, &usage) || usage.ID != "command.wrong.meant" || !slices.Contains(usage.Args, any(want)) {
			t.Errorf("%s: %v, want %q to be meant", line, usage, want)
		}
	}
	for line, want := range map[string]string{
		"flyg": "command.wrong.command", "x": "command.wrong.command", "ide": "command.wrong.meant", "round": "command.wrong.which", "round zebra": "command.wrong.which",
	} {
		_, err := Parse(strings.Fields(line))
		var usage *UsageError
		if !errors.As(err, &usage) || usage.ID != want {
			t.Errorf("%s: %v, want %s", line, err, want)
		}
	}
	for _, line := range []string{"ticket 7Q2MX-B4KPN", "session 3", "session none", "ticket void 7", "idea set", "tickets 30"} {
		if _, err := Parse(strings.Fields(line)); err != nil {
			t.Errorf("%s: %v", line, err)
		}
	}
}

func TestSlips(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     int
	}{{"", "", 0}, {"", "ab", 2}, {"viod", "void", 1}, {"sett", "set", 1}, {"åsa", "asa", 1}, {"abc", "cab", 2}, {"kitten", "sitting", 3}} {
		if n := slips(c.from, c.to); n != c.want {
			t.Errorf("%q to %q is %d slips, want %d", c.from, c.to, n, c.want)
		}
		if n := slips(c.to, c.from); n != c.want {
			t.Errorf("%q to %q is %d slips, want %d", c.to, c.from, n, c.want)
		}
	}
}

// TestNoTwoCommandsAreMistakenForEachOther holds that no command is answered with
// another that is meant.
func TestNoTwoCommandsAreMistakenForEachOther(t *testing.T) {
	for _, c := range Lines() {
		words := strings.Fields(c.Name)
		if found, rest := Find(words); found.Name != c.Name || mistyped(found, rest) != "" {
			t.Errorf("%s is found as %v", c.Name, found)
		}
	}
}
