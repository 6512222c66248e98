package cli

import (
	"strings"
	"time"

	"github.com/spf13/cobra"
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

func rehearseCommand(p Program, o *Options) *cobra.Command {
	r, w := &o.Rehearsal, o.Words
	cmd := &cobra.Command{
		Use: "rehearse [CODE@HOST:PORT]", Short: w.T("cli.rehearse.short"), Long: w.T("cli.rehearse.long"), Args: between(0, 1),
		Example: "verkstad rehearse --people 200\nverkstad rehearse KRABBA@192.168.1.20:2222 --people 60 --for 2m",
		RunE: func(cmd *cobra.Command, args []string) error {
			if r.Target = first(args); len(args) > 0 && !isTarget(r.Target) {
				return usage("cli.rehearse.target", "Word", r.Target)
			}
			return p.Rehearse(cmd.Context(), o)
		},
	}
	numberFlag(cmd.Flags(), &r.People, "people", 50, 2, mostRehearsing, w.T("cli.flag.people"))
	spanFlag(cmd.Flags(), &r.For, "for", 30*time.Second, time.Second, time.Hour, w.T("cli.flag.for"))
	spanFlag(cmd.Flags(), &r.Pace, "pace", 30*time.Second, time.Millisecond, time.Hour, w.T("cli.flag.pace"))
	numberFlag(cmd.Flags(), &r.Screens, "screens", 50, 0, mostRehearsing, w.T("cli.flag.screens"))
	cmd.Flags().BoolVar(&r.JSON, "json", false, w.T("cli.flag.json"))
	return cmd
}

// mostRehearsing is how many people a rehearsal has at most.
const mostRehearsing = 1400

// isTarget tells whether a word is written as CODE@HOST or CODE@HOST:PORT.
func isTarget(word string) bool {
	code, host, ok := strings.Cut(word, "@")
	return ok && code != "" && host != "" && !strings.HasPrefix(host, ":") && !strings.Contains(host, "@")
}
