package view

import (
	"math"
	"slices"
	"sort"
	"strings"
	"sync"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// Span is a piece of text in one style.
type Span struct {
	Style frame.Style
	Text  string
}

// Row is one line of a list: pieces from the left, pieces that end at the
// right edge, and where the left ones begin.
type Row struct {
	Indent      int
	Left, Right []Span
	Rule        frame.Style // of a thin line over the whole width, if hasRule
	HasRule     bool
}

// Entry is what can be chosen on a list: some rows of one item.
type Entry struct {
	ID   model.ItemID
	By   model.PersonID // whose it is, on a list of ideas; 0 for nobody's
	At   int            // place among what the rows were laid out from
	Y, H int
}

// Rows is a list that is longer than the screen, laid out for one width. It
// is made once for all who see the same, and what has been laid out of it never
// changes afterwards. Whoever only looks at it goes through UpTo.
type Rows struct {
	W       int
	Tight   bool // no line is left empty
	rows    []Row
	entries []Entry
	rest    *rest // of a long list; nil where all is laid out
}

// rest is what has not been laid out yet. Most terminals show the beginning of a
// list that may have thousands of entries, and is new with each of them.
type rest struct {
	mu    sync.Mutex
	next  func() bool // lays one entry more; false at the end
	count int         // entries in all
}

// UpTo is the rows and entries as far as that many rows, or all if there
// are less. There may be more of them.
func (p *Rows) UpTo(rows int) ([]Row, []Entry) {
	if p.rest == nil {
		return p.rows, p.entries
	}
	p.rest.mu.Lock()
	defer p.rest.mu.Unlock()
	for len(p.rows) < rows && p.rest.next() {
	}
	return p.rows, p.entries
}

// All is all rows and entries.
func (p *Rows) All() ([]Row, []Entry) { return p.UpTo(math.MaxInt) }

// Add adds a row.
func (p *Rows) Add(r Row) { p.rows = append(p.rows, r) }

// Beginning is the entries that begin in h rows from top.
func (p *Rows) Beginning(top, h int) []Entry {
	_, all := p.UpTo(top + h)
	from := sort.Search(len(all), func(i int) bool { return all[i].Y >= top })
	to := sort.Search(len(all), func(i int) bool { return all[i].Y >= top+h })
	return all[from:to]
}

// clamp holds the first row that is seen to where rows fill what is shown. whole
// lays all of them out.
func (p *Rows) clamp(top, shown int, whole bool) int {
	rows, _ := p.UpTo(top + shown)
	if whole {
		rows, _ = p.All()
	}
	return max(0, min(top, len(rows)-shown))
}

// Gap leaves a line empty, unless this is the first or one is empty already.
func (p *Rows) Gap() {
	if n := len(p.rows); !p.Tight && n > 0 && (len(p.rows[n-1].Left) > 0 || p.rows[n-1].HasRule) {
		p.Add(Row{})
	}
}

// Heading is a line that divides the list, with a count or the like to its right.
func (p *Rows) Heading(s frame.Style, text string, right ...Span) {
	p.Gap()
	p.Add(Row{Indent: 2, Left: []Span{{s, frame.Truncate(text, p.W-4-Width(right))}}, Right: right})
}

// Text is running text, broken between words.
func (p *Rows) Text(indent int, s frame.Style, text string) {
	for _, line := range frame.WrapLines(text, p.W-indent-2) {
		p.Add(Row{Indent: indent, Left: []Span{{s, line}}})
	}
}

// Item is an entry: a mark before it, its text on at most most lines, what
// stands to the right on its first line.
func (p *Rows) Item(e Entry, indent int, mark []Span, s frame.Style, text string, most int, right ...Span) {
	e.Y = len(p.rows)
	w := p.W - indent - Width(mark) - 2
	first := w
	if len(right) > 0 {
		first -= Width(right) + 2
	}
	lines := frame.WrapLines(text, max(4, first))
	if len(lines) > most {
		lines = append(slices.Clone(lines[:most-1]), frame.Truncate(lines[most-1]+" …", max(4, first)))
	}
	for i, line := range lines {
		r := Row{Indent: indent + Width(mark), Left: []Span{{s, line}}}
		if i == 0 {
			r = Row{Indent: indent, Left: append(append([]Span{}, mark...), Span{s, line}), Right: right}
		}
		p.Add(r)
	}
	e.H = len(p.rows) - e.Y
	p.entries = append(p.entries, e)
}

// Line is an [Rows.Item] that cannot be chosen.
func (p *Rows) Line(indent int, mark []Span, s frame.Style, text string, most int) {
	p.Item(Entry{}, indent, mark, s, text, most)
	p.entries = p.entries[:len(p.entries)-1]
}

// AddToLast adds a row that belongs to the last entry.
func (p *Rows) AddToLast(r Row) {
	p.Add(r)
	p.entries[len(p.entries)-1].H++
}

// EndLast has the last entry end here: all rows since it began are its own.
func (p *Rows) EndLast() {
	last := &p.entries[len(p.entries)-1]
	last.H = len(p.rows) - last.Y
}

// AddEntry adds an entry of rows that are laid out already.
func (p *Rows) AddEntry(e Entry, rows []Row) {
	e.At, e.Y, e.H = len(p.entries), len(p.rows), len(rows)
	p.entries = append(p.entries, e)
	p.rows = append(p.rows, rows...)
}

// Later has the entries laid out as far as they are seen: count of them in all, one
// by each call of next, which is false at the end.
func (p *Rows) Later(count int, next func() bool) { p.rest = &rest{count: count, next: next} }

// HasNoEntry reports whether nothing can be chosen in it.
func (p *Rows) HasNoEntry() bool { return len(p.entries) == 0 }

// Empty reports whether nothing has been laid out.
func (p *Rows) Empty() bool { return len(p.rows) == 0 }

// Width is how many cells pieces of text take.
func Width(spans []Span) int {
	w := 0
	for _, s := range spans {
		w += frame.Width(s.Text)
	}
	return w
}

// draw shows the rows from top, in columns that follow on each other as in a
// newspaper, and a slider at the right edge if there are more.
func (p *Rows) draw(c *frame.Canvas, top, columns int, slider frame.Style) {
	rows, entries := p.UpTo(top + columns*c.H())
	for n := range columns {
		column := c.Sub(frame.Rect{X: n * p.W, W: p.W, H: c.H()})
		for y := 0; y < c.H() && top+n*c.H()+y < len(rows); y++ {
			rows[top+n*c.H()+y].draw(column, y)
		}
	}
	n, shown, before := len(rows), c.H()*columns, top
	if p.rest != nil { // how many rows there are is not known, but how many entries
		n, before = p.rest.count, sort.Search(len(entries), func(i int) bool { return entries[i].Y+entries[i].H > top })
		shown = sort.Search(len(entries), func(i int) bool { return entries[i].Y+entries[i].H > top+shown }) - before
	}
	if n > shown && shown > 0 {
		h := max(1, c.H()*shown/n)
		y := (c.H() - h) * before / max(1, n-shown)
		c.VLine(c.W()-1, y, min(h, c.H()-y), slider, "▐")
	}
}

// filtered is the rows with only the entries that a text occurs in, or that
// serve the goal that #12 or #12.3 asks for.
func (p *Rows) filtered(dc stage.DrawContext, text string, serves func(model.ItemID) model.Serves) *Rows {
	f := stage.ReadFilter(text)
	out := &Rows{W: p.W}
	rows, entries := p.All()
	var hits []Entry
	for _, e := range entries {
		var all strings.Builder
		for _, r := range rows[e.Y : e.Y+e.H] {
			for _, s := range r.Left {
				all.WriteString(s.Text + " ")
			}
		}
		if f.Keeps(serves(e.ID), all.String()) {
			hits = append(hits, e)
		}
	}
	out.Add(Row{Indent: 2, Left: []Span{
		{dc.Theme.Key, "/ "}, {dc.Theme.Strong, frame.Truncate(text, p.W/2)},
		{dc.Theme.Muted, "  " + dc.Words.N("participant.list.found", len(hits))},
	}})
	for _, e := range hits {
		y := len(out.rows)
		out.rows = append(out.rows, rows[e.Y:e.Y+e.H]...)
		e.Y = y
		out.entries = append(out.entries, e)
	}
	return out
}

func (r Row) draw(c *frame.Canvas, y int) { r.drawWide(c, y, c.W()) }

// drawWide draws a row that is w wide, on a canvas that may show
// only its left part.
func (r Row) drawWide(c *frame.Canvas, y, w int) {
	if r.HasRule {
		c.HLine(2, y, w-4, r.Rule, "─")
	}
	x := r.Indent
	for _, s := range r.Left {
		x = c.Text(x, y, s.Style, s.Text)
	}
	at := w - 2 - Width(r.Right)
	for _, s := range r.Right {
		at = c.Text(at, y, s.Style, s.Text)
	}
}

// RowBytes is about what a row holds, in bytes.
const RowBytes = 400

// held is the rows of a key, laid out once for all terminals that see the same.
func held(cache *frame.Cache, k any, build func() *Rows) *Rows {
	return frame.Hold(cache, k, func() (*Rows, int64) {
		p := build()
		if p.rest != nil { // its rows are held one by one
			return p, 64 * int64(p.rest.count)
		}
		return p, RowBytes * int64(len(p.rows))
	})
}
