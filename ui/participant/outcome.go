package participant

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// outcome is how a round came out.
type outcome struct {
	*desk
	still
	looksAgain
	round model.RoundID
	list  *pager
}

func newOutcome(d *desk, round *model.Round) part {
	o := &outcome{desk: d, round: round.ID, list: newPager(d)}
	o.list.letChoose(true)
	return o
}

// outcomeKeys is what the actions follow from.
type outcomeKeys struct{ list listKeys }

func (o *outcome) Keys(last keyProps) keyProps { return sameKeys(last, outcomeKeys{o.list.keys()}) }

// Actions are to read, and to look behind a candidate.
func (k outcomeKeys) Actions() []action {
	return append([]action{{keys: []string{"enter"}, word: "key.open", short: true, do: on((*outcome).open)}},
		k.list.actions(listOf(func(o *outcome) *pager { return o.list }))...)
}

// open shows what a candidate is made of.
func (o *outcome) open() tea.Cmd {
	c := report.Seen(o.Words, o.Board(), o.Me, o.Board().Round(o.round)).Candidate(o.list.item())
	if c == nil {
		return nil
	}
	return o.Ask(stage.NewSheet(o.desk.Env, o.Words.T("participant.vote.details"), detailText(o.DrawContext(), *c)))
}

func (o *outcome) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		o.list.wheel(msg)
	case tea.MouseClickMsg:
		if o.list.shifted(msg.X, msg.Y) {
			return o.SayMoved()
		}
		o.list.pick(msg.X, msg.Y)
	}
	return nil
}

// outcomeView is what one sees of a result.
type outcomeView struct {
	eachLooks
	round   model.RoundID
	session model.SessionID
	list    listView
}

// outcomeProps is all that the picture of a result follows from.
type outcomeProps struct {
	phaseProps
	list listProps
}

// outcomeList is the rows of a result.
type outcomeList struct {
	board *model.Board
	round model.RoundID
}

func (o *outcome) View(r frame.Rect, last stage.SharedView) (stage.SharedView, bool) {
	v := outcomeView{round: o.round, session: o.inSession()}
	v.list = o.list.view(r, 0, func(list listView) listLayout {
		v.list = list
		_, layout := o.DrawShared(v, r)
		return layout.(listLayout)
	})
	return sameView(last, v), true
}

// Props is what is seen of a board.
func (v outcomeView) Props(s stage.Snapshot) stage.SharedProps {
	revs := s.Board.Revs
	list := outcomeList{sameParts(s, model.Revs{Rounds: revs.Rounds, Hidden: revs.Hidden}), v.round}
	return outcomeProps{phaseOf(s.Board, s.Clocks, v.session), v.list.props(list, true, s.Board)}
}

// DrawShared lays out the rows.
func (p outcomeProps) DrawShared(dc stage.DrawContext, r frame.Rect) ([]frame.Pane, stage.SharedLayout) {
	panes, rest, head := p.top(dc, r, false)
	window, layout := p.list.draw(dc, reading(rest), head)
	return append(panes, window), layout
}

func (l outcomeList) page(dc stage.DrawContext, w int) *page {
	p := &page{w: w}
	round := l.board.Round(l.round)
	outcomeRows(p, dc, l.board, round, len(round.Candidates))
	return p
}

func (o *outcome) Settle(layout stage.SharedLayout) { o.list.settleOver(layout.(listLayout)) }

func (o *outcome) Private(layout stage.SharedLayout, last privateProps) privateProps {
	return samePrivate(last, o.list.overList(layout.(listLayout)))
}

// outcomeRows writes the first rows of a result on a page: ties named as ties,
// near results said to be near, support across sectors, and beside it how the
// vote before came out, if it was held twice.
func outcomeRows(p *page, dc stage.DrawContext, b *model.Board, round *model.Round, most int) {
	round = report.Seen(dc.Words, b, model.Actor{Role: model.Participant}, round)
	res, ok := round.Result()
	if !ok {
		p.text(2, dc.Theme.Muted, dc.Words.T(report.WithheldWords[round.Withheld()]))
		return
	}
	if failed := report.Failed(dc.Words, b, round); failed != "" {
		p.text(2, dc.Theme.Warn, failed)
		p.add(row{})
	}
	p.heading(dc.Theme.Strong, report.Turnout(dc.Words, b, round, 0),
		span{dc.Theme.Muted, dc.Words.N("unit.dots", res.Dots)})
	p.add(row{})
	said := report.Says(dc.Words, round, round.Proposed(), res)
	for i, sentence := range said {
		style := dc.Theme.Text
		if i == 0 {
			style = dc.Theme.Strong
		}
		p.text(2, style, sentence)
	}
	if len(said) > 0 {
		p.add(row{})
	}
	highest := 1
	before := b.Before(round)
	moves := round.Moves(before)
	for _, r := range res.Rows {
		highest = max(highest, r.Dots, moves[r.ID].Was.Dots)
	}
	for i, r := range res.Rows[:min(most, len(res.Rows))] {
		outcomeRow(p, dc, i, r, res, highest)
		if move, ok := moves[r.ID]; ok {
			moveRow(p, dc, move, int(before.ID), highest)
		}
		if p.w >= 60 {
			p.add(row{})
		}
	}
}

func outcomeRow(p *page, dc stage.DrawContext, i int, r model.Row, res model.Result, highest int) {
	style := dc.Theme.Text
	if r.Rank == 1 && r.Dots > 0 {
		style = dc.Theme.Strong
	}
	place := strconv.Itoa(r.Rank)
	place += strings.Repeat(" ", max(1, 4-len(place)))
	dots := dc.Words.N("unit.dots", r.Dots)
	p.item(entry{id: r.ID, at: i}, 2, []span{{dc.Accent.With(frame.Bold), place}}, style, r.Title, 2, span{dc.Theme.Strong, dots})
	wide := max(6, min(36, p.w*3/10))
	bar := barText(float64(r.Dots)/float64(highest), wide)
	left := []span{{dc.Accent, bar}, {dc.Theme.Border, strings.Repeat("·", wide-frame.Width(bar))}}
	room := p.w - 6 - wide - 2
	for _, note := range outcomeNotes(dc, r, res) {
		note.text = "  " + note.text
		if w := frame.Width(note.text); w <= room {
			left = append(left, note)
			room -= w
		}
	}
	p.addToLast(row{indent: 6, left: left})
}

// moveRow is how something came out in the vote before, and how far it has
// moved since.
func moveRow(p *page, dc stage.DrawContext, move model.Move, round, highest int) {
	wide := max(6, min(36, p.w*3/10))
	arrow := span{dc.Theme.Muted.With(frame.Bold), "  " + move.Arrow()}
	switch {
	case move.New || move.Up > 0:
		arrow.style = dc.Theme.Ok
	case move.Up < 0:
		arrow.style = dc.Theme.Warn.Without(frame.Underline)
	}
	bar := barText(float64(move.Was.Dots)/float64(highest), wide)
	said := dc.Words.T("participant.outcome.before.place", "N", round, "Place", report.Place(dc.Words, move.Was.Rank))
	if move.Was.Tied && move.Was.Dots > 0 {
		said = dc.Words.T("participant.outcome.before.tied", "N", round, "Place", report.Place(dc.Words, move.Was.Rank))
	}
	said += " · " + dc.Words.N("unit.dots", move.Was.Dots)
	if move.New {
		said = dc.Words.T("participant.outcome.before.not", "N", round)
	}
	left := []span{{dc.Theme.Border, bar + strings.Repeat(" ", wide-frame.Width(bar))}, arrow}
	room := p.w - 6 - wide - frame.Width(arrow.text) - 2
	left = append(left, span{dc.Theme.Muted, "  " + frame.Truncate(said, max(0, room-2))})
	p.addToLast(row{indent: 6, left: left})
}

// outcomeNotes says of a row what its place alone does not: that it is shared,
// that others are as good as equal, how many sectors stand behind it.
func outcomeNotes(dc stage.DrawContext, r model.Row, res model.Result) []span {
	var notes []span
	if r.GoesOn {
		notes = append(notes, span{dc.Theme.Ok, dc.Words.T("participant.outcome.goeson")})
	}
	if r.Tied && r.Dots > 0 {
		notes = append(notes, span{dc.Accent.With(frame.Bold), dc.Words.T("participant.outcome.tied", "Place", report.Place(dc.Words, r.Rank))})
	}
	switch {
	case r.AtTop && !r.Tied:
		notes = append(notes, span{dc.Theme.Warn.Without(frame.Underline), dc.Words.T("participant.outcome.near")})
	case r.AtCut && !r.Tied:
		notes = append(notes, span{dc.Theme.Warn.Without(frame.Underline), dc.Words.T("participant.outcome.nearcut")})
	}
	notes = append(notes, span{dc.Theme.Muted, dc.Words.N("participant.outcome.voters", r.Voters)})
	if res.Groups > 1 {
		across := "participant.outcome.across.sectors"
		if res.Joined {
			across = "participant.outcome.across.groups"
		}
		notes = append(notes, span{dc.Theme.Muted, dc.Words.T(across, "N", r.Across, "Of", res.Groups)})
	}
	return notes
}

// barText is a bar that fills the fraction frac of w cells, in eighths.
func barText(frac float64, w int) string {
	eighths := int(frac*float64(w)*8 + 0.5)
	bar := strings.Repeat("█", eighths/8)
	if rest := eighths % 8; rest > 0 {
		bar += string([]rune("▏▎▍▌▋▊▉")[rest-1])
	}
	return bar
}
