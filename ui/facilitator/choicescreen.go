package facilitator

import (
	"slices"
	"strconv"

	"charm.land/bubbles/v2/help"
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/findings"
	"verkstad/model/report"
	"verkstad/model/tally"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// choosing is the screen on which the facilitator, alone or with the room, chooses
// which candidates of a vote go on: those with the most dots, those that stand for
// all, or each by hand.
type choosing struct {
	listScreen
	round  model.RoundID
	seats  int
	basis  model.Basis
	ids    map[model.ItemID]bool // marked to go on
	byRoom bool
	why    string
	said   int // which sentence is shown where there is no room for all

	was     *model.Decision // what was chosen before; nil if nothing was
	touched bool            // the marks were changed

	memo stage.Memo[chosenKey, alternatives]
}

// chosenKey is what the alternatives follow from.
type chosenKey struct {
	workshop      stage.WorkshopEpoch
	rounds, names uint64
	seats         int
	lang          string
}

// alternatives is what there is to choose between, and what is said of it.
type alternatives struct {
	rows      []model.Row // as the facilitator sees them
	sets      []model.Chosen
	sentences []string
}

// goesOn opens the choice, with what was chosen before or what is proposed.
func (s *Screen) goesOn() tea.Cmd {
	r := s.env.Board().LastResult()
	c := &choosing{listScreen: listOver(s), round: r.ID, seats: r.Proposed(), was: r.Decision}
	if d := r.Decision; d != nil {
		c.mark(d.IDs)
		c.seats, c.basis, c.byRoom, c.why = len(d.IDs), d.Basis, d.ByRoom, d.Why
		c.touched = false
	} else {
		c.take(model.BasisMost)
	}
	return s.env.Show(c)
}

// noChoice says why there is nothing to choose what goes on from.
func noChoice(b *model.Board) string {
	if b.OpenRound() != nil {
		return "facilitator.why.open"
	}
	return noSentence(b)
}

// alternatives is the alternatives for the number that goes on now.
func (c *choosing) alternatives() alternatives {
	e, b := c.env, c.env.Board()
	k := chosenKey{e.WorkshopEpoch(), b.Revs.Rounds, b.Revs.Hidden, c.seats, e.Words.Lang()}
	return c.memo.Get(k, func() alternatives {
		r := report.Seen(e.Words, b, model.Actor{Role: model.Facilitator}, b.Round(c.round))
		res, _ := r.Result()
		title := func(id model.ItemID) string { return r.Candidate(id).Title }
		return alternatives{res.Rows, r.Alternatives(c.seats), findings.Choosing(e.Words, r, c.seats, title, true)}
	})
}

// set is the candidates that a basis gives; nil where it is not known.
func (a alternatives) set(basis model.Basis) []model.ItemID {
	at := slices.IndexFunc(a.sets, func(s model.Chosen) bool { return s.Rule == tally.Rule(basis) })
	if at < 0 {
		return nil
	}
	return a.sets[at].IDs
}

func (c *choosing) mark(ids []model.ItemID) {
	c.anew()
	c.ids = map[model.ItemID]bool{}
	for _, id := range ids {
		c.ids[id] = true
	}
}

// anew begins another choice than the one that was made before. What was said of
// that one, who made it and why, is not said of this one.
func (c *choosing) anew() {
	if !c.touched && c.was != nil {
		c.byRoom, c.why = false, ""
	}
	c.touched = true
}

// take marks what a basis gives.
func (c *choosing) take(basis model.Basis) tea.Cmd {
	ids := c.alternatives().set(basis)
	if ids == nil {
		return stage.Complain(c.env.Words.T("tally.choose.unknown"))
	}
	c.basis = basis
	c.mark(ids)
	return nil
}

// more lets another number go on, by the same basis.
func (c *choosing) more(by int) tea.Cmd {
	n := c.seats
	if c.basis == model.BasisHand {
		n, c.basis = len(c.ids), model.BasisMost
	}
	c.seats, c.said = max(1, min(n+by, len(c.env.Board().Round(c.round).Candidates))), 0
	if c.alternatives().set(c.basis) == nil {
		c.basis = model.BasisMost
	}
	return c.take(c.basis)
}

// toggle marks the selected candidate by hand, or removes its mark. If the marked ones
// are then what a basis gives, that is the basis again.
func (c *choosing) toggle() tea.Cmd {
	id := c.alternatives().rows[c.list.At()].ID
	c.anew()
	if c.ids[id] {
		delete(c.ids, id)
	} else {
		c.ids[id] = true
	}
	c.basis = model.BasisHand
	marked := c.marked()
	for _, basis := range []model.Basis{model.BasisMost, model.BasisShares} {
		if slices.Equal(c.alternatives().set(basis), marked) {
			c.basis = basis
			return nil
		}
	}
	return nil
}

// marked is what is marked, in the order of the round.
func (c *choosing) marked() (ids []model.ItemID) {
	for _, candidate := range c.env.Board().Round(c.round).Candidates {
		if c.ids[candidate.ID] {
			ids = append(ids, candidate.ID)
		}
	}
	return ids
}

// Update marks, and chooses on enter.
func (c *choosing) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(stage.WakeMsg); ok {
		return c.home.Update(msg)
	}
	return c.steer(msg, c.listRows(), c.actions)
}

// actions mark and choose.
func (c *choosing) actions() stage.Actions {
	more := func(by int) func() tea.Cmd { return func() tea.Cmd { return c.more(by) } }
	take := func(basis model.Basis) func() tea.Cmd { return func() tea.Cmd { return c.take(basis) } }
	return stage.Actions{
		{Word: "facilitator.choose.take", Keys: []string{"enter"}, Why: when(len(c.ids) == 0, "error.none-goes-on"), Footer: true, Do: c.choose},
		{Word: "facilitator.choose.number", Shown: "←→", Keys: []string{"left", "h", "-"}, Footer: true, Do: more(-1)},
		{Word: "facilitator.choose.number", Hidden: true, Keys: []string{"right", "l", "+"}, Do: more(1)},
		{Word: "facilitator.choose.most", Keys: []string{"1"}, Footer: true, Do: take(model.BasisMost)},
		{Word: "facilitator.choose.shares", Keys: []string{"2"}, Why: when(c.alternatives().set(model.BasisShares) == nil, "tally.choose.unknown"), Footer: true, Do: take(model.BasisShares)},
		{Word: "facilitator.choose.runoff", Keys: []string{"t"}, Why: when(!c.tied(), "error.no-tie"), Footer: true, Do: c.runoff},
		{Word: "facilitator.choose.mark", Keys: []string{"space", "x"}, Moved: c.list.Moved, Footer: true, Do: c.toggle},
		{Word: "facilitator.choose.who", Keys: []string{"r"}, Footer: true, Do: func() tea.Cmd { c.byRoom, c.touched = !c.byRoom, true; return nil }},
		{Word: "facilitator.choose.why", Keys: []string{"w"}, Footer: true, Do: c.askWhy},
		{Word: "facilitator.choose.say", Keys: []string{"z"}, Footer: true, Do: func() tea.Cmd { c.said++; return nil }},
		c.back(c.cockpit),
	}
}

// listRows is the candidates, by their ids.
func (c *choosing) listRows() stage.ListRows[int] {
	rows := c.alternatives().rows
	return rowsBy(len(rows), func(i int) int { return int(rows[i].ID) })
}

// askWhy asks for a reason in one's own words.
func (c *choosing) askWhy() tea.Cmd {
	return c.home.prompt("facilitator.choose.why", "facilitator.choose.whyhint", c.why, model.MaxShortNote, func(why string) tea.Cmd {
		c.why, c.touched = why, true
		return nil
	})
}

// choose has the marked go on, unless somebody has chosen meanwhile, or another vote
// has been closed: then that is shown first.
func (c *choosing) choose() tea.Cmd {
	if r := c.env.Board().LastResult(); r == nil || r.ID != c.round || r.Decision != c.was {
		show := c.env.Show(c.home)
		if noChoice(c.env.Board()) == "" {
			show = c.home.goesOn()
		}
		return tea.Batch(show, stage.Complain(c.env.Words.T("facilitator.choose.changed")))
	}
	ids := c.marked()
	if len(ids) == 0 {
		return stage.Complain(c.env.Say(model.ErrNoneGoesOn))
	}
	d := model.Decision{IDs: ids, Basis: c.basis, ByRoom: c.byRoom, Why: c.why}
	return c.env.DoLeaving(model.ChooseCandidates{Round: c.round, Decision: d}, c.env.Words.N("facilitator.choose.done", len(ids)), c, c.home)
}

// tied reports whether some are tied at the cut, so that a vote on them can settle it.
func (c *choosing) tied() bool {
	_, tied := c.env.Board().Round(c.round).Cut(c.seats)
	return len(tied) > 0
}

// runoff opens a vote on those that are tied at the cut.
func (c *choosing) runoff() tea.Cmd {
	if !c.tied() {
		return stage.Complain(c.env.Say(model.ErrNoTie))
	}
	open := model.OpenRound{Runoff: c.round, Choose: c.seats, From: c.env.Board().Place()}
	return c.home.unhurried("facilitator.act.open", func() tea.Cmd { return c.env.DoLeaving(open, "", c, c.home) })
}

// Keys mark and choose.
func (c *choosing) Keys() help.KeyMap { return c.keyMap(c.listRows(), c.actions()) }

// basisWord is what the basis is called.
func (c *choosing) basisWord() string { return c.env.Words.T(findings.BasisWords[string(c.basis)]) }

// settings is how many go on, by what, who chooses, and why.
func (c *choosing) settings() (first, second string) {
	w := c.env.Words
	who := w.T("facilitator.choose.lead")
	if c.byRoom {
		who = w.T("facilitator.choose.room")
	}
	first = w.N("facilitator.choose.goon", len(c.ids)) + " · " + c.basisWord()
	if second = who; c.why != "" {
		second += " · " + c.why
	}
	return first, second
}

// Panes are the candidates with the two sets side by side, and what is said.
func (c *choosing) Panes(r frame.Rect) []frame.Pane {
	dc, a := c.env.DrawContext(), c.alternatives()
	first, second := c.settings()
	panes, body := c.headed(r, dc.Words.T("facilitator.choose.title"), "")
	body.W = min(body.W, 100)
	top, body := body.SplitTop(2)
	panes = append(panes, dc.Pane(top, choiceSettings{first, second}))
	said, height := c.sentences(a, body)
	if height > 0 {
		var below frame.Rect
		below, body = body.SplitBottom(height)
		panes = append(panes, dc.Pane(below, choiceSentences{stage.ValuesOf(said)}))
	}
	head, body := body.SplitTop(1)
	return append(panes, dc.Pane(head, choiceHeadings{a.set(model.BasisShares) != nil}), c.rowsPane(body, a))
}

// sentences is what is said below the candidates, and how many rows it takes: all
// of it, or where that is too much one at a time.
func (c *choosing) sentences(a alternatives, body frame.Rect) (said []string, height int) {
	most := max(2, body.H/2)
	for _, sentence := range a.sentences {
		height += len(frame.WrapLines(sentence, body.W-4))
	}
	if len(a.sentences) == 0 || height+1 <= most {
		return a.sentences, height + min(1, height)
	}
	one := a.sentences[c.said%len(a.sentences)]
	return []string{one}, min(most, 1+len(frame.WrapLines(one, body.W-4)))
}

// choiceSettings is how many go on and by what, and who chooses and why.
type choiceSettings struct{ first, second string }

func (p choiceSettings) Draw(dc stage.DrawContext, c *frame.Canvas) {
	c.TextIn(1, 0, c.W()-2, dc.Theme.Strong, p.first)
	c.TextIn(1, 1, c.W()-2, dc.Theme.Muted, p.second)
}

// choiceSentences is what is said of the choice, from below, under an empty row.
type choiceSentences struct{ sentences stage.Values[string] }

func (p choiceSentences) Draw(dc stage.DrawContext, c *frame.Canvas) {
	y := c.H() - 1
	for _, sentence := range slices.Backward(p.sentences.Slice()) {
		lines := frame.WrapLines(sentence, c.W()-4)
		y -= len(lines) - 1
		for n, line := range lines {
			c.Text(3, y+n, dc.Theme.Text, line)
		}
		c.Text(1, y, dc.Theme.Muted, "–")
		y--
	}
}

// where the columns of the two sets and the dots stand, from the right.
const (
	dotsAt   = 5
	sharesAt = dotsAt + 6
	mostAt   = sharesAt + 6
)

// choiceHeadings is what stands over the columns.
type choiceHeadings struct {
	shares bool // it is known which stand for all
}

func (h choiceHeadings) Draw(dc stage.DrawContext, c *frame.Canvas) {
	if h.shares {
		c.TextRight(c.W()-dotsAt-1, 0, dc.Theme.Muted, dc.Words.T("facilitator.choose.forall"))
	}
	c.TextRight(c.W()-sharesAt-1, 0, dc.Theme.Muted, dc.Words.T("facilitator.choose.dots"))
}

// choiceRow is a candidate: marked or not, and in which set.
type choiceRow struct {
	title        string
	dots         int
	marked       bool
	most, shares bool // it is among those with the most dots, and those that stand for all
}

// DrawRow draws the candidate.
func (r choiceRow) DrawRow(dc stage.DrawContext, c *frame.Canvas) {
	accent := dc.Accent.With(frame.Bold)
	style, mark := dc.Theme.Faint, " "
	if r.marked {
		style, mark = dc.Theme.Strong, "✓"
	}
	c.Text(1, 0, accent, mark)
	c.TextIn(3, 0, c.W()-mostAt-4, style, r.title)
	if r.most {
		c.Text(c.W()-mostAt+2, 0, accent, "●")
	}
	if r.shares {
		c.Text(c.W()-sharesAt+2, 0, accent, "●")
	}
	c.TextRight(c.W()-1, 0, dc.Theme.Muted, strconv.Itoa(r.dots))
}

// rowsPane is the candidates, most dots first.
func (c *choosing) rowsPane(body frame.Rect, a alternatives) frame.Pane {
	most, shares := a.set(model.BasisMost), a.set(model.BasisShares)
	row := func(i int) choiceRow {
		r := a.rows[i]
		return choiceRow{r.Title, r.Dots, c.ids[r.ID], slices.Contains(most, r.ID), slices.Contains(shares, r.ID)}
	}
	return stage.ListPane(c.env, &c.list, body, c.listRows(), row, "")
}
