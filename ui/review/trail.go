package review

import (
	"strconv"
	"strings"

	"verkstad/model"
	"verkstad/model/lineage"
	"verkstad/ui/frame"
)

// kindWords name the kinds of items.
var kindWords = map[lineage.Kind]string{
	lineage.Idea: "thing.idea", lineage.Note: "review.thread.note", lineage.Cluster: "thing.cluster",
	lineage.Question: "thing.question", lineage.Commitment: "thing.commitment",
}

// widest is the widest column of a trail, in cells.
const widest = 100

// trail lays an item between what it grew from and what came of it: under each
// other, or beside where there is room for both.
func (m *maker) trail(g *lineage.Graph, p lineage.Place, waits, failed bool) *sheet {
	it, ok := g.Item(p)
	if !ok {
		return m.nothing("review.thread.gone")
	}
	head := &block{w: min(m.w, widest)}
	m.trailHead(head, g, it)
	switch {
	case waits:
		head.text(row{text: m.words.T("review.thread.waits"), in: m.t.Muted})
	case failed:
		head.text(row{text: m.words.T("review.thread.failed"), in: m.t.Warn.Without(frame.Underline)})
	}
	n, width := columns(m.w, 56, 2)
	back := m.way(g, p, width, g.Trail(p, false), "review.thread.back", "review.thread.first")
	on := m.way(g, p, width, g.Trail(p, true), "review.thread.on", "review.thread.last")
	s, below := pack([]*block{head}, 1, head.w), pack([]*block{back, on}, n, width)
	for _, r := range below.rows {
		r.y += s.h + 1
		s.rows = append(s.rows, r)
	}
	s.h += 1 + below.h
	s.items = m.items
	return s
}

// trailHead is the item itself, where it is, and from whose ideas it grew.
func (m *maker) trailHead(b *block, g *lineage.Graph, it lineage.Item) {
	board := g.Board(it.Place)
	about := []string{m.words.T(kindWords[it.Kind])}
	if board.Number > 0 {
		about = append(about, m.words.T("review.number", "N", board.Number))
	}
	about = append(about, m.words.Day(board.Created.Local())+" "+strconv.Itoa(board.Created.Local().Year()))
	b.text(row{text: strings.Join(about, " · "), in: m.t.Muted})
	mark, in := m.trailMark(it)
	b.text(row{mark: mark, markIn: in, indent: 2, text: m.said(it), in: m.t.Title})
	if it.Kind == lineage.Commitment {
		_, status, style := m.status(it.Status)
		b.text(row{indent: 2, text: status, in: style})
	}
	if by, n := g.Sectors(it.Place); n > 1 || n == 1 && it.Kind != lineage.Idea {
		m.provenance(b, by, n)
	}
}

// provenance says how many ideas of which sectors something grew from.
func (m *maker) provenance(b *block, by [len(model.Sectors) + 1]int, n int) {
	sectors, spans := 0, []span{}
	for i, s := range model.Sectors {
		if by[s] > 0 {
			sectors++
			spans = append(spans, span{m.t.SectorMark(i) + " ", m.t.Sector(i)},
				span{m.words.T("sector.short."+s.String()) + " " + strconv.Itoa(by[s]) + "   ", m.t.Text})
		}
	}
	text := m.words.N("review.thread.ideas", n)
	if sectors > 0 {
		text += " " + m.words.N("review.thread.sectors", sectors)
	}
	b.text(row{indent: 2, text: text, in: m.t.Muted})
	line, x := []span{}, 0
	for i := 0; i < len(spans); i += 2 {
		w := frame.Width(spans[i].text) + frame.Width(spans[i+1].text)
		if x+w > b.w && x > 0 {
			b.add(row{indent: 2, spans: line})
			line, x = nil, 0
		}
		line, x = append(line, spans[i], spans[i+1]), x+w
	}
	if len(line) > 0 {
		b.add(row{indent: 2, spans: line})
	}
}

// way lists the items that lead to another, or from it, each step further in.
func (m *maker) way(g *lineage.Graph, p lineage.Place, w int, rows []lineage.Row, title, none string) *block {
	b := &block{w: w}
	b.heading(m.words.T(title), "", m.accent.With(frame.Bold), m.t.Muted, m.t.Border)
	if len(rows) == 0 {
		b.text(row{text: m.words.T(none), in: m.t.Muted})
	}
	for _, r := range rows {
		m.wayRow(b, g, p, r)
	}
	return b
}

// deepest is how many steps are shown by indenting.
const deepest = 6

func (m *maker) wayRow(b *block, g *lineage.Graph, p lineage.Place, r lineage.Row) {
	indent := 2 * min(r.Depth-1, deepest)
	if !r.Seen {
		b.text(row{mark: strings.Repeat(" ", indent) + "·", markIn: m.t.Muted, indent: indent + 2, text: m.elsewhere(r.From), in: m.t.Muted})
		return
	}
	m.items = append(m.items, r.Place)
	b.item = len(m.items)
	mark, in := m.trailMark(r.Item)
	tail := []string{}
	if b.w >= 50 {
		tail = append(tail, m.words.T(kindWords[r.Kind]))
	}
	if r.Kind == lineage.Commitment && b.w >= 60 {
		_, status, _ := m.status(r.Status)
		tail = append(tail, status)
	}
	if board := g.Board(r.Place); r.Workshop != p.Workshop && board.Number > 0 {
		tail = append(tail, m.words.T("review.number", "N", board.Number))
	}
	style := m.t.Text
	if r.Chosen || r.How == lineage.Carried {
		style = m.t.Strong
	}
	if r.How == lineage.Carried {
		tail = append([]string{m.words.T("review.thread.carried")}, tail...)
	}
	b.text(row{
		mark: strings.Repeat(" ", indent) + mark, markIn: in, indent: indent + 2, text: m.said(r.Item), in: style,
		tail: strings.Join(tail, " · "), tailIn: m.t.Muted,
	})
	b.item = 0
}

// elsewhere names a meeting that something was carried from and that the
// reader was not at.
func (m *maker) elsewhere(o *model.Origin) string {
	title := o.Title
	if o.Number > 0 {
		title += " (" + m.words.T("review.number", "N", o.Number) + ")"
	}
	return m.words.T("review.thread.elsewhere", "Title", title)
}

// trailMark is the mark of an item: of its sector, or of what it is.
func (m *maker) trailMark(it lineage.Item) (string, frame.Style) {
	switch it.Kind {
	case lineage.Cluster:
		return "▪", m.accent
	case lineage.Question:
		return "?", m.t.Key
	case lineage.Commitment:
		return "→", m.t.Key
	}
	return m.t.SectorMark(int(it.Sector) - 1), m.t.Sector(int(it.Sector) - 1)
}

func (m *maker) said(it lineage.Item) string {
	switch {
	case it.Kind == lineage.Cluster && it.Text == "":
		return m.words.T("review.board.untitled")
	case it.Hidden:
		return it.Text + " (" + m.words.T("review.board.hidden") + ")"
	}
	return strings.ReplaceAll(it.Text, "\n", " ")
}
