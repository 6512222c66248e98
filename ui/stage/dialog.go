package stage

import (
	"strconv"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"verkstad/ui/frame"
)

func itoa(n int) string { return strconv.Itoa(n) }

func two(n int) string {
	if n < 10 {
		return "0" + itoa(n)
	}
	return itoa(n)
}

// Dialog is what lies uppermost over the screen; nil if nothing does.
func (a *App) Dialog() Dialog {
	if len(a.dialogs) == 0 {
		return nil
	}
	return a.dialogs[len(a.dialogs)-1]
}

// Box is a dialog's place in the middle of r: at most w×h cells with its
// border, less where there is no room.
func Box(r frame.Rect, w, h int) frame.Rect {
	w, h = min(w, r.W), min(h, r.H)
	return frame.Rect{X: r.X + (r.W-w)/2, Y: r.Y + (r.H-h)/2, W: w, H: h}
}

// DrawBox draws a dialog's border and title and gives the canvas inside.
func (e *Env) DrawBox(c *frame.Canvas, title string) *frame.Canvas {
	return e.drawBox(c, title, 2)
}

// drawBox is DrawBox with the rows between the border's edge and what is inside.
func (e *Env) drawBox(c *frame.Canvas, title string, inset int) *frame.Canvas {
	c.Fill(c.Bounds(), e.Theme.Text)
	c.Box(c.Bounds(), lipgloss.RoundedBorder(), e.Theme.Focus)
	if title != "" {
		c.TextIn(2, 0, c.W()-4, e.Theme.Title, " "+capital(title)+" ")
	}
	return c.Sub(c.Bounds().Inset(2, inset))
}

// capital is a text with a capital first letter: many titles are what a key
// does, in small letters.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// reading is the text of a dialog: a title that is too long for the border, and
// what stands under it. Where there is not room for all of it, it scrolls.
type reading struct {
	top   int // first line that is shown
	most  int // the last such line that there is: all has been shown once top is there
	shown int // lines that are shown
	end   bool
}

// scroll moves the text, and tells whether it could be.
func (t *reading) scroll(by int) bool {
	was := t.top
	t.top = max(0, min(t.top+by, t.most))
	return t.top != was
}

// unread tells whether the end of the text has not been shown yet.
func (t *reading) unread() bool { return !t.end }

// on shows the next page of what has not been read, and is false if all has been.
func (t *reading) on() bool { return t.unread() && t.scroll(max(1, t.shown)) }

// onKey scrolls on the keys that always do, and on a line at a time if lines is set.
func (t *reading) onKey(key string, lines bool) bool {
	switch key {
	case "pgdown":
		return t.scroll(max(1, t.shown))
	case "pgup":
		return t.scroll(-max(1, t.shown))
	case "down", "j", "space":
		return lines && t.scroll(1)
	case "up", "k":
		return lines && t.scroll(-1)
	}
	return false
}

// onWheel scrolls a line.
func (t *reading) onWheel(msg tea.MouseWheelMsg) bool { return t.scroll(wheel(msg)) }

// wheel is the lines that a turn of the wheel goes.
func wheel(msg tea.MouseWheelMsg) int {
	if msg.Button == tea.MouseWheelUp {
		return -1
	}
	return 1
}

// laid is a dialog laid out: a text, and below it rows of the dialog's own.
type laid struct {
	rect   frame.Rect
	title  string   // in the border; empty where it is among the lines
	strong int      // lines of the title, at the head of lines
	lines  []string // all of the text
	rows   int      // lines that are shown
	gap    int      // rows between the text and what is below
	below  int      // rows below
	inset  int      // between the border's edge and what is inside
	text   reading  // as it is now
}

// dialogParts is what a dialog consists of.
type dialogParts struct {
	wide        int // cells with the border, at most
	title, text string
	least, most int  // rows below the text: at most most, and least whatever the text is
	close       bool // no row parts them from the text
}

// lay lays a dialog out in r.
func (t *reading) lay(r frame.Rect, d dialogParts) laid {
	w := min(d.wide, r.W-2)
	p := laid{title: d.title, inset: 2}
	if frame.Width(d.title)+2 > w-4 {
		p.title, p.lines = "", frame.WrapLines(capital(d.title), w-4)
		p.strong = len(p.lines)
	}
	p.lines = append(p.lines, frame.WrapLines(d.text, w-4)...)
	if len(p.lines) > 0 && d.most > 0 && !d.close {
		p.gap = 1
	}
	want := len(p.lines) + p.gap + d.most
	if want+4 > r.H {
		p.inset = 1
	}
	room := max(0, min(want, r.H-2*p.inset))
	p.rows = len(p.lines)
	if p.rows+p.gap+d.most > room {
		p.rows = min(p.rows, max(1, room-p.gap-min(d.most, max(d.least, room-p.gap-p.rows))))
	}
	p.below = max(0, min(d.most, room-p.gap-p.rows))
	p.rect = Box(r, w, p.rows+p.gap+p.below+2*p.inset)
	t.most, t.shown = len(p.lines)-p.rows, p.rows
	t.scroll(0)
	t.end = t.end || t.top == t.most
	p.text = *t
	return p
}

// under is where the rows below the text stand.
func (p laid) under() frame.Rect {
	in := p.rect.Inset(2, p.inset)
	return frame.Rect{X: in.X, Y: in.Y + p.rows + p.gap, W: in.W, H: p.below}
}

// draw draws the border, the text and marks where there is more of it, and gives
// the canvas for the rows below.
func (p laid) draw(e *Env, c *frame.Canvas) *frame.Canvas {
	in := e.drawBox(c, p.title, p.inset)
	for y := range p.rows {
		style := e.Theme.Text
		if p.text.top+y < p.strong {
			style = e.Theme.Title
		}
		in.Text(0, y, style, p.lines[p.text.top+y])
	}
	p.marks(e, c, p.inset, p.inset+p.rows-1, p.text.top > 0, p.text.top < p.text.most)
	return in.Sub(frame.Rect{Y: p.rows + p.gap, W: in.W(), H: p.below})
}

// marks stand in the right border beside the first and the last of some rows
// where there is more above or below.
func (p laid) marks(e *Env, c *frame.Canvas, first, last int, above, below bool) {
	if above {
		c.Text(c.W()-1, first, e.Theme.Key, "▲")
	}
	if below {
		c.Text(c.W()-1, last, e.Theme.Key, "▼")
	}
}

// Confirm asks whether to go on.
type Confirm struct {
	env         *Env
	title, text string
	read        reading
	yes         func() tea.Cmd
	quits       bool
}

// NewConfirm asks with a title and a text; yes is called on y or enter.
func NewConfirm(e *Env, title, text string, yes func() tea.Cmd) *Confirm {
	return &Confirm{env: e, title: title, text: text, yes: yes}
}

// Update answers y, enter, n and esc, and scrolls. A yes to what has not been
// shown to its end shows more of it.
func (d *Confirm) Update(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		switch key := msg.String(); {
		case key == "n" || key == "esc" || key == "q":
			return nil, true
		case key == "y" || key == "j" || key == "enter":
			if !d.read.on() {
				return d.yes(), true
			}
		default:
			d.read.onKey(key, true)
		}
	case tea.MouseWheelMsg:
		d.read.onWheel(msg)
	}
	return nil, false
}

// Pane draws the question.
func (d *Confirm) Pane(r frame.Rect) frame.Pane {
	e := d.env
	p := d.read.lay(r, dialogParts{wide: 60, title: d.title, text: d.text, least: 1, most: 1})
	type extra struct {
		title, text string
		top         int
	}
	return frame.Pane{Rect: p.rect, Key: e.Key("confirm", 0, extra{d.title, d.text, d.read.top}), Draw: func(c *frame.Canvas) {
		in := p.draw(e, c)
		x := in.Text(0, 0, e.Theme.Key, e.Words.T("app.yes.key"))
		x = in.Text(x+1, 0, e.Theme.KeyLabel, e.Words.T("key.yes"))
		x = in.Text(x+3, 0, e.Theme.Key, "esc")
		in.Text(x+1, 0, e.Theme.KeyLabel, e.Words.T("key.no"))
	}}
}

// Cursor is nowhere.
func (d *Confirm) Cursor() *frame.Cursor { return nil }

// Sheet is a text to read.
type Sheet struct {
	env         *Env
	title, text string
	read        reading
}

// NewSheet shows a text.
func NewSheet(e *Env, title, text string) *Sheet { return &Sheet{env: e, title: title, text: text} }

// Update scrolls; any other key closes.
func (d *Sheet) Update(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		switch key := msg.String(); key {
		case "down", "j", "space", "pgdown", "up", "k", "pgup":
			d.read.onKey(key, true)
			return nil, false
		}
		return nil, true
	case tea.MouseClickMsg:
		return nil, true
	case tea.MouseWheelMsg:
		d.read.onWheel(msg)
	}
	return nil, false
}

// Pane draws the text.
func (d *Sheet) Pane(r frame.Rect) frame.Pane {
	e := d.env
	p := d.read.lay(r, dialogParts{wide: 76, title: d.title, text: d.text})
	type extra struct {
		title, text string
		top         int
	}
	return frame.Pane{Rect: p.rect, Key: e.Key("sheet", 0, extra{d.title, d.text, d.read.top}), Draw: func(c *frame.Canvas) { p.draw(e, c) }}
}

// Cursor is nowhere.
func (d *Sheet) Cursor() *frame.Cursor { return nil }
