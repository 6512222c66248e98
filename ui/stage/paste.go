package stage

import (
	"regexp"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/ui/frame"
)

// Several says what the lines of a paste may be, one each.
type Several struct {
	Unit string               // counts them: "unit.ideas"
	Most int                  // characters of one
	Each func(string) tea.Cmd // sends one
}

// marker is what stands before each line of a list that was copied: a bullet,
// a box, a number.
var marker = regexp.MustCompile(`^(?:[-*+•‣◦·▪–—☐☑✓]|\[[ xX]?\]|\d{1,3}[.)])\s+`)

// Lines is the texts of a paste of several lines, without blank ones, and
// without the markers of a list if every line has one. It is nil for one text.
func Lines(pasted string) []string {
	var lines []string
	marked := true
	for line := range strings.FieldsFuncSeq(pasted, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
			marked = marked && marker.MatchString(line)
		}
	}
	if len(lines) < 2 {
		return nil
	}
	if marked {
		for i, line := range lines {
			lines[i] = line[len(marker.FindString(line)):]
		}
	}
	return lines
}

// paste is the dialog that asks whether lines are several texts or one, and
// shows them.
type paste struct {
	closing
	env     *Env
	several Several
	lines   []string
	whole   func(string) tea.Cmd // takes them as one
	back    func() tea.Cmd       // leads back where it was asked; may be nil
	rows    []pasteRow           // as they were laid out last
	top     int                  // first of rows that is shown
	shown   int                  // rows that are shown
}

// pasteRow is a row of a line; the first has the line's number, from 1.
type pasteRow struct {
	no   int
	text string
	long bool // the line is too long
}

// AskSeveral asks what the lines of a paste are: each a text of its own, which
// is sent in order, or one, which whole takes. back is called where they do not
// end the matter; it may be nil.
func (e *Env) AskSeveral(s Several, lines []string, whole func(string) tea.Cmd, back func() tea.Cmd) tea.Cmd {
	return e.Ask(&paste{env: e, several: s, lines: lines, whole: whole, back: back})
}

// Update sends them, takes them as one, or gives up.
func (d *paste) Update(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		cmd, done, _ := d.onKey(d.env, d.actions(), msg)
		return cmd, done
	case tea.MouseWheelMsg:
		if msg.Button == tea.MouseWheelUp {
			d.scroll(-1)
		} else {
			d.scroll(1)
		}
	}
	return nil, false
}

func (d *paste) scroll(by int) { d.top = max(0, min(d.top+by, len(d.rows)-d.shown)) }

// noRoom says that more would be sent than can wait at this terminal; empty if not.
func (d *paste) noRoom() string {
	if len(d.lines) > mostOrders-d.env.Orders() {
		return "app.paste.toomany"
	}
	return ""
}

// asOne takes the lines as one text.
func (d *paste) asOne() tea.Cmd { return tea.Batch(d.whole(strings.Join(d.lines, " ")), d.goBack()) }

func (d *paste) goBack() tea.Cmd {
	if d.back == nil {
		return nil
	}
	return d.back()
}

// send sends each line that is not too long, and says how many were.
func (d *paste) send() tea.Cmd {
	var cmds []tea.Cmd
	long := 0
	for _, line := range d.lines {
		if d.long(line) {
			long++
			continue
		}
		cmds = append(cmds, d.several.Each(line))
	}
	if long > 0 {
		cmds = append(cmds, Complain(d.env.Words.N("app.paste.long", long, "Most", d.several.Most)))
	}
	return tea.Batch(cmds...)
}

func (d *paste) long(line string) bool { return len([]rune(line)) > d.several.Most }

// wrapped is the lines in rows of w cells, with a mark before those that are too
// long.
func (d *paste) wrapped(w int) (rows []pasteRow) {
	for i, line := range d.lines {
		long, no := d.long(line), i+1
		if long {
			line = "! " + line
		}
		for _, text := range frame.WrapLines(line, w) {
			rows = append(rows, pasteRow{no, text, long})
			no = 0
		}
	}
	return rows
}

// Pane shows the lines.
func (d *paste) Pane(r frame.Rect) frame.Pane {
	const wide = 76
	e, w := d.env, min(wide, r.W-2)-4
	title := e.Words.T("app.paste.title", "What", e.Words.N(d.several.Unit, len(d.lines)))
	hint := frame.WrapLines(e.Words.T("app.paste.hint"), w)
	d.rows = d.wrapped(w - pasteMargin)
	var heading scrolledText // has nothing but the title
	p := heading.layout(r, dialogParts{width: wide, title: title, least: len(hint) + 4, most: len(d.rows) + 1 + len(hint)})
	d.shown = max(1, p.below-1-len(hint))
	d.scroll(0)
	shown := d.rows[d.top:min(d.top+d.shown, len(d.rows))]
	return e.DrawContext().Pane(p.rect, pastePicture{p.dialogBox, ValuesOf(shown), d.shown, ValuesOf(hint), d.top > 0, d.top+d.shown < len(d.rows)})
}

// pasteMargin is the cells in which the numbers of lines stand.
const pasteMargin = 4

// pastePicture is the rows of a paste that are shown.
type pastePicture struct {
	box         dialogBox
	rows        Values[pasteRow]
	height      int // of the rows
	hint        Values[string]
	above, more bool // whether there are more rows above and below
}

func (p pastePicture) Draw(dc DrawContext, c *frame.Canvas) {
	in := p.box.draw(dc, c)
	for y, row := range p.rows.Slice() {
		style := dc.Theme.Text
		if row.long {
			style = dc.Theme.Warn
		}
		if row.no > 0 {
			in.Text(0, y, dc.Theme.Muted, strconv.Itoa(row.no))
		}
		in.Text(pasteMargin, y, style, row.text)
	}
	first := p.box.firstBelow()
	drawMarks(dc, c, first, first+p.height-1, p.above, p.more)
	for y, line := range p.hint.Slice() {
		in.Text(0, in.H()-p.hint.Len()+y, dc.Theme.Muted, line)
	}
}

// Cursor is nowhere.
func (d *paste) Cursor() *frame.Cursor { return nil }
