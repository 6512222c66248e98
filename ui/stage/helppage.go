package stage

import (
	"charm.land/bubbles/v2/help"
	tea "charm.land/bubbletea/v2"

	"verkstad/ui/frame"
)

// Help lists the keys of a screen.
type Help struct {
	env  *Env
	keys [][]string // in groups: a key, what it does, the next key
	top  int        // first row that is shown
	most int        // the last such row that there is
	page int        // rows that are shown
}

// NewHelp lists what keys do now; those that do nothing now are left out.
func NewHelp(e *Env, keys help.KeyMap) *Help {
	h := &Help{env: e}
	for _, group := range keys.FullHelp() {
		var rows []string
		for _, b := range group {
			if b.Help().Key != "" && b.Enabled() {
				rows = append(rows, b.Help().Key, b.Help().Desc)
			}
		}
		if len(rows) > 0 {
			h.keys = append(h.keys, rows)
		}
	}
	h.keys = append(h.keys, []string{
		"f2", e.Words.T("key.language"), coloursKey, e.Words.T("key.theme"), "ctrl+o", e.Words.T("key.mouse"), e.Words.T("keyname.shiftdrag"), e.Words.T("key.select"),
		"?", e.Words.T("key.help"), "ctrl+c", e.Words.T("key.quit"),
	})
	return h
}

// Update scrolls, and closes on any other key.
func (h *Help) Update(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		switch msg.String() {
		case "down", "j":
			h.scroll(1)
		case "up", "k":
			h.scroll(-1)
		case "pgdown", "space":
			h.scroll(max(1, h.page-1))
		case "pgup":
			h.scroll(-max(1, h.page-1))
		default:
			return nil, true
		}
	case tea.MouseClickMsg:
		return nil, true
	case tea.MouseWheelMsg:
		h.scroll(wheelLines(msg))
	}
	return nil, false
}

func (h *Help) scroll(by int) { h.top = max(0, min(h.top+by, h.most)) }

// helpRow is a row of the help; of a text of several rows the first has the key.
type helpRow struct{ key, text string }

// helpKeyW is the cells that keys stand in.
const helpKeyW = 13

// wrapped is the groups in rows of w cells, each group followed by an empty row.
func (h *Help) wrapped(w int) (groups [][]helpRow) {
	for _, group := range h.keys {
		var rows []helpRow
		for i := 0; i+1 < len(group); i += 2 {
			key := group[i]
			if frame.Width(key) > helpKeyW {
				rows = append(rows, helpRow{key: key})
				key = ""
			}
			for _, line := range frame.WrapLines(group[i+1], max(1, w-helpKeyW-2)) {
				rows = append(rows, helpRow{key, line})
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

// Pane draws the list, in two columns where one is too long.
func (h *Help) Pane(r frame.Rect) frame.Pane {
	columns, each := h.columns(r.W-4, r.H-4)
	rows := 0
	for _, c := range columns {
		rows = max(rows, len(c)-1) // the last is empty
	}
	inset := 2
	if rows+4 > r.H {
		inset = 1
	}
	rect := Box(r, each*len(columns)+4, rows+2*inset)
	h.page = max(0, rect.H-2*inset)
	h.most = max(0, rows-h.page)
	h.scroll(0)
	p := helpPicture{width: each, rows: h.page, inset: inset, above: h.top > 0, more: h.top < h.most}
	shown := make([]Values[helpRow], len(columns))
	for i, column := range columns {
		top := min(h.top, len(column))
		shown[i] = ValuesOf(column[top:min(top+h.page, len(column))])
	}
	p.columns = ValuesOf(shown)
	return h.env.DrawContext().Pane(rect, p)
}

// helpPicture is the rows of the help that are shown.
type helpPicture struct {
	columns     Values[Values[helpRow]]
	width, rows int  // of a column
	inset       int  // rows from the edge of the border to what is inside
	above, more bool // whether there are more rows above and below
}

func (p helpPicture) Draw(dc DrawContext, c *frame.Canvas) {
	in := drawBox(dc, c, dc.Words.T("key.help"), p.inset)
	for x, column := range p.columns.Slice() {
		for y, row := range column.Slice() {
			in.Text(x*p.width, y, dc.Theme.Key, row.key)
			in.Text(x*p.width+helpKeyW+1, y, dc.Theme.Text, row.text)
		}
	}
	drawMarks(dc, c, p.inset, p.inset+p.rows-1, p.above, p.more)
}

// Cursor is nowhere.
func (h *Help) Cursor() *frame.Cursor { return nil }
