package boardview

import (
	"strconv"

	"verkstad/model"
	"verkstad/ui/stage"
)

// ofSession reports whether something belongs to the session that is looked at.
func (m *maker) ofSession(id model.SessionID) bool {
	return m.opts.Session == 0 || m.opts.Session == id
}

// slot lays what goes on side by side: each session with where it is, who holds
// it, how many are there, and what has been written in it as far as it may be
// seen.
func (m *maker) slot() {
	t, ph := m.dc.Theme, m.b.Phase()
	parts := m.parts()
	lines := map[model.SessionID][]Line{}
	viewer := model.Actor{Role: model.Observer}
	if m.opts.Leads {
		viewer = model.Host
	}
	for _, i := range append(m.ideas(), m.b.Notes(viewer, ph.ID)...) {
		if i.Phase == ph.ID && m.sees(i) {
			lines[i.Session] = append(lines[i.Session], m.ideaLine(i, parts[i.ID]))
		}
	}
	counts := m.b.SessionCounts(ph)
	for n, s := range counts {
		id := model.SessionID(s.ID)
		switch {
		case n < len(ph.Sessions):
			tail := joined(" · ", m.dc.Words.N("unit.people", s.People), strconv.Itoa(s.Ideas+s.Questions))
			head := []Line{{Text: m.dc.Local(s.Title), Style: m.accent, Tail: tail, TailStyle: t.Muted}}
			if where := joined(" · ", s.Place, s.Host); where != "" {
				head = append(head, Line{Text: where, Style: t.Muted})
			}
			m.add(append(append(head, Line{Rule: true, Style: t.Border}), lines[id]...)...)
		case len(lines[0]) > 0:
			m.add(append([]Line{{Text: m.dc.Words.T("wall.nosession"), Style: t.Muted}, {Rule: true, Style: t.Border}}, lines[0]...)...)
		}
	}
}

// SessionText is "Laga tillsammans · Sal B"; empty if the agenda has no such session.
func SessionText(dc stage.DrawContext, b *model.Board, id model.SessionID) string {
	if _, s := b.Session(id); s != nil {
		return joined(" · ", dc.Local(s.Title), s.Place)
	}
	return ""
}
