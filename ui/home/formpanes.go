package home

import (
	"strconv"
	"strings"
	"time"

	"charm.land/lipgloss/v2"

	"verkstad/model/method"
	"verkstad/ui/frame"
	"verkstad/ui/i18n"
	"verkstad/ui/stage"
	"verkstad/ui/theme"
)

var rounded = lipgloss.RoundedBorder()

// labels of the fields, in order.
var labels = [fields]string{
	"home.form.title.label", "home.form.people.label", "home.form.time.label", "home.form.start.label", "home.form.method.label",
	"home.form.node.label", "home.form.series.label", "home.form.number.label", "home.form.carry.label", "home.form.lang.label", "home.form.names.label",
	"home.form.keep.label", "home.form.make",
}

// formWidth is the most cells of the fields: the method stands beside them, not
// at the far edge of a wide screen.
const formWidth = 84

// labelWidth is the cells from a label's start to its value.
const labelWidth = 11

// panes is the fields at the left and the method's agenda at the right, or
// below where there is no room beside.
func (f *form) panes(r frame.Rect, p *places) []frame.Pane {
	head, rest := r.SplitTop(2)
	if rest.H >= 12 {
		_, rest = rest.SplitTop(1)
	}
	panes := []frame.Pane{f.header(head)}
	left := rest
	if rest.W >= 76 {
		var right frame.Rect
		w := min(64, rest.W/2-2)
		left, right = rest.SplitLeft(min(rest.W-w, formWidth))
		panes = append(panes, f.preview(frame.Rect{X: right.X, Y: right.Y, W: w, H: right.H}.Inset(margin, 0)))
	}
	step := 1
	if left.H >= 2*int(fields)-1 {
		step = 2
	}
	top := max(0, int(f.at)-max(1, (left.H+step-1)/step)+1) // the first field that is seen
	for i := range fields {
		row := frame.Rect{X: left.X, Y: left.Y + (int(i)-top)*step, W: left.W, H: 1}
		if row.Y >= left.Bottom() || row.Y < left.Y {
			p.fields[i] = frame.Rect{}
			continue
		}
		p.fields[i] = row
		panes = append(panes, f.row(i, row))
	}
	below := frame.Rect{X: left.X, Y: left.Y + (int(fields)-top)*step + 1, W: left.W}
	below.H = left.Bottom() - below.Y
	if left.W == rest.W && below.H >= 3 {
		panes = append(panes, f.preview(below.Inset(margin, 0)))
	}
	return panes
}

func (f *form) header(r frame.Rect) frame.Pane {
	t, title := f.env.Theme, f.env.Words.T("home.form.new")
	return frame.Pane{Rect: r, Key: f.env.Key("home.form.header", 0, nil), Draw: func(c *frame.Canvas) {
		accent := t.Accent("gather")
		c.Text(margin, 0, accent.With(frame.Bold), title)
		c.HLine(margin, 1, c.W()-2*margin, accent, "━")
	}}
}

// row is one field: its label, and what was written or chosen.
func (f *form) row(name field, r frame.Rect) frame.Pane {
	t, label, here := f.env.Theme, f.env.Words.T(labels[name]), f.at == name
	in := f.texts[name]
	if in == nil {
		value := f.choice(name)
		type extra struct {
			label, value string
			here         bool
		}
		return frame.Pane{Rect: r, Key: f.env.Key("home.form.choice", 0, extra{label, value, here}), Draw: func(c *frame.Canvas) {
			drawChoice(c, t, label, value, here)
		}}
	}
	value := frame.Rect{X: r.X + margin + labelWidth + 2, Y: r.Y, W: max(1, r.W-2*margin-labelWidth-2), H: 1}
	in.Place(value)
	ghost := ""
	switch {
	case name == startField:
		ghost = f.understood()
	case here:
		_, ghost = f.completion(name)
	}
	typed := in.Value()
	type extra struct {
		label, picture, ghost string
		here                  bool
	}
	return frame.Pane{Rect: r, Key: f.env.Key("home.form.text", 0, extra{label, in.Picture(), ghost, here}), Draw: func(c *frame.Canvas) {
		drawLabel(c, t, label, here)
		at := margin + labelWidth + 2
		field := c.Sub(frame.Rect{X: at, W: value.W, H: 1})
		if typed == "" && ghost != "" {
			field.TextIn(0, 0, field.W(), t.Faint, ghost)
			return
		}
		in.Draw(field)
		if w := frame.Width(typed); w < field.W() {
			field.TextIn(w, 0, field.W()-w, t.Faint, ghost)
		}
	}}
}

// understood is the day that a start that was written is taken for.
func (f *form) understood() string {
	at, err := f.start()
	switch {
	case err != nil:
		return "  ?"
	case at.IsZero():
		return ""
	}
	return "  " + f.env.Words.Weekday(at.Weekday()) + " " + f.env.Words.Day(at)
}

func drawLabel(c *frame.Canvas, t *theme.Theme, label string, here bool) {
	style, mark := t.Muted, " "
	if here {
		style, mark = t.Focus.With(frame.Bold), "▸"
	}
	c.Text(margin, 0, style, mark)
	c.TextIn(margin+2, 0, labelWidth-1, style, label)
}

// drawChoice draws a value between the arrows that change it, or the button.
func drawChoice(c *frame.Canvas, t *theme.Theme, label, value string, here bool) {
	if value == "" { // the button
		style := t.Key
		if here {
			style = t.Selected
		}
		c.TextIn(margin+labelWidth+2, 0, c.W()-2*margin-labelWidth-2, style, " "+label+" ")
		return
	}
	drawLabel(c, t, label, here)
	x := margin + labelWidth + 2
	arrows := t.Faint
	text := t.Text
	if here {
		arrows, text = t.Key, t.Strong
	}
	x = c.Text(x, 0, arrows, "‹ ")
	x = c.TextIn(x, 0, c.W()-margin-x-2, text, value)
	c.Text(x, 0, arrows, " ›")
}

// choice is the words for what was chosen in a field; empty for the button.
func (f *form) choice(name field) string {
	w := f.env.Words
	switch name {
	case methodField:
		m, _ := f.chosen()
		return m.Name.In(w.Lang())
	case peopleField:
		if f.people == 0 {
			return w.T("home.form.people.any")
		}
		return w.N("unit.people", f.people)
	case timeField:
		if f.minutes == 0 {
			return w.T("home.form.time.planned")
		}
		return w.Duration(time.Duration(f.minutes) * time.Minute)
	case carryField:
		return f.carried()
	case numberField:
		if f.number == 0 {
			return w.T("home.form.number.none")
		}
		return strconv.Itoa(f.number)
	case langField:
		if f.lang == "sv" {
			return w.T("home.form.lang.sv")
		}
		return w.T("home.form.lang.en")
	case namesField:
		if f.anonymous {
			return w.T("home.form.names.hidden")
		}
		return w.T("home.form.names.shown")
	case keepField:
		return f.kept()
	}
	return ""
}

// preview is what the chosen method is for, and its agenda with times.
func (f *form) preview(r frame.Rect) frame.Pane {
	m, meeting := f.chosen()
	t, w := f.env.Theme, f.env.Words
	agenda, misfit := f.stretched(m.Agenda(meeting)), f.misfit(m)
	type extra struct {
		id               string
		meeting, minutes int
		misfit           string
	}
	return frame.Pane{Rect: r, Key: f.env.Key("home.form.preview", 0, extra{m.ID, meeting, f.minutes, misfit}), Draw: func(c *frame.Canvas) {
		drawPreview(c, t, w, preview{m, meeting, agenda, misfit})
	}}
}

// preview is a method as it would be held: the meeting of its series, the
// agenda in the time at hand, and why it does not fit, if it does not.
type preview struct {
	method  method.Method
	meeting int
	agenda  []method.Phase
	misfit  string
}

func drawPreview(c *frame.Canvas, t *theme.Theme, w *i18n.Words, p preview) {
	m, meeting, agenda, lang := p.method, p.meeting, p.agenda, w.Lang()
	minutes := 0
	for _, ph := range agenda {
		minutes += ph.Minutes
	}
	about := []string{w.Duration(time.Duration(minutes) * time.Minute)}
	if m.GroupMax > 0 {
		about = append(about, w.T("home.form.group", "Min", m.GroupMin, "Max", m.GroupMax))
	}
	if m.Series > 1 {
		about = append(about, w.T("home.form.meeting", "N", meeting, "Total", m.Series))
	}
	y := c.Wrap(frame.Rect{W: c.W(), H: min(4, c.H())}, t.Text, m.Purpose.In(lang))
	y += c.Wrap(frame.Rect{Y: y, W: c.W(), H: min(2, c.H()-y)}, t.Muted, strings.Join(about, " · "))
	if meeting <= len(m.Meetings) {
		c.TextIn(0, y, c.W(), t.Strong, m.Meetings[meeting-1].In(lang))
		y++
	}
	if p.misfit != "" {
		y += c.Wrap(frame.Rect{Y: y, W: c.W(), H: min(2, c.H()-y)}, t.Warn.Without(frame.Underline), p.misfit)
	}
	y++
	for i, ph := range agenda {
		if left := len(agenda) - i; y == c.H()-1 && left > 1 {
			c.TextIn(0, y, c.W(), t.Muted, w.N("home.form.more", left))
			return
		}
		minutes := ""
		if ph.Minutes > 0 {
			minutes = w.T("unit.minutes", "N", ph.Minutes)
		}
		c.TextRight(8, y, t.Muted, minutes)
		c.Text(10, y, t.Accent(string(ph.Activity)), "┃")
		title := stage.Local(lang, ph.Title)
		if title == "" {
			title = w.T("activity." + string(ph.Activity))
		}
		c.TextIn(12, y, c.W()-12, t.Text, title)
		y++
	}
}
