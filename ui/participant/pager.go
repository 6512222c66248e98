package participant

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// pager shows a page through a window, with one entry chosen.
type pager struct {
	desk   *desk
	name   string
	choose bool // an entry is chosen and shown so
	arrow  bool // with an arrow before it

	page *page
	rect frame.Rect
	top  int
	at   int          // index of the chosen entry
	id   model.ItemID // its item, so that it stays chosen when others come and go
	held bool         // the window follows the chosen entry

	filter     string // only entries with this in them are shown
	sought     string // the filter of the page
	dependedOn any    // what dependencies gave last
	placed     placing

	lately stage.Lately[paged, paged]
	moved  stage.Moved // the choice is another since what was chosen is gone
}

// paged is a page as it was shown.
type paged struct {
	page *page
	top  int
	rect frame.Rect
}

// at is the entry at a row of the screen; 0 is none.
func (p paged) at(y int) (found entry, i int) {
	line := y - p.rect.Y + p.top
	_, entries := p.page.upTo(line + 1)
	for i, e := range entries {
		if line >= e.y && line < e.y+e.h {
			return e, i
		}
	}
	return entry{}, -1
}

// steady tells whether the same entry has lain at a row of the screen for half a
// second.
func (g *pager) steady(y int) bool {
	return stage.Steady(g.desk.Env, &g.lately, func(p paged) model.ItemID { e, _ := p.at(y); return e.id })
}

func newPager(d *desk, name string) *pager { return &pager{desk: d, name: name} }

// found is a page with only what a filter lets through.
type found struct {
	extra  any
	filter string
}

// panes shows the page that build makes, with the chosen entry over it. What it
// shows must follow from rev and extra.
func (g *pager) panes(r frame.Rect, rev uint64, extra any, build func(dc stage.DrawContext, w int) *page) []frame.Pane {
	if r.Empty() {
		return nil
	}
	g.lay(r, rev, extra, build)
	return append([]frame.Pane{g.window()}, g.chosenPanes("")...)
}

// lay has the page made, or takes the one that others had made.
func (g *pager) lay(r frame.Rect, rev uint64, extra any, build func(dc stage.DrawContext, w int) *page) {
	d, dc := g.desk, g.desk.DrawContext()
	columns := columnsIn(r, g.choose)
	w := r.W / columns
	pg := held(dc.Cache, pageKey{d.key(g.name, rev, extra), w}, func() *page { return build(dc, w) })
	if filter := g.filter; filter != "" {
		whole, serves := pg, d.Board().ServedBy
		extra = found{extra, filter}
		pg = held(dc.Cache, pageKey{d.key(g.name, rev, extra), w}, func() *page { return whole.filtered(dc, filter, serves) })
	}
	g.adopt(pg, r)
}

// adopt shows a page that is laid out already.
func (g *pager) adopt(pg *page, r frame.Rect) {
	was, others := g.id, g.page != nil && g.page != pg && g.sought == g.filter
	g.settle(pg, frame.Rect{X: r.X, Y: r.Y, W: r.W, H: r.H * columnsIn(r, g.choose)})
	g.rect, g.sought = r, g.filter
	if others && g.choose && was != 0 && g.id != was {
		g.moved.Now(g.desk.Env)
	}
	g.lately.Show(g.desk.Env, paged{pg, g.top, r}, paged{pg, g.top, r})
}

// window is the pane of the page, as far as it is seen.
func (g *pager) window() frame.Pane {
	return windowPane(g.desk.DrawContext(), g.rect, windowProps{g.page, g.top, columnsIn(g.rect, g.choose)})
}

// windowProps is the part of a page that is seen.
type windowProps struct {
	page         *page
	top, columns int
}

// Draw draws it, with a slider where there is more.
func (p windowProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	p.page.draw(c, p.top, p.columns, dc.Theme.Border)
}

func windowPane(dc stage.DrawContext, r frame.Rect, p windowProps) frame.Pane { return dc.Pane(r, p) }

// chosenPanes is the chosen entry over the window, with a sign before it, if
// it is seen.
func (g *pager) chosenPanes(sign string) []frame.Pane {
	if e, ok := g.entry(); ok && g.choose {
		if p, ok := g.chosenPane(e, sign); ok {
			return []frame.Pane{p}
		}
	}
	return nil
}

// columnsIn is how many a page is broken into, as in a newspaper: one where
// something can be chosen, and on screens of common width.
func columnsIn(r frame.Rect, choose bool) int {
	if choose {
		return 1
	}
	return max(1, min(4, r.W/80))
}

// settle keeps the choice on its item and inside the window.
func (g *pager) settle(pg *page, r frame.Rect) {
	g.page, g.rect = pg, r
	rows, entries := pg.upTo(g.top + r.H)
	if g.choose {
		rows, entries = pg.all()
	}
	if e, ok := g.entry(); g.choose && g.id != 0 && !(ok && e.id == g.id) {
		for i, e := range entries {
			if e.id == g.id {
				g.at = i
			}
		}
	}
	g.at = max(0, min(g.at, len(entries)-1))
	if e, ok := g.entry(); ok && g.choose {
		g.id = e.id
		if g.held {
			if g.at == 0 {
				g.top = 0
			}
			g.top = max(min(g.top, e.y), e.y+e.h-r.H)
		}
	}
	g.top = max(0, min(g.top, len(rows)-r.H))
}

// windowWithChosen is the window and the chosen entry in one pane, for a list
// that nobody else has.
func (g *pager) windowWithChosen() frame.Pane {
	window, over := g.window(), g.chosenPanes("")
	if len(over) == 0 {
		return window
	}
	draw, on := window.Draw, over[0]
	window.Key = [2]any{window.Key, on.Key}
	at := frame.Rect{X: on.X - window.X, Y: on.Y - window.Y, W: on.W, H: on.H}
	window.Draw = func(c *frame.Canvas) {
		draw(c)
		c.Fill(at, frame.Style{})
		on.Draw(c.Sub(at))
	}
	return window
}

// chosenPane is the chosen entry's rows, over those of the list.
func (g *pager) chosenPane(e entry, sign string) (frame.Pane, bool) {
	y0, y1 := g.seen(e)
	if y0 >= y1 {
		return frame.Pane{}, false
	}
	r := frame.Rect{X: g.rect.X, Y: g.rect.Y + y0 - g.top, W: g.rect.W - g.margin(), H: y1 - y0}
	if g.arrow {
		sign = "▸"
	}
	if y0 != e.y {
		sign = ""
	}
	return g.desk.DrawContext().Pane(r, chosenProps{g.page, y0, g.rect.W, sign}), true
}

// chosenProps is rows of a page, of that width, that are chosen, with a sign
// before the first.
type chosenProps struct {
	page *page
	from int
	w    int
	sign string
}

// Draw draws the rows as chosen.
func (p chosenProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	rows, _ := p.page.upTo(p.from + c.H())
	for y := range c.H() {
		rows[p.from+y].drawWide(c, y, p.w)
	}
	c.Text(2, 0, dc.Accent.With(frame.Bold), p.sign)
	c.Restyle(frame.Rect{X: 2, W: c.W(), H: c.H()}, dc.Theme.Select)
}

// seen is the rows of the page in which an entry is seen.
func (g *pager) seen(e entry) (from, to int) { return max(e.y, g.top), min(e.y+e.h, g.top+g.rect.H) }

// margin is what the tint of the chosen entry leaves free to its right: the
// slider, or nothing where something of one's own stands beside the list.
func (g *pager) margin() int {
	if g.arrow {
		return 0
	}
	return 2
}

// entry is the chosen one.
func (g *pager) entry() (entry, bool) {
	if g.page == nil {
		return entry{}, false
	}
	_, entries := g.page.upTo(0)
	if g.at >= len(entries) {
		return entry{}, false
	}
	return entries[g.at], true
}

// item is the chosen item; 0 if none is.
func (g *pager) item() model.ItemID {
	if e, ok := g.entry(); ok && g.choose {
		return e.id
	}
	return 0
}

// move goes n entries on, or scrolls n rows where nothing can be chosen.
func (g *pager) move(n int) {
	if g.page == nil {
		return
	}
	var entries []entry
	if g.choose {
		_, entries = g.page.all()
	}
	if len(entries) == 0 {
		g.scroll(n)
		return
	}
	g.at = max(0, min(g.at+n, len(entries)-1))
	g.id, g.held = entries[g.at].id, true
	g.moved.Clear()
	g.settle(g.page, g.rect)
}

func (g *pager) scroll(n int) {
	if g.page != nil {
		g.held = false
		shown := g.rect.H * columnsIn(g.rect, g.choose)
		rows, _ := g.page.upTo(g.top + n + shown)
		g.top = max(0, min(g.top+n, len(rows)-shown))
	}
}

// pick chooses what lies at a cell of the screen.
func (g *pager) pick(x, y int) bool {
	if g.page == nil || !g.rect.Contains(x, y) {
		return false
	}
	e, i := paged{g.page, g.top, g.rect}.at(y)
	if i < 0 {
		return false
	}
	g.at, g.id = i, e.id
	g.moved.Clear()
	return true
}

// steadyEntry tells whether the same has been the entry of that index for half a
// second.
func (g *pager) steadyEntry(i int) bool {
	return stage.Steady(g.desk.Env, &g.lately, func(p paged) model.ItemID {
		if _, all := p.page.all(); i < len(all) {
			return all[i].id
		}
		return 0
	})
}

// shifted tells whether a click is on the list where another entry lay until
// just now.
func (g *pager) shifted(x, y int) bool {
	return g.page != nil && g.rect.Contains(x, y) && !g.steady(y)
}

// wheel scrolls if the mouse is over the list.
func (g *pager) wheel(msg tea.MouseWheelMsg) {
	if !g.rect.Contains(msg.X, msg.Y) {
		return
	}
	g.lately.Forget()
	if msg.Button == tea.MouseWheelUp {
		g.scroll(-3)
	} else if msg.Button == tea.MouseWheelDown {
		g.scroll(3)
	}
}

// actions are the keys that move in the list.
func (g *pager) actions() []action {
	by := func(n int) func() tea.Cmd { return func() tea.Cmd { g.move(n); return nil } }
	page := max(1, g.rect.H-2)
	var actions []action
	if g.filter != "" {
		actions = append(actions, action{keys: []string{"esc"}, word: "participant.key.all", short: true, do: func() tea.Cmd {
			g.filter = ""
			return nil
		}})
	}
	return append(actions, []action{
		{keys: []string{"/"}, word: "key.filter", do: g.askFilter},
		{keys: []string{"up", "k"}, shown: "↑", word: "key.up", do: by(-1)},
		{keys: []string{"down", "j"}, shown: "↓", word: "key.down", do: by(1)},
		{keys: []string{"pgup"}, word: "key.pageup", do: by(-page)},
		{keys: []string{"pgdown"}, word: "key.pagedown", do: by(page)},
		{keys: []string{"home", "g"}, word: "key.top", do: by(-1 << 20)},
		{keys: []string{"end", "G"}, word: "key.bottom", do: by(1 << 20)},
	}...)
}

// askFilter asks what to look for.
func (g *pager) askFilter() tea.Cmd {
	w := g.desk.Words
	return g.desk.Ask(stage.NewPrompt(g.desk.Env, w.T("key.filter"), w.T("participant.list.filter"), g.filter, 60, func(s string) tea.Cmd {
		g.filter, g.top = strings.TrimSpace(s), 0
		return nil
	}))
}

// visible is the entries that begin in the window.
func (g *pager) visible() []entry {
	if g.page == nil {
		return nil
	}
	return g.page.beginning(g.top, g.rect.H)
}

// screenY is the row of the screen where an entry begins; false if it is not seen.
func (g *pager) screenY(e entry) (int, bool) {
	y := g.rect.Y + e.y - g.top
	return y, y >= g.rect.Y && y < g.rect.Bottom()
}
