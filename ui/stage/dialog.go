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

// drawBox draws a dialog's border and title and gives the canvas inside, inset
// rows from the edge of the border.
func drawBox(dc DrawContext, c *frame.Canvas, title string, inset int) *frame.Canvas {
	c.Fill(c.Bounds(), dc.Theme.Text)
	c.Box(c.Bounds(), lipgloss.RoundedBorder(), dc.Theme.Focus)
	if title != "" {
		c.TextIn(2, 0, c.W()-4, dc.Theme.Title, " "+capital(title)+" ")
	}
	return c.Sub(c.Bounds().Inset(2, inset))
}

// drawMarks marks in the right border, beside the first and the last of some rows,
// where there is more above or below.
func drawMarks(dc DrawContext, c *frame.Canvas, first, last int, above, below bool) {
	if above {
		c.Text(c.W()-1, first, dc.Theme.Key, "▲")
	}
	if below {
		c.Text(c.W()-1, last, dc.Theme.Key, "▼")
	}
}

// capital is a text with a capital first letter: many titles are what a key
// does, in small letters.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// scrolledText is how far the text of a dialog is scrolled: a title that is too
// long for the border, and the text under it. Where there is room for all of it, it
// does not scroll.
type scrolledText struct {
	top   int  // first line that is shown
	last  int  // the highest that top can be: then the end is shown
	shown int  // lines that are shown
	ended bool // the end has been shown
}

// scroll moves the text by lines, and reports whether it moved.
func (t *scrolledText) scroll(by int) bool {
	was := t.top
	t.top = max(0, min(t.top+by, t.last))
	return t.top != was
}

// unread reports whether the end of the text has not been shown yet.
func (t *scrolledText) unread() bool { return !t.ended }

// showMore shows the next page if the end has not been shown yet, and reports
// whether it did.
func (t *scrolledText) showMore() bool { return t.unread() && t.scroll(max(1, t.shown)) }

// onWheel scrolls by a line.
func (t *scrolledText) onWheel(msg tea.MouseWheelMsg) bool { return t.scroll(wheelLines(msg)) }

// wheelLines is the lines that a turn of the wheel scrolls.
func wheelLines(msg tea.MouseWheelMsg) int {
	if msg.Button == tea.MouseWheelUp {
		return -1
	}
	return 1
}

// dialogParts is what a dialog consists of.
type dialogParts struct {
	width       int // cells with the border, at most
	title, text string
	least, most int  // rows below the text: at most most, and least however long the text is
	close       bool // there is no blank row between the text and those rows
}

// dialogLayout is a dialog laid out: where it lies, and its border and text.
type dialogLayout struct {
	rect frame.Rect
	dialogBox
}

// dialogBox is the border of a dialog with its text, and room below it for rows of
// the dialog's own. It is comparable: dialogs have it in their props.
type dialogBox struct {
	title       string           // in the border; empty where it is among the lines
	lines       Values[textLine] // that are shown
	gap         int              // rows between the text and what is below
	below       int              // rows below
	inset       int              // rows from the edge of the border to what is inside
	above, more bool             // whether there is more of the text above and below
}

// textLine is a line of a dialog's text.
type textLine struct {
	text    string
	heading bool // it belongs to the title
}

// layout lays a dialog out in r.
func (t *scrolledText) layout(r frame.Rect, d dialogParts) dialogLayout {
	w := min(d.width, r.W-2)
	box := dialogBox{title: d.title, inset: 2}
	var lines []textLine
	if frame.Width(d.title)+2 > w-4 {
		box.title = ""
		for _, text := range frame.WrapLines(capital(d.title), w-4) {
			lines = append(lines, textLine{text, true})
		}
	}
	for _, text := range frame.WrapLines(d.text, w-4) {
		lines = append(lines, textLine{text, false})
	}
	if len(lines) > 0 && d.most > 0 && !d.close {
		box.gap = 1
	}
	want := len(lines) + box.gap + d.most
	if want+4 > r.H {
		box.inset = 1
	}
	room := max(0, min(want, r.H-2*box.inset))
	rows := len(lines)
	if rows+box.gap+d.most > room {
		rows = min(rows, max(1, room-box.gap-min(d.most, max(d.least, room-box.gap-rows))))
	}
	box.below = max(0, min(d.most, room-box.gap-rows))
	t.last, t.shown = len(lines)-rows, rows
	t.scroll(0)
	t.ended = t.ended || t.top == t.last
	box.lines, box.above, box.more = ValuesOf(lines[t.top:t.top+rows]), t.top > 0, t.top < t.last
	return dialogLayout{Box(r, w, rows+box.gap+box.below+2*box.inset), box}
}

// under is where the rows below the text stand.
func (p dialogLayout) under() frame.Rect {
	in := p.rect.Inset(2, p.inset)
	return frame.Rect{X: in.X, Y: in.Y + p.lines.Len() + p.gap, W: in.W, H: p.below}
}

// firstBelow is the first row below the text, counted from the top of the border.
func (p dialogBox) firstBelow() int { return p.inset + p.lines.Len() + p.gap }

// draw draws the border, the text and marks where there is more of it, and gives
// the canvas for the rows below.
func (p dialogBox) draw(dc DrawContext, c *frame.Canvas) *frame.Canvas {
	in := drawBox(dc, c, p.title, p.inset)
	for y, line := range p.lines.Slice() {
		style := dc.Theme.Text
		if line.heading {
			style = dc.Theme.Title
		}
		in.Text(0, y, style, line.text)
	}
	rows := p.lines.Len()
	drawMarks(dc, c, p.inset, p.inset+rows-1, p.above, p.more)
	return in.Sub(frame.Rect{Y: rows + p.gap, W: in.W(), H: p.below})
}

// Confirm asks whether to go on.
type Confirm struct {
	closing
	env         *Env
	title, text string
	read        scrolledText
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
		cmd, done, _ := d.onKey(d.env, d.actions(), msg)
		return cmd, done
	case tea.MouseWheelMsg:
		d.read.onWheel(msg)
	}
	return nil, false
}

// agree says yes, or shows more of what has not been shown to its end.
func (d *Confirm) agree() tea.Cmd {
	if d.read.showMore() {
		return nil
	}
	d.close()
	return d.yes()
}

// Pane draws the question.
func (d *Confirm) Pane(r frame.Rect) frame.Pane {
	p := d.read.layout(r, dialogParts{width: 60, title: d.title, text: d.text, least: 1, most: 1})
	return d.env.DrawContext().Pane(p.rect, confirmPicture{p.dialogBox})
}

// confirmPicture is a question with its two answers.
type confirmPicture struct{ box dialogBox }

func (p confirmPicture) Draw(dc DrawContext, c *frame.Canvas) {
	in := p.box.draw(dc, c)
	x := in.Text(0, 0, dc.Theme.Key, dc.Words.T("app.yes.key"))
	x = in.Text(x+1, 0, dc.Theme.KeyLabel, dc.Words.T("key.yes"))
	x = in.Text(x+3, 0, dc.Theme.Key, "esc")
	in.Text(x+1, 0, dc.Theme.KeyLabel, dc.Words.T("key.no"))
}

// Cursor is nowhere.
func (d *Confirm) Cursor() *frame.Cursor { return nil }

// Sheet is a text to read.
type Sheet struct {
	closing
	env         *Env
	title, text string
	read        scrolledText
}

// NewSheet shows a text.
func NewSheet(e *Env, title, text string) *Sheet { return &Sheet{env: e, title: title, text: text} }

// Update scrolls; any other key closes.
func (d *Sheet) Update(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		cmd, done, ok := d.onKey(d.env, d.actions(), msg)
		return cmd, done || !ok
	case tea.MouseClickMsg:
		return nil, true
	case tea.MouseWheelMsg:
		d.read.onWheel(msg)
	}
	return nil, false
}

// Pane draws the text.
func (d *Sheet) Pane(r frame.Rect) frame.Pane {
	p := d.read.layout(r, dialogParts{width: 76, title: d.title, text: d.text})
	return d.env.DrawContext().Pane(p.rect, sheetPicture{p.dialogBox})
}

// sheetPicture is a text in a border.
type sheetPicture struct{ box dialogBox }

func (p sheetPicture) Draw(dc DrawContext, c *frame.Canvas) { p.box.draw(dc, c) }

// Cursor is nowhere.
func (d *Sheet) Cursor() *frame.Cursor { return nil }
