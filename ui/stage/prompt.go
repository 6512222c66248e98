package stage

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/ui/frame"
)

// Prompt asks for a line of text.
type Prompt struct {
	env         *Env
	title, hint string
	input       *Input
	read        reading
	submit      func(string) tea.Cmd
	several     *Several // what the lines of a paste may be; nil is one text
}

// NewPrompt asks for a text, which starts as value; submit gets what was
// written when enter is pressed.
func NewPrompt(e *Env, title, hint, value string, most int, submit func(string) tea.Cmd) *Prompt {
	in := NewInput(e, InputOptions{Limit: most})
	in.SetValue(value)
	return &Prompt{env: e, title: title, hint: hint, input: in, submit: submit}
}

// Several lets the lines of a paste be a text each, and gives the prompt.
func (d *Prompt) Several(s Several) *Prompt {
	d.several = &s
	return d
}

// Update types, submits on enter and gives up on esc.
func (d *Prompt) Update(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		switch key := msg.String(); key {
		case "esc":
			return nil, true
		case "enter":
			return d.submit(d.input.Value()), true
		case "pgup", "pgdown":
			d.read.onKey(key, false)
			return nil, false
		}
	case tea.MouseWheelMsg:
		d.read.onWheel(msg)
		return nil, false
	case tea.PasteMsg:
		if lines := Lines(msg.Content); d.several != nil && lines != nil {
			again := func() tea.Cmd { return d.env.Ask(d) }
			whole := func(text string) tea.Cmd { return d.input.Update(tea.PasteMsg{Content: text}) }
			return d.env.AskSeveral(*d.several, lines, whole, again), true
		}
	}
	return d.input.Update(msg), false
}

// Pane draws the prompt: a title that is too long for the border, the field, and
// what is said of it.
func (d *Prompt) Pane(r frame.Rect) frame.Pane {
	e := d.env
	const wide = 72
	hint := frame.WrapLines(d.hint, min(wide, r.W-2)-4)
	below := 1
	if len(hint) > 0 {
		below += 1 + len(hint)
	}
	p := d.read.lay(r, dialogParts{wide: wide, title: d.title, least: below, most: below})
	field := p.under()
	field.H = min(field.H, 1)
	d.input.Place(field)
	type extra struct {
		title, hint, picture string
		top                  int
	}
	key := e.Key("prompt", 0, extra{d.title, d.hint, d.input.Picture(), d.read.top})
	return frame.Pane{Rect: p.rect, Key: key, Draw: func(c *frame.Canvas) {
		in := p.draw(e, c)
		d.input.Draw(in.Sub(frame.Rect{W: in.W(), H: 1}))
		gap := min(1, max(0, in.H()-1-len(hint))) // which a low terminal has no room for
		for y, line := range hint {
			in.Text(0, 1+gap+y, e.Theme.Muted, line)
		}
	}}
}

// Cursor is in the text.
func (d *Prompt) Cursor() *frame.Cursor { return d.input.Cursor() }
