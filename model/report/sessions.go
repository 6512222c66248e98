package report

import (
	"slices"
	"strconv"
	"strings"

	"verkstad/model"
	"verkstad/model/method"
)

// sessions writes the slots that the group has been in, each with a heading, and each
// session with what was written there.
func (p *docWriter) sessions(s selection) {
	for _, ph := range p.b.Phases() {
		if !s.has(ph.ID) || !ph.Slot() || ph.Entered().IsZero() || slices.Contains(p.phases, ph.ID) {
			continue
		}
		if ph.Parallel() {
			p.heading(2, p.phase(ph))
		} else {
			p.stop(ph)
		}
		p.slot(ph)
	}
}

// slots writes the sessions of the slots among some phases, which are under one heading.
func (p *docWriter) slots(s selection) {
	for _, ph := range p.b.Phases() {
		if s.has(ph.ID) && ph.Slot() && !ph.Entered().IsZero() && !slices.Contains(p.phases, ph.ID) {
			p.slot(ph)
		}
	}
}

// slot writes the sessions of a phase under a heading each; a stop has none.
func (p *docWriter) slot(ph *model.Phase) {
	p.phases = append(p.phases, ph.ID)
	for i, s := range p.b.SessionCounts(ph) {
		rest := i == len(ph.Sessions)
		if s.Ideas+s.Questions == 0 && (rest || s.People == 0 && len(p.notesIn(ph, model.SessionID(s.ID))) == 0) {
			continue
		}
		switch {
		case rest:
			p.heading(3, p.w.T("report.sessions.none"))
		case ph.Parallel():
			p.heading(3, p.sessionTitle(&s.Session))
			p.aboutSession(ph, s)
		}
		p.writtenIn(ph, model.SessionID(s.ID))
	}
}

// notesIn returns what was noted in one session of a phase.
func (p *docWriter) notesIn(ph *model.Phase, id model.SessionID) []*model.Idea {
	return slices.DeleteFunc(p.b.Notes(p.v, ph.ID), func(n *model.Idea) bool { return n.Session != id })
}

// stop writes the heading of a slot with one session: where the group was, and the points
// it went through there.
func (p *docWriter) stop(ph *model.Phase) {
	s := &ph.Sessions[0]
	title := p.sessionTitle(s)
	if name := p.phase(ph); flat(s.Title.In(p.w.Lang())) != name {
		title = name + ": " + title
	}
	p.heading(2, title)
	p.sayAbout(ph, s, "")
	if p.anyTicked(ph) {
		p.points(ph)
	}
}

// sessionTitle returns the title of a session and where it is held.
func (p *docWriter) sessionTitle(s *method.Session) string {
	title := flat(s.Title.In(p.w.Lang()))
	if s.Place != "" {
		title += " · " + flat(s.Place)
	}
	return title
}

// aboutSession writes who held a session, what it was about and how many came.
func (p *docWriter) aboutSession(ph *model.Phase, s model.SessionCount) {
	p.sayAbout(ph, &s.Session, p.w.N("unit.people", s.People))
}

// sayAbout leaves out who held it where names are not shown.
func (p *docWriter) sayAbout(ph *model.Phase, s *method.Session, came string) {
	var about []string
	if s.Host != "" && p.b.NamesShown(ph.ID) {
		about = append(about, flat(s.Host))
	}
	if came != "" {
		about = append(about, came)
	}
	if len(about) > 0 {
		p.paragraph("*" + strings.Join(about, " · ") + "*")
	}
	if text := s.About.In(p.w.Lang()); text != "" {
		p.paragraph(flat(text))
	}
}

// writtenIn writes what was written in one session of a phase: under the phase's
// categories, if it has any.
func (p *docWriter) writtenIn(ph *model.Phase, id model.SessionID) {
	of := map[string][]*model.Idea{}
	order := []string{""}
	for _, c := range ph.Categories {
		order = append(order, flat(c.In(p.w.Lang())))
	}
	here := p.fresh(append(p.b.Ideas(p.v), p.b.Notes(p.v, ph.ID)...))
	for _, i := range here {
		if i.Phase == ph.ID && i.Session == id {
			name := p.category(i.ID)
			if !slices.Contains(order, name) { // filed differently in a later phase
				name = ""
			}
			of[name] = append(of[name], i)
		}
	}
	p.within, p.above.category = id, len(order) > 1
	for _, name := range order {
		if len(of[name]) > 0 && name != "" {
			p.paragraph("**" + name + "** (" + strconv.Itoa(len(of[name])) + ")")
		}
		p.ideas(of[name])
	}
	asked := false
	for _, q := range p.b.Questions() {
		if q.Phase == ph.ID && q.Session == id && !p.taken[q.ID] {
			p.question(q)
			asked = true
		}
	}
	if asked {
		p.gap()
	}
	p.within, p.above.category = 0, false
}

// inSession returns in which session something was written; "" if in none, or if it is
// listed under that session.
func (p *docWriter) inSession(id model.SessionID) string {
	if id == p.within {
		return ""
	}
	if ph, s := p.b.Session(id); s != nil {
		from := "report.sessions.from"
		if !ph.Parallel() {
			from = "report.sessions.visit"
		}
		return p.w.T(from, "Title", flat(s.Title.In(p.w.Lang())))
	}
	return ""
}
