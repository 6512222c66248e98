package review

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/lineage"
	"verkstad/ui/frame"
	"verkstad/ui/goals"
	"verkstad/ui/stage"
)

// chartWidth is the widest chart of goals, in cells: its bars are compared.
const chartWidth = 110

// goalSheet is which global goals the meeting serves at the moment shown, or
// the whole series as far as it has been read.
func (m *maker) goalSheet() *sheet {
	sum, title := model.SumGoals(m.me, m.then), m.words.T("goals.workshop")
	if m.series != nil {
		title = m.words.T("goals.series")
		for _, meeting := range m.series {
			sum = sum.Plus(model.SumGoals(meeting.Eyes, meeting.Board))
		}
	}
	if sum.Empty() {
		return m.nothing("goals.nothing")
	}
	b := &block{w: min(m.w, chartWidth)}
	b.heading(title, "", m.accent.With(frame.Bold), m.t.Muted, m.t.Border)
	for _, line := range goals.Chart(sum, b.w, goals.WithTargets, m.t, m.words) {
		r := row{}
		for _, s := range line {
			r.spans = append(r.spans, span{s.Text, s.Style})
		}
		b.add(r)
	}
	return pack([]*block{b}, 1, b.w)
}

// inSeries reports whether there is a series whose goals can be shown.
func (s *Screen) inSeries() bool {
	return s.history != nil && s.opts.Series != nil && s.history.Final().Series != ""
}

// switchGoals shows the goals of the whole series, or of the meeting alone.
func (s *Screen) switchGoals() tea.Cmd {
	if !s.inSeries() {
		return stage.Complain(s.env.Words.T("review.thread.noseries"))
	}
	s.wide = !s.wide
	return s.askSeries()
}

// series is the other meetings whose goals are shown with those of this one;
// nil where it is shown alone.
func (s *Screen) series() []lineage.Meeting {
	if !s.wide || s.tab != goalsTab {
		return nil
	}
	return append([]lineage.Meeting{}, s.thread.others...)
}
