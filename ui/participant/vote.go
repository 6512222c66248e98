package participant

import (
	"maps"
	"slices"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// vote is an open round: the candidates in an order of one's own, and one's
// dots. A dot is shown at once and sent after; while one ballot is under way
// the next waits, so that they arrive in the order they were laid.
type vote struct {
	*desk
	still
	round  model.RoundID
	list   *pager
	order  []model.ItemID
	mine   map[model.ItemID]int
	past   []map[model.ItemID]int // mine before each change at this terminal, newest last
	after  int                    // how many ballots of one's own are known of; see model.CastBallot
	sent   bool                   // a ballot is under way
	again  bool                   // the dots have changed since it was sent
	loads  int                    // how often other dots were found in the room than those here
	whole  bool                   // nothing is sent before all is: at another's terminal, see turns.go
	dots   frame.Rect
	viewed stage.SharedView // the last voteView
	seen   [2]any           // the last voteDependencies and voteKeys
}

func newVote(d *desk, round *model.Round) *vote {
	v := &vote{desk: d, round: round.ID, mine: map[model.ItemID]int{}, list: newPager(d, "vote")}
	for _, c := range round.Order(d.Me.Person) {
		v.order = append(v.order, c.ID)
	}
	v.list.choose, v.list.arrow = true, true
	v.load()
	return v
}

// load takes the dots that lie in the room.
func (v *vote) load() {
	own := v.Room.MyBallot(v.Me.Person)
	v.after = own.Count
	there := map[model.ItemID]int{}
	for _, dot := range own.Dots {
		there[dot.ID] = dot.N
	}
	if !maps.Equal(there, v.mine) {
		v.mine, v.past = there, nil
		v.loads++
	}
}

func (v *vote) left(round *model.Round) int {
	n := round.Dots
	for _, k := range v.mine {
		n -= k
	}
	return n
}

func (v *vote) actions() []action {
	round := v.Board().Round(v.round)
	id := v.list.item()
	var look, none, most, nothing string
	switch {
	case v.barred() != "":
		look = v.barred()
	case v.Board().Locked(v.Now()):
		look = "error.phase-over"
	}
	if v.left(round) <= 0 {
		none = "participant.why.nodots"
	}
	if v.mine[id] >= round.MaxPer && round.MaxPer < round.Dots { // else that is all one has
		most = "participant.why.maxper"
	}
	if v.mine[id] == 0 {
		nothing = "participant.why.nodot"
	}
	var unchanged string
	if len(v.past) == 0 {
		unchanged = "participant.why.undots"
	}
	by := func(n int) func() tea.Cmd { return func() tea.Cmd { return v.lay(v.list.item(), n) } }
	return append([]action{
		{of: &v.list.moved, keys: []string{"+", "space", "right", "l", "="}, word: "participant.key.dot", off: first(look, most, none), short: true, do: by(1)},
		{of: &v.list.moved, keys: []string{"-", "backspace", "left", "h"}, shown: "−", word: "participant.key.undot", off: first(look, nothing), short: true, do: by(-1)},
		{keys: []string{"enter"}, word: "key.open", short: true, do: v.open},
		{keys: []string{"u", "ctrl+z"}, word: "participant.key.undots", off: first(look, unchanged), do: v.undo},
	}, v.list.actions()...)
}

// undo takes back the last change of dots at this terminal. While one votes
// that is all that can be undone: see model.ErrUndoVote.
func (v *vote) undo() tea.Cmd {
	last := len(v.past) - 1
	v.mine, v.past = v.past[last], v.past[:last]
	v.loads++ // the dots are others than the keys laid
	return v.cast()
}

// lay adds n dots to a candidate, or takes them back.
func (v *vote) lay(id model.ItemID, n int) tea.Cmd {
	if id == 0 { // nothing is shown yet
		return nil
	}
	v.past = append(v.past, maps.Clone(v.mine))
	if v.mine[id] += n; v.mine[id] <= 0 {
		delete(v.mine, id)
	}
	return v.cast()
}

// set lays n dots on a candidate in place of those that lie there.
func (v *vote) set(id model.ItemID, n int) tea.Cmd {
	round := v.Board().Round(v.round)
	switch {
	case v.barred() != "":
		return stage.Complain(v.Words.T(v.barred()))
	case n > round.MaxPer:
		return stage.Complain(v.Words.T("error.max-per", "A", round.MaxPer))
	case n-v.mine[id] > v.left(round):
		return stage.Complain(v.Words.T("participant.why.nodots"))
	}
	return v.lay(id, n-v.mine[id])
}

// cast sends all dots, or lets them wait for the ballot that is under way.
func (v *vote) cast() tea.Cmd {
	switch {
	case v.whole:
		return nil
	case v.sent:
		v.again = true
		return nil
	}
	v.sent, v.again = true, false
	return v.Do(v.ballot())
}

// ballot is the dots as they lie now.
func (v *vote) ballot() model.CastBallot {
	c := model.CastBallot{Round: v.round, After: v.after}
	for _, id := range v.order {
		if n := v.mine[id]; n > 0 {
			c.Dots = append(c.Dots, model.Dot{ID: id, N: n})
		}
	}
	return c
}

func (v *vote) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case stage.WakeMsg:
		if !v.whole && !v.sent && v.Room.Presence().Terminals[v.Me.Person] > 1 {
			v.load() // one may vote from another terminal too
		}
	case stage.DoneMsg:
		return v.done(msg)
	case tea.KeyPressMsg:
		return v.digitOrLetter(msg.String())
	case tea.MouseWheelMsg:
		v.list.wheel(msg)
	case tea.MouseClickMsg:
		return v.click(msg)
	}
	return nil
}

func (v *vote) done(msg stage.DoneMsg) tea.Cmd {
	sent, mine := msg.Command.(model.CastBallot)
	if !mine {
		return nil
	}
	v.sent = false
	own := v.Room.MyBallot(v.Me.Person)
	if msg.Err != nil || !slices.Equal(own.Dots, model.SortedDots(sent.Dots)) { // or another terminal was after this one
		v.again = false
		v.load()
		return nil
	}
	if v.after = own.Count; v.again {
		return v.cast()
	}
	return nil
}

// digitOrLetter lays as many dots as the digit says on the chosen candidate,
// or goes to the candidate with that capital letter.
func (v *vote) digitOrLetter(key string) tea.Cmd {
	if len(key) != 1 {
		return nil
	}
	if key[0] >= '0' && key[0] <= '9' {
		return v.set(v.list.item(), int(key[0]-'0'))
	}
	if n := int(key[0]) - 'A'; n >= 0 && n < len(v.order) {
		v.list.id, v.list.held = v.order[n], true
	}
	return nil
}

func (v *vote) click(msg tea.MouseClickMsg) tea.Cmd {
	inDots := v.dots.Contains(msg.X, msg.Y)
	x := msg.X
	if inDots {
		x = v.list.rect.X
	}
	if v.list.shifted(x, msg.Y) {
		return v.SayMoved()
	}
	if !v.list.pick(x, msg.Y) || !inDots {
		return nil
	}
	n := v.mine[v.list.item()] + 1
	if msg.Button == tea.MouseRight {
		n = max(0, n-2)
	}
	return v.set(v.list.item(), n)
}

// open shows what a candidate is made of.
func (v *vote) open() tea.Cmd {
	c := v.seenRound().Candidate(v.list.item())
	if c == nil {
		return nil
	}
	return v.Ask(stage.NewSheet(v.desk.Env, v.Words.T("participant.vote.details"), detailText(v.DrawContext(), *c)))
}
