package stage

import (
	"cmp"
	"slices"

	tea "charm.land/bubbletea/v2"

	"verkstad/ui/frame"
)

// Palette lists everything that can be done, and shows of it what matches the text
// that is typed, the best match first. Enter does the selected choice. A choice is
// selected by itself only where the text stands in it; one that is merely like the
// text, and the whole list, wait for an arrow key.
type Palette struct {
	closing
	env    *Env
	title  string // ids of the catalogue
	hint   string
	list   func() []Choice
	input  *Input
	picked string // the label of the choice selected with the arrows; empty is none
	laid   dialogLayout
	rows   []choiceRow
	shown  []found // what matches, as it was laid out last
	top    int     // first of rows that is shown
}

// found is a choice of the palette that matches what is typed.
type found struct {
	Choice
	match
}

// NewPalette lists what list gives, under the title with that id, and with the hint with
// that id in the empty field; list is asked anew whenever the palette is drawn, so that what
// can be done follows the workshop. Labels are unique.
func NewPalette(e *Env, title, hint string, list func() []Choice) *Palette {
	const most = 60
	return &Palette{env: e, title: title, hint: hint, list: list, input: NewInput(e, InputOptions{Limit: most})}
}

// found gives the choices that match what is typed, the best first; of equal ones
// those that can be done are first. What is only like the text is given where nothing
// else matches.
func (d *Palette) found() []found {
	typed := d.input.Value()
	var all []found
	for _, c := range d.list() {
		if m, ok := matches(typed, c.Detail, append([]string{c.Label}, c.Find...)); ok {
			all = append(all, found{c, m})
		}
	}
	if len(bareWords(typed)) == 0 {
		return all
	}
	slices.SortStableFunc(all, func(a, b found) int {
		can := func(f found) int { return min(1, len(f.Disabled)) }
		return cmp.Or(cmp.Compare(a.far, b.far), cmp.Compare(can(a), can(b)))
	})
	if unsure := slices.IndexFunc(all, func(f found) bool { return !f.sure }); unsure > 0 {
		return all[:unsure]
	}
	return all
}

// at is the selected one of those that match; -1 is none.
func (d *Palette) at(all []found) int {
	if d.picked != "" {
		if i := slices.IndexFunc(all, func(f found) bool { return f.Label == d.picked }); i >= 0 {
			return i
		}
	}
	if len(all) > 0 && all[0].sure && len(bareWords(d.input.Value())) > 0 {
		return 0
	}
	return -1
}

// Update types, moves and chooses.
func (d *Palette) Update(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if cmd, done, ok := d.onKey(d.env, d.actions(), msg); ok {
			return cmd, done
		}
		return d.write(msg), false
	case tea.MouseClickMsg:
		return d.click(msg)
	case tea.MouseWheelMsg:
		d.move(wheelLines(msg))
		return nil, false
	}
	return d.write(msg), false
}

// write types; what matches best is selected then, whatever was before.
func (d *Palette) write(msg tea.Msg) tea.Cmd {
	was := d.input.Value()
	cmd := d.input.Update(msg)
	if d.input.Value() != was {
		d.picked, d.top = "", 0
	}
	return cmd
}

func (d *Palette) move(by int) {
	all := d.found()
	if len(all) == 0 {
		return
	}
	at := d.at(all)
	if at < 0 {
		at, by = 0, max(0, by-1)
	}
	d.picked = all[max(0, min(at+by, len(all)-1))].Label
}

func (d *Palette) choose() tea.Cmd {
	all := d.found()
	switch at := d.at(all); {
	case len(all) == 0:
		return Complain(d.env.Words.T("app.palette.none"))
	case at < 0:
		return Complain(d.env.Words.T("app.palette.pick"))
	default:
		cmd, done := all[at].perform()
		d.closed = done
		return cmd
	}
}

// perform does the choice, or says why it cannot be done.
func (f found) perform() (cmd tea.Cmd, done bool) {
	if f.Disabled != "" {
		return Complain(f.Disabled), false
	}
	return f.Do(), true
}

// click chooses the row under the mouse, as it was shown.
func (d *Palette) click(msg tea.MouseClickMsg) (tea.Cmd, bool) {
	under := d.listRect()
	row := msg.Y - under.Y + d.top
	if !under.Contains(msg.X, msg.Y) || row >= len(d.rows) {
		return nil, false
	}
	return d.shown[d.rows[row].choice].perform()
}

// listRect is where the choices stand: below the field and a blank row.
func (d *Palette) listRect() frame.Rect {
	r := d.laid.under()
	over := min(paletteHead, r.H)
	return frame.Rect{X: r.X, Y: r.Y + over, W: r.W, H: r.H - over}
}

// paletteHead is the rows of the field with the blank row below it.
const paletteHead = 2

// lay puts the choices in rows of w cells: the label and the key, and why the choice
// cannot be done, beside the label where there is room and else below it.
func (d *Palette) lay(w int) {
	d.rows = d.rows[:0]
	for i, f := range d.shown {
		keyW := frame.Width(f.Detail) + 2
		right, below := f.Detail, f.Disabled
		if f.Disabled == "" && keyW > w/3 && frame.Width(f.Label)+keyW+2 > w { // a long detail leaves the label no room
			right, below, keyW = "", f.Detail, 0
		}
		if f.Disabled != "" && frame.Width(f.Label)+frame.Width(f.Disabled)+keyW+4 <= w {
			right, below = f.Disabled+"  "+f.Detail, ""
		}
		before := len(d.rows)
		for _, line := range frame.WrapLines(f.Label, max(1, w-2-keyW)) {
			d.rows = append(d.rows, choiceRow{choice: i, label: line})
		}
		if len(d.rows) == before { // of the label nothing can be drawn
			d.rows = append(d.rows, choiceRow{choice: i})
		}
		d.rows[before].right = right
		for _, line := range frame.WrapLines(below, max(1, w-4)) {
			d.rows = append(d.rows, choiceRow{choice: i, label: line, detail: true})
		}
	}
}

// Pane draws the field and the choices. Its size is the same whatever is typed.
func (d *Palette) Pane(r frame.Rect) frame.Pane {
	const wide, high = 76, 60
	var read scrolledText
	d.laid = read.layout(r, dialogParts{width: wide, title: d.env.Words.T(d.title), least: high, most: high})
	d.shown = d.found()
	list := d.listRect()
	d.lay(list.W)
	at := d.at(d.shown)
	d.top = follow(d.rows, d.top, max(0, at), list.H)
	field := d.laid.under()
	field.H = min(field.H, 1)
	d.input.Place(field)
	d.input.SetPlaceholder(d.env.Words.T(d.hint))
	p := palettePicture{box: d.laid.dialogBox, field: d.input.Shown(), above: d.top > 0, more: d.top+list.H < len(d.rows)}
	if len(d.shown) == 0 {
		p.none = d.env.Words.T("app.palette.none")
	}
	var rows []menuRow
	for y := d.top; y < len(d.rows) && y-d.top < list.H; y++ {
		row := d.rows[y]
		rows = append(rows, menuRow{
			label: row.label, right: row.right, detail: row.detail, selected: row.choice == at,
			first: y == 0 || d.rows[y-1].choice != row.choice, disabled: d.shown[row.choice].Disabled != "",
		})
	}
	p.rows = ValuesOf(rows)
	return d.env.DrawContext().Pane(d.laid.rect, p)
}

// palettePicture is the field with the choices that match.
type palettePicture struct {
	box         dialogBox
	field       InputPicture
	rows        Values[menuRow]
	none        string // said where nothing matches
	above, more bool   // whether there are more rows above and below
}

func (p palettePicture) Draw(dc DrawContext, c *frame.Canvas) {
	in := p.box.draw(dc, c)
	p.field.Draw(dc, in.Sub(frame.Rect{W: in.W(), H: 1}))
	below := in.Sub(frame.Rect{Y: paletteHead, W: in.W(), H: max(0, in.H()-paletteHead)})
	below.Wrap(below.Bounds(), dc.Theme.Muted, p.none)
	for y, row := range p.rows.Slice() {
		row.draw(dc, below, y)
	}
	first := p.box.firstBelow() + paletteHead
	drawMarks(dc, c, first, p.box.firstBelow()+p.box.below-1, p.above, p.more)
}

// Cursor is in the field.
func (d *Palette) Cursor() *frame.Cursor { return d.input.Cursor() }
