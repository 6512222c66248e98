package cli

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/text"
	"verkstad/model/workshop"
	"verkstad/ui/command"
	"verkstad/ui/stage"
)

// maxDocument bounds an exported board that is read, in bytes.
const maxDocument = 64 << 20

func say(o *Options, id string, kv ...any) error {
	_, err := fmt.Fprintln(o.Out, o.Words.T(id, kv...))
	return err
}

// row prints columns parted by tabs.
func row(o *Options, columns ...string) error {
	for i, c := range columns {
		columns[i] = cmp.Or(strings.Join(strings.Fields(text.Draw(c)), " "), "-")
	}
	_, err := fmt.Fprintln(o.Out, strings.Join(columns, "\t"))
	return err
}

// list prints the workshops: join code, day, how far, node, series, title.
func list(d Data, o *Options) error {
	all, err := d.List()
	if err != nil {
		return err
	}
	for _, s := range all {
		if s.Archived {
			continue
		}
		state := "cli.list.going"
		switch {
		case !s.Ended.IsZero():
			state = "cli.list.ended"
		case s.Phase == 0:
			state = "cli.list.new"
		}
		series := s.Series
		if s.Number > 0 {
			series = strings.TrimSpace(fmt.Sprintf("%s %d", s.Series, s.Number))
		}
		if err := row(o, s.Code, s.Created.In(o.zone).Format("2006-01-02"), o.Words.T(state), s.Node, series, s.Title); err != nil {
			return err
		}
	}
	return nil
}

// open opens the workshop that a person means.
func open(ctx context.Context, d Data, asked string) (workshop.Live, error) {
	id, err := d.Find(asked)
	if err != nil {
		return nil, err
	}
	return d.Open(ctx, id)
}

// exportLog writes the log of the workshop that is asked for to a file, or to the output.
func exportLog(d Data, o *Options, asked, file string) error {
	id, err := d.Find(asked)
	if err != nil {
		return err
	}
	return writeTo(o, file, func(out io.Writer) error { return d.ExportLog(out, id) })
}

// runRestore puts a backup in the place of the database and says where the old
// one is.
func runRestore(ctx context.Context, p Program, o *Options, asked command.Parsed) error {
	file := asked.Arg(0)
	o.Restoring = file
	aside, err := p.Restore(ctx, o, file, asked.Has("replace"))
	if errors.Is(err, fs.ErrNotExist) {
		return fileError(err, file)
	}
	if err != nil {
		return err
	}
	if aside != "" {
		return say(o, "cli.restore.aside", "File", file, "Aside", aside)
	}
	return say(o, "cli.restore.done", "File", file)
}

// readBoard makes a workshop of an exported board.
func readBoard(ctx context.Context, d Data, o *Options, file string) error {
	raw, err := read(o, file, maxDocument)
	if err != nil {
		return err
	}
	raw = bytes.TrimPrefix(raw, []byte("\ufeff")) // that Windows' editors leave
	if bytes.HasPrefix(raw, bundleStart) {
		return importBundle(d, o, file, raw)
	}
	if !json.Valid(raw) {
		return &failure{"cli.file.notjson", []any{"File", file}, Failed}
	}
	doc, err := model.ParseDocument(raw)
	if err != nil {
		return &failure{"cli.file.notboard", []any{"File", file, "Reason", stage.Say(o.Words, err)}, Failed}
	}
	phases := make([]method.Phase, len(doc.Agenda))
	for i, entry := range doc.Agenda {
		phases[i] = entry.Phase.Phase
	}
	if doc.Workshop.Title, err = freeTitle(d, o.Title, doc.Workshop.Title); err != nil {
		return err
	}
	w := doc.Workshop
	room, err := d.Create(ctx, model.CreateWorkshop{
		Title: w.Title, Method: w.Method, Node: w.Node, Series: w.Series, Number: w.Number, Lang: w.Lang,
		Code: o.Code, Anonymous: w.Anonymous, Phases: phases,
	})
	if err != nil {
		return err
	}
	if _, err := room.Do(ctx, model.Host, "import", model.ImportDocument{Document: doc}); err != nil {
		return err
	}
	b := room.Board()
	ideas, _ := b.IdeaCount(0)
	return say(o, "cli.import.done", "Title", text.Draw(b.Title), "Code", b.Code, "Ideas", o.Words.N("unit.ideas", ideas))
}

// freeTitle is the title of a board that is taken in: the one that was asked
// for, or its own, with a number behind if there is a workshop of that title.
func freeTitle(d Data, asked, title string) (string, error) {
	if asked != "" {
		return asked, nil
	}
	all, err := d.List()
	if err != nil {
		return "", err
	}
	taken := func(s string) bool {
		return slices.ContainsFunc(all, func(m model.Summary) bool { return text.Same(m.Title, s) })
	}
	free := title
	for n := 2; taken(free); n++ {
		number := fmt.Sprintf(" (%d)", n)
		runes := []rune(title)
		free = strings.TrimSpace(string(runes[:min(len(runes), model.MaxTitle-len(number))])) + number
	}
	return free, nil
}

func printFinding(f Finding, o *Options) error {
	for _, problem := range f.Problems {
		said, details := problem.say(o)
		columns := []string{said}
		if details != "" {
			columns = append(columns, details)
		}
		if err := row(o, columns...); err != nil {
			return err
		}
	}
	faults := o.Words.N("cli.check.faults", len(f.Problems))
	if f.Backup != "" {
		return &failure{"cli.check.offer", []any{"File", f.File, "Faults", faults, "Backup", f.Backup, "Command", restoreLine(o, f.Backup)}, Failed}
	}
	if len(f.Problems) > 0 {
		return &failure{"cli.check.damaged", []any{"File", f.File, "Faults", faults}, Failed}
	}
	return say(o, "cli.check.whole", "File", f.File, "Workshops", f.Workshops, "Events", int(f.Events))
}
