package facilitator

import (
	"cmp"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/ui/export"
	"verkstad/ui/frame"
	"verkstad/ui/review"
	"verkstad/ui/stage"
)

// afterActions is what is done with a workshop that has ended.
func (s *Screen) afterActions(b *model.Board) stage.Actions {
	goesOn := when(b.Ended.IsZero(), "facilitator.why.notended")
	return stage.Actions{
		act("facilitator.act.lookback", "L", []string{"L"}, "", 3, s.lookBack),
		act("facilitator.act.export", "X", []string{"X"}, "", 3, s.export),
		act("facilitator.act.continue", "M", []string{"M"}, cmp.Or(goesOn, when(s.env.Continue == nil, "facilitator.why.elsewhere")), 3, s.goOn),
	}
}

// lookBack shows the workshop afterwards, or so far.
func (s *Screen) lookBack() tea.Cmd {
	room := s.env.Room
	return s.env.Show(review.New(s.env, review.Options{
		Load: func() (*review.History, error) {
			records, err := room.Records()
			if err != nil {
				return nil, err
			}
			return review.NewHistory(records), nil
		},
		Back:   func() tea.Cmd { return s.env.Show(s) },
		Series: s.env.Others().Series,
		Export: s.exporter(),
	}))
}

// exporter writes the workshop to a file; nil where there is no disk to write to.
func (s *Screen) exporter() func(report.Format) (string, error) {
	e := s.env
	if e.Save == nil {
		return nil
	}
	b, w := e.Board(), e.Words
	return func(f report.Format) (string, error) {
		var next *model.Board
		if series, err := e.Others().Series(b); err == nil { // a summary does without the next time
			next = report.NextOf(b, series)
		}
		raw, err := report.WriteFile(b, model.Host, w, f, next)
		if err != nil {
			return "", err
		}
		where, err := e.Save(export.FileName(b, w, f), raw)
		return export.Saved(where, b, w, f), err
	}
}

func (s *Screen) export() tea.Cmd { return export.Ask(s.env, s.env.Board().Code, s.exporter()) }

func (s *Screen) goOn() tea.Cmd { return s.env.Continue(s.env.Board()) }

// afterRows is the height of afterPane.
const afterRows = 6

// afterPane says what to do when the workshop has ended, with the keys.
func (s *Screen) afterPane(r frame.Rect) frame.Pane {
	var rows []afterRow
	for _, a := range append(s.afterActions(s.env.Board()), s.timeActions(s.env.Board())...) {
		switch a.Word {
		case "facilitator.act.lookback", "facilitator.act.export", "facilitator.act.continue", "facilitator.act.reopen":
			if a.Why == "" {
				rows = append(rows, afterRow{a.Shown, s.env.Words.T(a.Word)})
			}
		}
	}
	return s.env.DrawContext().Pane(r, afterPicture{stage.ValuesOf(rows)})
}

// afterPicture is what to do when the workshop has ended.
type afterPicture struct{ rows stage.Values[afterRow] }

// afterRow is a key and what it does.
type afterRow struct{ key, text string }

func (p afterPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	c.TextIn(0, 0, c.W(), dc.Theme.Title, dc.Words.T("facilitator.after.title"))
	for i, row := range p.rows.Slice() {
		c.Text(0, 1+i, dc.Theme.Key, row.key)
		c.TextIn(3, 1+i, c.W()-3, dc.Theme.Text, row.text)
	}
}
