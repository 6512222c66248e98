package review

import (
	"verkstad/model"
)

// heap is ideas under a title.
type heap struct {
	title string
	ideas []*model.Idea
}

// bySession parts ideas that lie free by the session they were written in:
// first those of none, then slot by slot.
func (m *maker) bySession(ideas []*model.Idea) []heap {
	of := map[model.SessionID][]*model.Idea{}
	for _, i := range ideas {
		id := i.Session
		if m.sessionTitle(id) == "" {
			id = 0
		}
		of[id] = append(of[id], i)
	}
	heaps := []heap{{m.words.T("review.board.free"), of[0]}}
	if len(of[0]) == 0 && len(of) > 0 {
		heaps = nil
	}
	for _, ph := range m.then.Phases() {
		for _, s := range ph.Sessions {
			if id := model.SessionID(s.ID); len(of[id]) > 0 {
				heaps = append(heaps, heap{m.sessionTitle(id), of[id]})
			}
		}
	}
	return heaps
}

// sessionTitle is "Laga tillsammans · Sal B"; empty if the agenda has no such
// session.
func (m *maker) sessionTitle(id model.SessionID) string {
	_, s := m.then.Session(id)
	if s == nil {
		return ""
	}
	title := s.Title.In(m.words.Lang())
	if s.Place != "" {
		title += " · " + s.Place
	}
	return title
}

// session says in which session an idea was written that lies in a cluster.
func (m *maker) session(b *block, i *model.Idea) {
	if title := m.sessionTitle(i.Session); title != "" && m.then.ClusterOf(i) != nil {
		b.text(row{indent: 2, text: title, in: m.t.Muted})
	}
}
