package facilitator

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/ui/frame"
	"verkstad/ui/review"
	"verkstad/ui/stage"
)

// afterActions is what is done with a workshop that has ended.
func (s *Screen) afterActions(b *model.Board) []action {
	goesOn := when(b.Ended.IsZero(), "facilitator.why.notended")
	return []action{
		{"facilitator.act.lookback", "L", []string{"L"}, "", 3, s.lookBack},
		{"facilitator.act.export", "X", []string{"X"}, "", 3, s.export},
		{"facilitator.act.continue", "M", []string{"M"}, s.because(goesOn, when(s.env.Continue == nil, "facilitator.why.elsewhere")), 3, s.goOn},
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
func (s *Screen) exporter() func(format string) (string, error) {
	e := s.env
	if e.Save == nil {
		return nil
	}
	b, w := e.Board(), e.Words
	return func(format string) (string, error) {
		raw, err := render(b, w, format)
		if err != nil {
			return "", err
		}
		return e.Save(b.Code+"."+format, raw)
	}
}

// render writes a board as who leads sees it.
func render(b *model.Board, w report.Words, format string) ([]byte, error) {
	switch format {
	case "html":
		return report.HTML(b, model.Host, w)
	case "csv":
		return report.CSV(b, model.Host, w)
	case "json":
		return b.Document(model.Host).JSON()
	}
	return []byte(report.Markdown(b, model.Host, w)), nil
}

// exportedMsg says where the workshop was written.
type exportedMsg struct {
	where string
	err   error
}

// exports are the forms that a workshop can be had in, with their words.
var exports = [][2]string{
	{"md", "facilitator.export.md"}, {"html", "facilitator.export.html"},
	{"csv", "facilitator.export.csv"}, {"json", "facilitator.export.json"},
}

func (s *Screen) export() tea.Cmd {
	e := s.env
	write := s.exporter()
	if write == nil {
		line := ""
		if lines := e.JoinFor(e.Board().Code).Lines; len(lines) > 0 {
			line = lines[0] + " export md"
		}
		return stage.Complain(e.Words.T("facilitator.export.ssh", "Line", line))
	}
	var choices []stage.Choice
	for _, f := range exports {
		choices = append(choices, stage.Choice{Label: e.Words.T(f[1]), Detail: f[0], Do: func() tea.Cmd {
			return func() tea.Msg {
				where, err := write(f[0])
				return exportedMsg{where, err}
			}
		}})
	}
	return e.Ask(stage.NewMenu(e, e.Words.T("facilitator.act.export"), choices))
}

func (s *Screen) onExported(msg exportedMsg) tea.Cmd {
	if msg.err != nil {
		return stage.Complain(s.env.Say(msg.err))
	}
	return stage.Toast(s.env.Words.T("facilitator.export.done", "Where", msg.where))
}

func (s *Screen) goOn() tea.Cmd { return s.env.Continue(s.env.Board()) }

// afterRows is the height of afterPane.
const afterRows = 6

// afterPane says what to do when the workshop has ended, with the keys.
func (s *Screen) afterPane(r frame.Rect) frame.Pane {
	e, t := s.env, s.env.Theme
	title := e.Words.T("facilitator.after.title")
	all, rows := title, [][2]string{}
	for _, a := range append(s.afterActions(e.Board()), s.timeActions(e.Board())...) {
		switch a.word {
		case "facilitator.act.lookback", "facilitator.act.export", "facilitator.act.continue", "facilitator.act.reopen":
			if a.why == "" {
				rows = append(rows, [2]string{a.shown, e.Words.T(a.word)})
				all += "\x00" + a.word
			}
		}
	}
	return frame.Pane{Rect: r, Key: e.Key("facilitator.after", 0, all), Draw: func(c *frame.Canvas) {
		c.TextIn(0, 0, c.W(), t.Title, title)
		for i, row := range rows {
			c.Text(0, 1+i, t.Key, row[0])
			c.TextIn(3, 1+i, c.W()-3, t.Text, row[1])
		}
	}}
}
