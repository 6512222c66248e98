package participant

import (
	"cmp"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// inSession is the session that the terminal's person is in now, in a slot.
func (d *desk) inSession() model.SessionID {
	b := d.Board()
	return b.SessionOf(d.Person(), b.Phase())
}

// openSlot is the phase whose session one can choose now: the current one, or
// the next that has several; nil if there is none.
func (d *desk) openSlot() *model.Phase {
	b := d.Board()
	for i, ph := range b.Phases() {
		if i >= b.Current() && ph.Parallel() {
			return ph
		}
	}
	return nil
}

// stillOpen tells whether the sessions of a phase can be chosen among.
func (d *desk) stillOpen(id model.PhaseID) bool {
	b := d.Board()
	for i, ph := range b.Phases() {
		if ph.ID == id {
			return i >= b.Current() && ph.Parallel()
		}
	}
	return false
}

// sessionActions are the key that leads to the choice of a session.
func (d *desk) sessionActions() []action {
	ph := d.openSlot()
	if ph == nil || d.Me.Role == model.Observer || d.choosing != 0 || ph == d.Board().Phase() && d.inSession() == 0 {
		return nil
	}
	b := d.Board()
	soon, word := ph == b.Phase(), "participant.key.session"
	if !soon { // the next phase: time to choose
		word = "participant.key.choose"
		soon = b.Current()+1 < len(b.Phases()) && b.Phases()[b.Current()+1] == ph
	}
	return []action{{keys: []string{"w", "f10"}, word: word, short: soon, do: func() tea.Cmd {
		d.choosing = ph.ID
		return nil
	}}}
}

// sessionLine is "Laga tillsammans · Sal B · Bo Ek".
func sessionLine(lang string, s *method.Session) string {
	line := stage.Local(lang, s.Title)
	for _, more := range []string{s.Place, s.Host} {
		if more != "" {
			line += " · " + more
		}
	}
	return line
}

// sessionUp lays the line above the rest that says which session one is in, and
// how far its checklist has come.
func (p phaseProps) sessionUp(dc stage.DrawContext, panes []frame.Pane, r, rest frame.Rect) ([]frame.Pane, frame.Rect) {
	ph, s := p.phase, p.session
	if s == nil {
		return panes, rest
	}
	props := sessionProps{here: dc.Words.T("participant.session.here") + " ", line: sessionLine(dc.Words.Lang(), s)}
	if !ph.Parallel() {
		props.here = dc.Words.T("participant.session.stop") + " "
		if stop, same := strings.CutPrefix(props.line, p.name(dc)); same { // the header says it
			props.line = strings.TrimPrefix(stop, " · ")
		}
	}
	if r.W < 60 || props.line == "" {
		props.here = ""
	}
	if n := len(ph.Checklist); n > 0 {
		done := 0
		for i := range n {
			if ph.Ticked(i + 1) {
				done++
			}
		}
		props.ticked = "✓ " + strconv.Itoa(done) + "/" + strconv.Itoa(n)
	}
	if props.line+props.ticked == "" {
		return panes, rest
	}
	at, rest := rest.SplitTop(1)
	panes = append(panes, dc.Pane(at, props))
	if r.H >= 20 {
		_, rest = rest.SplitTop(1)
	}
	return panes, rest
}

// sessionProps is the line of the session that one is in.
type sessionProps struct{ here, line, ticked string }

// Draw draws where one is, and to the right how far the checklist has come.
func (p sessionProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	end := c.W() - 2
	if p.ticked != "" {
		end = c.TextRight(end, 0, dc.Theme.Muted, p.ticked) - 2
	}
	x := c.Text(2, 0, dc.Theme.Muted, p.here)
	c.TextIn(x, 0, end-x, dc.Accent.With(frame.Bold), p.line)
}

// sessions is the choice of which session one goes to.
type sessions struct {
	*desk
	still
	phase model.PhaseID
	list  *pager
}

func newSessions(d *desk, phase model.PhaseID) *sessions {
	s := &sessions{desk: d, phase: phase, list: newPager(d, "sessions")}
	s.list.choose = true
	b := d.Board()
	s.list.id = model.ItemID(b.SessionOf(d.Person(), b.PhaseByID(phase)))
	return s
}

func (s *sessions) actions() []action {
	actions := []action{{keys: []string{"enter", "space"}, word: "key.choose", short: true, do: s.choose}}
	if b := s.Board(); s.choosing != 0 && (!b.Phase().Parallel() || s.inSession() != 0) {
		actions = append(actions, action{keys: []string{"esc"}, word: "key.back", short: true, do: func() tea.Cmd { s.choosing = 0; return nil }})
	}
	return append(actions, s.list.actions()...)
}

// choose goes to the session that is marked. Where one is there already, the
// choice is over.
func (s *sessions) choose() tea.Cmd {
	id := model.SessionID(s.list.item())
	b := s.Board()
	if id == 0 || b.SessionOf(s.Person(), b.PhaseByID(s.phase)) == id {
		s.choosing = 0
		return nil
	}
	return s.Do(model.ChooseSession{Session: id})
}

func (s *sessions) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case stage.DoneMsg:
		if c, mine := msg.Command.(model.ChooseSession); mine && msg.Err == nil {
			s.choosing = 0
			if _, chosen := s.Board().Session(c.Session); chosen != nil {
				return stage.Toast(s.Words.T("participant.session.chosen", "Session", sessionLine(s.Words.Lang(), chosen)))
			}
		}
	case tea.KeyPressMsg:
		if n, err := strconv.Atoi(msg.String()); err == nil && s.list.page != nil && n >= 1 && n <= len(s.list.page.entries) {
			if !s.list.steadyEntry(n - 1) {
				return s.SayMoved()
			}
			s.list.id, s.list.held = s.list.page.entries[n-1].id, true
		}
	case tea.MouseWheelMsg:
		s.list.wheel(msg)
	case tea.MouseClickMsg:
		if s.list.shifted(msg.X, msg.Y) {
			return s.SayMoved()
		}
		if was := s.list.item(); s.list.pick(msg.X, msg.Y) && s.list.item() == was {
			return s.choose()
		}
	}
	return nil
}

func (s *sessions) panes(r frame.Rect) []frame.Pane {
	b := s.Board()
	ph := b.PhaseByID(s.phase)
	head, rest := r.SplitTop(stage.HeaderRows)
	panes := s.header(head, s.PhaseTitle(ph))
	if r.H >= 16 {
		_, rest = rest.SplitTop(1)
	}
	dc := s.DrawContext()
	ask, rest := rest.SplitTop(2)
	panes = append(panes, frame.Pane{Rect: ask, Key: s.key("session.ask", 0, nil), Draw: func(c *frame.Canvas) {
		c.Wrap(frame.Rect{X: 2, W: introWidth(c.W()), H: 2}, dc.Accent.With(frame.Bold), dc.Words.T("participant.session.ask"))
	}})
	rest = reading(rest)
	mine := b.SessionOf(s.Person(), ph)
	return append(panes, s.list.panes(rest, max(b.Revs.Agenda, b.Revs.People), [2]int{int(s.phase), int(mine)}, func(dc stage.DrawContext, w int) *page {
		return sessionsPage(dc, b, ph, mine, w)
	})...)
}

// sessionsPage lists what goes on side by side: where, with whom, what about
// and how many are there.
func sessionsPage(dc stage.DrawContext, b *model.Board, ph *model.Phase, mine model.SessionID, w int) *page {
	p := &page{w: w}
	lang := dc.Words.Lang()
	for i, s := range b.SessionCounts(ph)[:len(ph.Sessions)] {
		p.gap()
		id := model.SessionID(s.ID)
		count := dc.Words.N("unit.people", s.People)
		if s.Seats > 0 {
			count = dc.Words.T("unit.of", "N", s.People, "Total", s.Seats)
		}
		right := []span{{dc.Theme.Muted, count}}
		style := dc.Theme.Strong
		if id == mine {
			style = dc.Accent.With(frame.Bold)
			right = append([]span{{dc.Theme.Ok, dc.Words.T("participant.session.mine") + "  "}}, right...)
		}
		e := entry{id: model.ItemID(id), at: i}
		y := len(p.rows)
		p.item(e, 4, []span{{dc.Theme.Key, strconv.Itoa(i+1) + "  "}}, style, stage.Local(lang, s.Title), 2, right...)
		about := strings.TrimPrefix(sessionLine("", &method.Session{Place: s.Place, Host: s.Host}), " · ")
		for _, text := range []string{about, stage.Local(lang, s.About)} {
			if text != "" {
				p.text(7, dc.Theme.Muted, text)
			}
		}
		last := &p.entries[len(p.entries)-1]
		last.h = cmp.Or(len(p.rows)-y, 1)
	}
	return p
}
