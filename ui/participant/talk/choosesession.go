package talk

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/frame"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// sessions is the choice of which session one goes to.
type sessions struct {
	*view.Terminal
	view.Unshared
	view.NoText
	phase model.PhaseID
	list  *view.List
}

// NewSessionChoice is the view in which one chooses among the sessions of a phase.
func NewSessionChoice(t *view.Terminal, phase model.PhaseID) view.View {
	s := &sessions{Terminal: t, phase: phase, list: view.NewList(t)}
	s.list.LetChoose(true)
	b := t.Board()
	s.list.Mark(model.ItemID(b.SessionOf(t.Person(), b.PhaseByID(phase))))
	return s
}

// choosingKeys is what the actions follow from.
type choosingKeys struct {
	list view.ListKeys
	back bool // the person came here on their own, and can go back
}

func (s *sessions) Keys(last view.KeyProps) view.KeyProps {
	back := s.Choosing != 0 && (!s.Board().Phase().Parallel() || s.InSession() != 0)
	return view.SameKeys(last, choosingKeys{s.list.Keys(), back})
}

// Actions are to choose a session, and to go back.
func (k choosingKeys) Actions(at view.Target) stage.Actions {
	actions := stage.Actions{{Keys: []string{"enter", "space"}, Word: "key.choose", Footer: true, Do: view.On(at, (*sessions).choose)}}
	if k.back {
		actions = append(actions, stage.Action{Keys: []string{"esc"}, Word: "key.back", Footer: true, Do: view.OnTerminal(at, func(t *view.Terminal) tea.Cmd { t.Choosing = 0; return nil })})
	}
	return append(actions, k.list.Actions(view.On(at, func(s *sessions) *view.List { return s.list }))...)
}

// choose goes to the session that is marked. Where one is there already, the
// choice is over.
func (s *sessions) choose() tea.Cmd {
	id := model.SessionID(s.list.Item())
	b := s.Board()
	if id == 0 || b.SessionOf(s.Person(), b.PhaseByID(s.phase)) == id {
		s.Choosing = 0
		return nil
	}
	return s.Do(model.ChooseSession{Session: id})
}

func (s *sessions) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case stage.DoneMsg:
		if c, mine := msg.Command.(model.ChooseSession); mine && msg.Err == nil {
			s.Choosing = 0
			if _, chosen := s.Board().Session(c.Session); chosen != nil {
				return stage.Toast(s.Words.T("participant.session.chosen", "Session", view.SessionText(s.Words.Lang(), chosen)))
			}
		}
	case tea.KeyPressMsg:
		if n, err := strconv.Atoi(msg.String()); err == nil && s.list.ItemAt(n-1) != 0 {
			if !s.list.SteadyEntry(n - 1) {
				return s.SayMoved()
			}
			s.list.GoTo(s.list.ItemAt(n - 1))
		}
	case tea.MouseWheelMsg:
		s.list.Wheel(msg)
	case tea.MouseClickMsg:
		if s.list.Shifted(msg.X, msg.Y) {
			return s.SayMoved()
		}
		if was := s.list.Item(); s.list.Pick(msg.X, msg.Y) && s.list.Item() == was {
			return s.choose()
		}
	}
	return nil
}

// sessionsPrivate is what the screen follows from.
type sessionsPrivate struct {
	header view.HeaderProps
	list   view.OwnListProps
}

// sessionsPlaces is where the header, the question and the list lie.
func sessionsPlaces(r frame.Rect) (head, ask, list frame.Rect) {
	head, rest := r.SplitTop(stage.HeaderRows)
	if r.H >= 16 {
		_, rest = rest.SplitTop(1)
	}
	ask, rest = rest.SplitTop(2)
	return head, ask, view.ReadingWidth(rest)
}

// sessionsList is the sessions of a phase, with the one that somebody is in.
type sessionsList struct {
	board *model.Board
	phase model.PhaseID
	mine  model.SessionID // 0 for none
}

func (l sessionsList) Rows(dc stage.DrawContext, w int) *view.Rows {
	return sessionsPage(dc, l.board, l.board.PhaseByID(l.phase), l.mine, w)
}

// Settle takes up where the list lies.
func (s *sessions) Settle(layout stage.SharedLayout) {
	b := s.Board()
	board := view.BoardParts(s.Snapshot(), model.Revs{Agenda: b.Revs.Agenda, People: b.Revs.People})
	_, _, list := sessionsPlaces(frame.Rect(layout.(view.WholeArea)))
	view.ShowList(s.list, sessionsList{board, s.phase, b.SessionOf(s.Person(), b.PhaseByID(s.phase))}, list)
}

func (s *sessions) Private(_ stage.SharedLayout, last view.PrivateProps) view.PrivateProps {
	return view.SamePrivate(last, sessionsPrivate{s.HeaderProps(s.PhaseTitle(s.Board().PhaseByID(s.phase))), s.list.OwnList()})
}

// DrawPrivate lays the question over the list.
func (p sessionsPrivate) DrawPrivate(dc stage.DrawContext, r frame.Rect) []frame.Pane {
	head, ask, _ := sessionsPlaces(r)
	return p.list.Add(dc, append(p.header.Panes(dc, head), dc.Pane(ask, askSession{})))
}

// askSession asks which session one goes to.
type askSession struct{}

// Draw draws the question.
func (askSession) Draw(dc stage.DrawContext, c *frame.Canvas) {
	c.Wrap(frame.Rect{X: 2, W: view.IntroWidth(c.W()), H: 2}, dc.Accent.With(frame.Bold), dc.Words.T("participant.session.ask"))
}

// sessionsPage lists what goes on side by side: where, with whom, what about
// and how many are there.
func sessionsPage(dc stage.DrawContext, b *model.Board, ph *model.Phase, mine model.SessionID, w int) *view.Rows {
	p := &view.Rows{W: w}
	lang := dc.Words.Lang()
	for i, s := range b.SessionCounts(ph)[:len(ph.Sessions)] {
		p.Gap()
		id := model.SessionID(s.ID)
		count := dc.Words.N("unit.people", s.People)
		if s.Seats > 0 {
			count = dc.Words.T("unit.of", "N", s.People, "Total", s.Seats)
		}
		right := []view.Span{{Style: dc.Theme.Muted, Text: count}}
		style := dc.Theme.Strong
		if id == mine {
			style = dc.Accent.With(frame.Bold)
			right = append([]view.Span{{Style: dc.Theme.Ok, Text: dc.Words.T("participant.session.mine") + "  "}}, right...)
		}
		e := view.Entry{ID: model.ItemID(id), At: i}
		p.Item(e, 4, []view.Span{{Style: dc.Theme.Key, Text: strconv.Itoa(i+1) + "  "}}, style, stage.Local(lang, s.Title), 2, right...)
		about := strings.TrimPrefix(view.SessionText("", &method.Session{Place: s.Place, Host: s.Host}), " · ")
		for _, text := range []string{about, stage.Local(lang, s.About)} {
			if text != "" {
				p.Text(7, dc.Theme.Muted, text)
			}
		}
		p.EndLast()
	}
	return p
}
