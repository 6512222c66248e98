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
	round  model.RoundID
	list   *pager
	looked any // the last listLook,
	keyed  any // and the agenda's last revision
}

func newOutcome(d *desk, round *model.Round) *outcome {
	o := &outcome{desk: d, round: round.ID, list: newPager(d, "outcome")}
	o.list.choose = true
	return o
}

func (o *outcome) actions() []action {
	return append([]action{{keys: []string{"enter"}, word: "key.open", short: true, do: func() tea.Cmd {
		c := report.Seen(o.Words, o.Board(), o.Me, o.Board().Round(o.round)).Candidate(o.list.item())
		if c == nil {
			return nil
		}
		return o.Ask(stage.NewSheet(o.desk.Env, o.Words.T("participant.vote.details"), detailText(o.look(), *c)))
	}}}, o.list.actions()...)
}

func (o *outcome) update(msg tea.Msg) tea.Cmd {
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

func (o *outcome) panes(r frame.Rect) []frame.Pane { return whole(o, r) }

func (o *outcome) alike(r frame.Rect) any {
	return remembered(&o.looked, o.list.alike(r, 0, func() { o.common(r) }, o.lay))
}

func (o *outcome) common(r frame.Rect) ([]frame.Pane, any) {
	panes, rest, end := o.top(r, false)
	o.lay(reading(rest))
	return append(panes, o.list.window()), o.list.note(end)
}

// lay lays out the rows of the result.
func (o *outcome) lay(r frame.Rect) {
	b := o.Board()
	round := b.Round(o.round)
	o.list.lay(r, max(b.Revs.Rounds, b.Revs.Hidden), "closed", func(l look, w int) *page {
		p := &page{w: w}
		outcomeRows(p, l, b, round, len(round.Candidates))
		return p
	})
}

func (o *outcome) cause(note any) (own, keys any) {
	return o.list.cause(note.(listNote)), remembered(&o.keyed, o.Board().Revs.Agenda)
}

func (o *outcome) own(r frame.Rect, note any) []frame.Pane { return o.list.own(r, note.(listNote)) }

// outcomeRows writes the first rows of a result on a page: ties named as ties,
// near results said to be near, support across sectors, and beside it how the
// vote before came out, if it was held twice.
func outcomeRows(p *page, l look, b *model.Board, round *model.Round, most int) {
	round = report.Seen(l.words, b, model.Actor{Role: model.Participant}, round)
	res, ok := round.Result()
	if !ok {
		p.text(2, l.theme.Muted, l.words.T(report.WithheldWords[round.Withheld()]))
		return
	}
	if failed := report.Failed(l.words, b, round); failed != "" {
		p.text(2, l.theme.Warn, failed)
		p.add(row{})
	}
	p.heading(l.theme.Strong, report.Turnout(l.words, b, round, 0),
		span{l.theme.Muted, l.words.N("unit.dots", res.Dots)})
	p.add(row{})
	said := report.Says(l.words, round, round.Proposed(), res)
	for i, sentence := range said {
		style := l.theme.Text
		if i == 0 {
			style = l.theme.Strong
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
		outcomeRow(p, l, i, r, res, highest)
		if move, ok := moves[r.ID]; ok {
			moveRow(p, l, move, int(before.ID), highest)
		}
		if p.w >= 60 {
			p.add(row{})
		}
	}
}

func outcomeRow(p *page, l look, i int, r model.Row, res model.Result, highest int) {
	style := l.theme.Text
	if r.Rank == 1 && r.Dots > 0 {
		style = l.theme.Strong
	}
	place := strconv.Itoa(r.Rank)
	place += strings.Repeat(" ", max(1, 4-len(place)))
	dots := l.words.N("unit.dots", r.Dots)
	p.item(entry{id: r.ID, at: i}, 2, []span{{l.accent.With(frame.Bold), place}}, style, r.Title, 2, span{l.theme.Strong, dots})
	wide := max(6, min(36, p.w*3/10))
	bar := barText(float64(r.Dots)/float64(highest), wide)
	left := []span{{l.accent, bar}, {l.theme.Border, strings.Repeat("·", wide-frame.Width(bar))}}
	room := p.w - 6 - wide - 2
	for _, note := range outcomeNotes(l, r, res) {
		note.text = "  " + note.text
		if w := frame.Width(note.text); w <= room {
			left = append(left, note)
			room -= w
		}
	}
	p.add(row{indent: 6, left: left})
	p.entries[len(p.entries)-1].h++
}

// moveRow is how something came out in the vote before, and how far it has
// moved since.
func moveRow(p *page, l look, move model.Move, round, highest int) {
	wide := max(6, min(36, p.w*3/10))
	arrow := span{l.theme.Muted.With(frame.Bold), "  " + move.Arrow()}
	switch {
	case move.New || move.Up > 0:
		arrow.style = l.theme.Ok
	case move.Up < 0:
		arrow.style = l.theme.Warn.Without(frame.Underline)
	}
	bar := barText(float64(move.Was.Dots)/float64(highest), wide)
	said := l.words.T("participant.outcome.before.place", "N", round, "Place", report.Place(l.words, move.Was.Rank))
	if move.Was.Tied && move.Was.Dots > 0 {
		said = l.words.T("participant.outcome.before.tied", "N", round, "Place", report.Place(l.words, move.Was.Rank))
	}
	said += " · " + l.words.N("unit.dots", move.Was.Dots)
	if move.New {
		said = l.words.T("participant.outcome.before.not", "N", round)
	}
	left := []span{{l.theme.Border, bar + strings.Repeat(" ", wide-frame.Width(bar))}, arrow}
	room := p.w - 6 - wide - frame.Width(arrow.text) - 2
	left = append(left, span{l.theme.Muted, "  " + frame.Truncate(said, max(0, room-2))})
	p.add(row{indent: 6, left: left})
	p.entries[len(p.entries)-1].h++
}

// outcomeNotes says of a row what its place alone does not: that it is shared,
// that others are as good as equal, how many sectors stand behind it.
func outcomeNotes(l look, r model.Row, res model.Result) []span {
	var notes []span
	if r.GoesOn {
		notes = append(notes, span{l.theme.Ok, l.words.T("participant.outcome.goeson")})
	}
	if r.Tied && r.Dots > 0 {
		notes = append(notes, span{l.accent.With(frame.Bold), l.words.T("participant.outcome.tied", "Place", report.Place(l.words, r.Rank))})
	}
	switch {
	case r.AtTop && !r.Tied:
		notes = append(notes, span{l.theme.Warn.Without(frame.Underline), l.words.T("participant.outcome.near")})
	case r.AtCut && !r.Tied:
		notes = append(notes, span{l.theme.Warn.Without(frame.Underline), l.words.T("participant.outcome.nearcut")})
	}
	notes = append(notes, span{l.theme.Muted, l.words.N("participant.outcome.voters", r.Voters)})
	if res.Groups > 1 {
		across := "participant.outcome.across.sectors"
		if res.Joined {
			across = "participant.outcome.across.groups"
		}
		notes = append(notes, span{l.theme.Muted, l.words.T(across, "N", r.Across, "Of", res.Groups)})
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
