package cli

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"verkstad/model"
	logged "verkstad/model/audit"
	"verkstad/model/workshop"
	"verkstad/ui/audit"
)

// auditBatch is how many entries are written at a time.
const auditBatch = 1000

// mostEntries is how many entries --limit can name.
const mostEntries = 1_000_000_000

// auditing is what audit was asked for.
type auditing struct {
	person, kind string
	limit        int // entries; 0 is all
	json         bool
}

// auditCommand prints who did what in a workshop, newest first.
func auditCommand(p Program, o *Options) *cobra.Command {
	var asked auditing
	cmd := &cobra.Command{
		Use: "audit WORKSHOP", Short: o.Words.T("cli.audit.short"), Long: o.Words.T("cli.audit.long"), Args: exactly(1),
		Example: "verkstad audit KRABBA --kind people",
		RunE: func(cmd *cobra.Command, args []string) error {
			o.instead = "audit"
			return withData(p, o, func(d Data) error {
				room, err := open(cmd.Context(), d, args[0])
				if err != nil {
					return err
				}
				return asked.print(cmd.Context(), room, o)
			})
		},
	}
	cmd.Flags().StringVar(&asked.person, "person", "", o.Words.T("cli.flag.person"))
	cmd.Flags().StringVar(&asked.kind, "kind", "", o.Words.T("cli.flag.kind", "Kinds", audit.KindNames()))
	numberFlag(cmd.Flags(), &asked.limit, "limit", 0, 0, mostEntries, o.Words.T("cli.flag.limit"))
	cmd.Flags().BoolVar(&asked.json, "json", false, o.Words.T("cli.flag.jsonlines"))
	return cmd
}

// print writes the entries a batch at a time: columns parted by tabs, or a JSON
// object a line.
func (a auditing) print(ctx context.Context, room workshop.Logged, o *Options) error {
	b := room.Board()
	filter, err := a.filter(b)
	if err != nil {
		return err
	}
	reader := logged.NewReader(b, room.Page, filter)
	left := a.limit
	for ctx.Err() == nil {
		n := auditBatch
		if a.limit > 0 {
			n = min(n, left)
		}
		entries, err := reader.Next(n)
		for _, e := range entries {
			if err := a.write(b, o, e); err != nil {
				return err
			}
		}
		left -= len(entries)
		if err != nil || len(entries) < n || a.limit > 0 && left <= 0 {
			return err
		}
	}
	return ctx.Err()
}

func (a auditing) write(b *model.Board, o *Options, e logged.Entry) error {
	if a.json {
		return json.NewEncoder(o.Out).Encode(audit.Data(b, o.Words, e))
	}
	said := audit.Say(b, o.Words, e)
	return row(o, e.At.In(o.zone).Format(time.DateTime), said.Who, said.Said, said.Text)
}

func (a auditing) filter(b *model.Board) (f logged.Filter, err error) {
	if a.kind != "" {
		kind, ok := audit.Kind(a.kind)
		if !ok {
			return f, usage("cli.audit.nokind", "Kind", a.kind, "Kinds", audit.KindNames())
		}
		f.Kind = kind
	}
	if a.person == "" {
		return f, nil
	}
	switch p, err := b.Meant(a.person, true, false); {
	case err == nil:
		f.Person = p.ID
		return f, nil
	case errors.Is(err, model.ErrAmbiguous):
		return f, err
	}
	return f, &failure{"cli.audit.noperson", []any{"Person", a.person}, Failed}
}
