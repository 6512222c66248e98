package ballot

import (
	"errors"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// turns is an open round at a terminal that several people share: they vote
// one after the other. Between two of them a screen that tells nothing asks to
// pass the keyboard on. Whoever is not the terminal's owner fills a ballot that
// is laid whole; what was chosen can be seen by nobody after.
type turns struct {
	*view.Terminal
	view.LooksAgain
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

// NewTurns is the view of an open round at a terminal that several people share.
func NewTurns(t *view.Terminal, round *model.Round) view.View {
	t.Me = t.Owner()
	return &turns{Terminal: t, round: round.ID, sent: map[model.PersonID]bool{}}
}

// voted reports whether somebody's ballot is in the box. What is in it is looked
// at by nobody but its voter, on their own terminal.
func (t *turns) voted(id model.PersonID) bool { return t.sent[id] || len(t.Room.MyBallot(id).Dots) > 0 }

// turnsKeys is what the actions follow from: whose turn it is, and what can be done.
type turnsKeys struct {
	votes bool // it is somebody's turn,
	proxy bool // for whom another writes
	vote  voteKeys
	no    string // why the ballot cannot be laid
	next  bool   // the keyboard is passed on
}

func (t *turns) Keys(last view.KeyProps) view.KeyProps {
	k := turnsKeys{votes: t.vote != nil, next: t.next != 0}
	if k.votes {
		k.proxy, k.vote = t.Me.Via != 0, t.vote.voteKeys()
		if why := t.notEntitled(t.Me.Person); why != nil {
			k.no = "error." + why.Code
		} else if t.vote.mine.laid == 0 {
			k.no = "participant.turns.nothing"
		}
	}
	return view.SameKeys(last, k)
}

// Actions are to choose who votes next, to begin, and to vote.
func (k turnsKeys) Actions(at view.Target) stage.Actions {
	switch {
	case k.votes:
		seal := "participant.turns.done"
		if k.proxy {
			seal = "participant.turns.seal"
		}
		return append(stage.Actions{
			{Keys: []string{"s", "f8"}, Word: seal, Why: k.no, Footer: true, Do: view.On(at, (*turns).seal)},
			{Keys: []string{"esc"}, Word: "participant.turns.leave", Do: view.On(at, (*turns).leave)},
		}, k.vote.actions(view.On(at, func(t *turns) *vote { return t.vote }))...)
	case k.next:
		return stage.Actions{
			{Keys: []string{"enter"}, Word: "participant.turns.here", Footer: true, Do: view.On(at, (*turns).begin)},
			{Keys: []string{"esc"}, Word: "key.back", Footer: true, Do: view.On(at, (*turns).leave)},
		}
	}
	by := func(n int) func() tea.Cmd {
		return view.On(at, func(t *turns) tea.Cmd { t.follow(); t.mark(max(0, min(t.at+n, len(t.PeopleHere())-1))); return nil })
	}
	return stage.Actions{
		{Moved: view.On(at, func(t *turns) *stage.Moved { return &t.moved }), Keys: []string{"enter"}, Word: "participant.turns.vote", Footer: true, Do: view.On(at, (*turns).pass)},
		{Keys: []string{"up", "k"}, Shown: "↑↓", Word: "key.choose", Footer: true, Do: by(-1)},
		{Keys: []string{"down", "j"}, Shown: "↓", Word: "key.down", Do: by(1)},
	}
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

// pass gives the keyboard to the marked person. A ballot that is in the box is
// opened again for the terminal's owner alone.
func (t *turns) pass() tea.Cmd {
	t.follow()
	p := t.PeopleHere()[min(t.at, len(t.PeopleHere())-1)]
	if p.ID != t.Owner().Person && t.voted(p.ID) {
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
	t.Me = t.ActorFor(t.next)
	t.vote = newVote(t.Terminal, round)
	t.vote.whole = t.Me.Via != 0
	t.next = 0
	return nil
}

// leave covers what is shown. A ballot that was not laid is forgotten.
func (t *turns) leave() tea.Cmd {
	t.vote, t.next, t.Me, t.Said = nil, 0, t.Owner(), ""
	return nil
}

// seal lays the ballot and asks for the next person.
func (t *turns) seal() tea.Cmd {
	var cmd tea.Cmd
	if t.vote.whole {
		cmd = t.Do(t.vote.command())
	}
	t.sent[t.Me.Person] = true
	t.leave()
	for i, p := range t.PeopleHere() {
		if why := t.notEntitled(p.ID); !t.voted(p.ID) && (why == nil || why.Code == model.ErrNoTicket.Code) {
			t.mark(i)
			t.next = p.ID
			break
		}
	}
	return cmd
}

func (t *turns) Update(msg tea.Msg) tea.Cmd {
	if done, ok := msg.(stage.DoneMsg); ok {
		if _, ballot := done.Command.(model.CastBallot); ballot && done.Err != nil {
			delete(t.sent, done.By.Person) // the room knows whether another is there
		}
	}
	if t.vote != nil {
		return t.vote.Update(msg)
	}
	if click, ok := msg.(tea.MouseClickMsg); ok && t.next == 0 && t.list.Contains(click.X, click.Y) {
		if i := click.Y - t.list.Y; i < len(t.PeopleHere()) {
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
	t.at, t.who = at, t.PeopleHere()[at].ID
	t.moved.Clear()
}

func (t *turns) follow() {
	people := t.PeopleHere()
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

func (t *turns) Cursor() *frame.Cursor { return nil }
func (t *turns) Typing() bool          { return false }
func (t *turns) Draft() *stage.Draft   { return nil }
func (t *turns) Unsaved() bool         { return t.vote != nil && t.vote.whole && t.vote.mine.laid > 0 }

// turnsPrivate is who can be given the keyboard, which only this terminal shows.
type turnsPrivate struct {
	top    view.OwnTopProps
	people [model.MaxProxied + 1]turnProps
	n      int // of them
}

// turnProps is one person of the table, with whether they have voted.
type turnProps struct {
	name   string
	sector model.Sector
	voted  bool
	marked bool
}

// SharedView is that of the vote of whose turn it is.
func (t *turns) SharedView(r frame.Rect, last stage.SharedView) (stage.SharedView, bool) {
	if t.vote == nil {
		return nil, false
	}
	return t.vote.SharedView(r, last)
}

// Settle takes up where the people lie, or the vote.
func (t *turns) Settle(layout stage.SharedLayout) {
	switch {
	case t.vote != nil:
		t.vote.Settle(layout)
		return
	case t.next != 0:
		return
	}
	t.follow()
	_, t.list = turnsPlaces(t.OwnTopProps(), t.DrawContext(), frame.Rect(layout.(view.WholeArea)))
	shown := newSeats(t.PeopleHere(), t.list.Y)
	t.lately.Show(t.Env, shown, shown)
}

// turnsPlaces is where the title and the people lie.
func turnsPlaces(top view.OwnTopProps, dc stage.DrawContext, r frame.Rect) (title, list frame.Rect) {
	return view.ReadingWidth(top.Places(dc, r).Rest).SplitTop(2)
}

func (t *turns) Private(layout stage.SharedLayout, last view.PrivateProps) view.PrivateProps {
	switch {
	case t.vote != nil:
		return t.vote.Private(layout, last)
	case t.next != 0:
		return view.SamePrivate(last, t.cover())
	}
	p := turnsPrivate{top: t.OwnTopProps()}
	for i, someone := range t.PeopleHere() {
		if p.n == len(p.people) {
			break
		}
		turn := turnProps{someone.Name, someone.Sector, t.voted(someone.ID), i == t.at}
		if t.Board().Anonymous {
			turn.sector = model.NoSector // beside a name
		}
		p.people[p.n] = turn
		p.n++
	}
	return view.SamePrivate(last, p)
}

// DrawPrivate lays the people in rows under the title.
func (p turnsPrivate) DrawPrivate(dc stage.DrawContext, r frame.Rect) []frame.Pane {
	title, rest := turnsPlaces(p.top, dc, r)
	panes := append(p.top.Panes(dc, r, p.top.Places(dc, r)), dc.Pane(title, turnsTitle{}))
	for _, someone := range p.people[:p.n] {
		var at frame.Rect
		at, rest = rest.SplitTop(1)
		panes = append(panes, dc.Pane(at, someone))
	}
	return panes
}

// turnsTitle asks to choose who votes.
type turnsTitle struct{}

// Draw draws the question.
func (turnsTitle) Draw(dc stage.DrawContext, c *frame.Canvas) {
	c.Wrap(frame.Rect{X: 2, W: view.IntroWidth(c.W()), H: 2}, dc.Theme.Strong, dc.Words.T("participant.turns.title"))
}

// Draw draws the name, and whether they have voted.
func (p turnProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	said, style := dc.Words.T("participant.turns.not"), dc.Theme.Muted
	if p.voted {
		said, style = dc.Words.T("participant.turns.in"), dc.Theme.Ok
	}
	if p.marked {
		c.Text(2, 0, dc.Accent.With(frame.Bold), "▸")
	}
	m := view.SectorMark(dc, p.sector)
	c.Text(4, 0, m.Style, m.Text)
	x := min(32, c.W()/2+1)
	c.TextIn(6, 0, x-8, dc.Theme.Text, p.name)
	c.TextIn(x, 0, c.W()-x-2, style, said)
	if p.marked {
		c.Restyle(frame.Rect{X: 2, W: c.W() - 4, H: 1}, dc.Theme.Select)
	}
}

// coverProps is what stands there while the keyboard is passed on: to whom, and how
// many of how many have voted.
type coverProps struct {
	name      string
	voted, of int
}

func (t *turns) cover() coverProps {
	p := coverProps{name: t.Board().Person(t.next).Name, of: len(t.PeopleHere())}
	for _, someone := range t.PeopleHere() {
		if t.voted(someone.ID) {
			p.voted++
		}
	}
	return p
}

// DrawPrivate covers the whole screen.
func (p coverProps) DrawPrivate(dc stage.DrawContext, r frame.Rect) []frame.Pane {
	return []frame.Pane{dc.Pane(r, p)}
}

// Draw asks to pass the keyboard, and the others to look away.
func (p coverProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	w := min(c.W()-4, 60)
	x, y := (c.W()-w)/2, max(1, c.H()/2-3)
	y += c.Wrap(frame.Rect{X: x, Y: y, W: w, H: 2}, dc.Accent.With(frame.Bold), dc.Words.T("participant.turns.pass", "Name", p.name)) + 1
	y += c.Wrap(frame.Rect{X: x, Y: y, W: w, H: 3}, dc.Theme.Text, dc.Words.T("participant.turns.lookaway")) + 1
	c.Text(x, y, dc.Theme.Muted, "✓ "+strconv.Itoa(p.voted)+" / "+strconv.Itoa(p.of))
}
