package cli

import (
	"context"
	"strings"
	"time"

	"verkstad/ui/command"
)

// Rehearsal is what the flags say of a dress rehearsal.
type Rehearsal struct {
	Target string // CODE@HOST:PORT; empty is a server of one's own
	People int
	For    time.Duration
	Pace   time.Duration // how often each person does something
	JSON   bool
	// Screens is how many of the people look at a whole screen.
	Screens int
}

func runRehearse(ctx context.Context, p Program, o *Options, asked command.Parsed) error {
	if o.Rehearsal.Target = asked.Arg(0); len(asked.Args) > 0 && !isTarget(o.Rehearsal.Target) {
		return usage("cli.rehearse.target", "Word", o.Rehearsal.Target)
	}
	return p.Rehearse(ctx, o)
}

// isTarget reports whether a word is written as CODE@HOST or CODE@HOST:PORT.
func isTarget(word string) bool {
	code, host, ok := strings.Cut(word, "@")
	return ok && code != "" && host != "" && !strings.HasPrefix(host, ":") && !strings.Contains(host, "@")
}
