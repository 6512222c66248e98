package cli

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/oklog/ulid/v2"

	"verkstad/model"
	"verkstad/model/lineage"
	"verkstad/model/report"
	"verkstad/model/sheet"
	"verkstad/model/text"
	"verkstad/model/workshop"
	"verkstad/ui/command"
	"verkstad/ui/handler"
	"verkstad/ui/stage"
)

// The commands about one workshop that can be given in lines too. What they do is in
// package handler; here the workshop is opened and the output is.

// request is a command about a workshop of the data, which whoever has the data may do
// and see everything of. args are its words without the one that names the workshop.
func request(p Program, d Data, o *Options, room workshop.Live, asked command.Parsed, args []string) handler.Request {
	asked.Args = args
	return handler.Request{
		Parsed: asked, Room: room, Me: model.Host, Words: o.Words, Reach: stage.Whole(d), NewOp: func() string { return ulid.Make().String() }, In: o.In, Out: o.Out, Err: o.Err,
		JoinFor: func(code string) workshop.Join { return p.JoinFor(o, code) },
	}
}

// about has f do a command about the workshop that is its first word, with the others.
func about(ctx context.Context, p Program, o *Options, asked command.Parsed, f func(handler.Request) error) error {
	return withData(p, o, func(d Data) error {
		room, err := open(ctx, d, asked.Arg(0))
		if err != nil {
			return err
		}
		return f(request(p, d, o, room, asked, asked.Args[1:]))
	})
}

// runExport writes a workshop, its log, or a bundle of workshops.
func runExport(ctx context.Context, p Program, o *Options, asked command.Parsed) error {
	file := asked.Flag("output")
	if err := exportFits(asked); err != nil {
		return err
	}
	if asked.Has("bundle") {
		return withData(p, o, func(d Data) error { return exportBundle(d, o, selectionOf(asked), asked.Flag("bundle"), asked.Arg(0)) })
	}
	if len(asked.Args) == 0 {
		return asked.Wrong("command.wrong.toofew")
	}
	words := asked
	words.Args = nil
	format, err := handler.FormatOf(words, report.Formats()...)
	if err != nil {
		return err
	}
	if err := handler.Readable(asked, format, shownTo(o, file)); err != nil {
		return err
	}
	o.instead = "export " + string(format)
	if asked.Has("log") {
		return withData(p, o, func(d Data) error { return exportLog(d, o, asked.Arg(0), file) })
	}
	return about(ctx, p, o, asked, func(r handler.Request) error {
		return writeTo(o, file, func(out io.Writer) error {
			r.Out = out
			return r.Export()
		})
	})
}

// shownTo reports whether what is written to a file, or for "" to the output, is shown in a
// terminal.
func shownTo(o *Options, file string) bool { return o.Interactive && (file == "" || file == "-") }

// exportFits refuses flags of export that would do nothing beside the others.
func exportFits(asked command.Parsed) error {
	pairs := [][2]string{{"log", "format"}, {"bundle", "log"}, {"bundle", "format"}, {"bundle", "output"}}
	for _, pair := range pairs {
		if err := handler.Alone(asked, pair[0], pair[1]); err != nil {
			return err
		}
	}
	for _, flag := range []string{"node", "series", "from", "to"} {
		switch {
		case asked.Has(flag) && !asked.Has("bundle"):
			return asked.Wrong("command.wrong.goeswith", "Flag", "--"+flag, "Other", "--bundle")
		case asked.Has(flag) && len(asked.Args) > 0:
			return asked.Wrong("command.wrong.named", "Flag", "--"+flag)
		}
	}
	return nil
}

func runAudit(ctx context.Context, p Program, o *Options, asked command.Parsed) error {
	o.instead = "audit"
	return about(ctx, p, o, asked, func(r handler.Request) error { return r.Audit(ctx) })
}

func runTrace(ctx context.Context, p Program, o *Options, asked command.Parsed) error {
	if _, err := asked.ID(asked.Arg(1)); err != nil {
		return err
	}
	o.instead = "trace " + strings.TrimPrefix(asked.Arg(1), "#")
	return about(ctx, p, o, asked, handler.Request.Trace)
}

func runResults(ctx context.Context, p Program, o *Options, asked command.Parsed) error {
	o.instead = "results"
	return about(ctx, p, o, asked, handler.Request.Results)
}

// runCarry brings in what the workshop with --from left, or else the one before in the
// series.
func runCarry(ctx context.Context, p Program, o *Options, asked command.Parsed) error {
	return withData(p, o, func(d Data) error {
		room, err := open(ctx, d, asked.Arg(0))
		if err != nil {
			return err
		}
		from, err := source(ctx, d, room.Board(), asked.Flag("from"))
		if err != nil {
			return err
		}
		return request(p, d, o, room, asked, nil).Bring(ctx, lineage.LeftBy(from, room.Board()), nil)
	})
}

// source is the board of the workshop that is asked for, or else of the one before b in
// its series.
func source(ctx context.Context, d Data, b *model.Board, asked string) (*model.Board, error) {
	if asked != "" {
		room, err := open(ctx, d, asked)
		if err != nil {
			return nil, err
		}
		return room.Board(), nil
	}
	all, err := d.List()
	if err != nil {
		return nil, err
	}
	last, ok := model.Previous(all, b.Node, b.Series, b.Number)
	if !ok {
		return nil, &failure{"cli.carry.nothing", nil, Failed}
	}
	room, err := d.Open(ctx, last.ID)
	if err != nil {
		return nil, err
	}
	return room.Board(), nil
}

// runTickets makes tickets and writes them as strips. The file is made first, for its owner
// alone: what is written on tickets is seen only once.
func runTickets(ctx context.Context, p Program, o *Options, asked command.Parsed) error {
	n, err := handler.TicketCount(asked)
	if err != nil {
		return err
	}
	if o.instead = fmt.Sprintf("tickets %d", n); asked.Has("html") {
		o.instead += " --html"
	}
	return withData(p, o, func(d Data) error {
		room, err := openOrOnly(ctx, d, o, asked.Arg(1))
		if err != nil {
			return err
		}
		out, done, err := newOutput(o, asked.Flag("output"))
		if err != nil {
			return err
		}
		r := request(p, d, o, room, asked, asked.Args[:1])
		written := &counter{Writer: out}
		r.Out = written
		if err := r.Tickets(ctx); err != nil && !written.begun {
			return errors.Join(err, done(false))
		} else if err := errors.Join(err, done(true)); err != nil {
			return fileError(err, asked.Flag("output"))
		}
		_, err = fmt.Fprintln(o.Err, o.Words.T("handler.tickets.done", "Tickets", o.Words.N("unit.tickets", n), "Title", text.Draw(room.Board().Title)))
		return err
	})
}

// counter is a writer that tells whether anything has been written to it.
type counter struct {
	io.Writer
	begun bool
}

func (c *counter) Write(p []byte) (int, error) {
	c.begun = true
	return c.Writer.Write(p)
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

// runImportIdeas lays the ideas of a list on a board, all or none.
func runImportIdeas(ctx context.Context, p Program, o *Options, asked command.Parsed) error {
	if !asked.Has("workshop") {
		return usage("cli.wrong.workshop")
	}
	return withData(p, o, func(d Data) error {
		raw, err := read(o, asked.Arg(0), sheet.MaxFile)
		if err != nil {
			return err
		}
		room, err := open(ctx, d, asked.Flag("workshop"))
		if err != nil {
			return err
		}
		r := request(p, d, o, room, asked, nil)
		r.In = bytes.NewReader(raw)
		file := asked.Arg(0)
		if file == "-" {
			file = ""
		}
		return r.ImportIdeas(ctx, file)
	})
}
