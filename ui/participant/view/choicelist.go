package view

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// List shows rows through a window, with one entry chosen.
type List struct {
	terminal *Terminal
	choose   bool // an entry is chosen and shown so
	arrow    bool // with an arrow before it

	rows *Rows
	rect frame.Rect
	top  int
	at   int          // index of the chosen entry
	id   model.ItemID // its item, so that it stays chosen when others come and go
	held bool         // the window follows the chosen entry

	filter string   // only entries with this in them are shown
	sought string   // the filter of the rows
	made   listMade // what the rows were laid out from, of a list that nobody else has
	placed placing

	lately stage.Lately[shownRows, shownRows]
	gone   stage.Moved // the choice is another since what was chosen is gone
}

// shownRows is rows as they were shown.
type shownRows struct {
	rows *Rows
	top  int
	rect frame.Rect
}

// under is the entry at a row of the screen, and its index; -1 for none.
func (p shownRows) under(y int) (found Entry, i int) {
	line := y - p.rect.Y + p.top
	_, entries := p.rows.UpTo(line + 1)
	for i, e := range entries {
		if line >= e.Y && line < e.Y+e.H {
			return e, i
		}
	}
	return Entry{}, -1
}

// steady reports whether the same entry has lain at a row of the screen for half a
// second.
func (g *List) steady(y int) bool {
	return stage.Steady(g.terminal.Env, &g.lately, func(p shownRows) model.ItemID { e, _ := p.under(y); return e.ID })
}

// NewList is a list at a terminal, without anything on it yet.
func NewList(t *Terminal) *List { return &List{terminal: t} }

// listMade is what the rows of a list were laid out from.
type listMade struct {
	context stage.ContextID
	list    Content
	board   *model.Board // in which something is looked for; nil where nothing is
	w       int
}

// ShowList lays out what is on a list, or takes what others had laid out, and shows
// it in r. It is for a list that is no part of a shared picture.
func ShowList[L interface {
	comparable
	Content
}](g *List, list L, r frame.Rect) {
	if r.Empty() {
		return
	}
	dc, w := g.terminal.DrawContext(), r.W/columnsIn(r, g.choose)
	now := listMade{context: dc.ID(), w: w}
	if g.filter != "" {
		now.board = g.terminal.Board()
	}
	pg := g.rows
	was, same := g.made.list.(L)
	if now.list = g.made.list; !same || was != list || g.made != now || g.sought != g.filter || pg == nil {
		now.list = list
		g.made = now
		pg = ListProps{list: list, view: ListView{filter: g.filter}, board: now.board}.laid(dc, w)
	}
	g.Adopt(pg, r)
}

// Adopt shows rows that are laid out already.
func (g *List) Adopt(pg *Rows, r frame.Rect) {
	was, others := g.id, g.rows != nil && g.rows != pg && g.sought == g.filter
	g.settle(pg, frame.Rect{X: r.X, Y: r.Y, W: r.W, H: r.H * columnsIn(r, g.choose)})
	g.rect, g.sought = r, g.filter
	if others && g.choose && was != 0 && g.id != was {
		g.gone.Now(g.terminal.Env)
	}
	g.lately.Show(g.terminal.Env, shownRows{pg, g.top, r}, shownRows{pg, g.top, r})
}

// windowProps is the rows that are seen.
type windowProps struct {
	rows         *Rows
	top, columns int
}

// Draw draws it, with a slider where there is more.
func (p windowProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	p.rows.draw(c, p.top, p.columns, dc.Theme.Border)
}

// columnsIn is how many columns rows are broken into, as in a newspaper: one where
// something can be chosen, and on screens of common width.
func columnsIn(r frame.Rect, choose bool) int {
	if choose {
		return 1
	}
	return max(1, min(4, r.W/80))
}

// settle keeps the choice on its item and inside the window.
func (g *List) settle(pg *Rows, r frame.Rect) {
	g.rows, g.rect = pg, r
	rows, entries := pg.UpTo(g.top + r.H)
	if g.choose {
		rows, entries = pg.All()
	}
	if e, ok := g.entry(); g.choose && g.id != 0 && !(ok && e.ID == g.id) {
		for i, e := range entries {
			if e.ID == g.id {
				g.at = i
			}
		}
	}
	g.at = max(0, min(g.at, len(entries)-1))
	if e, ok := g.entry(); ok && g.choose {
		g.id = e.ID
		if g.held {
			if g.at == 0 {
				g.top = 0
			}
			g.top = max(min(g.top, e.Y), e.Y+e.H-r.H)
		}
	}
	g.top = max(0, min(g.top, len(rows)-r.H))
}

// ChosenProps is the chosen entry where it is seen; the zero value is none.
type ChosenProps struct {
	At   frame.Rect
	rows chosenRows
}

// Add adds the entry over the list.
func (p ChosenProps) Add(dc stage.DrawContext, panes []frame.Pane) []frame.Pane {
	if p.At.Empty() {
		return panes
	}
	return append(panes, dc.Pane(p.At, p.rows))
}

// chosenRows is rows, of that width, that are chosen, with a sign
// before the first.
type chosenRows struct {
	rows *Rows
	from int
	w    int
	sign string
}

// Draw draws the rows as chosen.
func (p chosenRows) Draw(dc stage.DrawContext, c *frame.Canvas) {
	rows, _ := p.rows.UpTo(p.from + c.H())
	for y := range c.H() {
		rows[p.from+y].drawWide(c, y, p.w)
	}
	c.Text(2, 0, dc.Accent.With(frame.Bold), p.sign)
	c.Restyle(frame.Rect{X: 2, W: c.W(), H: c.H()}, dc.Theme.Select)
}

// seen is the rows in which an entry is seen.
func (g *List) seen(e Entry) (from, to int) { return max(e.Y, g.top), min(e.Y+e.H, g.top+g.rect.H) }

// margin is what the tint of the chosen entry leaves free to its right: the
// slider, or nothing where something of one's own stands beside the list.
func (g *List) margin() int {
	if g.arrow {
		return 0
	}
	return 2
}

// entry is the chosen one.
func (g *List) entry() (Entry, bool) {
	if g.rows == nil {
		return Entry{}, false
	}
	_, entries := g.rows.UpTo(0)
	if g.at >= len(entries) {
		return Entry{}, false
	}
	return entries[g.at], true
}

// Item is the chosen item; 0 if none is.
func (g *List) Item() model.ItemID {
	if e, ok := g.entry(); ok && g.choose {
		return e.ID
	}
	return 0
}

// move goes n entries on, or scrolls n rows where nothing can be chosen.
func (g *List) move(n int) {
	if g.rows == nil {
		return
	}
	var entries []Entry
	if g.choose {
		_, entries = g.rows.All()
	}
	if len(entries) == 0 {
		g.scroll(n)
		return
	}
	g.at = max(0, min(g.at+n, len(entries)-1))
	g.id, g.held = entries[g.at].ID, true
	g.gone.Clear()
	g.settle(g.rows, g.rect)
}

func (g *List) scroll(n int) {
	if g.rows != nil {
		g.held = false
		shown := g.rect.H * columnsIn(g.rect, g.choose)
		rows, _ := g.rows.UpTo(g.top + n + shown)
		g.top = max(0, min(g.top+n, len(rows)-shown))
	}
}

// Pick chooses what lies at a cell of the screen.
func (g *List) Pick(x, y int) bool {
	if g.rows == nil || !g.rect.Contains(x, y) {
		return false
	}
	e, i := shownRows{g.rows, g.top, g.rect}.under(y)
	if i < 0 {
		return false
	}
	g.at, g.id = i, e.ID
	g.gone.Clear()
	return true
}

// Moved is when others last moved the choice, since what was chosen is gone.
func (g *List) Moved() *stage.Moved { return &g.gone }

// SteadyEntry reports whether the same has been the entry of that index for half a
// second.
func (g *List) SteadyEntry(i int) bool {
	return stage.Steady(g.terminal.Env, &g.lately, func(p shownRows) model.ItemID {
		if _, all := p.rows.All(); i < len(all) {
			return all[i].ID
		}
		return 0
	})
}

// Shifted reports whether a click is on the list where another entry lay until
// just now.
func (g *List) Shifted(x, y int) bool {
	return g.rows != nil && g.rect.Contains(x, y) && !g.steady(y)
}

// Wheel scrolls if the mouse is over the list.
func (g *List) Wheel(msg tea.MouseWheelMsg) {
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

// ListKeys is what the keys of a list follow from.
type ListKeys struct{ filtered bool }

// Keys is what the keys of the list follow from now.
func (g *List) Keys() ListKeys { return ListKeys{g.filter != ""} }

// Actions are to move in the list that of finds.
func (k ListKeys) Actions(of func() *List) stage.Actions {
	do := func(what func(*List)) func() tea.Cmd {
		return func() tea.Cmd { what(of()); return nil }
	}
	by := func(n int) func() tea.Cmd { return do(func(g *List) { g.move(n) }) }
	page := func(n int) func() tea.Cmd { return do(func(g *List) { g.move(n * max(1, g.rect.H-2)) }) }
	var actions stage.Actions
	if k.filtered {
		actions = append(actions, stage.Action{Keys: []string{"esc"}, Word: "participant.key.all", Footer: true, Do: do(func(g *List) { g.filter = "" })})
	}
	actions = append(actions, stage.Action{Keys: []string{"/"}, Word: "key.filter", Do: func() tea.Cmd { return of().askFilter() }})
	return append(actions, stage.MoveActions(false, by, page)...)
}

// askFilter asks what to look for.
func (g *List) askFilter() tea.Cmd {
	w := g.terminal.Words
	return g.terminal.Ask(stage.NewPrompt(g.terminal.Env, w.T("key.filter"), w.T("participant.list.filter"), g.filter, 60, func(s string) tea.Cmd {
		g.filter, g.top = strings.TrimSpace(s), 0
		return nil
	}))
}

// Mark chooses an item, as soon as it is on the list.
func (g *List) Mark(id model.ItemID) { g.id = id }

// Follow has the window follow the chosen entry.
func (g *List) Follow() { g.held = true }

// GoTo chooses an item and has the window follow it.
func (g *List) GoTo(id model.ItemID) { g.id, g.held = id, true }

// LetChoose says whether an entry can be chosen.
func (g *List) LetChoose(choose bool) { g.choose = choose }

// PointTo has an arrow stand before the chosen entry, whose tint then goes to the
// right edge.
func (g *List) PointTo() { g.arrow = true }

// Elsewhere reports whether the list is not seen whole from its beginning.
func (g *List) Elsewhere() bool { return g.top != 0 || g.filter != "" }

// Unscrolled is the list from its beginning, with what is looked for in it.
func (g *List) Unscrolled() ListView { return ListView{filter: g.filter} }

// ItemAt is the item of the entry with an index; 0 if there is none.
func (g *List) ItemAt(i int) model.ItemID {
	if g.rows == nil {
		return 0
	}
	if _, entries := g.rows.All(); i >= 0 && i < len(entries) {
		return entries[i].ID
	}
	return 0
}

// Place is where on the screen the list lies.
func (g *List) Place() frame.Rect { return g.rect }

// Under is the item at a row of the screen; 0 for none.
func (g *List) Under(y int) model.ItemID {
	if g.rows == nil {
		return 0
	}
	e, _ := shownRows{g.rows, g.top, g.rect}.under(y)
	return e.ID
}
