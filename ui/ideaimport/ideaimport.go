// Package ideaimport brings a list of ideas onto the board of a workshop, the
// same from every place where that can be asked for: the command line, line
// commands, and the facilitator's screen. Package model/sheet reads the list;
// this package decides what is sure enough, and says in a person's language how
// the list is read, what comes of it and what was left out.
package ideaimport

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"verkstad/model"
	"verkstad/model/sheet"
	"verkstad/model/workshop"
	"verkstad/ui/i18n"
	"verkstad/ui/stage"
)

// Request is a list, and what a person has said of it.
type Request struct {
	File    string // what the list is called in messages; empty is the input
	Raw     []byte
	Options sheet.Options
	Again   bool // also what is on the board already, or twice in the list
	DryRun  bool // only show how it is read
}

// Refusal is why nothing was put on the board, in a person's language.
type Refusal struct{ Text string }

func (r *Refusal) Error() string { return r.Text }

// Run brings in a list, all or nothing. It writes what came of it to out, or
// with DryRun how it would be read; what was left out and why, and what should
// be known besides, to notes.
//
// Where something is not sure, nothing is put on the board, and the error is a
// *[Refusal] that names the flag that decides; so it is for a file that cannot
// be read, has no ideas, or more than there is room for. Other errors are those
// of the room.
func Run(ctx context.Context, room workshop.BoardDoer, by model.Actor, op string, w *i18n.Words, r Request, out, notes io.Writer) error {
	say := Speaker{w, r.File}
	table, err := sheet.Read(r.Raw, r.Options)
	if err != nil {
		return &Refusal{say.Problem(err)}
	}
	b := room.Board()
	plan := table.Plan(b, PlanOptions(r.Again))
	if r.DryRun {
		for _, line := range say.preview(table) {
			_, _ = fmt.Fprintln(out, line)
		}
	}
	if err := say.refusal(table, plan); err != nil {
		return err
	}
	for _, line := range append(say.Notes(table, plan), say.flags(table, plan)...) {
		_, _ = fmt.Fprintln(notes, line)
	}
	if !r.DryRun && plan.Needs > 0 {
		if plan, err = Put(ctx, room, by, op, table, r.Again); err != nil {
			return err
		}
	}
	_, _ = fmt.Fprintln(out, say.Result(plan, b.Title, r.DryRun))
	return nil
}

// mostTries is how often a list is compared with the board again because another list
// came in between.
const mostTries = 5

// Put lays a list on the board as it is now, and gives what was laid there. Of
// two who bring in the same list at once, one finds all of it there already.
func Put(ctx context.Context, room workshop.BoardDoer, by model.Actor, op string, table *sheet.Table, again bool) (sheet.Plan, error) {
	for try := 1; ; try++ {
		plan := table.Plan(room.Board(), PlanOptions(again))
		if plan.Needs == 0 {
			return plan, nil
		}
		ctx, cancel := context.WithTimeout(ctx, stage.Patience(plan.Command))
		_, err := room.Do(ctx, by, op, plan.Command)
		cancel()
		if !errors.Is(err, model.ErrImported) || try == mostTries {
			return plan, err
		}
	}
}

// PlanOptions are those of a plan, with the languages that there are.
func PlanOptions(again bool) sheet.PlanOptions {
	o := sheet.PlanOptions{Again: again}
	for _, lang := range i18n.Languages {
		w := i18n.For(lang)
		o.Languages = append(o.Languages, sheet.Language{Tag: lang, Activity: func(a model.Activity) string { return w.T("activity." + string(a)) }})
	}
	return o
}

// refusal is why a list cannot be taken in as it was read; nil if it can.
func (s Speaker) refusal(t *sheet.Table, p sheet.Plan) error {
	switch {
	case !t.Sure():
		text := ""
		for _, d := range t.Doubts {
			text += s.doubt(d) + "\n"
		}
		return &Refusal{text + s.w.T("sheet.unsaved") + " " + s.w.T("sheet.preview")}
	case p.Total == 0 && p.Needs == 0:
		text := s.w.T("sheet.none", "File", s.file())
		for _, note := range append(s.Notes(t, p), s.flags(t, p)...) {
			text += "\n" + note
		}
		return &Refusal{text}
	case !p.Fits():
		return &Refusal{s.w.T("error.room", "A", p.Room, "B", p.Needs)}
	}
	return nil
}

// flags are sentences on the flags that would take in what was left out.
func (s Speaker) flags(t *sheet.Table, p sheet.Plan) (lines []string) {
	if t.Count(sheet.TooLong) > 0 {
		lines = append(lines, s.w.T("sheet.shorten"))
	}
	if p.Same() > 0 {
		lines = append(lines, s.w.T("sheet.again"))
	}
	return lines
}

// Result says what came of a list, or would.
func (s Speaker) Result(p sheet.Plan, title string, would bool) string {
	if p.New() == 0 && p.Already > 0 {
		return s.w.N("sheet.nothing", p.Already, "Title", title)
	}
	id := "sheet.done"
	if would {
		id = "sheet.would"
	}
	text := s.w.T(id, "Ideas", s.What(p), "Title", title)
	if same := s.Same(p); same != "" {
		text += " " + same
	}
	return text
}

// What says how much a plan brings in: "2 ideas and 1 question".
func (s Speaker) What(p sheet.Plan) string {
	notes := 0
	for _, i := range p.Command.Ideas {
		if i.Note {
			notes++
		}
	}
	var all []string
	for _, x := range []struct {
		unit string
		n    int
	}{
		{"unit.ideas", len(p.Command.Ideas) - notes}, {"unit.notes", notes},
		{"unit.questions", len(p.Command.Questions)}, {"unit.commitments", len(p.Command.Commitments)},
	} {
		if x.n > 0 {
			all = append(all, s.w.N(x.unit, x.n))
		}
	}
	switch last := len(all) - 1; {
	case last < 0:
		return s.w.N("unit.ideas", 0)
	case last > 0:
		return strings.Join(all[:last], ", ") + " " + s.w.T("sheet.and") + " " + all[last]
	}
	return all[0]
}

// Same says how much of a list is left out since it is on the board already, or
// in the list twice; empty if nothing is.
func (s Speaker) Same(p sheet.Plan) string {
	var all []string
	if p.Already > 0 {
		all = append(all, s.w.T("sheet.already", "N", p.Already, "Total", p.Total))
	}
	if p.Twice > 0 {
		all = append(all, s.w.N("sheet.twice", p.Twice))
	}
	return strings.Join(all, " ")
}

// Problem says why a file cannot be read, and what to do.
func (s Speaker) Problem(err error) string {
	var p *sheet.Problem
	if !errors.As(err, &p) {
		return err.Error()
	}
	word, more := "", []string(nil)
	if len(p.Args) > 0 {
		word, more = p.Args[0], p.Args[1:]
	}
	if p.Code == sheet.ProblemZip && word != "" {
		return s.w.T("sheet.wrong.zipped", "File", s.file(), "Word", one(word))
	}
	size := int64(sheet.MaxFile)
	if p.Code == sheet.ProblemUnpacked {
		size, _ = strconv.ParseInt(word, 10, 64)
	}
	return s.w.T(problems[p.Code], "File", s.file(), "Size", s.w.Bytes(size), "Word", word, "Columns", list(more), "N", sheet.MaxRows)
}

var problems = map[string]string{
	sheet.ProblemUnpacked: "sheet.wrong.unpacked", sheet.ProblemColumns: "sheet.wrong.columns", sheet.ProblemCells: "sheet.wrong.cells",
	sheet.ProblemLarge: "sheet.wrong.large", sheet.ProblemRows: "sheet.wrong.rows", sheet.ProblemEmpty: "sheet.wrong.empty", sheet.ProblemWorkbook: "sheet.wrong.workbook",
	sheet.ProblemPDF: "sheet.wrong.pdf", sheet.ProblemJSON: "sheet.wrong.json", sheet.ProblemBinary: "sheet.wrong.binary",
	sheet.ProblemDamaged: "sheet.wrong.damaged", sheet.ProblemOld: "sheet.wrong.old",
	sheet.ProblemDocument: "sheet.wrong.document", sheet.ProblemPage: "sheet.wrong.page", sheet.ProblemZip: "sheet.wrong.zip",
	sheet.ProblemEncoding: "sheet.wrong.encoding", sheet.ProblemSeparator: "sheet.wrong.separator", sheet.ProblemColumn: "sheet.wrong.column",
}
