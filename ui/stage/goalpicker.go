package stage

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
)

// GoalPicker is a dialog that chooses global goals, and then their targets.
// What is typed finds them by number or name; enter takes one or leaves it;
// a goal that is taken opens, with its targets under it; esc is done.
type GoalPicker struct {
	closing
	env    *Env
	title  string
	chosen model.Serves
	input  *Input
	at     int        // row
	open   int        // the goal whose targets are shown; 0 is none
	below  frame.Rect // where the rows stand
	read   scrolledText
	submit func(model.Serves) tea.Cmd
}

// NewGoalPicker begins with what is chosen now; submit gets what is chosen
// when all is done.
func NewGoalPicker(e *Env, title string, now model.Serves, submit func(model.Serves) tea.Cmd) *GoalPicker {
	chosen := model.Serves{Goals: slices.Clone(now.Goals), Targets: slices.Clone(now.Targets)}
	input := NewInput(e, InputOptions{Limit: 40, Placeholder: e.Words.T("goals.search")})
	return &GoalPicker{env: e, title: title, chosen: chosen, submit: submit, input: input}
}

// shown is the rows: what is found, or the goals, each with those of its
// targets that are chosen, and one with all of its targets.
func (d *GoalPicker) shown() []Tag {
	if asked := d.input.Value(); strings.TrimSpace(asked) != "" {
		return FindTags(asked)
	}
	return slices.DeleteFunc(slices.Clone(goalTags()), func(t Tag) bool {
		return t.Target != "" && t.Goal != d.open && !t.in(d.chosen)
	})
}

// Update types, moves and chooses.
func (d *GoalPicker) Update(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return d.typeKey(msg)
	case tea.MouseClickMsg:
		if row, ok := d.rowAt(msg.X, msg.Y); ok {
			d.at = row
			d.take()
		}
	case tea.MouseWheelMsg:
		d.move(wheelLines(msg))
	default:
		return d.input.Update(msg), false
	}
	return nil, false
}

// typeKey does what a key is for, or types it.
func (d *GoalPicker) typeKey(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	looking := d.input.Value() != "" // then left and right move in what is typed
	if key := msg.String(); !looking || key != "left" && key != "right" {
		if cmd, done, ok := d.onKey(d.env, d.actions(), msg); ok {
			return cmd, done
		}
	}
	was := d.input.Value()
	cmd := d.input.Update(msg)
	if d.input.Value() != was {
		d.at = 0
	}
	return cmd, false
}

func (d *GoalPicker) move(by int) { d.at = max(0, min(d.at+by, len(d.shown())-1)) }

// current is the row that is selected.
func (d *GoalPicker) current() (Tag, bool) {
	if shown := d.shown(); d.at < len(shown) {
		return shown[d.at], true
	}
	return Tag{}, false
}

// take takes what is selected, or leaves it. A goal that is taken opens.
func (d *GoalPicker) take() {
	tag, ok := d.current()
	if !ok {
		return
	}
	s := &d.chosen
	switch {
	case tag.Target != "" && tag.in(*s):
		s.Targets = slices.DeleteFunc(s.Targets, func(t model.Target) bool { return t == tag.Target })
	case tag.in(*s):
		s.Goals = slices.DeleteFunc(s.Goals, func(g int) bool { return g == tag.Goal })
		s.Targets = slices.DeleteFunc(s.Targets, func(t model.Target) bool { return t.Goal() == tag.Goal })
		d.open = 0
	default:
		if !slices.Contains(s.Goals, tag.Goal) {
			s.Goals = append(s.Goals, tag.Goal)
		}
		if tag.Target != "" {
			s.Targets = append(s.Targets, tag.Target)
		}
		slices.Sort(s.Goals)
		slices.SortFunc(s.Targets, model.CompareTargets)
		d.open = tag.Goal
	}
	d.input.SetValue("")
	d.goTo(tag)
}

// unfold opens the selected goal, or closes the one that is open.
func (d *GoalPicker) unfold(open bool) {
	tag, ok := d.current()
	if !ok {
		return
	}
	if open {
		d.open = tag.Goal
	} else {
		d.open, tag = 0, Tag{Goal: tag.Goal}
	}
	d.goTo(tag)
}

// goTo selects the row of a tag, or that of its goal.
func (d *GoalPicker) goTo(tag Tag) {
	shown := d.shown()
	if d.at = slices.Index(shown, tag); d.at < 0 {
		d.at = max(0, slices.Index(shown, Tag{Goal: tag.Goal}))
	}
}

// room is how many rows are seen.
func (d *GoalPicker) room() int { return max(1, d.below.H) }

// nameOf is a tag's name in rows, all of it where the tag is selected, so that
// the longest can be read on a narrow terminal.
func (d *GoalPicker) nameOf(tag Tag, selected bool) []string {
	w := max(1, d.below.W-indentOf(tag))
	name := tag.Name(d.env.Words)
	if !selected {
		return []string{frame.Truncate(name, w)}
	}
	return frame.WrapLines(name, w)
}

// indentOf is where a tag's name stands.
func indentOf(tag Tag) int {
	if tag.Target == "" {
		return 8
	}
	return 12
}

// top is the first tag that is seen. What stands under the selected one is
// seen too, as far as there is room: the targets of a goal that opens.
func (d *GoalPicker) top() int {
	shown := d.shown()
	room := d.room()
	if d.at < len(shown) {
		room -= len(d.nameOf(shown[d.at], true)) - 1
	}
	ahead := min(d.at+max(0, room)/2, len(shown)-1)
	return max(0, min(ahead-room+1, d.at))
}

// rowAt is which tag stands at a cell.
func (d *GoalPicker) rowAt(x, y int) (at int, ok bool) {
	if !d.below.Contains(x, y) {
		return 0, false
	}
	row, shown := d.below.Y, d.shown()
	for at = d.top(); at < len(shown); at++ {
		if row += len(d.nameOf(shown[at], at == d.at)); y < row {
			return at, true
		}
	}
	return 0, false
}

// Pane draws the goals in their colours.
func (d *GoalPicker) Pane(r frame.Rect) frame.Pane {
	p := d.read.layout(r, dialogParts{width: 76, title: d.title, least: 5, most: model.GoalCount + 2})
	d.below = p.under()
	d.input.Place(frame.Rect{X: d.below.X, Y: d.below.Y, W: d.below.W, H: 1})
	d.below.Y++ // under the field, and over the keys
	d.below.H = max(0, d.below.H-2)
	var rows []tagRow
	shown := d.shown()
	for i, y := d.top(), 0; i < len(shown) && y < d.room(); i++ {
		name := d.nameOf(shown[i], i == d.at)
		rows = append(rows, tagRow{shown[i], ValuesOf(name), shown[i].in(d.chosen), i == d.at})
		y += len(name)
	}
	return d.env.DrawContext().Pane(p.rect, goalPickerPicture{p.dialogBox, d.input.Shown(), ValuesOf(rows), d.room()})
}

// goalPickerPicture is the goals and targets that are seen.
type goalPickerPicture struct {
	box    dialogBox
	field  InputPicture
	rows   Values[tagRow]
	height int // of the rows
}

// tagRow is a goal or target as it is drawn.
type tagRow struct {
	tag      Tag
	name     Values[string] // in lines
	chosen   bool
	selected bool
}

func (p goalPickerPicture) Draw(dc DrawContext, c *frame.Canvas) {
	in := p.box.draw(dc, c)
	p.field.Draw(dc, in.Sub(frame.Rect{W: in.W(), H: 1}))
	if p.rows.Len() == 0 {
		in.TextIn(0, 1, in.W(), dc.Theme.Muted, dc.Words.T("goals.none"))
	}
	rows, y := in.Sub(frame.Rect{Y: 1, W: in.W(), H: p.height}), 0
	for _, row := range p.rows.Slice() {
		row.draw(dc, rows.Sub(frame.Rect{Y: y, W: in.W(), H: row.name.Len()}))
		y += row.name.Len()
	}
	x := 0
	for _, k := range [][2]string{{"↵", "key.choose"}, {"→", "goals.targets"}, {"esc", "key.done"}} {
		x = in.Text(x, in.H()-1, dc.Theme.Key, k[0]) + 1
		x = in.Text(x, in.H()-1, dc.Theme.KeyLabel, dc.Words.T(k[1])) + 3
	}
}

// draw draws whether the tag is chosen, its number in the goal's colour, its name.
func (row tagRow) draw(dc DrawContext, c *frame.Canvas) {
	t := dc.Theme
	mark, x := "  ", 2
	if row.chosen {
		mark = "✓ "
	}
	c.Text(0, 0, t.Strong, mark)
	if row.tag.Target != "" {
		x = 4
	}
	c.Text(x, 0, t.Goal(row.tag.Goal), " "+row.tag.Number()+" ")
	style := t.Text
	if row.selected {
		style = t.Selected
	}
	for y, line := range row.name.Slice() {
		c.Text(indentOf(row.tag), y, style, line)
	}
}

// Cursor is in what is typed.
func (d *GoalPicker) Cursor() *frame.Cursor { return d.input.Cursor() }
