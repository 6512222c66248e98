package ballot

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/ui/frame"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// outcome is how a round came out.
type outcome struct {
	*view.Terminal
	view.NoText
	view.LooksAgain
	round model.RoundID
	list  *view.List
}

func newOutcome(t *view.Terminal, round *model.Round) view.View {
	o := &outcome{Terminal: t, round: round.ID, list: view.NewList(t)}
	o.list.LetChoose(true)
	return o
}

// outcomeKeys is what the actions follow from.
type outcomeKeys struct{ list view.ListKeys }

func (o *outcome) Keys(last view.KeyProps) view.KeyProps {
	return view.SameKeys(last, outcomeKeys{o.list.Keys()})
}

// Actions are to read, and to look behind a candidate.
func (k outcomeKeys) Actions(at view.Target) stage.Actions {
	return append(stage.Actions{{Keys: []string{"enter"}, Word: "key.open", Footer: true, Do: view.On(at, (*outcome).open)}},
		k.list.Actions(view.On(at, func(o *outcome) *view.List { return o.list }))...)
}

// open shows what a candidate is made of.
func (o *outcome) open() tea.Cmd {
	c := report.Seen(o.Words, o.Board(), o.Me, o.Board().Round(o.round)).Candidate(o.list.Item())
	if c == nil {
		return nil
	}
	return o.Ask(stage.NewSheet(o.Terminal.Env, o.Words.T("participant.vote.details"), detailText(o.DrawContext(), *c)))
}

func (o *outcome) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		o.list.Wheel(msg)
	case tea.MouseClickMsg:
		if o.list.Shifted(msg.X, msg.Y) {
			return o.SayMoved()
		}
		o.list.Pick(msg.X, msg.Y)
	}
	return nil
}

// outcomeView is what one sees of a result.
type outcomeView struct {
	view.EachLooks
	round   model.RoundID
	session model.SessionID
	list    view.ListView
}

// outcomeProps is all that the picture of a result follows from.
type outcomeProps struct {
	view.PhaseProps
	list view.ListProps
}

// outcomeList is the rows of a result.
type outcomeList struct {
	board *model.Board
	round model.RoundID
}

func (o *outcome) SharedView(r frame.Rect, last stage.SharedView) (stage.SharedView, bool) {
	v := outcomeView{round: o.round, session: o.InSession()}
	v.list = o.list.View(r, 0, func(list view.ListView) view.ListLayout {
		v.list = list
		_, layout := o.DrawShared(v, r)
		return layout.(view.ListLayout)
	})
	return view.SameShared(last, v), true
}

// Props is what is seen of a board.
func (v outcomeView) Props(s stage.Snapshot) stage.SharedProps {
	revs := s.Board.Revs
	list := outcomeList{view.BoardParts(s, model.Revs{Rounds: revs.Rounds, Hidden: revs.Hidden}), v.round}
	return outcomeProps{view.PhaseOf(s.Board, s.Clocks, v.session), v.list.Props(list, true, s.Board)}
}

// DrawShared lays out the rows.
func (p outcomeProps) DrawShared(dc stage.DrawContext, r frame.Rect) ([]frame.Pane, stage.SharedLayout) {
	panes, rest, head := p.Top(dc, r, false)
	window, layout := p.list.Draw(dc, view.ReadingWidth(rest), head)
	return append(panes, window), layout
}

func (l outcomeList) Rows(dc stage.DrawContext, w int) *view.Rows {
	p := &view.Rows{W: w}
	round := l.board.Round(l.round)
	OutcomeRows(p, dc, l.board, round, len(round.Candidates))
	return p
}

func (o *outcome) Settle(layout stage.SharedLayout) { o.list.SettleOver(layout.(view.ListLayout)) }

func (o *outcome) Private(layout stage.SharedLayout, last view.PrivateProps) view.PrivateProps {
	return view.SamePrivate(last, o.list.OverList(layout.(view.ListLayout)))
}

// OutcomeRows writes the first rows of a result: ties named as ties,
// near results said to be near, support across sectors, and beside it how the
// vote before came out, if it was held twice.
func OutcomeRows(p *view.Rows, dc stage.DrawContext, b *model.Board, round *model.Round, most int) {
	OutcomeRowsWith(p, dc, b, round, most, func(model.ItemID) {})
}

// OutcomeRowsWith is [OutcomeRows], and has more add rows to each candidate.
func OutcomeRowsWith(p *view.Rows, dc stage.DrawContext, b *model.Board, round *model.Round, most int, more func(model.ItemID)) {
	round = report.Seen(dc.Words, b, model.Actor{Role: model.Participant}, round)
	res, ok := round.Result()
	if !ok {
		p.Text(2, dc.Theme.Muted, dc.Words.T(report.WithheldWords[round.Withheld()]))
		return
	}
	if failed := report.Failed(dc.Words, b, round); failed != "" {
		p.Text(2, dc.Theme.Warn, failed)
		p.Add(view.Row{})
	}
	turnout, dots := report.Turnout(dc.Words, b, round, 0), view.Span{Style: dc.Theme.Muted, Text: dc.Words.N("unit.dots", res.Dots)}
	if frame.Width(turnout)+view.Width([]view.Span{dots}) > p.W-4 { // how many ballots came unencrypted is never cut off
		p.Gap()
		p.Text(2, dc.Theme.Strong, turnout)
	} else {
		p.Heading(dc.Theme.Strong, turnout, dots)
	}
	p.Add(view.Row{})
	said := report.Says(dc.Words, round, round.Proposed(), res)
	for i, sentence := range said {
		style := dc.Theme.Text
		if i == 0 {
			style = dc.Theme.Strong
		}
		p.Text(2, style, sentence)
	}
	if len(said) > 0 {
		p.Add(view.Row{})
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
		more(r.ID)
		if p.W >= 60 {
			p.Add(view.Row{})
		}
	}
}

func outcomeRow(p *view.Rows, dc stage.DrawContext, i int, r model.Row, res model.Result, highest int) {
	style := dc.Theme.Text
	if r.Rank == 1 && r.Dots > 0 {
		style = dc.Theme.Strong
	}
	place := strconv.Itoa(r.Rank)
	place += strings.Repeat(" ", max(1, 4-len(place)))
	dots := dc.Words.N("unit.dots", r.Dots)
	p.Item(view.Entry{ID: r.ID, At: i}, 2, []view.Span{{Style: dc.Accent.With(frame.Bold), Text: place}}, style, r.Title, 2, view.Span{Style: dc.Theme.Strong, Text: dots})
	wide := max(6, min(36, p.W*3/10))
	bar := barText(float64(r.Dots)/float64(highest), wide)
	left := []view.Span{{Style: dc.Accent, Text: bar}, {Style: dc.Theme.Border, Text: strings.Repeat("·", wide-frame.Width(bar))}}
	room := p.W - 6 - wide - 2
	for _, note := range outcomeNotes(dc, r, res) {
		note.Text = "  " + note.Text
		if w := frame.Width(note.Text); w <= room {
			left = append(left, note)
			room -= w
		}
	}
	p.AddToLast(view.Row{Indent: 6, Left: left})
}

// moveRow is how something came out in the vote before, and how far it has
// moved since.
func moveRow(p *view.Rows, dc stage.DrawContext, move model.Move, round, highest int) {
	wide := max(6, min(36, p.W*3/10))
	arrow := view.Span{Style: dc.Theme.Muted.With(frame.Bold), Text: "  " + move.Arrow()}
	switch {
	case move.New || move.Up > 0:
		arrow.Style = dc.Theme.Ok
	case move.Up < 0:
		arrow.Style = dc.Theme.Warn.Without(frame.Underline)
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
	left := []view.Span{{Style: dc.Theme.Border, Text: bar + strings.Repeat(" ", wide-frame.Width(bar))}, arrow}
	room := p.W - 6 - wide - frame.Width(arrow.Text) - 2
	left = append(left, view.Span{Style: dc.Theme.Muted, Text: "  " + frame.Truncate(said, max(0, room-2))})
	p.AddToLast(view.Row{Indent: 6, Left: left})
}

// outcomeNotes says of a row what its place alone does not: that it is shared,
// that others are as good as equal, how many sectors stand behind it.
func outcomeNotes(dc stage.DrawContext, r model.Row, res model.Result) []view.Span {
	var notes []view.Span
	if r.GoesOn {
		notes = append(notes, view.Span{Style: dc.Theme.Ok, Text: dc.Words.T("participant.outcome.goeson")})
	}
	if r.Tied && r.Dots > 0 {
		notes = append(notes, view.Span{Style: dc.Accent.With(frame.Bold), Text: dc.Words.T("participant.outcome.tied", "Place", report.Place(dc.Words, r.Rank))})
	}
	switch {
	case r.AtTop && !r.Tied:
		notes = append(notes, view.Span{Style: dc.Theme.Warn.Without(frame.Underline), Text: dc.Words.T("participant.outcome.near")})
	case r.AtCut && !r.Tied:
		notes = append(notes, view.Span{Style: dc.Theme.Warn.Without(frame.Underline), Text: dc.Words.T("participant.outcome.nearcut")})
	}
	notes = append(notes, view.Span{Style: dc.Theme.Muted, Text: dc.Words.N("participant.outcome.voters", r.Voters)})
	if res.Groups > 1 {
		across := "participant.outcome.across.sectors"
		if res.Joined {
			across = "participant.outcome.across.groups"
		}
		notes = append(notes, view.Span{Style: dc.Theme.Muted, Text: dc.Words.T(across, "N", r.Across, "Of", res.Groups)})
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
