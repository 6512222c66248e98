package stage

import (
	"strings"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"verkstad/ui/frame"
)

// Help lists the keys of a screen. It scrolls, and / searches it.
type Help struct {
	closing
	env    *Env
	keys   func() help.KeyMap // of the screen
	search *Input             // nil until it is searched
	top    int                // first row that is shown
	most   int                // the last such row that there is
	page   int                // rows that are shown
	app    *App               // does what is clicked; nil where nothing does
	list   frame.Rect         // where the rows lie,
	shown  [][]helpRow        // which they are, by column,
	width  int                // and the cells of a column
}

// helpKey is a key with what it does.
type helpKey struct {
	key, does string
	press     string // the key's name, for a click; empty if it cannot be pressed
	off       bool   // it cannot be done now
}

// newHelp lists what keys do now. Those that do nothing now are left out, or shown as
// such where the screen wants all ([KeyMap]).
func newHelp(e *Env, keys func() help.KeyMap) *Help { return &Help{env: e, keys: keys} }

// groups is the keys of the screen, and those of all screens.
func (h *Help) groups() (groups [][]helpKey) {
	of := h.keys()
	screen, _ := of.(KeyMap)
	for _, group := range of.FullHelp() {
		var rows []helpKey
		for _, b := range group {
			if b.Help().Key != "" && (b.Enabled() || screen.All) {
				rows = append(rows, helpKey{bothKeys(b), b.Help().Desc, firstKey(b), !b.Enabled()})
			}
		}
		if len(rows) > 0 {
			groups = append(groups, rows)
		}
	}
	w := h.env.Words
	language := helpKey{key: "f2 ctrl+l", does: w.T("key.language"), press: "f2"}
	colours := helpKey{key: coloursKey, does: w.T("key.theme"), press: coloursKey}
	quit := helpKey{key: "ctrl+c", does: w.T("key.quit"), press: "ctrl+c"}
	if h.env.Controls { // it has no mouse to let go, and its help is a button
		return append(groups, []helpKey{language, colours, quit})
	}
	groups = append(groups, []helpKey{
		language, colours, {key: "ctrl+o", does: w.T("key.mouse"), press: "ctrl+o"},
		{key: w.T("keyname.shiftdrag"), does: w.T("key.select")}, {key: "?", does: w.T("key.help")},
		{key: "f1 alt+h", does: w.T("key.helptyping")}, quit,
	})
	return append(groups, h.connecting())
}

// firstKey is the name of a key of a binding; empty if it has none.
func firstKey(b key.Binding) string {
	if len(b.Keys()) == 0 {
		return ""
	}
	return b.Keys()[0]
}

// bothKeys is the key as it is shown or, if that is a function key that a terminal may keep
// for itself, both it and the one with alt.
func bothKeys(b key.Binding) string {
	shown := b.Help().Key
	for _, name := range b.Keys() {
		if strings.HasPrefix(name, "alt+") && isFunctionKey(shown) {
			return shown + " " + name
		}
	}
	return shown
}

// connecting is what helps others in, and oneself after the line broke: the line to type, what
// ssh asks the first time, and the shell's command that gives the mouse back.
func (h *Help) connecting() (rows []helpKey) {
	w, join := h.env.Words, h.env.Join()
	if len(join.Lines) > 0 {
		rows = append(rows, helpKey{key: "ssh", does: join.Lines[0]})
		if first, last := join.FingerprintEnds(); first != "" {
			rows = append(rows, helpKey{does: w.T("app.connect.firstshort", "First", first, "Last", last)})
		}
	}
	return append(rows, helpKey{key: "reset", does: w.T("app.connect.reset")})
}

// Update scrolls and searches, and closes on any other key.
func (h *Help) Update(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if cmd, done, ok := h.onKey(h.env, h.actions(), msg); ok || h.search == nil {
			return cmd, done || !ok
		}
		h.top = 0
		return h.search.Update(msg), false
	case tea.PasteMsg:
		if h.search != nil {
			return h.search.Update(msg), false
		}
	case tea.MouseClickMsg:
		return h.onClick(msg), true
	case tea.MouseWheelMsg:
		h.scroll(wheelLines(msg))
	}
	return nil, false
}

// onClick does what the row is for that was clicked, once the help is closed.
func (h *Help) onClick(msg tea.MouseClickMsg) tea.Cmd {
	if h.app == nil || !h.list.Contains(msg.X, msg.Y) || h.width == 0 {
		return nil
	}
	column, y := (msg.X-h.list.X)/h.width, msg.Y-h.list.Y
	if column >= len(h.shown) || y >= len(h.shown[column]) {
		return nil
	}
	row := h.shown[column][y]
	key, ok := pressOf(row.press)
	if !ok || row.off {
		return nil
	}
	return func() tea.Msg { return pressMsg{key} }
}

// startSearch opens the search.
func (h *Help) startSearch() tea.Cmd {
	const most = 40
	h.search, h.top = NewInput(h.env, InputOptions{Limit: most, Placeholder: h.env.Words.T("app.help.search")}), 0
	return nil
}

// matching is the keys that match what is searched for, in groups.
func (h *Help) matching() [][]helpKey {
	groups := h.groups()
	if h.search == nil || h.search.Value() == "" {
		return groups
	}
	var out [][]helpKey
	for _, group := range groups {
		var rows []helpKey
		for _, k := range group {
			if m, ok := matches(h.search.Value(), k.key, []string{k.does}); ok && m.sure {
				rows = append(rows, k)
			}
		}
		if len(rows) > 0 {
			out = append(out, rows)
		}
	}
	return out
}

func (h *Help) scroll(by int) { h.top = max(0, min(h.top+by, h.most)) }

// helpRow is a row of the help; of a text of several rows the first has the key.
type helpRow struct {
	key, text string
	press     string // as of a [helpKey]
	off       bool   // it cannot be done now
}

// helpKeyW is the cells that keys stand in.
const helpKeyW = 13

// wrapped is the groups in rows of w cells, each group followed by an empty row.
func (h *Help) wrapped(w int) (groups [][]helpRow) {
	for _, group := range h.matching() {
		var rows []helpRow
		for _, k := range group {
			key := k.key
			if frame.Width(key) > helpKeyW {
				rows = append(rows, helpRow{key: key, press: k.press, off: k.off})
				key = ""
			}
			for _, line := range frame.WrapLines(k.does, max(1, w-helpKeyW-2)) {
				rows = append(rows, helpRow{key, line, k.press, k.off})
				key = ""
			}
		}
		groups = append(groups, append(rows, helpRow{}))
	}
	return groups
}

// columns lays the groups in one column, or in two of much the same height if
// one is higher than room and there is room for two.
func (h *Help) columns(w, room int) (columns [][]helpRow, each int) {
	one := h.wrapped(min(w, 42))
	all := 0
	for _, g := range one {
		all += len(g)
	}
	if all-1 <= room || w < 64 {
		columns, each = [][]helpRow{nil}, min(w, 42)
		for _, g := range one {
			columns[0] = append(columns[0], g...)
		}
		return columns, each
	}
	each = min(w/2, 42)
	columns = [][]helpRow{nil, nil}
	groups := h.wrapped(each)
	all = 0
	for _, g := range groups {
		all += len(g)
	}
	for _, g := range groups {
		at := 0
		if done := len(columns[0]); len(columns[1]) > 0 || done > 0 && done+len(g)/2 > (all+1)/2 {
			at = 1
		}
		columns[at] = append(columns[at], g...)
	}
	return columns, each
}

// Pane draws the list, in two columns where one is too long, below what is searched
// for.
func (h *Help) Pane(r frame.Rect) frame.Pane {
	head := 0
	if h.search != nil {
		head = paletteHead
	}
	columns, each := h.columns(r.W-4, r.H-4-head)
	rows := 0
	for _, c := range columns {
		rows = max(rows, len(c)-1) // the last is empty
	}
	rows = max(rows, min(head, 1))
	inset := 2
	if rows+head+4 > r.H {
		inset = 1
	}
	rect := Box(r, each*len(columns)+4, rows+head+2*inset)
	h.page = max(0, rect.H-2*inset-head)
	h.most = max(0, rows-h.page)
	h.scroll(0)
	p := helpPicture{width: each, rows: h.page, inset: inset, head: head, above: h.top > 0, more: h.top < h.most}
	if h.search != nil {
		h.search.Place(frame.Rect{X: rect.X + 2, Y: rect.Y + inset, W: rect.W - 4, H: 1})
		p.search = h.search.Shown()
	}
	shown := make([]Values[helpRow], len(columns))
	h.list, h.width, h.shown = rect.Inset(2, inset), each, make([][]helpRow, len(columns))
	_, h.list = h.list.SplitTop(head)
	for i, column := range columns {
		top := min(h.top, len(column))
		h.shown[i] = column[top:min(top+h.page, len(column))]
		shown[i] = ValuesOf(h.shown[i])
	}
	p.columns = ValuesOf(shown)
	return h.env.DrawContext().Pane(rect, p)
}

// helpPicture is the rows of the help that are shown.
type helpPicture struct {
	columns     Values[Values[helpRow]]
	search      InputPicture
	head        int  // rows of the search with the blank row below it
	width, rows int  // of a column
	inset       int  // rows from the edge of the border to what is inside
	above, more bool // whether there are more rows above and below
}

func (p helpPicture) Draw(dc DrawContext, c *frame.Canvas) {
	in := drawBox(dc, c, dc.Words.T("key.help"), p.inset)
	if p.head > 0 {
		p.search.Draw(dc, in.Sub(frame.Rect{W: in.W(), H: 1}))
	}
	for x, column := range p.columns.Slice() {
		for y, row := range column.Slice() {
			key, text := dc.Theme.Key, dc.Theme.Text
			if row.off {
				key, text = dc.Theme.Faint, dc.Theme.Faint
			}
			in.Text(x*p.width, p.head+y, key, row.key)
			in.Text(x*p.width+helpKeyW+1, p.head+y, text, row.text)
		}
	}
	drawMarks(dc, c, p.inset+p.head, p.inset+p.head+p.rows-1, p.above, p.more)
}

// Cursor is in what is searched for.
func (h *Help) Cursor() *frame.Cursor {
	if h.search == nil {
		return nil
	}
	return h.search.Cursor()
}
