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

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/model/text"
	"verkstad/model/workshop"
	"verkstad/ui/boardview"
	"verkstad/ui/command"
	"verkstad/ui/handler"
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

// selectionOf is what the flags of a command say.
func selectionOf(p command.Parsed) selection {
	return selection{p.Flag("node"), p.Flag("series"), p.Flag("from"), p.Flag("to")}
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

// runPaper writes a position paper over several workshops, and overview what they came to.
func runPaper(ctx context.Context, p Program, o *Options, asked command.Parsed) error {
	return across(ctx, p, o, asked, "region.paper.title", report.Paper)
}

func runOverview(ctx context.Context, p Program, o *Options, asked command.Parsed) error {
	return across(ctx, p, o, asked, "region.overview.title", func(boards []*model.Board, w report.Words, _ string) string { return report.Overview(boards, w) })
}

// across writes a document over several workshops, with the heading that the command
// says or else the one with the id title.
func across(ctx context.Context, p Program, o *Options, asked command.Parsed, title string, write func([]*model.Board, report.Words, string) string) error {
	format, err := handler.FormatOf(asked, report.FormatMarkdown, report.FormatHTML, report.FormatWord)
	if err != nil {
		return err
	}
	if err := handler.Readable(asked, format, shownTo(o, asked.Flag("output"))); err != nil {
		return err
	}
	return withData(p, o, func(d Data) error {
		boards, err := selectionOf(asked).boards(ctx, d, o.zone)
		if err != nil {
			return err
		}
		heading := cmp.Or(asked.Flag("title"), o.Words.T(title))
		raw := []byte(write(boards, o.Words, heading))
		switch format {
		case report.FormatHTML:
			raw, err = report.AcrossHTML(boards, string(raw), heading, o.Words)
		case report.FormatWord:
			raw, err = report.AcrossWord(string(raw), heading, o.Words)
		}
		if err != nil {
			return err
		}
		return put(o, asked.Flag("output"), raw)
	})
}

// runInvite writes an invitation to a workshop, and an entry for calendars.
func runInvite(ctx context.Context, p Program, o *Options, asked command.Parsed) error {
	if asked.Has("text") {
		return inviteText(ctx, p, o, asked)
	}
	at, err := planned(asked.Flag("start"), o.now())
	if err != nil {
		return err
	}
	return withData(p, o, func(d Data) error {
		room, err := open(ctx, d, asked.Arg(0))
		if err != nil {
			return err
		}
		if err := keepStart(ctx, room, &at, o.zone); err != nil {
			return err
		}
		planned := report.Planned{Board: room.Board(), Start: at, Join: joinLine(o, room.Board().Code)}
		if file := asked.Flag("ics"); file != "" {
			if err := put(o, file, report.Calendar(planned, o.Words, time.Now())); err != nil {
				return err
			}
		}
		return put(o, "", []byte(report.Invitation(planned, o.Words)))
	})
}

// inviteText writes how people get in, for the chat of a video meeting.
func inviteText(ctx context.Context, p Program, o *Options, asked command.Parsed) error {
	for _, flag := range []string{"start", "ics"} {
		if err := handler.Alone(asked, "text", flag); err != nil {
			return err
		}
	}
	return withData(p, o, func(d Data) error {
		room, err := open(ctx, d, asked.Arg(0))
		if err != nil {
			return err
		}
		b := room.Board()
		return put(o, "", []byte(boardview.Invitation(o.Words, text.Draw(b.Title), p.JoinFor(o, b.Code))))
	})
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
