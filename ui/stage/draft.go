package stage

import (
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
)

// Draft is a text that somebody is writing, with what sends it. A screen gives
// it as its [Screen.Focus] while it has the keys. It outlives the part of the
// screen that it was begun in.
type Draft struct {
	Slot   string // where it is kept, and so where it belongs
	Label  string // what it is: "Din idé"
	Input  *Input
	Update func(tea.Msg) tea.Cmd // types, and keeps what is typed
	Send   func() tea.Cmd        // what enter does; nil if it cannot be sent by itself
	Open   func() bool           // whether it is taken now
	As     model.Actor           // whose it is
	Lines  bool                  // enter sends each of its lines by itself
}

// written reports whether there is anything to lose.
func (d *Draft) written() bool { return strings.TrimSpace(d.Input.Value()) != "" }

// mostKept is how many characters the lines have together that somebody writes
// into a field that was taken away.
const mostKept = 4000

// newLine ends the line, so that what is written next is kept apart.
func (d *Draft) newLine() {
	if d.written() {
		d.Input.widen(mostKept)
		d.Input.SetValue(strings.TrimRight(d.Input.Value(), "\n") + "\n")
	}
}

// end puts a space after a text that somebody has ended or left and that stays in
// its field, so that what is written next is kept apart.
func (d *Draft) end() {
	value := d.Input.Value()
	if last, _ := utf8.DecodeLastRuneInString(value); !d.written() || unicode.IsSpace(last) || d.Input.full() {
		return
	}
	d.Input.SetValue(value) // with the cursor at its end
	d.Update(tea.KeyPressMsg{Code: tea.KeySpace, Text: " "})
}

// open reports whether enter sends it.
func (d *Draft) open() bool { return d.Send != nil && d.Open != nil && d.Open() }

// draft is what this person keeps in a slot, or a facilitator who has not joined
// keeps at this terminal.
func (e *Env) draft(slot string) string {
	if e.Room == nil || e.Me.Person == 0 {
		return e.kept[slot]
	}
	return e.Room.Draft(e.Me.Person, slot)
}

// saveDraft keeps a text for draft; an empty one clears it.
func (e *Env) saveDraft(slot, text string) {
	switch {
	case e.Room != nil && e.Me.Person != 0:
		e.Room.SaveDraft(e.Me.Person, slot, text)
	case text == "":
		delete(e.kept, slot)
	default:
		if e.kept == nil {
			e.kept = map[string]string{}
		}
		e.kept[slot] = text
	}
}

// inText reports whether a dialog holds a text that somebody has written.
func inText(d Dialog) bool {
	switch d := d.(type) {
	case *unsent:
		return true
	case *Prompt:
		return d.input.Value() != ""
	}
	return false
}

// unsent is the dialog in which somebody goes on with a text when the screen
// under it has become another. It takes every key until the text is sent or
// left, so that none of them does anything to the new screen.
type unsent struct {
	closing
	app   *App
	draft *Draft
	rect  frame.Rect
}

// Update types. Enter sends the text where it was meant to go, or keeps it if
// that is over; esc keeps it.
func (u *unsent) Update(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if cmd, done, ok := u.onKey(u.app.Env, u.actions(), msg); ok {
			return cmd, done
		}
		return u.draft.Update(msg), false
	case tea.PasteMsg:
		return u.draft.Update(msg), false
	}
	return nil, false
}

// send sends the text in the name of the person whose it is.
func (u *unsent) send() tea.Cmd {
	d, e := u.draft, u.app.Env
	if !d.written() || !d.open() {
		return u.kept()
	}
	me := e.Me
	if d.As.Person != me.Person {
		e.Me = d.As
	}
	cmd := d.Send()
	e.Me = me
	return cmd
}

func (u *unsent) kept() tea.Cmd {
	if !u.draft.written() {
		return nil
	}
	u.draft.end()
	return Toast(u.app.Env.Words.T("app.unsent.kept"))
}

// Pane draws the text as near as it can to where it was begun.
func (u *unsent) Pane(r frame.Rect) frame.Pane {
	e, in := u.app.Env, u.draft.Input
	const wide, rows = 76, 2 // rows of the text
	w := min(wide, r.W-2) - 4
	hint := e.Words.T("app.unsent.keep")
	if u.draft.open() {
		hint = e.Words.T("app.unsent.send")
	}
	title, label, hints := u.app.announce(), u.draft.Label, frame.WrapLines(hint, w)
	var read scrolledText
	p := read.layout(r, dialogParts{width: wide, title: title, text: label, least: rows + len(hints), most: rows + len(hints), close: true})
	above := p.inset + p.lines.Len()
	p.rect.Y = max(r.Y, min(in.at.Y-above, r.Bottom()-p.rect.H))
	if u.rect.W == p.rect.W && u.rect.H == p.rect.H { // the text is in it already
		p.rect.Y = u.rect.Y
	}
	u.rect = p.rect
	in.Place(frame.Rect{X: p.rect.X + 2, Y: p.rect.Y + above, W: w, H: rows})
	return e.DrawContext().Pane(p.rect, unsentPicture{p.dialogBox, in.Shown(), rows, ValuesOf(hints)})
}

// unsentPicture is a text that is being written, with what the keys do.
type unsentPicture struct {
	box    dialogBox
	field  InputPicture
	height int // of the field
	hint   Values[string]
}

func (p unsentPicture) Draw(dc DrawContext, c *frame.Canvas) {
	in := p.box.draw(dc, c)
	p.field.Draw(dc, in.Sub(frame.Rect{W: in.W(), H: p.height}))
	for y, line := range p.hint.Slice() {
		in.Text(0, in.H()-p.hint.Len()+y, dc.Theme.Muted, line)
	}
}

// Cursor is in the text.
func (u *unsent) Cursor() *frame.Cursor { return u.draft.Input.Cursor() }
