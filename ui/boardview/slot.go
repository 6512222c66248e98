package boardview

import (
	"strconv"

	"verkstad/model"
	"verkstad/ui/stage"
)

// ofSession tells whether something belongs to the session that is looked at.
func (m *maker) ofSession(id model.SessionID) bool {
	return m.eyes.Session == 0 || m.eyes.Session == id
}

// slot lays what goes on side by side: each session with where it is, who holds
// it, how many are there, and what has been written in it as far as it may be
// seen.
func (m *maker) slot() {
	t, ph := m.e.Theme, m.b.Phase()
	parts := m.parts()
	lines := map[model.SessionID][]Line{}
	eyes := model.Actor{Role: model.Observer}
	if m.eyes.Leads {
		eyes = model.Host
	}
	for _, i := range append(m.ideas(), m.b.Notes(eyes, ph.ID)...) {
		if i.Phase == ph.ID && m.sees(i) {
			lines[i.Session] = append(lines[i.Session], m.ideaLine(i, parts[i.ID]))
		}
	}
	counts := m.b.SessionCounts(ph)
	for n, s := range counts {
		id := model.SessionID(s.ID)
		switch {
		case n < len(ph.Sessions):
			tail := joined(" · ", m.e.Words.N("unit.people", s.People), strconv.Itoa(s.Ideas+s.Questions))
			head := []Line{{Text: m.e.Local(s.Title), In: m.accent, Tail: tail, TailIn: t.Muted}}
			if where := joined(" · ", s.Place, s.Host); where != "" {
				head = append(head, Line{Text: where, In: t.Muted})
			}
			m.add(append(append(head, Line{Rule: true, In: t.Border}), lines[id]...)...)
		case len(lines[0]) > 0:
			m.add(append([]Line{{Text: m.e.Words.T("wall.nosession"), In: t.Muted}, {Rule: true, In: t.Border}}, lines[0]...)...)
		}
	}
}

// SessionText is "Laga tillsammans · Sal B"; empty if the agenda has no such session.
func SessionText(e *stage.Env, id model.SessionID) string {
	if _, s := e.Board().Session(id); s != nil {
		return joined(" · ", e.Local(s.Title), s.Place)
	}
	return ""
}
