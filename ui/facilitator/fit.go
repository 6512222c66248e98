package facilitator

import (
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/stage"
)

// lateBy is how much later than it should the workshop ends as things stand, in whole
// minutes.
func (s *Screen) lateBy() time.Duration {
	_, _, late := s.env.Board().Plan(s.env.Now())
	return late.Truncate(time.Minute)
}

// fitsNot is why what is left cannot be fitted into the time that is left, as an id of
// the catalogue; empty if it can.
func (s *Screen) fitsNot(b *model.Board) string {
	if b.Phase() == nil || s.lateBy() <= 0 {
		return "facilitator.why.notlate"
	}
	return when(b.Current() >= len(b.Phases())-1, "facilitator.why.nothingleft")
}

// fit proposes minutes for what is left, so that the workshop ends when it should. What
// is proposed is done with enter. Where it is too late for that, it asks what to leave out.
func (s *Screen) fit() tea.Cmd {
	w, b := s.env.Words, s.env.Board()
	f, ok := b.Fit(s.env.Now(), b.Due())
	switch {
	case !ok:
		return stage.Complain(w.T("facilitator.why.nothingleft"))
	case f.Short > 0:
		return s.fitShort(f)
	}
	title := w.T("facilitator.fit.title", "End", s.clock(f.End))
	return s.env.Ask(stage.NewConfirm(s.env, title, s.alsoWriting(s.fitText(f)), s.fitting(f)))
}

// fitText is the proposed minutes, a phase a line.
func (s *Screen) fitText(f model.Fitting) string {
	w, b := s.env.Words, s.env.Board()
	var rows []string
	for _, c := range f.Changes {
		rows = append(rows, w.T("facilitator.fit.row", "Phase", s.env.PhaseTitle(b.PhaseByID(c.Phase)), "Was", c.Was, "Now", c.Now))
	}
	if slices.ContainsFunc(b.Phases()[b.Current()+1:], func(ph *model.Phase) bool { return ph.Does(method.Rests) }) {
		rows = append(rows, w.T("facilitator.fit.breaks"))
	}
	return strings.Join(rows, "\n")
}

// fitShort says that not all has room, and offers what can be done.
func (s *Screen) fitShort(f model.Fitting) tea.Cmd {
	w, b := s.env.Words, s.env.Board()
	text := w.T("facilitator.fit.short", "End", s.clock(f.End), "Late", w.Duration(f.Short), "Due", s.clock(f.Due))
	var choices []stage.Choice
	if without, ok := b.Fit(s.env.Now(), f.Due, f.Suggest...); ok && len(f.Suggest) > 0 {
		var titles []string
		for _, id := range f.Suggest {
			titles = append(titles, w.T("facilitator.fit.quoted", "Phase", s.env.PhaseTitle(b.PhaseByID(id))))
		}
		choices = append(choices, stage.Choice{
			Label:  w.T("facilitator.fit.drop", "Phases", strings.Join(titles, ", ")),
			Detail: w.T("facilitator.endsat", "Time", s.clock(without.End)), Do: s.fitting(without),
		})
	} else {
		text += " " + w.T("facilitator.fit.nothing")
	}
	if len(f.Changes) > 0 {
		choices = append(choices, stage.Choice{
			Label: w.T("facilitator.fit.least"), Detail: w.T("facilitator.endsat", "Time", s.clock(f.End)), Do: s.fitting(f),
		})
	}
	choices = append(choices, stage.Choice{Label: w.T("facilitator.fit.agenda"), Do: func() tea.Cmd { return s.env.Show(newEditor(s)) }})
	return s.env.Ask(stage.NewMenu(s.env, w.T("facilitator.fit.shorttitle"), choices).Explain(text))
}

// fitting does what is proposed, and says when the workshop ends then.
func (s *Screen) fitting(f model.Fitting) func() tea.Cmd {
	from := s.here()
	return func() tea.Cmd {
		return s.env.DoSaying(f.Command(from), s.env.Words.T("facilitator.fit.done", "End", s.clock(f.End)))
	}
}

// clock is a time of day as the terminal's person has it.
func (s *Screen) clock(at time.Time) string {
	return s.env.Words.Time(at.Round(time.Minute).In(s.env.Now().Location()))
}
