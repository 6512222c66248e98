package stage

import (
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

// Input is a text that a person writes. Its picture is a function of Picture,
// which goes into the pane's key.
type Input struct {
	env  *Env
	area textarea.Model
	at   frame.Rect
	opts InputOptions

	// What the area shows, which costs much to ask and is asked at every
	// picture. It holds until the text, its size or the cursor changes.
	fresh   bool
	picture string
	cursor  *tea.Cursor
}

// NewInput makes an empty text with the keys on it.
func NewInput(e *Env, o InputOptions) *Input {
	if o.Limit == 0 {
		o.Limit = 500
	}
	area := textarea.New()
	area.ShowLineNumbers = false
	area.Prompt = ""
	area.CharLimit = o.Limit
	area.SetVirtualCursor(false)
	area.KeyMap.InsertNewline.SetEnabled(o.Lines)
	area.KeyMap.InsertNewline.SetKeys("alt+enter", "ctrl+j", "shift+enter")
	area.SetStyles(textarea.DefaultStyles(e.Theme.IsDark()))
	styles := area.Styles()
	styles.Focused = textarea.StyleState{}
	styles.Blurred = textarea.StyleState{}
	area.SetStyles(styles)
	area.SetHeight(1)
	area.SetWidth(40)
	area.Focus()
	return &Input{env: e, area: area, opts: o}
}

// Value is what has been written.
func (in *Input) Value() string { return in.area.Value() }

// SetValue replaces the text and puts the cursor at its end.
func (in *Input) SetValue(s string) {
	in.area.SetValue(s)
	in.area.MoveToEnd()
	in.fresh = false
}

// SetPlaceholder is what shows while nothing is written.
func (in *Input) SetPlaceholder(s string) { in.opts.Placeholder = s }

// Update types. Enter is left to the caller.
func (in *Input) Update(msg tea.Msg) tea.Cmd {
	in.fresh = false
	if msg, ok := msg.(tea.PasteMsg); ok && !in.opts.Lines {
		msg.Content = oneLine(msg.Content)
		var cmd tea.Cmd
		in.area, cmd = in.area.Update(msg)
		return cmd
	}
	var cmd tea.Cmd
	in.area, cmd = in.area.Update(msg)
	return cmd
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
	if r.W != in.at.W || r.H != in.at.H {
		in.fresh = false
	}
	if r.W != in.at.W {
		in.area.SetWidth(max(1, r.W))
	}
	if r.H != in.at.H {
		in.area.SetHeight(max(1, r.H))
	}
	in.at = r
}

// look asks the area what it shows, if that may be something new.
func (in *Input) look() {
	if in.fresh {
		return
	}
	in.fresh, in.picture, in.cursor = true, "", in.area.Cursor()
	if in.area.Value() != "" {
		in.picture = in.area.View()
	}
}

// Picture is what Draw shows, for the pane's key.
func (in *Input) Picture() string {
	if in.look(); in.picture == "" {
		return "\x00" + in.opts.Placeholder
	}
	return in.picture
}

// Draw draws the text, or the placeholder while there is none.
func (in *Input) Draw(c *frame.Canvas) {
	if in.look(); in.picture == "" {
		c.TextIn(0, 0, c.W(), in.env.Theme.Faint, in.opts.Placeholder)
		return
	}
	c.Paint(c.Bounds(), in.picture)
}

// Cursor is where on the screen the next letter goes.
func (in *Input) Cursor() *frame.Cursor {
	if in.look(); in.cursor == nil || in.at.Empty() {
		return nil
	}
	return &frame.Cursor{X: in.at.X + min(in.cursor.X, in.at.W-1), Y: in.at.Y + min(in.cursor.Y, in.at.H-1)}
}
