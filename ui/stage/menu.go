package stage

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/ui/frame"
)

// Choice is one line of a [Menu], or more where it is long.
type Choice struct {
	Label, Detail string
	Do            func() tea.Cmd // called when it is chosen
	Disabled      string         // why it cannot be chosen now; empty if it can
	Find          []string       // what else a [Palette] finds it by
}

// Menu asks to choose one of several.
type Menu struct {
	closing
	env         *Env
	title, text string
	choices     []Choice
	at          int
	typed       string // the digits of a numbered line, so far
	read        scrolledText
	laid        dialogLayout // as it was laid out last
	rows        []choiceRow
	top         int // first of rows that is shown
}

// choiceRow is one row of a choice.
type choiceRow struct {
	choice       int
	label, right string // at the left, and at the right edge
	detail       bool   // label is of the detail
}

// NewMenu asks with a title.
func NewMenu(e *Env, title string, choices []Choice) *Menu {
	return &Menu{env: e, title: title, choices: choices}
}

// Explain puts a text above the choices, and gives the menu. Nothing can be
// chosen before all of it has been shown.
func (d *Menu) Explain(text string) *Menu {
	d.text = text
	return d
}

// StartAt selects choice i to begin with, and gives the menu.
func (d *Menu) StartAt(i int) *Menu {
	d.at = max(0, min(i, len(d.choices)-1))
	return d
}

// Update moves and chooses, by key and by mouse.
func (d *Menu) Update(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		cmd, done, ok := d.onKey(d.env, d.actions(), msg)
		if !ok {
			d.typed = ""
		}
		return cmd, done
	case tea.MouseClickMsg:
		under := d.laid.under()
		if row := msg.Y - under.Y + d.top; d.laid.rect.Contains(msg.X, msg.Y) && msg.Y >= under.Y && msg.Y < under.Y+under.H && row < len(d.rows) {
			if !d.read.unread() {
				d.at = d.rows[row].choice
			}
			d.closed = false
			return d.choose(), d.closed
		}
	case tea.MouseWheelMsg:
		d.move(wheelLines(msg))
	}
	return nil, false
}

// move goes to another choice; the text comes before the first of them.
func (d *Menu) move(by int) {
	if (d.at == 0 || by > 0 && d.read.unread()) && d.read.scroll(by) {
		return
	}
	d.at = max(0, min(d.at+by, len(d.choices)-1))
}

// number selects the line whose label begins with the digit that was typed, as
// in a list of phases; it does not choose, so that enter never goes elsewhere
// than to what is marked. A second digit goes on where there are ten or more.
func (d *Menu) number(digit string) {
	for _, typed := range []string{d.typed + digit, digit} {
		for i, c := range d.choices {
			if strings.HasPrefix(c.Label, typed+" ") {
				d.at, d.typed = i, typed
				return
			}
		}
	}
	d.typed = ""
}

// choose does what is selected, or says why it cannot be done; before all of the text
// has been shown it shows more of that.
func (d *Menu) choose() tea.Cmd {
	switch {
	case len(d.choices) == 0:
		return d.close()
	case d.read.showMore():
		return nil
	}
	c := d.choices[d.at]
	if c.Disabled != "" {
		return Complain(c.Disabled)
	}
	d.close()
	return c.Do()
}

// lay wraps the choices to w cells, and gives how many rows the highest has. A
// short detail stands at the right edge, a long one under its label.
func (d *Menu) lay(w int) (highest int) {
	d.rows = d.rows[:0]
	for i, c := range d.choices {
		before, room := len(d.rows), w-2
		beside := frame.Width(c.Label)+2+frame.Width(c.Detail) <= room || frame.Width(c.Detail) <= w/3
		if beside && c.Detail != "" {
			room -= 2 + frame.Width(c.Detail)
		}
		for _, line := range frame.WrapLines(c.Label, room) {
			d.rows = append(d.rows, choiceRow{choice: i, label: line})
		}
		switch {
		case beside && len(d.rows) > before:
			d.rows[before].right = c.Detail
		default:
			for _, line := range frame.WrapLines(c.Detail, w-4) {
				d.rows = append(d.rows, choiceRow{choice: i, label: line, detail: true})
			}
		}
		if len(d.rows) == before { // an empty label
			d.rows = append(d.rows, choiceRow{choice: i})
		}
		highest = max(highest, len(d.rows)-before)
	}
	return highest
}

// follow gives the first row to show so that all of the selected choice is seen, or as
// much as there is room for, when it was top until now.
func follow(rows []choiceRow, top, at, room int) int {
	first, last := 0, 0
	for y, row := range rows {
		if row.choice < at {
			first = y + 1
		}
		if row.choice <= at {
			last = y
		}
	}
	if last >= top+room {
		top = last - room + 1
	}
	return max(0, min(top, first, len(rows)-room))
}

// Pane draws the list.
func (d *Menu) Pane(r frame.Rect) frame.Pane {
	const wide = 76
	highest := d.lay(min(wide, r.W-2) - 4)
	d.laid = d.read.layout(r, dialogParts{width: wide, title: d.title, text: d.text, least: max(highest, (r.H-2)/2), most: len(d.rows)})
	d.top = follow(d.rows, d.top, d.at, d.laid.below)
	var shown []menuRow
	for y := d.top; y < len(d.rows) && y-d.top < d.laid.below; y++ {
		row := d.rows[y]
		shown = append(shown, menuRow{
			label: row.label, right: row.right, detail: row.detail, selected: row.choice == d.at,
			first: y == 0 || d.rows[y-1].choice != row.choice, disabled: d.choices[row.choice].Disabled != "",
		})
	}
	return d.env.DrawContext().Pane(d.laid.rect, menuPicture{d.laid.dialogBox, ValuesOf(shown), d.top > 0, d.top+d.laid.below < len(d.rows)})
}

// menuPicture is a menu: its text, the rows that are shown, and whether there are
// more above and below.
type menuPicture struct {
	box         dialogBox
	rows        Values[menuRow]
	above, more bool
}

// menuRow is a row of a choice as it is drawn.
type menuRow struct {
	label, right string // at the left, and at the right edge
	detail       bool   // label is of the detail
	first        bool   // of its choice
	selected     bool
	disabled     bool // it cannot be chosen now
}

func (p menuPicture) Draw(dc DrawContext, c *frame.Canvas) {
	in := p.box.draw(dc, c)
	for y, row := range p.rows.Slice() {
		row.draw(dc, in, y)
	}
	first := p.box.firstBelow()
	drawMarks(dc, c, first, first+p.box.below-1, p.above, p.more)
}

func (row menuRow) draw(dc DrawContext, in *frame.Canvas, y int) {
	style, detail := dc.Theme.Text, dc.Theme.Muted
	if row.disabled {
		style, detail = dc.Theme.Faint, dc.Theme.Faint
	}
	mark := "  "
	switch {
	case row.detail:
		mark, style = "    ", detail
	case row.selected && row.first:
		mark = "▸ "
	}
	in.TextIn(0, y, in.W(), style, mark+row.label)
	if row.right != "" {
		in.TextRight(in.W(), y, detail, row.right)
	}
	if row.selected {
		in.Restyle(frame.Rect{Y: y, W: in.W(), H: 1}, dc.Theme.Select)
	}
}

// Cursor is nowhere.
func (d *Menu) Cursor() *frame.Cursor { return nil }
