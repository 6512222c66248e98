package participant

import (
	"errors"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// turns is an open round at a terminal that several people share: they vote
// one after the other. Between two of them a screen that tells nothing asks to
// pass the keyboard on. Whoever is not the terminal's owner fills a ballot that
// is laid whole; what was chosen can be seen by nobody after.
type turns struct {
	*desk
	unshared
	round  model.RoundID
	at     int            // who is marked in the list of the table,
	who    model.PersonID // so that they stay marked when others come and go
	moved  stage.Moved    // who was marked is gone
	lately stage.Lately[seats, seats]
	next   model.PersonID // who the keyboard is passed to; 0 is nobody
	vote   *vote          // of whose turn it is; nil between turns
	list   frame.Rect
	sent   map[model.PersonID]bool // whose ballots are laid or under way
}

func newTurns(d *desk, round *model.Round) *turns {
	d.Me = d.owner()
	return &turns{desk: d, round: round.ID, sent: map[model.PersonID]bool{}}
}

// voted tells whether somebody's ballot is in the box. What is in it is looked
// at by nobody but its voter, on their own terminal.
func (t *turns) voted(id model.PersonID) bool { return t.sent[id] || len(t.Room.MyBallot(id).Dots) > 0 }

func (t *turns) actions() []action {
	switch {
	case t.vote != nil:
		var none string
		if why := t.notEntitled(t.Me.Person); why != nil {
			none = "error." + why.Code
		} else if len(t.vote.mine) == 0 {
			none = "participant.turns.nothing"
		}
		return append([]action{
			{keys: []string{"s", "f8"}, word: t.sealWord(), off: none, short: true, do: t.seal},
			{keys: []string{"esc"}, word: "participant.turns.leave", do: t.leave},
		}, t.vote.actions()...)
	case t.next != 0:
		return []action{
			{keys: []string{"enter"}, word: "participant.turns.here", short: true, do: t.begin},
			{keys: []string{"esc"}, word: "key.back", short: true, do: t.leave},
		}
	}
	by := func(n int) func() tea.Cmd {
		return func() tea.Cmd { t.follow(); t.mark(max(0, min(t.at+n, len(t.table())-1))); return nil }
	}
	return []action{
		{of: &t.moved, keys: []string{"enter"}, word: "participant.turns.vote", short: true, do: t.pass},
		{keys: []string{"up", "k"}, shown: "↑↓", word: "key.choose", short: true, do: by(-1)},
		{keys: []string{"down", "j"}, shown: "↓", word: "key.down", do: by(1)},
	}
}

func (t *turns) sealWord() string {
	if t.Me.Via == 0 {
		return "participant.turns.done"
	}
	return "participant.turns.seal"
}

// notEntitled is why somebody may not vote in the round; nil if they may. Who
// only lacks a ticket can give it in their turn.
func (t *turns) notEntitled(id model.PersonID) *model.Error {
	var why *model.Error
	if errors.As(t.Board().MayVote(t.Board().Round(t.round), id), &why) {
		return why
	}
	return nil
}

// pass gives the keyboard to who is marked. A ballot that is in the box is
// opened again for the terminal's owner alone.
func (t *turns) pass() tea.Cmd {
	t.follow()
	p := t.table()[min(t.at, len(t.table())-1)]
	if p.ID != t.owner().Person && t.voted(p.ID) {
		return stage.Complain(t.Say(model.ErrBallotIn))
	}
	if why := t.notEntitled(p.ID); why != nil && why.Code != model.ErrNoTicket.Code {
		return stage.Complain(t.Say(why))
	}
	t.next = p.ID
	return nil
}

// begin is somebody's turn: they have said that they sit there now.
func (t *turns) begin() tea.Cmd {
	round := t.Board().Round(t.round)
	if round == nil || !round.IsOpen() {
		return nil
	}
	t.Me = t.desk.at(t.next)
	t.vote = newVote(t.desk, round)
	t.vote.whole = t.Me.Via != 0
	t.next = 0
	return nil
}

// leave covers what is shown. A ballot that was not laid is forgotten.
func (t *turns) leave() tea.Cmd {
	t.vote, t.next, t.Me = nil, 0, t.owner()
	return nil
}

// seal lays the ballot and asks for the next person.
func (t *turns) seal() tea.Cmd {
	var cmd tea.Cmd
	if t.vote.whole {
		cmd = t.Do(t.vote.ballot())
	}
	t.sent[t.Me.Person] = true
	t.leave()
	for i, p := range t.table() {
		if why := t.notEntitled(p.ID); !t.voted(p.ID) && (why == nil || why.Code == model.ErrNoTicket.Code) {
			t.mark(i)
			t.next = p.ID
			break
		}
	}
	return cmd
}

func (t *turns) update(msg tea.Msg) tea.Cmd {
	if done, ok := msg.(stage.DoneMsg); ok && t.vote == nil {
		if _, ballot := done.Command.(model.CastBallot); ballot && done.Err != nil {
			clear(t.sent) // one was refused: the room knows which are there
		}
		return nil
	}
	if t.vote != nil {
		return t.vote.update(msg)
	}
	if click, ok := msg.(tea.MouseClickMsg); ok && t.next == 0 && t.list.Contains(click.X, click.Y) {
		if i := click.Y - t.list.Y; i < len(t.table()) {
			if !stage.Steady(t.Env, &t.lately, func(s seats) model.PersonID { return s.at(click.Y) }) {
				return t.SayMoved()
			}
			t.mark(i)
			return t.pass()
		}
	}
	return nil
}

// mark marks somebody of the table, and follow keeps them marked where others
// come or go.
func (t *turns) mark(at int) {
	t.at, t.who = at, t.table()[at].ID
	t.moved.Clear()
}

func (t *turns) follow() {
	people := t.table()
	for i, p := range people {
		if p.ID == t.who {
			t.at = i
			return
		}
	}
	if t.who != 0 {
		t.moved.Now(t.Env)
	}
	t.at = max(0, min(t.at, len(people)-1))
	t.who = people[t.at].ID
}

// seats is who was shown from which row on.
type seats struct {
	y      int
	people [model.MaxProxied + 1]model.PersonID
}

func newSeats(people []*model.Person, y int) seats {
	s := seats{y: y}
	for i, p := range people[:min(len(people), len(s.people))] {
		s.people[i] = p.ID
	}
	return s
}

func (s seats) at(y int) model.PersonID {
	if i := y - s.y; i >= 0 && i < len(s.people) {
		return s.people[i]
	}
	return 0
}

func (t *turns) cursor() *frame.Cursor { return nil }
func (t *turns) typing() bool          { return false }
func (t *turns) draft() *stage.Draft   { return nil }
func (t *turns) unsaved() bool         { return t.vote != nil && t.vote.whole && len(t.vote.mine) > 0 }

func (t *turns) panes(r frame.Rect) []frame.Pane {
	switch {
	case t.vote != nil:
		return t.vote.panes(r)
	case t.next != 0:
		return t.cover(r)
	}
	panes, rest := t.frameUp(r, false)
	rest = reading(rest)
	dc, people := t.DrawContext(), t.table()
	t.follow()
	title, rest := rest.SplitTop(2)
	panes = append(panes, frame.Pane{Rect: title, Key: t.key("turns.title", 0, nil), Draw: func(c *frame.Canvas) {
		c.Wrap(frame.Rect{X: 2, W: introWidth(c.W()), H: 2}, dc.Theme.Strong, dc.Words.T("participant.turns.title"))
	}})
	t.list = rest
	shown := newSeats(people, rest.Y)
	t.lately.Show(t.Env, shown, shown)
	for i, p := range people {
		at, below := rest.SplitTop(1)
		rest = below
		panes = append(panes, t.turnPane(at, dc, p, i == t.at))
	}
	return panes
}

// turnPane is one person of the table, with whether they have voted.
func (t *turns) turnPane(r frame.Rect, dc stage.DrawContext, p *model.Person, marked bool) frame.Pane {
	said, style := dc.Words.T("participant.turns.not"), dc.Theme.Muted
	if t.voted(p.ID) {
		said, style = dc.Words.T("participant.turns.in"), dc.Theme.Ok
	}
	name, sector := p.Name, p.Sector
	if t.Board().Anonymous {
		sector = model.NoSector // beside a name
	}
	type who struct {
		name, said string
		sector     model.Sector
		marked     bool
	}
	return frame.Pane{Rect: r, Key: t.key("turns.who", 0, who{name, said, sector, marked}), Draw: func(c *frame.Canvas) {
		if marked {
			c.Text(2, 0, dc.Accent.With(frame.Bold), "▸")
		}
		m := mark(dc, sector)
		c.Text(4, 0, m.style, m.text)
		x := min(32, c.W()/2+1)
		c.TextIn(6, 0, x-8, dc.Theme.Text, name)
		c.TextIn(x, 0, c.W()-x-2, style, said)
		if marked {
			c.Restyle(frame.Rect{X: 2, W: c.W() - 4, H: 1}, dc.Theme.Select)
		}
	}}
}

// cover is what stands there while the keyboard is passed on.
func (t *turns) cover(r frame.Rect) []frame.Pane {
	dc := t.DrawContext()
	name := t.Board().Person(t.next).Name
	left := 0
	for _, p := range t.table() {
		if !t.voted(p.ID) {
			left++
		}
	}
	text := [3]string{
		t.Words.T("participant.turns.pass", "Name", name), t.Words.T("participant.turns.lookaway"),
		strconv.Itoa(len(t.table())-left) + " / " + strconv.Itoa(len(t.table())),
	}
	return []frame.Pane{{Rect: r, Key: t.key("turns.cover", 0, text), Draw: func(c *frame.Canvas) {
		w := min(c.W()-4, 60)
		x, y := (c.W()-w)/2, max(1, c.H()/2-3)
		y += c.Wrap(frame.Rect{X: x, Y: y, W: w, H: 2}, dc.Accent.With(frame.Bold), text[0]) + 1
		y += c.Wrap(frame.Rect{X: x, Y: y, W: w, H: 3}, dc.Theme.Text, text[1]) + 1
		c.Text(x, y, dc.Theme.Muted, "✓ "+text[2])
	}}}
}
