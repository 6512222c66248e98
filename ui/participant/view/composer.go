package view

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// Composer is a text that somebody writes. What is written is kept as a draft
// at every change, so that a lost connection loses nothing.
type Composer struct {
	terminal *Terminal
	Input    *stage.Input
	Draft    *stage.Draft   // it has no slot where nothing is kept
	several  *stage.Several // what the lines of a paste may be; nil is one text
	Rect     frame.Rect
}

// NewComposer is a text of at most so many characters, with what was begun in the
// slot; an empty slot keeps nothing.
func NewComposer(t *Terminal, slot string, most int) *Composer {
	c := &Composer{terminal: t, Input: stage.NewInput(t.Env, stage.InputOptions{Limit: most})}
	c.Draft = &stage.Draft{Input: c.Input, Update: c.Update, As: t.Me}
	c.From(slot)
	return c
}

// From takes up what was begun in a slot.
func (c *Composer) From(slot string) {
	c.Draft.Slot = slot
	c.Input.SetValue("")
	if !c.kept() {
		return
	}
	room, p := c.terminal.Room, c.Draft.As.Person
	text := room.Draft(p, slot)
	if late := room.Draft(p, LateSlot(slot)); late != "" {
		if text == "" {
			text = late + " " // apart from what is written next
		} else {
			text = late + "\n" + text
		}
		room.SaveDraft(p, slot, text)
		room.SaveDraft(p, LateSlot(slot), "")
	}
	c.Input.SetValue(text)
}

// Sends says what the text is, what enter does with it, and whether it is taken
// now, for when the screen has become another.
func (c *Composer) Sends(label string, send func() tea.Cmd, open func() bool) {
	c.Draft.Label, c.Draft.Send, c.Draft.Open = label, send, open
}

// kept is whether what is written is kept.
func (c *Composer) kept() bool { return c.Draft.Slot != "" && c.Draft.As.Person != 0 }

// Value is what is written, without the spaces around it.
func (c *Composer) Value() string { return strings.TrimSpace(c.Input.Value()) }

// Set replaces what is written, and keeps it.
func (c *Composer) Set(s string) {
	c.Input.SetValue(s)
	c.keep()
}

func (c *Composer) keep() {
	if c.kept() {
		c.terminal.Room.SaveDraft(c.Draft.As.Person, c.Draft.Slot, c.Input.Value())
	}
}

// Takes says what each line of a paste may be.
func (c *Composer) Takes(unit string, most int, each func(string) tea.Cmd) {
	c.several = &stage.Several{Unit: unit, Most: most, Each: each}
	c.Draft.Lines = true
}

// SendLines sends each line of a text that has several, which were ended one by
// one when they could not be sent; it is false for one line.
func (c *Composer) SendLines() bool {
	lines := strings.Split(c.Value(), "\n")
	if len(lines) < 2 || c.several == nil {
		return false
	}
	c.Set("")
	for _, line := range lines {
		if line = strings.TrimSpace(line); line != "" {
			c.several.Each(line)
		}
	}
	return true
}

// Take gives what was written and empties the text.
func (c *Composer) Take() string {
	s := c.Value()
	c.Set("")
	return s
}

// Update types. Of a paste of several lines it asks what they are, where they can be
// sent one by one.
func (c *Composer) Update(msg tea.Msg) tea.Cmd {
	if paste, ok := msg.(tea.PasteMsg); ok && c.several != nil {
		if lines := stage.Lines(paste.Content); lines != nil {
			whole := func(text string) tea.Cmd { return c.Update(tea.PasteMsg{Content: text}) }
			return c.terminal.AskSeveral(*c.several, lines, whole, nil)
		}
	}
	before := c.Input.Value()
	cmd := c.Input.Update(msg)
	if c.Input.Value() != before {
		c.keep()
	}
	return cmd
}

// Rows is the height that the composer takes in r: a box where there is room,
// and a single line in a small window.
func (c *Composer) Rows(r frame.Rect) int {
	if r.H < 14 {
		return 1
	}
	lines := 1
	if w := r.W - 8; w > 0 && r.H >= 20 {
		lines = max(1, min(3, frame.Width(c.Input.Value())/w+1))
	}
	return lines + 2
}

// Place says where the text lies: in a rounded box if r is three rows or higher,
// after a sign otherwise. hint shows while nothing is written.
func (c *Composer) Place(r frame.Rect, hint string) {
	c.Rect = r
	c.Input.SetPlaceholder(hint)
	c.Input.Place(textIn(r))
}

// textIn is where in the place of a composer its text stands.
func textIn(r frame.Rect) frame.Rect {
	if r.H >= 3 {
		return frame.Rect{X: r.X + 4, Y: r.Y + 1, W: r.W - 8, H: r.H - 2}
	}
	return frame.Rect{X: r.X + 4, Y: r.Y, W: r.W - 6, H: 1}
}

// TextProps is how a text looks: its label stands on the upper edge of its box.
type TextProps struct {
	text    stage.InputPicture
	label   string
	focused bool
}

// Props is how the text looks now. It has been placed.
func (c *Composer) Props(label string, focused bool) TextProps {
	c.Input.SetLabel(label)
	return TextProps{c.Input.Shown(), label, focused}
}

// Draw draws the text in its box, or after its sign.
func (p TextProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	style, name := dc.Theme.Border, dc.Theme.Muted
	if p.focused {
		style, name = dc.Accent, dc.Accent.With(frame.Bold)
	}
	if c.H() >= 3 {
		c.Box(frame.Rect{X: 2, W: c.W() - 4, H: c.H()}, lipgloss.RoundedBorder(), style)
		if p.label != "" {
			c.TextIn(4, 0, c.W()-8, name, " "+p.label+" ")
		}
	} else {
		c.Text(2, 0, style.With(frame.Bold), "›")
	}
	p.text.Draw(dc, c.Sub(textIn(c.Bounds())))
}

// Cursor is where on the screen the next letter goes.
func (c *Composer) Cursor() *frame.Cursor { return c.Input.Cursor() }

// LateSlot is where a text waits that was refused, until its field is there: the
// next one may be under way in the slot itself.
func LateSlot(slot string) string { return slot + ".late" }

// GiveBack gives back what could not be sent, before what has been written since.
func (c *Composer) GiveBack(text string) {
	if now := c.Value(); now != "" {
		text += "\n" + now
	}
	c.Set(text)
}
