package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"verkstad/model"
	"verkstad/model/text"
	"verkstad/model/workshop"
	"verkstad/ui/stage"
	"verkstad/ui/ticketprint"
)

func ticketsCommand(p Program, o *Options) *cobra.Command {
	var html bool
	cmd := &cobra.Command{
		Use: "tickets N [WORKSHOP]", Short: o.Words.T("cli.tickets.short"), Long: o.Words.T("cli.tickets.long"), Args: between(1, 2),
		Example: "verkstad tickets 30 KRABBA --html -o tickets.html --address 192.168.1.20",
		RunE: func(cmd *cobra.Command, args []string) error {
			n, err := strconv.Atoi(args[0])
			if err != nil || n < 1 || n > model.MaxTickets {
				return usage("cli.tickets.number", "Word", args[0], "Most", model.MaxTickets)
			}
			if o.instead = fmt.Sprintf("tickets %d", n); html {
				o.instead += " --html"
			}
			if len(args) > 1 {
				o.Workshop = args[1]
			}
			return withData(p, o, func(d Data) error { return printTickets(cmd.Context(), p, d, o, n, html) })
		},
	}
	cmd.Flags().BoolVar(&html, "html", false, o.Words.T("cli.tickets.html"))
	cmd.Flags().StringVarP(&o.outputFile, "output", "o", "", o.Words.T("cli.flag.output"))
	servingFlags(cmd.Flags(), o)
	return cmd
}

// printTickets makes tickets and writes them as strips. The file is made
// first, for its owner alone: what is written on tickets is seen only once.
func printTickets(ctx context.Context, p Program, d Data, o *Options, n int, html bool) error {
	room, err := openOrOnly(ctx, d, o, o.Workshop)
	if err != nil {
		return err
	}
	out, done, err := newOutput(o)
	if err != nil {
		return err
	}
	papers, err := stage.MakeTickets(ctx, room, model.Host, "", n)
	if err != nil {
		return errors.Join(err, done(false))
	}
	b := room.Board()
	sheet := ticketprint.Sheet{Board: b, Papers: papers, JoinFor: func(code string) workshop.Join { return p.JoinFor(o, code) }}
	page := []byte(sheet.Text(o.Words))
	if html {
		if page, err = sheet.HTML(o.Words); err != nil {
			return errors.Join(err, done(false))
		}
	}
	_, err = out.Write(page)
	if err := errors.Join(err, done(true)); err != nil {
		return fileError(err, o.outputFile)
	}
	_, err = fmt.Fprintln(o.Err, o.Words.T("cli.tickets.done", "Tickets", o.Words.N("unit.tickets", n), "Title", text.Draw(b.Title)))
	return err
}

// openOrOnly opens the workshop that a person means or, where they name none,
// the one that is hosted, or else the only one that goes on.
func openOrOnly(ctx context.Context, d Data, o *Options, asked string) (workshop.Live, error) {
	if asked = cmp.Or(asked, o.hosted); asked != "" {
		return open(ctx, d, asked)
	}
	all, err := d.List()
	if err != nil {
		return nil, err
	}
	var going []model.Summary
	for _, s := range all {
		if s.Ended.IsZero() && !s.Archived {
			going = append(going, s)
		}
	}
	if len(going) != 1 {
		return nil, usage("cli.tickets.which", "N", len(going))
	}
	return d.Open(ctx, going[0].ID)
}
