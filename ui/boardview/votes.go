package boardview

import (
	"fmt"
	"strconv"
	"strings"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/ui/frame"
	"verkstad/ui/theme"
)

// candidates lists what is voted on, in no order of merit, or what would be if
// the vote opened now.
func (m *maker) candidates(id model.RoundID) {
	if r := m.round(id); r != nil {
		for _, c := range r.Candidates {
			m.candidate(r.Label(c.ID), c.ID, c.Title, len(c.Detail))
		}
		return
	}
	for _, id := range m.b.Votable() {
		m.candidate("·", id, Title(m.b, id), 0)
	}
}

// round is a round as those may see it whom the board is shown to; nil if there is none.
func (m *maker) round(id model.RoundID) *model.Round {
	v := model.Actor{Role: model.Observer}
	if m.opts.Leads {
		v.Role = model.Facilitator
	}
	return report.Seen(m.dc.Words, m.b, v, m.b.Round(id))
}

func (m *maker) candidate(mark string, id model.ItemID, title string, detail int) {
	if !m.filter.Keeps(m.b.ServedBy(id), title) {
		return
	}
	l := Line{Item: id, Mark: mark, MarkStyle: m.accent, Text: title, Style: m.dc.Theme.Strong, TailStyle: m.dc.Theme.Muted}
	if detail > 0 && m.b.Question(id) == nil {
		l.Tail = m.dc.Words.N("unit.ideas", detail)
	}
	m.add(l)
}

// Title is what an item on the board is called: its text, or its title.
func Title(b *model.Board, id model.ItemID) string {
	if i := b.Idea(id); i != nil {
		return i.Text
	}
	if c := b.Cluster(id); c != nil {
		return c.Title
	}
	if q := b.Question(id); q != nil {
		return q.Text
	}
	if c := b.Commitment(id); c != nil {
		return c.What
	}
	return ""
}

// result lists how a vote came out, best first, with ties and near results
// said in words.
func (m *maker) result(id model.RoundID) {
	r := m.round(id)
	if r == nil {
		return
	}
	res, ok := r.Result()
	if !ok {
		m.add(Line{Text: m.dc.Words.T(report.WithheldWords[r.Withheld()]), Style: m.dc.Theme.Strong})
		return
	}
	if len(res.Rows) == 0 {
		return
	}
	t := m.dc.Theme
	if failed := report.Failed(m.dc.Words, m.b, r); failed != "" {
		m.add(Line{Text: failed, Style: t.Warn})
	}
	if said := report.Says(m.dc.Words, r, r.Proposed(), res); len(said) > 0 && !m.opts.Unsaid {
		at := m.b.Say % len(said)
		m.add(Line{Mark: fmt.Sprintf("%d/%d", at+1, len(said)), MarkStyle: t.Muted, Text: said[at], Style: t.Strong})
	}
	top := max(1, res.Rows[0].Dots)
	digits := len(strconv.Itoa(len(res.Rows)))
	before := m.b.Before(r)
	moves := r.Moves(before)
	for _, move := range moves { // both votes on one scale
		top = max(top, move.Was.Dots)
	}
	for _, row := range res.Rows {
		if !m.filter.Keeps(m.b.ServedBy(row.ID), row.Title) {
			continue
		}
		mark := fmt.Sprintf("%*d", digits, row.Rank)
		title := Line{Item: row.ID, Mark: mark, MarkStyle: m.accent, Text: row.Title, Style: t.Strong}
		if row.Dots == 0 {
			title.MarkStyle, title.Style = t.Muted, t.Muted
		}
		indent := strings.Repeat(" ", digits)
		lines := []Line{title, {
			Item: row.ID, Mark: indent, Text: m.scored(row, res), Style: t.Muted,
			Bar: &Bar{float64(row.Dots) / float64(top), m.accent.Without(frame.Bold)},
		}}
		if move, ok := moves[row.ID]; ok {
			lines[0].Tail, lines[0].TailStyle = move.Arrow(), moveStyle(t, move)
			lines = append(lines, m.then(row.ID, indent, move, before, top))
		}
		m.add(append(lines, m.topic(row.ID)...)...)
	}
}

// highest is what came first, second and third in a vote; none where no result is shown.
func (m *maker) highest(id model.RoundID) (ids []model.ItemID) {
	if res, ok := m.round(id).Result(); ok {
		for _, row := range res.Rows {
			if row.Rank <= 3 && row.Dots > 0 {
				ids = append(ids, row.ID)
			}
		}
	}
	return ids
}

// then is how something came out in the vote before, beside how it did now.
func (m *maker) then(id model.ItemID, indent string, move model.Move, before *model.Round, top int) Line {
	w, t := m.dc.Words, m.dc.Theme
	if move.New {
		return Line{Item: id, Mark: indent, Text: w.T("wall.before.not", "N", int(before.ID)), Style: t.Faint}
	}
	place := w.T("wall.before.place", "N", int(before.ID), "Place", report.Place(w, move.Was.Rank))
	if move.Was.Tied && move.Was.Dots > 0 {
		place = w.T("wall.before.tied", "N", int(before.ID), "Place", report.Place(w, move.Was.Rank))
	}
	return Line{
		Item: id, Mark: indent, Text: place + " · " + w.N("unit.dots", move.Was.Dots), Style: t.Faint,
		Bar: &Bar{float64(move.Was.Dots) / float64(top), t.Border},
	}
}

// moveStyle is the style of an arrow. What it says can be told without it.
func moveStyle(t *theme.Theme, move model.Move) frame.Style {
	switch {
	case move.New || move.Up > 0:
		return t.Ok
	case move.Up < 0:
		return t.Warn.Without(frame.Underline)
	}
	return t.Muted
}

func (m *maker) scored(row model.Row, res model.Result) string {
	w := m.dc.Words
	parts := []string{w.N("unit.dots", row.Dots)}
	if row.GoesOn {
		parts = append([]string{w.T("wall.goeson")}, parts...)
	}
	switch {
	case row.Tied && row.Dots > 0:
		parts = append(parts, w.T("wall.tied", "Place", report.Place(w, row.Rank)))
	case row.AtTop:
		parts = append(parts, w.T("wall.near"))
	case row.AtCut:
		parts = append(parts, w.T("wall.nearcut"))
	}
	if row.Dots > 0 {
		parts = append(parts, w.N("unit.people", row.Voters))
	}
	if res.Groups > 1 && row.Dots > 0 {
		across := "wall.across.sectors"
		if res.Joined {
			across = "wall.across.groups"
		}
		parts = append(parts, w.T(across, "N", row.Across, "Total", res.Groups))
	}
	return strings.Join(parts, " · ")
}

// mean says what the answers come to on average.
func (m *maker) mean(r model.Ratings) {
	w := m.dc.Words
	mean := w.T("report.ratings.mean", "Mean", report.Mean(w, r), "High", r.Scale.High)
	m.add(Line{Text: mean, Style: m.accent, Tail: w.N("unit.answers", r.Given), TailStyle: m.dc.Theme.Muted})
}

// outcome is what the workshop leaves: the questions that the group goes on with, what
// was promised, and how well the time was spent on average.
func (m *maker) outcome() {
	m.questions(true)
	m.commitments()
	if r := m.b.RatingsIn(0); r.Told() {
		m.mean(r)
	}
}

// ratings is how many gave each score, and what they wrote: in the phase, or once the
// workshop has ended to what it asked once.
func (m *maker) ratings() {
	phase := model.PhaseID(0)
	if ph := m.b.Phase(); ph != nil && m.b.Ended.IsZero() {
		phase = ph.ID
	}
	r, t, w := m.b.RatingsIn(phase), m.dc.Theme, m.dc.Words
	if why := report.Untold(w, r); why != "" {
		m.add(Line{Text: why, Style: t.Muted})
	}
	if !r.Told() {
		return
	}
	m.mean(r)
	for i := len(r.Counts) - 1; i >= 0; i-- {
		n, score := r.Counts[i], r.Scale.Low+i
		m.add(Line{
			Mark: strconv.Itoa(score), MarkStyle: m.accent, Style: t.Muted,
			Text: strings.TrimRight(strconv.Itoa(n)+"  "+report.ScoreName(w, r.Activity, score), " "),
			Bar:  &Bar{float64(n) / float64(r.Most()), m.accent.Without(frame.Bold)},
		})
	}
	for _, text := range r.Texts {
		if m.keeps(text) {
			m.add(Line{Mark: "–", MarkStyle: m.accent, Text: text, Style: t.Text})
		}
	}
}
