package stage

import (
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"verkstad/ui/frame"
)

// InputOptions say what a text may be.
type InputOptions struct {
	Limit       int // characters; 0 is 500
	Placeholder string
	Lines       bool // alt+enter and ctrl+j make a new line
}

// Input is a text that a person writes; Shown is what it shows.
//
// An empty one holds no text area: that takes more memory than the rest of a
// person's screen, and in a room most are reading.
type Input struct {
	env   *Env
	label string    // what the text is; empty where the placeholder says it
	area  *textArea // nil while nothing is written
	at    frame.Rect
	w     int // cells of a row of text: at, without what is said of the room that is left
	opts  InputOptions

	// What the area holds and shows, which costs much to ask. Each holds until
	// the text, its size or the cursor changes: the text is asked for at every
	// key, the picture only when there is one.
	known   bool
	value   string
	fresh   bool
	picture string
	cursor  *tea.Cursor
}

// NewInput makes an empty text with the keys on it.
func NewInput(e *Env, o InputOptions) *Input {
	if o.Limit == 0 {
		o.Limit = 500
	}
	return &Input{env: e, opts: o}
}

// begin gives the input an empty text area, in the place that the input has.
func (in *Input) begin() {
	w, h := 40, 1
	if !in.at.Empty() {
		w, h = in.at.W, in.at.H
	}
	in.area, in.w = newTextArea(in.opts.Lines, in.env.Theme.IsDark(), w, h), w
}

// drop lets the text area go.
func (in *Input) drop() {
	if in.area != nil {
		in.area.release()
		in.area = nil
	}
}

// Value is what has been written.
func (in *Input) Value() string {
	if !in.known {
		in.known, in.value = true, ""
		if in.area != nil {
			in.value = in.area.text()
		}
	}
	return in.value
}

// SetValue replaces the text and puts the cursor at its end. It keeps one that is
// over the limit whole.
func (in *Input) SetValue(s string) {
	in.fresh, in.known = false, false
	if s == "" {
		in.drop()
		return
	}
	if in.area == nil {
		in.begin()
	}
	in.area.setText(s)
}

// widen lets the text have that many characters.
func (in *Input) widen(most int) {
	in.opts.Limit = max(in.opts.Limit, most)
}

// left is how many characters more can be written; it is negative where there are
// too many already.
func (in *Input) left() int { return in.opts.Limit - utf8.RuneCountInString(in.Value()) }

// full is whether nothing more can be written.
func (in *Input) full() bool { return in.left() <= 0 }

// room says how many characters are left where that is few, at most twenty or an
// eighth of the limit, or how many there are too many; else it is empty.
func (in *Input) room() string {
	const few, part = 20, 8
	switch n := in.left(); {
	case in.area == nil || n > min(few, in.opts.Limit/part):
		return ""
	case n < 0:
		return in.env.Words.N("app.field.over", -n)
	default:
		return in.env.Words.N("app.field.left", n)
	}
}

// SetLabel says what the text is, for a terminal with a field of its own.
func (in *Input) SetLabel(s string) { in.label = s }

// SetPlaceholder is what shows while nothing is written.
func (in *Input) SetPlaceholder(s string) { in.opts.Placeholder = s }

// Update types. Enter is left to the caller. What there is no room for is not
// taken, and that is said.
func (in *Input) Update(msg tea.Msg) tea.Cmd {
	said := ""
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		if utf8.RuneCountInString(m.Text) > max(0, in.left()) {
			return Complain(in.env.Words.T("app.field.full", "Most", in.opts.Limit))
		}
	case tea.PasteMsg:
		msg, said = in.fitting(m)
	default:
		if in.area == nil {
			return nil
		}
	}
	if in.area == nil {
		in.begin()
	}
	cmd := in.area.update(msg)
	if said != "" {
		cmd = tea.Batch(cmd, Complain(said))
	}
	in.fresh, in.known = false, false
	if in.Value() == "" {
		in.drop()
	}
	return cmd
}

// fitting is as much of a paste as there is room for, and what to say of the rest;
// empty where all of it has room.
func (in *Input) fitting(paste tea.PasteMsg) (fits tea.PasteMsg, said string) {
	if !in.opts.Lines {
		paste.Content = oneLine(paste.Content)
	}
	text, left := []rune(paste.Content), max(0, in.left())
	if len(text) <= left {
		return paste, ""
	}
	paste.Content = string(text[:left])
	return paste, in.env.Words.N("app.field.cut", len(text)-left, "Most", in.opts.Limit)
}

func oneLine(s string) string {
	out := []rune(s)
	for i, r := range out {
		if r == '\n' || r == '\r' || r == '\t' {
			out[i] = ' '
		}
	}
	return string(out)
}

// Place says where on the screen the text lies.
func (in *Input) Place(r frame.Rect) {
	w := r.W
	if said := in.room(); said != "" {
		w = max(1, w-frame.Width(said)-1)
	}
	if in.area != nil && w != in.w {
		in.w = w
		in.area.setWidth(w)
		in.fresh = false
	}
	if in.area != nil && r.H != in.at.H {
		in.area.setHeight(r.H)
		in.fresh = false
	}
	in.at = r
}

// look asks the area what it shows, if that may be something new.
func (in *Input) look() {
	if in.fresh {
		return
	}
	in.fresh, in.picture, in.cursor = true, "", &tea.Cursor{}
	if in.area != nil {
		in.picture, in.cursor = in.area.shown()
	}
}

// InputPicture is what an input shows: props of a pane, or of a part of one.
type InputPicture struct {
	text        string // as the text area shows it; empty while nothing is written
	placeholder string // shown in its place
	left        string // what is said of the room that is left; empty for nothing
}

// Shown is what the input shows now.
func (in *Input) Shown() InputPicture {
	if in.look(); in.picture == "" {
		return InputPicture{placeholder: in.opts.Placeholder}
	}
	return InputPicture{text: in.picture, left: in.room()}
}

// Draw draws the text, or the placeholder while there is none.
func (p InputPicture) Draw(dc DrawContext, c *frame.Canvas) {
	if p.text == "" {
		c.TextIn(0, 0, c.W(), dc.Theme.Faint, p.placeholder)
		return
	}
	c.Paint(c.Bounds(), p.text)
	if p.left != "" {
		c.TextRight(c.W(), c.H()-1, dc.Theme.Warn, p.left)
	}
}

// Cursor is where on the screen the next letter goes.
func (in *Input) Cursor() *frame.Cursor {
	in.env.field = in
	if in.look(); in.cursor == nil || in.at.Empty() {
		return nil
	}
	return &frame.Cursor{X: in.at.X + min(in.cursor.X, in.at.W-1), Y: in.at.Y + min(in.cursor.Y, in.at.H-1)}
}
