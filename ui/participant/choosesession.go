package participant

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// sessions is the choice of which session one goes to.
type sessions struct {
	*desk
	unshared
	still
	phase model.PhaseID
	list  *pager
}

func newSessions(d *desk, phase model.PhaseID) part {
	s := &sessions{desk: d, phase: phase, list: newPager(d)}
	s.list.letChoose(true)
	b := d.Board()
	s.list.mark(model.ItemID(b.SessionOf(d.Person(), b.PhaseByID(phase))))
	return s
}

// choosingKeys is what the actions follow from.
type choosingKeys struct {
	list listKeys
	back bool // the person came here on their own, and can go back
}

func (s *sessions) Keys(last keyProps) keyProps {
	back := s.choosing != 0 && (!s.Board().Phase().Parallel() || s.inSession() != 0)
	return sameKeys(last, choosingKeys{s.list.keys(), back})
}

// Actions are to choose a session, and to go back.
func (k choosingKeys) Actions() []action {
	actions := []action{{keys: []string{"enter", "space"}, word: "key.choose", short: true, do: on((*sessions).choose)}}
	if k.back {
		actions = append(actions, action{keys: []string{"esc"}, word: "key.back", short: true, do: onDesk(func(d *desk) tea.Cmd { d.choosing = 0; return nil })})
	}
	return append(actions, k.list.actions(listOf(func(s *sessions) *pager { return s.list }))...)
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

func (s *sessions) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case stage.DoneMsg:
		if c, mine := msg.Command.(model.ChooseSession); mine && msg.Err == nil {
			s.choosing = 0
			if _, chosen := s.Board().Session(c.Session); chosen != nil {
				return stage.Toast(s.Words.T("participant.session.chosen", "Session", sessionText(s.Words.Lang(), chosen)))
			}
		}
	case tea.KeyPressMsg:
		if n, err := strconv.Atoi(msg.String()); err == nil && s.list.itemAt(n-1) != 0 {
			if !s.list.steadyEntry(n - 1) {
				return s.SayMoved()
			}
			s.list.goTo(s.list.itemAt(n - 1))
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

// sessionsPrivate is what the screen follows from.
type sessionsPrivate struct {
	header headerProps
	list   ownListProps
}

// sessionsPlaces is where the header, the question and the list lie.
func sessionsPlaces(r frame.Rect) (head, ask, list frame.Rect) {
	head, rest := r.SplitTop(stage.HeaderRows)
	if r.H >= 16 {
		_, rest = rest.SplitTop(1)
	}
	ask, rest = rest.SplitTop(2)
	return head, ask, reading(rest)
}

// sessionsList is the sessions of a phase, with the one that somebody is in.
type sessionsList struct {
	board *model.Board
	phase model.PhaseID
	mine  model.SessionID // 0 for none
}

func (l sessionsList) page(dc stage.DrawContext, w int) *page {
	return sessionsPage(dc, l.board, l.board.PhaseByID(l.phase), l.mine, w)
}

// Settle takes up where the list lies.
func (s *sessions) Settle(layout stage.SharedLayout) {
	b := s.Board()
	board := sameParts(s.Snapshot(), model.Revs{Agenda: b.Revs.Agenda, People: b.Revs.People})
	_, _, list := sessionsPlaces(frame.Rect(layout.(wholeArea)))
	show(s.list, sessionsList{board, s.phase, b.SessionOf(s.Person(), b.PhaseByID(s.phase))}, list)
}

func (s *sessions) Private(_ stage.SharedLayout, last privateProps) privateProps {
	return samePrivate(last, sessionsPrivate{s.headerProps(s.PhaseTitle(s.Board().PhaseByID(s.phase))), s.list.ownList()})
}

// DrawPrivate lays the question over the list.
func (p sessionsPrivate) DrawPrivate(dc stage.DrawContext, r frame.Rect) []frame.Pane {
	head, ask, _ := sessionsPlaces(r)
	return p.list.add(dc, append(p.header.panes(dc, head), dc.Pane(ask, askSession{})))
}

// askSession asks which session one goes to.
type askSession struct{}

// Draw draws the question.
func (askSession) Draw(dc stage.DrawContext, c *frame.Canvas) {
	c.Wrap(frame.Rect{X: 2, W: introWidth(c.W()), H: 2}, dc.Accent.With(frame.Bold), dc.Words.T("participant.session.ask"))
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
		p.item(e, 4, []span{{dc.Theme.Key, strconv.Itoa(i+1) + "  "}}, style, stage.Local(lang, s.Title), 2, right...)
		about := strings.TrimPrefix(sessionText("", &method.Session{Place: s.Place, Host: s.Host}), " · ")
		for _, text := range []string{about, stage.Local(lang, s.About)} {
			if text != "" {
				p.text(7, dc.Theme.Muted, text)
			}
		}
		p.endLast()
	}
	return p
}
