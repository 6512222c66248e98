package home

import (
	"strconv"
	"strings"
	"time"

	"verkstad/model/method"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
	"verkstad/ui/theme"
)

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
func (f *form) panes(r frame.Rect, places *[fields]frame.Rect) []frame.Pane {
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
			places[i] = frame.Rect{}
			continue
		}
		places[i] = row
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
	title := f.env.Words.T("home.form.new")
	return f.env.DrawContext().Pane(r, headerPicture{title: title})
}

// row is one field: its label, and what was written or chosen.
func (f *form) row(name field, r frame.Rect) frame.Pane {
	dc, label, here := f.env.DrawContext(), f.env.Words.T(labels[name]), f.at == name
	in := f.texts[name]
	switch {
	case name == makeField:
		return dc.Pane(r, buttonPicture{label, here})
	case in == nil:
		return dc.Pane(r, choicePicture{label, f.choice(name), here})
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
	return dc.Pane(r, textPicture{label, in.Shown(), in.Value(), ghost, here})
}

// textPicture is a field that is written in.
type textPicture struct {
	label string
	field stage.InputPicture
	typed string
	ghost string // what follows on what is typed, or is taken to be meant
	here  bool   // the keys go to it
}

func (p textPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	drawLabel(c, dc.Theme, p.label, p.here)
	field := c.Sub(frame.Rect{X: margin + labelWidth + 2, W: max(1, c.W()-2*margin-labelWidth-2), H: 1})
	if p.typed == "" && p.ghost != "" {
		field.TextIn(0, 0, field.W(), dc.Theme.Faint, p.ghost)
		return
	}
	p.field.Draw(dc, field)
	if w := frame.Width(p.typed); w < field.W() {
		field.TextIn(w, 0, field.W()-w, dc.Theme.Faint, p.ghost)
	}
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

// buttonPicture is the button that makes the workshop.
type buttonPicture struct {
	label string
	here  bool // the keys go to it
}

func (p buttonPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	style := dc.Theme.Key
	if p.here {
		style = dc.Theme.Selected
	}
	c.TextIn(margin+labelWidth+2, 0, c.W()-2*margin-labelWidth-2, style, " "+p.label+" ")
}

// choicePicture is a field whose value is chosen, between the arrows that change it.
type choicePicture struct {
	label, value string
	here         bool // the keys go to it
}

func (p choicePicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	t := dc.Theme
	drawLabel(c, t, p.label, p.here)
	x := margin + labelWidth + 2
	arrows, text := t.Faint, t.Text
	if p.here {
		arrows, text = t.Key, t.Strong
	}
	x = c.Text(x, 0, arrows, "‹ ")
	x = c.TextIn(x, 0, c.W()-margin-x-2, text, p.value)
	c.Text(x, 0, arrows, " ›")
}

// choice is the words for what was chosen in a field.
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
	w, lang := f.env.Words, f.env.Words.Lang()
	agenda, minutes := f.stretched(m.Agenda(meeting)), 0
	p := previewPicture{purpose: m.Purpose.In(lang), misfit: f.misfit(m)}
	var phases []previewPhase
	for _, ph := range agenda {
		minutes += ph.Minutes
		title := stage.Local(lang, ph.Title)
		if title == "" {
			title = w.T("activity." + string(ph.Activity))
		}
		phases = append(phases, previewPhase{title, ph.Activity, ph.Minutes})
	}
	p.agenda = stage.ValuesOf(phases)
	about := []string{w.Duration(time.Duration(minutes) * time.Minute)}
	if m.GroupMax > 0 {
		about = append(about, w.T("home.form.group", "Min", m.GroupMin, "Max", m.GroupMax))
	}
	if m.Series > 1 {
		about = append(about, w.T("home.form.meeting", "N", meeting, "Total", m.Series))
	}
	p.about = strings.Join(about, " · ")
	if meeting <= len(m.Meetings) {
		p.meeting = m.Meetings[meeting-1].In(lang)
	}
	return f.env.DrawContext().Pane(r, p)
}

// previewPicture is a method as it would be held: what it is for, the meeting of its
// series, the agenda in the time at hand, and why it does not fit, if it does not.
type previewPicture struct {
	purpose, about  string
	meeting, misfit string // empty for none
	agenda          stage.Values[previewPhase]
}

// previewPhase is a phase of the agenda.
type previewPhase struct {
	title    string
	activity method.Activity
	minutes  int // 0 is not planned
}

func (p previewPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	t, w := dc.Theme, dc.Words
	y := c.Wrap(frame.Rect{W: c.W(), H: min(4, c.H())}, t.Text, p.purpose)
	y += c.Wrap(frame.Rect{Y: y, W: c.W(), H: min(2, c.H()-y)}, t.Muted, p.about)
	if p.meeting != "" {
		c.TextIn(0, y, c.W(), t.Strong, p.meeting)
		y++
	}
	if p.misfit != "" {
		y += c.Wrap(frame.Rect{Y: y, W: c.W(), H: min(2, c.H()-y)}, t.Warn.Without(frame.Underline), p.misfit)
	}
	y++
	agenda := p.agenda.Slice()
	for i, ph := range agenda {
		if left := len(agenda) - i; y == c.H()-1 && left > 1 {
			c.TextIn(0, y, c.W(), t.Muted, w.N("home.form.more", left))
			return
		}
		minutes := ""
		if ph.minutes > 0 {
			minutes = w.T("unit.minutes", "N", ph.minutes)
		}
		c.TextRight(8, y, t.Muted, minutes)
		c.Text(10, y, t.Accent(string(ph.activity)), "┃")
		c.TextIn(12, y, c.W()-12, t.Text, ph.title)
		y++
	}
}
