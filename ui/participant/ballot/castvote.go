package ballot

import (
	"cmp"
	"maps"
	"slices"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// vote is an open round: the candidates in an order of one's own, and one's
// dots. A dot is shown at once and sent after; while one ballot is under way
// the next waits, so that they arrive in the order they were laid.
type vote struct {
	*view.Terminal
	view.NoText
	view.LooksAgain
	round model.RoundID
	list  *view.List
	order []model.ItemID
	mine  *ballot
	past  []*ballot  // mine before each change at this terminal, newest last
	after int        // how many ballots of one's own are known of; see model.CastBallot
	sent  bool       // a ballot is under way
	again bool       // the dots have changed since it was sent
	whole bool       // nothing is sent before all is: at another's terminal, see turns.go
	dots  frame.Rect // where they lie
	told  [2]int     // dots laid and in all, as the header says it

	listed   *model.Board // that the candidates were last listed from,
	listedBy voteBoardKey // by this key
}

// ballot is the dots that somebody lays. It does not change: other dots are
// another one.
type ballot struct {
	dots map[model.ItemID]int
	laid int // in all
}

func newBallot(dots map[model.ItemID]int) *ballot {
	b := &ballot{dots: dots}
	for _, n := range dots {
		b.laid += n
	}
	return b
}

// on is how many dots lie on a candidate.
func (b *ballot) on(id model.ItemID) int { return b.dots[id] }

// with is the ballot with n dots more on a candidate, or with fewer.
func (b *ballot) with(id model.ItemID, n int) *ballot {
	dots := maps.Clone(b.dots)
	if dots[id] += n; dots[id] <= 0 {
		delete(dots, id)
	}
	return newBallot(dots)
}

// New is the view of a round of a voting phase: before it opens, open, or how it came out.
func New(t *view.Terminal, round *model.Round) view.View {
	switch {
	case round == nil:
		return newBeforeVote(t)
	case round.IsOpen():
		return newVote(t, round)
	default:
		return newOutcome(t, round)
	}
}

func newVote(t *view.Terminal, round *model.Round) *vote {
	v := &vote{Terminal: t, round: round.ID, mine: newBallot(map[model.ItemID]int{}), list: view.NewList(t)}
	for _, c := range round.Order(t.Me.Person) {
		v.order = append(v.order, c.ID)
	}
	v.list.LetChoose(true)
	v.list.PointTo()
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
	if !maps.Equal(there, v.mine.dots) {
		v.mine, v.past = newBallot(there), nil
	}
}

// left is how many dots one has left to lay.
func (v *vote) left(round *model.Round) int { return round.Dots - v.mine.laid }

// voteKeys is what the actions follow from: why what cannot be done cannot, ids of
// the catalogue.
type voteKeys struct {
	list          view.ListKeys
	no            string // dots are not taken from one now
	noMore, fewer string // no dot can be laid on the chosen candidate, and none be taken back
	unchanged     string // there is nothing to undo
}

// voteKeys is that of the round now.
func (v *vote) voteKeys() voteKeys {
	round, id := v.Board().Round(v.round), v.list.Item()
	k := voteKeys{list: v.list.Keys(), no: v.barred(), unchanged: view.Unless(len(v.past) > 0, "participant.why.undots")}
	if k.no == "" && v.Board().Locked(v.Now()) {
		k.no = "error.phase-over"
	}
	switch {
	case v.mine.on(id) >= round.MaxPer && round.MaxPer < round.Dots: // else that is all one has
		k.noMore = "participant.why.maxper"
	case v.left(round) <= 0:
		k.noMore = "participant.why.nodots"
	}
	k.fewer = view.Unless(v.mine.on(id) > 0, "participant.why.nodot")
	return k
}

func (v *vote) Keys(last view.KeyProps) view.KeyProps { return view.SameKeys(last, v.voteKeys()) }

// Actions are to lay dots and take them back, and to look behind a candidate.
func (k voteKeys) Actions(at view.Target) stage.Actions {
	return k.actions(view.On(at, func(v *vote) *vote { return v }))
}

// actions are those of a vote; of finds the vote.
func (k voteKeys) actions(of func() *vote) stage.Actions {
	do := func(what func(*vote) tea.Cmd) func() tea.Cmd {
		return func() tea.Cmd { return what(of()) }
	}
	by := func(n int) func() tea.Cmd {
		return do(func(v *vote) tea.Cmd { return v.lay(v.list.Item(), n) })
	}
	moved := func() *stage.Moved { return of().list.Moved() }
	list := k.list.Actions(func() *view.List { return of().list })
	for i := range list { // a capital letter is a candidate's
		list[i].Keys = slices.DeleteFunc(list[i].Keys, func(name string) bool { return name == "G" })
	}
	return append(stage.Actions{
		{Moved: moved, Keys: []string{"+", "space", "right", "l", "="}, Word: "participant.key.dot", Why: cmp.Or(k.no, k.noMore), Footer: true, Do: by(1)},
		{Moved: moved, Keys: []string{"-", "backspace", "left", "h"}, Shown: "−", Word: "participant.key.undot", Why: cmp.Or(k.no, k.fewer), Footer: true, Do: by(-1)},
		{Keys: []string{"enter"}, Word: "key.open", Footer: true, Do: do((*vote).open)},
		{Keys: []string{"u", "ctrl+z"}, Word: "participant.key.undots", Why: cmp.Or(k.no, k.unchanged), Do: do((*vote).undo)},
		{Keys: []string{"0–9"}, Word: "participant.key.dots", Why: k.no}, // digitOrLetter does these
		{Keys: []string{"A–Z"}, Word: "participant.key.candidate"},
	}, list...)
}

// undo takes back the last change of dots at this terminal. While one votes
// that is all that can be undone: see model.ErrUndoVote.
func (v *vote) undo() tea.Cmd {
	last := len(v.past) - 1
	v.mine, v.past = v.past[last], v.past[:last]
	return v.cast()
}

// lay adds n dots to a candidate, or takes them back.
func (v *vote) lay(id model.ItemID, n int) tea.Cmd {
	if id == 0 { // nothing is shown yet
		return nil
	}
	v.past = append(v.past, v.mine)
	v.mine = v.mine.with(id, n)
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
	case n-v.mine.on(id) > v.left(round):
		return stage.Complain(v.Words.T("participant.why.nodots"))
	}
	return v.lay(id, n-v.mine.on(id))
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
	return v.Do(v.command())
}

// command is to cast the dots as they lie now.
func (v *vote) command() model.CastBallot {
	c := model.CastBallot{Round: v.round, After: v.after}
	for _, id := range v.order {
		if n := v.mine.on(id); n > 0 {
			c.Dots = append(c.Dots, model.Dot{ID: id, N: n})
		}
	}
	return c
}

func (v *vote) Update(msg tea.Msg) tea.Cmd {
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
		v.list.Wheel(msg)
	case tea.MouseClickMsg:
		return v.click(msg)
	}
	return nil
}

// done is what came of a ballot. That of whoever voted before at this terminal may come
// while the next person lays their dots.
func (v *vote) done(msg stage.DoneMsg) tea.Cmd {
	sent, ballot := msg.Command.(model.CastBallot)
	if !ballot || v.whole || msg.By.Person != v.Me.Person {
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
		return v.set(v.list.Item(), int(key[0]-'0'))
	}
	round := v.Board().Round(v.round)
	for _, id := range v.order {
		if round.Label(id) == key {
			v.list.GoTo(id)
		}
	}
	return nil
}

func (v *vote) click(msg tea.MouseClickMsg) tea.Cmd {
	inDots := v.dots.Contains(msg.X, msg.Y)
	x := msg.X
	if inDots {
		x = v.list.Place().X
	}
	if v.list.Shifted(x, msg.Y) {
		return v.SayMoved()
	}
	if !v.list.Pick(x, msg.Y) || !inDots {
		return nil
	}
	n := v.mine.on(v.list.Item()) + 1
	if msg.Button == tea.MouseRight {
		n = max(0, n-2)
	}
	return v.set(v.list.Item(), n)
}

// open shows what a candidate is made of.
func (v *vote) open() tea.Cmd {
	c := v.seenRound().Candidate(v.list.Item())
	if c == nil {
		return nil
	}
	return v.Ask(stage.NewSheet(v.Terminal.Env, v.Words.T("participant.vote.details"), detailText(v.DrawContext(), *c)))
}
