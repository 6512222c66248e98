package review

import (
	"strconv"
	"strings"

	"verkstad/model"
	"verkstad/model/findings"
	"verkstad/model/report"
	"verkstad/ui/frame"
)

// votes shows every round, the newest first.
func (m *maker) votes() *sheet {
	n, width := columns(m.w, rowColumn, 2)
	var blocks []*block
	rounds := m.then.Rounds()
	for i := rounds.Len() - 1; i >= 0; i-- {
		if b := m.round(rounds.At(i), width); b != nil {
			blocks = append(blocks, b)
		}
	}
	if len(blocks) == 0 {
		return m.nothing("review.empty.votes")
	}
	return pack(blocks, n, width)
}

func (m *maker) round(r *model.Round, width int) *block {
	b := &block{w: width}
	title := m.words.T("review.votes.round", "N", int(r.ID)) + " · " + phaseTitle(m.words, m.then.PhaseByID(r.Phase))
	count := ""
	if r.Counted() {
		count = m.words.N("unit.ballots", r.Cast())
	}
	b.heading(title, count, m.accent.With(frame.Bold), m.t.Muted, m.t.Border)
	terms := m.words.N("report.votes.dots", r.Dots)
	if r.MaxPer < r.Dots {
		terms += ", " + m.words.N("report.votes.most", r.MaxPer)
	}
	b.text(row{text: terms, in: m.t.Muted})
	if r.Counted() && m.then.Electors(r, 0) > 0 {
		b.text(row{text: report.Turnout(m.words, m.then, r, 0), in: m.t.Muted})
	}
	res, ok := r.Result()
	if !ok {
		b.gap()
		b.text(row{text: m.words.T(report.WithheldWords[r.Withheld()]), in: m.t.Secret})
		return b
	}
	titles := m.titles(r)
	m.says(b, r, titles)
	before := m.then.Before(r)
	moves := r.Moves(before)
	most := 1
	for _, row := range res.Rows {
		most = max(most, row.Dots, moves[row.ID].Was.Dots)
	}
	kept := false
	for _, c := range res.Rows {
		c.Title = titles[c.ID]
		if m.keeps(c.ID, c.Title) {
			b.gap()
			b.item = m.item(c.ID)
			m.candidate(b, c, most)
			if move, ok := moves[c.ID]; ok {
				m.move(b, move, int(before.ID), most)
			}
			if spans := m.groupsOf(r, before, c.ID); spans != nil {
				b.add(row{indent: 3, spans: spans})
			}
			b.item, kept = 0, true
		}
	}
	if !kept {
		return nil
	}
	m.legend(b, r)
	return b
}

// says is what the room can defend of a result, the weightiest first.
func (m *maker) says(b *block, r *model.Round, titles map[model.ItemID]string) {
	for i, sentence := range findings.OfRound(m.words, r, r.Proposed(), func(id model.ItemID) string { return titles[id] }) {
		if i == 0 {
			b.gap()
		}
		b.text(row{mark: "–", markIn: m.accent, indent: 3, text: sentence, in: m.t.Text})
	}
}

// titles is what the candidates are called, as the viewer may see them.
func (m *maker) titles(r *model.Round) map[model.ItemID]string {
	titles := map[model.ItemID]string{}
	for _, c := range m.final.ShownCandidates(m.me, r) {
		if titles[c.ID] = c.Title; c.Title == "" {
			titles[c.ID] = m.words.T("review.votes.gone")
		}
	}
	return titles
}

func (m *maker) candidate(b *block, c model.Row, most int) {
	place := strconv.Itoa(c.Rank)
	in := m.t.Text
	if c.Rank == 1 && c.Dots > 0 {
		in = m.t.Strong
	}
	b.text(row{mark: place, markIn: m.t.Muted, indent: 3, text: c.Title, in: in})
	tail := m.words.N("unit.dots", c.Dots) + " · " + m.words.N("review.votes.voters", c.Voters)
	switch {
	case c.Tied && c.Dots > 0:
		tail = m.words.T("review.votes.tied") + " · " + tail
	case c.AtTop:
		tail = m.words.T("review.votes.near") + " · " + tail
	case c.AtCut:
		tail = m.words.T("review.votes.nearcut") + " · " + tail
	}
	if c.GoesOn {
		tail = m.words.T("review.votes.goeson") + " · " + tail
	}
	bar := row{indent: 3, hasBar: true, bar: float64(c.Dots) / float64(most), in: m.t.Bar}
	if b.w-frame.Width(tail) < 24 { // too narrow for both
		b.add(bar)
		b.text(row{indent: 3, text: tail, in: m.t.Muted})
		return
	}
	bar.tail, bar.tailIn = padLeft(tail, 44, b.w), m.t.Muted
	b.add(bar)
}

// padLeft makes tails equally long, so that the bars beside them can be
// compared: w cells, or less where half of the row is less.
func padLeft(s string, w, room int) string {
	w = min(w, room/2)
	return strings.Repeat(" ", max(0, w-frame.Width(s))) + s
}

// move is how a candidate came out in the vote before, and how it moved.
func (m *maker) move(b *block, move model.Move, round, most int) {
	text := m.words.T("review.votes.before", "N", round, "Place", move.Was.Rank) + " · " + m.words.N("unit.dots", move.Was.Dots)
	style := m.t.Muted
	switch {
	case move.New:
		text, style = m.words.T("review.votes.new", "N", round), m.t.Ok
	case move.Was.Tied && move.Was.Dots > 0:
		text = m.words.T("review.votes.tied") + " · " + text
	}
	switch {
	case move.Up > 0:
		style = m.t.Ok
	case move.Up < 0:
		style = m.t.Warn.Without(frame.Underline)
	}
	arrow := move.Arrow()
	bar := row{mark: arrow, markIn: style, indent: 3, hasBar: true, bar: float64(move.Was.Dots) / float64(most), in: m.t.Border}
	if move.New || b.w-frame.Width(text) < 24 {
		b.text(row{mark: arrow, markIn: style, indent: 3, text: text, in: m.t.Muted})
		return
	}
	bar.tail, bar.tailIn = padLeft(text, 44, b.w), m.t.Muted
	b.add(bar)
}

// groupsOf is what each group of sectors gave a candidate, by their marks; from
// what it gave in the vote before, where the same group can be told then too.
func (m *maker) groupsOf(r, before *model.Round, id model.ItemID) []span {
	if len(r.Sectors) < 2 {
		return nil
	}
	var spans []span
	for _, g := range r.ByGroup(before, id) {
		n := strconv.Itoa(g.Now)
		if g.Known {
			n = strconv.Itoa(g.Was) + "→" + n
		}
		spans = append(spans, m.marks(g.Sectors)...)
		spans = append(spans, span{" " + n + "   ", m.t.Muted})
	}
	return spans
}

// marks is the marks of a group's sectors in their colours.
func (m *maker) marks(sectors []model.Sector) []span {
	var spans []span
	for _, s := range sectors {
		spans = append(spans, span{m.t.SectorMark(int(s) - 1), m.t.Sector(int(s) - 1)})
	}
	return spans
}

// legend says which group a mark stands for, and how many voted in it.
func (m *maker) legend(b *block, r *model.Round) {
	if len(r.Sectors) < 2 {
		return
	}
	b.gap()
	b.text(row{text: m.words.T("review.votes.sectors"), in: m.t.Muted})
	for _, g := range r.Sectors {
		names := make([]string, len(g.Sectors))
		for i, s := range g.Sectors {
			names[i] = m.words.T("sector.short." + s.String())
		}
		b.add(row{spans: append(m.marks(g.Sectors), span{" " + strings.Join(names, ", ") + " (" + strconv.Itoa(g.Voters) + ")", m.t.Muted})})
	}
}

// ratingsSheet shows how the answers on each scale fell, and what people wrote, never who.
func (m *maker) ratingsSheet() *sheet {
	all := m.ratings()
	n, width := columns(m.w, ratingsColumn, 2)
	if len(all) == 0 {
		return m.nothing("review.empty.feedback")
	}
	var blocks []*block
	for _, r := range all {
		blocks = append(blocks, m.ratingsBlock(r, width))
		lines := &block{w: width}
		for _, text := range r.Texts {
			if m.keeps(0, text) {
				lines.text(row{mark: "»", markIn: m.accent, indent: 2, text: text, in: m.t.Text})
				lines.gap()
			}
		}
		blocks = append(blocks, lines)
	}
	return pack(blocks, n, width)
}

// ratingsBlock is what the answers on one scale come to.
func (m *maker) ratingsBlock(r model.Ratings, width int) *block {
	b := &block{w: width}
	if why := report.Untold(m.words, r); why != "" {
		b.text(row{text: why, in: m.t.Muted})
		return b
	}
	said := report.MeanSaid(m.words, r)
	if r.Phase != nil {
		said = report.RatingsTitle(m.words, r) + ": " + said
	}
	b.heading(said, m.words.N("unit.answers", r.Given), m.accent.With(frame.Bold), m.t.Muted, m.t.Border)
	for i := len(r.Counts) - 1; i >= 0; i-- {
		b.add(row{
			mark: strconv.Itoa(r.Scale.Low + i), markIn: m.t.Strong, indent: 3, hasBar: true, in: m.t.Bar,
			bar: float64(r.Counts[i]) / float64(r.Most()), tail: padLeft(strconv.Itoa(r.Counts[i]), 4, b.w), tailIn: m.t.Muted,
		})
	}
	if about := "scale." + string(r.Activity) + ".about"; m.words.Has(about) {
		b.text(row{text: m.words.T(about), in: m.t.Muted})
	}
	return b
}
