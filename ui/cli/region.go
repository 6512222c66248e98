package cli

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"net"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/model/text"
	"verkstad/model/workshop"
	"verkstad/ui/home"
	"verkstad/ui/review"
	"verkstad/ui/stage"
)

// Bundles moves whole workshops between data folders.
type Bundles interface {
	// ExportBundle writes the logs of workshops by id.
	ExportBundle(w io.Writer, ids []string) error
	// ImportBundle takes in what is not here and says what became of each.
	ImportBundle(r io.Reader) ([]model.Taken, error)
}

// bundleStart is how a bundle begins, and no exported board does.
var bundleStart = []byte(`{"format":"` + model.BundleFormat + `"`)

// selection is which workshops a command is about.
type selection struct{ node, series, from, to string }

func (s *selection) flags(cmd *cobra.Command, o *Options) {
	w := o.Words
	cmd.Flags().StringVar(&s.node, "node", "", w.T("region.flag.node"))
	cmd.Flags().StringVar(&s.series, "series", "", w.T("region.flag.series"))
	cmd.Flags().StringVar(&s.from, "from", "", w.T("region.flag.from"))
	cmd.Flags().StringVar(&s.to, "to", "", w.T("region.flag.to"))
}

// choose gives the workshops that fit, oldest first; archived ones never do.
func (s selection) choose(d Data, zone *time.Location) ([]model.Summary, error) {
	from, to := time.Time{}, time.Now().AddDate(1000, 0, 0)
	for day, into := range map[string]*time.Time{s.from: &from, s.to: &to} {
		if day == "" {
			continue
		}
		at, err := time.ParseInLocation(time.DateOnly, day, zone)
		if err != nil {
			return nil, usage("cli.wrong.invalid", "Flag", "--from/--to", "Value", day)
		}
		*into = at
	}
	if s.to != "" {
		to = to.AddDate(0, 0, 1)
	}
	all, err := d.List()
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(x model.Summary) bool {
		return x.Archived || s.node != "" && !text.Same(x.Node, s.node) || s.series != "" && !text.Same(x.Series, s.series) ||
			x.Created.Before(from) || !x.Created.Before(to)
	})
	if len(all) == 0 {
		return nil, &failure{"region.bundle.nothing", nil, NoWorkshop}
	}
	slices.SortFunc(all, func(a, b model.Summary) int { return cmp.Or(a.Created.Compare(b.Created), cmp.Compare(a.ID, b.ID)) })
	return all, nil
}

func (s selection) boards(ctx context.Context, d Data, zone *time.Location) ([]*model.Board, error) {
	all, err := s.choose(d, zone)
	if err != nil {
		return nil, err
	}
	var boards []*model.Board
	for _, sum := range all {
		room, err := d.Open(ctx, sum.ID)
		if err != nil {
			return nil, err
		}
		boards = append(boards, room.Board())
	}
	return boards, nil
}

// withBundle lets export write several workshops to a bundle.
func withBundle(p Program, o *Options, cmd *cobra.Command) *cobra.Command {
	var s selection
	var file string
	one := cmd.RunE
	cmd.Flags().StringVar(&file, "bundle", "", o.Words.T("region.flag.bundle"))
	s.flags(cmd, o)
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if file != "" {
			return between(0, 1)(cmd, args)
		}
		return exactly(1)(cmd, args)
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if file == "" {
			return one(cmd, args)
		}
		return withData(p, o, func(d Data) error { return exportBundle(d, o, s, file, first(args)) })
	}
	return cmd
}

// exportBundle writes the workshops that are asked for to a new file.
func exportBundle(d Data, o *Options, s selection, file, asked string) error {
	var ids []string
	if asked != "" {
		id, err := d.Find(asked)
		if err != nil {
			return err
		}
		ids = []string{id}
	} else {
		all, err := s.choose(d, o.zone)
		if err != nil {
			return err
		}
		for _, sum := range all {
			ids = append(ids, sum.ID)
		}
	}
	if err := writeTo(o, file, func(out io.Writer) error { return d.ExportBundle(out, ids) }); err != nil {
		return err
	}
	return say(o, "region.bundle.exported", "File", file, "Workshops", o.Words.N("region.bundle.workshops", len(ids)))
}

// takenWords say what became of a workshop of a bundle.
var takenWords = map[model.TakenAs]string{
	model.TakenNew: "region.bundle.new", model.TakenContinued: "region.bundle.continued", model.TakenSame: "region.bundle.same",
	model.TakenOlder: "region.bundle.older", model.TakenConflict: "region.bundle.conflict",
}

// importBundle takes in a bundle and says what became of each workshop.
func importBundle(d Data, o *Options, file string, raw []byte) error {
	all, err := d.ImportBundle(bytes.NewReader(raw))
	conflicts := 0
	for _, t := range all {
		if t.What == model.TakenConflict {
			conflicts++
		}
		if err := row(o, o.Words.T(takenWords[t.What]), t.ID, t.Title, t.Why); err != nil {
			return err
		}
	}
	switch {
	case err != nil:
		return &failure{"region.bundle.failed", []any{"File", file, "Reason", err.Error()}, Failed}
	case conflicts > 0:
		return &failure{"region.bundle.conflicts", []any{"N", conflicts}, Failed}
	}
	return nil
}

func paperCommand(p Program, o *Options) *cobra.Command {
	return acrossCommand(p, o, "paper", "region.paper.short", "region.paper.long", "region.paper.title", report.Paper)
}

func overviewCommand(p Program, o *Options) *cobra.Command {
	return acrossCommand(p, o, "overview", "region.overview.short", "region.overview.long", "region.overview.title",
		func(boards []*model.Board, w report.Words, _ string) string { return report.Overview(boards, w) })
}

// acrossCommand writes a document over several workshops.
func acrossCommand(p Program, o *Options, name, short, long, title string, write func([]*model.Board, report.Words, string) string) *cobra.Command {
	var s selection
	var format, output, heading string
	cmd := &cobra.Command{
		Use: name, Short: o.Words.T(short), Long: o.Words.T(long), Args: exactly(0), Example: "verkstad " + name + " --node Lund --from 2026-01-01",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if format != "md" && format != "html" {
				return usage("cli.wrong.format", "Format", format, "Formats", "md, html")
			}
			return withData(p, o, func(d Data) error {
				boards, err := s.boards(cmd.Context(), d, o.zone)
				if err != nil {
					return err
				}
				heading = cmp.Or(heading, o.Words.T(title))
				raw := []byte(write(boards, o.Words, heading))
				if format == "html" {
					if raw, err = report.AcrossHTML(boards, string(raw), heading, o.Words); err != nil {
						return err
					}
				}
				return put(o, output, raw)
			})
		},
	}
	s.flags(cmd, o)
	cmd.Flags().StringVar(&format, "format", "md", o.Words.T("cli.flag.format"))
	cmd.Flags().StringVarP(&output, "output", "o", "", o.Words.T("cli.flag.output"))
	cmd.Flags().StringVar(&heading, "title", "", o.Words.T("region.flag.title"))
	return cmd
}

func inviteCommand(p Program, o *Options) *cobra.Command {
	var start, file string
	cmd := &cobra.Command{
		Use: "invite WORKSHOP", Short: o.Words.T("region.invite.short"), Long: o.Words.T("region.invite.long"), Args: exactly(1),
		Example: `verkstad invite KRABBA --start "2026-12-01 13:00" --address 192.168.1.20 --ics traff.ics`,
		RunE: func(cmd *cobra.Command, args []string) error {
			at, err := planned(start, o.now())
			if err != nil {
				return err
			}
			return withData(p, o, func(d Data) error {
				room, err := open(cmd.Context(), d, args[0])
				if err != nil {
					return err
				}
				if err := keepStart(cmd.Context(), room, &at, o.zone); err != nil {
					return err
				}
				planned := report.Planned{Board: room.Board(), Start: at, Join: joinLine(o, room.Board().Code)}
				if file != "" {
					if err := put(o, file, report.Calendar(planned, o.Words, time.Now())); err != nil {
						return err
					}
				}
				return put(o, "", []byte(report.Invitation(planned, o.Words)))
			})
		},
	}
	cmd.Flags().StringVar(&start, "start", "", o.Words.T("region.flag.start"))
	cmd.Flags().StringVar(&file, "ics", "", o.Words.T("region.flag.ics"))
	servingFlags(cmd.Flags(), o)
	return cmd
}

// keepStart keeps a start that was given with the workshop, and fills in the
// one that it has where none was, as clocks in zone show it.
func keepStart(ctx context.Context, room workshop.BoardDoer, at *time.Time, zone *time.Location) error {
	b := room.Board()
	if at.IsZero() {
		if *at = b.Start.In(zone); b.Start.IsZero() {
			return usage("region.invite.nostart")
		}
		return nil
	}
	if at.Equal(b.Start) || !b.Ended.IsZero() {
		return nil
	}
	_, err := room.Do(ctx, model.Host, "", model.PlanWorkshop{Start: *at})
	return err
}

// joinLine is what people type to join, at the first address that was given.
func joinLine(o *Options, code string) string {
	address, _, _ := strings.Cut(o.Address, ",")
	address = text.Draw(strings.TrimSpace(address))
	_, port, err := net.SplitHostPort(o.Listen)
	if err != nil {
		port = "2222"
	}
	return "ssh -p " + port + " " + code + "@" + cmp.Or(address, o.Words.T("region.invite.noaddress"))
}

// OverviewOf writes what a series, a node or the region has come to. A
// workshop in no node is of the node without a name.
func OverviewOf(env *stage.Env, logs Logs, of home.Scope) (review.Document, error) {
	all, err := env.House.List()
	if err != nil {
		return review.Document{}, err
	}
	var boards []*model.Board
	for _, sum := range all {
		if sum.Archived || !of.Region && !strings.EqualFold(sum.Node, of.Node) || of.Series != "" && !strings.EqualFold(sum.Series, of.Series) {
			continue
		}
		records, err := logs(sum.ID)
		if err != nil {
			return review.Document{}, err
		}
		boards = append(boards, model.Fold(records))
	}
	// Like the text, the goals are those of what everybody may see.
	return review.Document{Text: report.Overview(boards, env.Words), Goals: model.SumGoals(model.Actor{Role: model.Observer}, boards...)}, nil
}
