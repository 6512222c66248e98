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
	choose bool // an entry is chosen and shown so
	arrow  bool // with an arrow before it

	page *page
	rect frame.Rect
	top  int
	at   int          // index of the chosen entry
	id   model.ItemID // its item, so that it stays chosen when others come and go
	held bool         // the window follows the chosen entry

	filter string   // only entries with this in them are shown
	sought string   // the filter of the page
	made   listMade // what the page was made of, of a list that nobody else has
	placed placing

	lately stage.Lately[paged, paged]
	gone   stage.Moved // the choice is another since what was chosen is gone
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

func newPager(d *desk) *pager { return &pager{desk: d} }

// listMade is what the page of a list was made of.
type listMade struct {
	context stage.ContextID
	list    listing
	board   *model.Board // in which something is looked for; nil where nothing is
	w       int
}

// show has the page of a list made, or takes the one that others had made, and
// shows it in r. It is for a list that is no part of a shared picture.
func show[L interface {
	comparable
	listing
}](g *pager, list L, r frame.Rect) {
	if r.Empty() {
		return
	}
	dc, w := g.desk.DrawContext(), r.W/columnsIn(r, g.choose)
	now := listMade{context: dc.ID(), w: w}
	if g.filter != "" {
		now.board = g.desk.Board()
	}
	pg := g.page
	was, same := g.made.list.(L)
	if now.list = g.made.list; !same || was != list || g.made != now || g.sought != g.filter || pg == nil {
		now.list = list
		g.made = now
		pg = listProps{list: list, view: listView{filter: g.filter}, board: now.board}.laid(dc, w)
	}
	g.adopt(pg, r)
}

// adopt shows a page that is laid out already.
func (g *pager) adopt(pg *page, r frame.Rect) {
	was, others := g.id, g.page != nil && g.page != pg && g.sought == g.filter
	g.settle(pg, frame.Rect{X: r.X, Y: r.Y, W: r.W, H: r.H * columnsIn(r, g.choose)})
	g.rect, g.sought = r, g.filter
	if others && g.choose && was != 0 && g.id != was {
		g.gone.Now(g.desk.Env)
	}
	g.lately.Show(g.desk.Env, paged{pg, g.top, r}, paged{pg, g.top, r})
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

// chosenProps is the chosen entry where it is seen; the zero value is none.
type chosenProps struct {
	at   frame.Rect
	rows chosenRows
}

// add adds the entry over the list.
func (p chosenProps) add(dc stage.DrawContext, panes []frame.Pane) []frame.Pane {
	if p.at.Empty() {
		return panes
	}
	return append(panes, dc.Pane(p.at, p.rows))
}

// chosenRows is rows of a page, of that width, that are chosen, with a sign
// before the first.
type chosenRows struct {
	page *page
	from int
	w    int
	sign string
}

// Draw draws the rows as chosen.
func (p chosenRows) Draw(dc stage.DrawContext, c *frame.Canvas) {
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
	g.gone.Clear()
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
	g.gone.Clear()
	return true
}

// moved is when others last moved the choice, since what was chosen is gone.
func (g *pager) moved() *stage.Moved { return &g.gone }

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

// listKeys is what the keys of a list follow from.
type listKeys struct{ filtered bool }

func (g *pager) keys() listKeys { return listKeys{g.filter != ""} }

// actions are the keys that move in the list, which of tells of a part.
func (k listKeys) actions(of func(part) *pager) []action {
	do := func(what func(*pager)) func(part) tea.Cmd {
		return func(p part) tea.Cmd { what(of(p)); return nil }
	}
	by := func(n int) func(part) tea.Cmd { return do(func(g *pager) { g.move(n) }) }
	page := func(n int) func(part) tea.Cmd { return do(func(g *pager) { g.move(n * max(1, g.rect.H-2)) }) }
	var actions []action
	if k.filtered {
		actions = append(actions, action{keys: []string{"esc"}, word: "participant.key.all", short: true, do: do(func(g *pager) { g.filter = "" })})
	}
	return append(actions, []action{
		{keys: []string{"/"}, word: "key.filter", do: func(p part) tea.Cmd { return of(p).askFilter() }},
		{keys: []string{"up", "k"}, shown: "↑", word: "key.up", do: by(-1)},
		{keys: []string{"down", "j"}, shown: "↓", word: "key.down", do: by(1)},
		{keys: []string{"pgup"}, word: "key.pageup", do: page(-1)},
		{keys: []string{"pgdown"}, word: "key.pagedown", do: page(1)},
		{keys: []string{"home", "g"}, word: "key.top", do: by(-1 << 20)},
		{keys: []string{"end", "G"}, word: "key.bottom", do: by(1 << 20)},
	}...)
}

// listOf is the list of a part of its own kind.
func listOf[P part](of func(P) *pager) func(part) *pager {
	return func(p part) *pager { return of(p.(P)) }
}

// askFilter asks what to look for.
func (g *pager) askFilter() tea.Cmd {
	w := g.desk.Words
	return g.desk.Ask(stage.NewPrompt(g.desk.Env, w.T("key.filter"), w.T("participant.list.filter"), g.filter, 60, func(s string) tea.Cmd {
		g.filter, g.top = strings.TrimSpace(s), 0
		return nil
	}))
}

// mark chooses an item, as soon as it is on the list.
func (g *pager) mark(id model.ItemID) { g.id = id }

// follow has the window follow the chosen entry.
func (g *pager) follow() { g.held = true }

// goTo chooses an item and has the window follow it.
func (g *pager) goTo(id model.ItemID) { g.id, g.held = id, true }

// letChoose says whether an entry can be chosen.
func (g *pager) letChoose(choose bool) { g.choose = choose }

// pointTo has an arrow stand before the chosen entry, whose tint then goes to the
// right edge.
func (g *pager) pointTo() { g.arrow = true }

// elsewhere reports whether the list is not seen whole from its beginning.
func (g *pager) elsewhere() bool { return g.top != 0 || g.filter != "" }

// unscrolled is the list from its beginning, with what is looked for in it.
func (g *pager) unscrolled() listView { return listView{filter: g.filter} }

// left is the column of the screen where the list begins.
func (g *pager) left() int { return g.rect.X }

// itemAt is the item of the entry with an index; 0 if there is none.
func (g *pager) itemAt(i int) model.ItemID {
	if g.page == nil {
		return 0
	}
	if _, entries := g.page.all(); i >= 0 && i < len(entries) {
		return entries[i].id
	}
	return 0
}
