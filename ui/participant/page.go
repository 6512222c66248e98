package participant

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

// span is a piece of text in one style.
type span struct {
	style frame.Style
	text  string
}

// row is one line of a page: pieces from the left, pieces that end at the
// right edge, and where the left ones begin.
type row struct {
	indent      int
	left, right []span
	rule        frame.Style // of a thin line over the whole width, if hasRule
	hasRule     bool
}

// entry is what can be chosen on a page: some rows of one item.
type entry struct {
	id   model.ItemID
	by   model.PersonID // whose it is, on a list of ideas; 0 for nobody's
	at   int            // place among what the page was made of
	y, h int
}

// page is a list that is longer than the screen, laid out for one width. It
// is made once for all who see the same, and what has been laid out of it never
// changes afterwards. Who only looks at it goes through upTo.
type page struct {
	w       int
	rows    []row
	entries []entry
	rest    *rest // of a long list; nil where all is laid out
}

// rest is what has not been laid out yet. Most terminals show the beginning of a
// list that may have thousands of entries, and is new with each of them.
type rest struct {
	mu    sync.Mutex
	next  func() bool // lays one entry more; false at the end
	count int         // entries of the page in all
}

// upTo is the page's rows and entries as far as that many rows, or all if there
// are less. There may be more of them.
func (p *page) upTo(rows int) ([]row, []entry) {
	if p.rest == nil {
		return p.rows, p.entries
	}
	p.rest.mu.Lock()
	defer p.rest.mu.Unlock()
	for len(p.rows) < rows && p.rest.next() {
	}
	return p.rows, p.entries
}

// all is the whole page.
func (p *page) all() ([]row, []entry) { return p.upTo(math.MaxInt) }

func (p *page) add(r row) { p.rows = append(p.rows, r) }

// beginning is the entries that begin in h rows from top.
func (p *page) beginning(top, h int) []entry {
	_, all := p.upTo(top + h)
	from := sort.Search(len(all), func(i int) bool { return all[i].y >= top })
	to := sort.Search(len(all), func(i int) bool { return all[i].y >= top+h })
	return all[from:to]
}

// clamp holds the first row that is seen to where rows of the page fill what is
// shown. whole lays all of the page out.
func (p *page) clamp(top, shown int, whole bool) int {
	rows, _ := p.upTo(top + shown)
	if whole {
		rows, _ = p.all()
	}
	return max(0, min(top, len(rows)-shown))
}

// gap leaves a line empty, unless the page begins here or one is empty already.
func (p *page) gap() {
	if n := len(p.rows); n > 0 && (len(p.rows[n-1].left) > 0 || p.rows[n-1].hasRule) {
		p.add(row{})
	}
}

// heading is a line that divides the list, with a count or the like to its right.
func (p *page) heading(s frame.Style, text string, right ...span) {
	p.gap()
	p.add(row{indent: 2, left: []span{{s, frame.Truncate(text, p.w-4-width(right))}}, right: right})
}

// text is running text, broken between words.
func (p *page) text(indent int, s frame.Style, text string) {
	for _, line := range frame.WrapLines(text, p.w-indent-2) {
		p.add(row{indent: indent, left: []span{{s, line}}})
	}
}

// item is an entry: a mark before it, its text on at most most lines, what
// stands to the right on its first line.
func (p *page) item(e entry, indent int, mark []span, s frame.Style, text string, most int, right ...span) {
	e.y = len(p.rows)
	w := p.w - indent - width(mark) - 2
	first := w
	if len(right) > 0 {
		first -= width(right) + 2
	}
	lines := frame.WrapLines(text, max(4, first))
	if len(lines) > most {
		lines = append(slices.Clone(lines[:most-1]), frame.Truncate(lines[most-1]+" …", max(4, first)))
	}
	for i, line := range lines {
		r := row{indent: indent + width(mark), left: []span{{s, line}}}
		if i == 0 {
			r = row{indent: indent, left: append(append([]span{}, mark...), span{s, line}), right: right}
		}
		p.add(r)
	}
	e.h = len(p.rows) - e.y
	p.entries = append(p.entries, e)
}

// addToLast adds a row that belongs to the last entry.
func (p *page) addToLast(r row) {
	p.add(r)
	p.entries[len(p.entries)-1].h++
}

// endLast has the last entry end here: all rows since it began are its own.
func (p *page) endLast() {
	last := &p.entries[len(p.entries)-1]
	last.h = len(p.rows) - last.y
}

// addEntry adds an entry of rows that are laid out already.
func (p *page) addEntry(e entry, rows []row) {
	e.at, e.y, e.h = len(p.entries), len(p.rows), len(rows)
	p.entries = append(p.entries, e)
	p.rows = append(p.rows, rows...)
}

// later has the entries laid out as far as they are seen: count of them in all, one
// by each call of next, which is false at the end.
func (p *page) later(count int, next func() bool) { p.rest = &rest{count: count, next: next} }

// hasNoEntry reports whether nothing can be chosen in it.
func (p *page) hasNoEntry() bool { return len(p.entries) == 0 }

// empty reports whether nothing has been laid out.
func (p *page) empty() bool { return len(p.rows) == 0 }

func width(spans []span) int {
	w := 0
	for _, s := range spans {
		w += frame.Width(s.text)
	}
	return w
}

// draw shows the rows from top, in columns that follow on each other as in a
// newspaper, and a slider at the right edge if there are more.
func (p *page) draw(c *frame.Canvas, top, columns int, slider frame.Style) {
	rows, entries := p.upTo(top + columns*c.H())
	for n := range columns {
		column := c.Sub(frame.Rect{X: n * p.w, W: p.w, H: c.H()})
		for y := 0; y < c.H() && top+n*c.H()+y < len(rows); y++ {
			rows[top+n*c.H()+y].draw(column, y)
		}
	}
	n, shown, before := len(rows), c.H()*columns, top
	if p.rest != nil { // how many rows there are is not known, but how many entries
		n, before = p.rest.count, sort.Search(len(entries), func(i int) bool { return entries[i].y+entries[i].h > top })
		shown = sort.Search(len(entries), func(i int) bool { return entries[i].y+entries[i].h > top+shown }) - before
	}
	if n > shown && shown > 0 {
		h := max(1, c.H()*shown/n)
		y := (c.H() - h) * before / max(1, n-shown)
		c.VLine(c.W()-1, y, min(h, c.H()-y), slider, "▐")
	}
}

// filtered is the page with only the entries that a text occurs in, or that
// serve the goal that #12 or #12.3 asks for.
func (p *page) filtered(dc stage.DrawContext, text string, serves func(model.ItemID) model.Serves) *page {
	f := stage.ReadFilter(text)
	out := &page{w: p.w}
	rows, entries := p.all()
	var hits []entry
	for _, e := range entries {
		var all strings.Builder
		for _, r := range rows[e.y : e.y+e.h] {
			for _, s := range r.left {
				all.WriteString(s.text + " ")
			}
		}
		if f.Keeps(serves(e.id), all.String()) {
			hits = append(hits, e)
		}
	}
	out.add(row{indent: 2, left: []span{
		{dc.Theme.Key, "/ "}, {dc.Theme.Strong, frame.Truncate(text, p.w/2)},
		{dc.Theme.Muted, "  " + dc.Words.N("participant.list.found", len(hits))},
	}})
	for _, e := range hits {
		y := len(out.rows)
		out.rows = append(out.rows, rows[e.y:e.y+e.h]...)
		e.y = y
		out.entries = append(out.entries, e)
	}
	return out
}

func (r row) draw(c *frame.Canvas, y int) { r.drawWide(c, y, c.W()) }

// drawWide draws the row of a page that is w wide, on a canvas that may show
// only its left part.
func (r row) drawWide(c *frame.Canvas, y, w int) {
	if r.hasRule {
		c.HLine(2, y, w-4, r.rule, "─")
	}
	x := r.indent
	for _, s := range r.left {
		x = c.Text(x, y, s.style, s.text)
	}
	at := w - 2 - width(r.right)
	for _, s := range r.right {
		at = c.Text(at, y, s.style, s.text)
	}
}

// rowBytes is about what a row of a page holds, in bytes.
const rowBytes = 400

// held is the page of a key, laid out once for all terminals that see the same.
func held(cache *frame.Cache, k any, build func() *page) *page {
	return frame.Hold(cache, k, func() (*page, int64) {
		p := build()
		if p.rest != nil { // its rows are held one by one
			return p, 64 * int64(p.rest.count)
		}
		return p, rowBytes * int64(len(p.rows))
	})
}
