package cli

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"verkstad/ui/command"
	"verkstad/ui/i18n"
)

// local are the commands that need no data of a folder that is open, or a
// screen or server of their own, so that none is done over the socket.
var local = []string{
	"alike", "completion", "count", "demo", "help", "host", "methods", "methods check", "methods list", "methods new", "methods show",
	"question", "rehearse", "restore", "review", "serve",
}

// TestEachCommandGoesOverTheSocketOrIsLocal holds that a new command is put into
// the table of those that a running server does, or is known not to need it.
func TestEachCommandGoesOverTheSocketOrIsLocal(t *testing.T) {
	isLocal := map[string]bool{}
	for _, name := range local {
		isLocal[name] = true
	}
	seen := map[string]bool{}
	var each func(*cobra.Command)
	each = func(cmd *cobra.Command) {
		_, name, _ := strings.Cut(cmd.CommandPath(), " ")
		seen[name] = true
		if known := accessOf(name) != command.None; known == isLocal[name] && !strings.HasPrefix(name, "completion") {
			t.Errorf("%q is in the table: %v, and local: %v", name, known, isLocal[name])
		}
		for _, sub := range cmd.Commands() {
			each(sub)
		}
	}
	o := &Options{Words: i18n.For("sv"), version: "1", given: map[string]string{}, Out: io.Discard, Err: io.Discard}
	each(newRoot(lockedProgram{}, o))
	for _, c := range command.Shells {
		if !seen[c.Name] {
			t.Errorf("the table has %q, and there is no such command", c.Name)
		}
	}
}

// TestAServerDoesNoOtherCommand asks a server for what is not in the table, as
// a client that was made to do so might.
func TestAServerDoesNoOtherCommand(t *testing.T) {
	for _, name := range []string{"methods", "serve", "methods new"} {
		o := &Options{Words: i18n.For("sv"), version: "1", served: true, given: map[string]string{}, environ: func(string) (string, bool) { return "", false }, variables: map[string]string{}}
		root := newRoot(lockedProgram{}, o)
		cmd, _, err := root.Find(strings.Fields(name))
		if err != nil {
			t.Fatal(err)
		}
		if err := settle(cmd, o); !errors.Is(err, errNotServed) {
			t.Errorf("%s gives %v", name, err)
		}
	}
}
