package stage

import (
	"strings"
	"sync"
	"unicode/utf8"

	"charm.land/bubbles/v2/textarea"
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
	env  *Env
	area *textarea.Model // nil while nothing is written
	at   frame.Rect
	w    int // cells of a row of text: at, without what is said of the room that is left
	opts InputOptions

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

// areas are text areas that are empty again. One takes 240 KB, nearly all of it
// room for ten thousand lines: where a hundred people a second begin to write,
// that was a quarter of all memory that the garbage collector had to see to.
var areas = sync.Pool{New: func() any {
	area := textarea.New()
	return &area
}}

// newArea makes an empty text area in the place that the input has.
func (in *Input) newArea() *textarea.Model {
	area := areas.Get().(*textarea.Model)
	area.ShowLineNumbers = false
	area.Prompt = ""
	area.CharLimit = 0                  // the input has its own: the area drops what is over in silence
	area.KeyMap.Paste.SetEnabled(false) // it reads the clipboard of the computer that this runs on
	area.SetVirtualCursor(false)
	area.KeyMap.InsertNewline.SetEnabled(in.opts.Lines)
	area.KeyMap.InsertNewline.SetKeys("alt+enter", "ctrl+j", "shift+enter")
	area.SetStyles(textarea.DefaultStyles(in.env.Theme.IsDark()))
	styles := area.Styles()
	styles.Focused = textarea.StyleState{}
	styles.Blurred = textarea.StyleState{}
	area.SetStyles(styles)
	w, h := 40, 1
	if !in.at.Empty() {
		w, h = in.at.W, in.at.H
	}
	area.SetHeight(max(1, h))
	area.SetWidth(max(1, w))
	in.w = w
	area.Focus()
	return area
}

// drop lets the text area go. Another may have it if its text was in one line,
// which is taken out the way that a person would: its Reset makes a new one.
func (in *Input) drop() {
	if in.area == nil {
		return
	}
	in.area.MoveToEnd()
	*in.area, _ = in.area.Update(tea.KeyPressMsg{Code: 'u', Mod: tea.ModCtrl})
	if in.area.LineCount() == 1 && in.area.Length() == 0 {
		areas.Put(in.area)
	}
	in.area = nil
}

// Value is what has been written.
func (in *Input) Value() string {
	if !in.known {
		in.known, in.value = true, ""
		if in.area != nil {
			in.value = in.area.Value()
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
		in.area = in.newArea()
	}
	in.area.SetValue(s)
	in.area.MoveToEnd()
}

// Widen lets the text have that many characters.
func (in *Input) Widen(most int) {
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
		in.area = in.newArea()
	}
	area, cmd := in.area.Update(msg)
	if said != "" {
		cmd = tea.Batch(cmd, Complain(said))
	}
	*in.area, in.fresh, in.known = area, false, false
	if area.Value() == "" {
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
		in.area.SetWidth(max(1, w))
		*in.area, _ = in.area.Update(nil) // brings the row with the cursor into view
		in.fresh = false
	}
	if in.area != nil && r.H != in.at.H {
		in.area.SetHeight(max(1, r.H))
		in.fresh = false
		if in.atEnd() {
			in.area.MoveToBegin() // a taller one shows what it had scrolled past
			in.area.MoveToEnd()
		}
	}
	in.at = r
}

// atEnd is whether the cursor stands after the last character.
func (in *Input) atEnd() bool {
	lines := strings.Split(in.area.Value(), "\n")
	last := len(lines) - 1
	return in.area.Line() == last && in.area.Column() == utf8.RuneCountInString(lines[last])
}

// look asks the area what it shows, if that may be something new.
func (in *Input) look() {
	if in.fresh {
		return
	}
	in.fresh, in.picture, in.cursor = true, "", &tea.Cursor{}
	if in.area != nil {
		in.picture, in.cursor = in.area.View(), in.area.Cursor()
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
	if in.look(); in.cursor == nil || in.at.Empty() {
		return nil
	}
	return &frame.Cursor{X: in.at.X + min(in.cursor.X, in.at.W-1), Y: in.at.Y + min(in.cursor.Y, in.at.H-1)}
}
