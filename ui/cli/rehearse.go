package cli

import (
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
			r.Target = first(args)
			return p.Rehearse(cmd.Context(), o)
		},
	}
	cmd.Flags().IntVar(&r.People, "people", 50, w.T("cli.flag.people"))
	cmd.Flags().DurationVar(&r.For, "for", 30*time.Second, w.T("cli.flag.for"))
	cmd.Flags().DurationVar(&r.Pace, "pace", 30*time.Second, w.T("cli.flag.pace"))
	cmd.Flags().IntVar(&r.Screens, "screens", 50, w.T("cli.flag.screens"))
	cmd.Flags().BoolVar(&r.JSON, "json", false, w.T("cli.flag.json"))
	return cmd
}
