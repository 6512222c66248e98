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

	"verkstad/model"
	"verkstad/model/sheet"
	"verkstad/ui/stage"
	"verkstad/ui/words"
)

// Room is the workshop whose board the ideas go on.
type Room interface {
	Board() *model.Board
	Do(ctx context.Context, by model.Actor, op string, c model.Command) (model.Outcome, error)
}

// Request is a list, and what a person has said of it.
type Request struct {
	File    string // what the list is called in messages; empty is the input
	Raw     []byte
	Options sheet.Options
	Again   bool // also what is on the board already
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
func Run(ctx context.Context, room Room, by model.Actor, op string, w *words.Words, r Request, out, notes io.Writer) error {
	say := Speaker{w, r.File}
	table, err := sheet.Read(r.Raw, r.Options)
	if err != nil {
		return &Refusal{say.Problem(err)}
	}
	b := room.Board()
	plan := table.Plan(b, PlanOptions(r.Again))
	if r.DryRun {
		for _, line := range say.Preview(table) {
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
		ctx, cancel := context.WithTimeout(ctx, stage.Patience(plan.Command))
		defer cancel()
		if _, err := room.Do(ctx, by, op, plan.Command); err != nil {
			return err
		}
	}
	_, _ = fmt.Fprintln(out, say.Result(plan, b.Title, r.DryRun))
	return nil
}

// PlanOptions are those of a plan, with the languages that there are.
func PlanOptions(again bool) sheet.PlanOptions {
	o := sheet.PlanOptions{Again: again}
	for _, lang := range words.Languages {
		w := words.For(lang)
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
			text += s.Doubt(d) + "\n"
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

// flags are those that would take in what stays outside.
func (s Speaker) flags(t *sheet.Table, p sheet.Plan) (lines []string) {
	if t.Count(sheet.TooLong) > 0 {
		lines = append(lines, s.w.T("sheet.shorten"))
	}
	if p.New() == 0 && p.Already > 0 {
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
	text := s.w.T(id, "Ideas", s.w.N("unit.ideas", p.New()), "Title", title)
	if p.Already > 0 {
		text += " " + s.Already(p)
	}
	return text
}

// Already says how much of a list is on the board; empty if nothing is.
func (s Speaker) Already(p sheet.Plan) string {
	if p.Already == 0 {
		return ""
	}
	return s.w.T("sheet.already", "N", p.Already, "Total", p.Total)
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
	return s.w.T(problems[p.Code], "File", s.file(), "Size", s.w.Bytes(sheet.MaxFile), "Word", word, "Columns", list(more), "N", sheet.MaxRows)
}

var problems = map[string]string{
	sheet.ProblemLarge: "sheet.wrong.large", sheet.ProblemRows: "sheet.wrong.rows", sheet.ProblemEmpty: "sheet.wrong.empty", sheet.ProblemWorkbook: "sheet.wrong.workbook",
	sheet.ProblemPDF: "sheet.wrong.pdf", sheet.ProblemJSON: "sheet.wrong.json", sheet.ProblemBinary: "sheet.wrong.binary",
	sheet.ProblemEncoding: "sheet.wrong.encoding", sheet.ProblemSeparator: "sheet.wrong.separator", sheet.ProblemColumn: "sheet.wrong.column",
}
