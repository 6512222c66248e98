package participant

import (
	"maps"
	"slices"
	"strconv"
	"strings"

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
	round model.RoundID
	list  *pager
	order []model.Candidate
	mine  map[model.ItemID]int
	past  []map[model.ItemID]int // mine before each change at this terminal, newest last
	after int                    // how many ballots of one's own are known of; see model.CastBallot
	sent  bool                   // a ballot is under way
	again bool                   // the dots have changed since it was sent
	loads int                    // how often other dots were found in the room than those here
	whole bool                   // nothing is sent before all is: at another's terminal, see turns.go
	dots  frame.Rect
	seen  [3]any // the last voteLook, voteCause and voteKeys
}

func newVote(d *desk, round *model.Round) *vote {
	v := &vote{desk: d, round: round.ID, mine: map[model.ItemID]int{}, list: newPager(d, "vote"), order: round.Order(d.Me.Person)}
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
	if v.mine[id] >= round.MaxPer {
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
		{keys: []string{"+", "space", "right", "l", "="}, word: "participant.key.dot", off: first(look, most, none), short: true, do: by(1)},
		{keys: []string{"-", "backspace", "left", "h"}, shown: "−", word: "participant.key.undot", off: first(look, nothing), short: true, do: by(-1)},
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
	for _, candidate := range v.order {
		if n := v.mine[candidate.ID]; n > 0 {
			c.Dots = append(c.Dots, model.Dot{ID: candidate.ID, N: n})
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
		v.list.id, v.list.held = v.order[n].ID, true
	}
	return nil
}

func (v *vote) click(msg tea.MouseClickMsg) tea.Cmd {
	inDots := v.dots.Contains(msg.X, msg.Y)
	x := msg.X
	if inDots {
		x = v.list.rect.X
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
	c := v.Board().Round(v.round).Candidate(v.list.item())
	if c == nil {
		return nil
	}
	return v.Ask(stage.NewSheet(v.desk.Env, v.Words.T("participant.vote.details"), detailText(v.look(), *c)))
}

// detailText is a candidate with its ideas and their sectors.
func detailText(l look, c model.Candidate) string {
	var s strings.Builder
	s.WriteString(c.Title + "\n")
	for _, line := range c.Detail {
		s.WriteString("\n· " + line)
	}
	var sectors []string
	for _, sector := range model.Sectors {
		if n := c.Sectors[sector]; n > 0 {
			sectors = append(sectors, l.mark(sector).text+" "+sectorShort(l.words, sector)+" "+strconv.Itoa(n))
		}
	}
	if len(sectors) > 0 {
		s.WriteString("\n\n" + strings.Join(sectors, "   "))
	}
	return s.String()
}

// voteNote is where one's own panes lie in a round. The candidates are one's
// own too: each has them in another order.
type voteNote struct {
	head       heading
	list, dots frame.Rect
}

func (v *vote) panes(r frame.Rect) []frame.Pane { return whole(v, r) }

// voteLook is what the foot says. Many have as many dots left.
type voteLook struct {
	barred   string
	left     int
	cast, of int
}

func (v *vote) alike(frame.Rect) any {
	round := v.Board().Round(v.round)
	look := voteLook{barred: v.barred(), left: v.left(round)}
	look.cast, look.of = v.turnout(round) // who is here is not on the board
	return remembered(&v.seen[0], look)
}

func (v *vote) common(r frame.Rect) ([]frame.Pane, any) {
	round := v.Board().Round(v.round)
	panes, rest, head := v.top(r, false)
	note := &voteNote{head: head}
	rest = reading(rest)
	rows := 1
	if r.H >= 14 {
		rows = 2 // and what is kept, or why one has no ballot
	}
	foot, rest := rest.SplitBottom(rows)
	if r.H >= 18 {
		_, rest = rest.SplitBottom(1)
	}
	note.dots, note.list = rest.SplitRight(dotsWidth(round) + 2)
	return append(panes, v.footPane(foot, round)), note
}

// voteCause is what one's own panes follow from besides one's own keys.
type voteCause struct {
	voteNote
	barred string
	soFar  uint64
	loads  int
}

// voteKeys is what the keys follow from.
type voteKeys struct {
	agenda uint64
	loads  int
	barred string
}

func (v *vote) cause(n any) (own, keys any) {
	round := v.Board().Round(v.round)
	c := voteCause{*n.(*voteNote), v.barred(), v.soFarRev(round), v.loads}
	return remembered(&v.seen[1], c), remembered(&v.seen[2], voteKeys{v.Board().Revs.Agenda, v.loads, c.barred})
}

func (v *vote) own(r frame.Rect, n any) []frame.Pane {
	note, round := n.(*voteNote), v.Board().Round(v.round)
	v.dots = note.dots
	dots := dotText(round.Dots-v.left(round), round.Dots)
	if v.barred() != "" {
		dots = "" // said drops what is empty
	}
	panes := v.aside(r, note.head, dots)
	order, res := v.order, v.soFar(round)
	v.list.lay(note.list, uint64(round.ID), [2]any{v.Me.Person, res.rev}, func(l look, w int) *page {
		return votePage(l, order, res, w)
	})
	return append(panes, v.list.windowWithChosen(), v.dotsPane(note.dots))
}

// soFar is the result of an open round that is not secret.
type soFar struct {
	rev  uint64
	dots map[model.ItemID]int
}

// soFarRev tells one result of an open round from another; 0 if it is secret.
func (v *vote) soFarRev(round *model.Round) uint64 {
	if round.Secret {
		return 0
	}
	return v.Board().Revs.Rounds
}

func (v *vote) soFar(round *model.Round) soFar {
	if round.Secret {
		return soFar{}
	}
	s := soFar{rev: v.soFarRev(round), dots: map[model.ItemID]int{}}
	if res, ok := round.Result(); ok {
		for _, row := range res.Rows {
			s.dots[row.ID] = row.Dots
		}
	}
	return s
}

func votePage(l look, order []model.Candidate, now soFar, w int) *page {
	p := &page{w: w}
	for i, c := range order {
		label := strconv.Itoa(i + 1)
		if len(order) <= 26 {
			label = string(rune('A' + i))
		}
		var right []span
		if n := len(c.Detail); n > 1 && w >= 50 {
			right = append(right, span{l.theme.Muted, l.words.N("unit.ideas", n)})
		}
		if now.dots != nil {
			right = append(right, span{l.theme.Muted, "  " + l.words.N("unit.dots", now.dots[c.ID])})
		}
		p.item(entry{id: c.ID, at: i}, 4, []span{{l.theme.Key, label + strings.Repeat(" ", 3-len(label))}}, l.theme.Text, c.Title, 2, right...)
	}
	return p
}

// dotsWidth is the room that one's dots on a candidate take.
func dotsWidth(round *model.Round) int { return max(3, min(round.MaxPer, 8)) }

// dotText shows dots laid and left: ●●●○○, or 12/20 where they are many.
func dotText(laid, all int) string {
	if all > 12 {
		return "● " + strconv.Itoa(laid) + "/" + strconv.Itoa(all)
	}
	return strings.Repeat("●", max(0, laid)) + strings.Repeat("○", max(0, all-laid))
}

// dotsPane is one's own dots beside the candidates that are seen.
func (v *vote) dotsPane(r frame.Rect) frame.Pane {
	type dotRow struct{ y, n int }
	type look struct {
		dots     string
		from, to int // the rows of the chosen candidate
	}
	l, w := v.look(), r.W-2
	here := look{}
	var rows []dotRow
	var print strings.Builder
	for _, e := range v.list.visible() {
		y, seen := v.list.screenY(e)
		if e.id == v.list.item() {
			here.from, here.to = max(0, y-r.Y), min(r.H, y-r.Y+e.h)
		}
		if n := v.mine[e.id]; seen && n > 0 {
			rows = append(rows, dotRow{y - r.Y, n})
			print.WriteString(strconv.Itoa(y-r.Y) + ":" + strconv.Itoa(n) + " ")
		}
	}
	here.dots = print.String()
	return frame.Pane{Rect: r, Key: v.key("dots", uint64(w), here), Draw: func(c *frame.Canvas) {
		for _, d := range rows {
			text := strings.Repeat("●", d.n)
			if d.n > w {
				text = "●×" + strconv.Itoa(d.n)
			}
			c.Text(0, d.y, l.theme.Dot, text)
		}
		c.Restyle(frame.Rect{Y: here.from, W: w, H: here.to - here.from}, l.theme.Select)
	}}
}
