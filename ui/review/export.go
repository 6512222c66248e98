package review

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/ui/stage"
)

type exportedMsg struct {
	where string
	err   error
}

// formats that a workshop can be had in, with the words for them.
var formats = []struct{ format, label, detail string }{
	{"md", "review.export.md", "review.export.form.md"},
	{"html", "review.export.html", "review.export.form.html"},
	{"csv", "review.export.csv", "review.export.form.csv"},
	{"json", "review.export.json", "review.export.form.json"},
}

// askExport asks for the form, or tells the line that gives it over SSH.
func (s *Screen) askExport() tea.Cmd {
	w := s.env.Words
	if s.opts.Export == nil {
		return s.env.Ask(stage.NewSheet(s.env, w.T("review.export.title"), strings.Join(s.exportLines(), "\n")))
	}
	var choices []stage.Choice
	for _, f := range formats {
		choices = append(choices, stage.Choice{Label: w.T(f.label), Detail: w.T(f.detail), Do: func() tea.Cmd {
			return func() tea.Msg {
				where, err := s.opts.Export(f.format)
				return exportedMsg{where, err}
			}
		}})
	}
	return s.env.Ask(stage.NewMenu(s.env, w.T("review.export.title"), choices))
}

func (s *Screen) onExported(msg exportedMsg) tea.Cmd {
	if msg.err != nil {
		return stage.Complain(s.env.Say(msg.err))
	}
	return stage.Toast(s.env.Words.T("review.export.done", "Where", msg.where))
}

// exportLines is what to type in one's own terminal.
func (s *Screen) exportLines() []string {
	w := s.env.Words
	var lines []string
	if s.env.JoinFor != nil {
		lines = s.env.JoinFor(s.history.Final().Code).Lines
	}
	if len(lines) == 0 {
		return []string{w.T("review.export.nowhere")}
	}
	return []string{
		w.T("review.export.ssh"), "",
		lines[0] + " export md > " + w.T("review.export.file") + ".md", "",
		w.T("review.export.forms"),
	}
}
