package participant

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// composer is a text that somebody writes. What is written is kept as a draft
// at every change, so that a lost connection loses nothing.
type composer struct {
	desk    *desk
	input   *stage.Input
	draft   *stage.Draft   // it has no slot where nothing is kept
	several *stage.Several // what the lines of a paste may be; nil is one text
	rect    frame.Rect
}

func newComposer(d *desk, slot string, most int) *composer {
	c := &composer{desk: d, input: stage.NewInput(d.Env, stage.InputOptions{Limit: most})}
	c.draft = &stage.Draft{Input: c.input, Update: c.update, As: d.Me}
	c.from(slot)
	return c
}

// from takes up what was begun in a slot.
func (c *composer) from(slot string) {
	c.draft.Slot = slot
	c.input.SetValue("")
	if !c.kept() {
		return
	}
	room, p := c.desk.Room, c.draft.As.Person
	text := room.Draft(p, slot)
	if late := room.Draft(p, lateSlot(slot)); late != "" {
		if text == "" {
			text = late + " " // apart from what is written next
		} else {
			text = late + "\n" + text
		}
		room.SaveDraft(p, slot, text)
		room.SaveDraft(p, lateSlot(slot), "")
	}
	c.input.SetValue(text)
}

// sends says what the text is, what enter does with it, and whether it is taken
// now, for when the screen has become another.
func (c *composer) sends(label string, send func() tea.Cmd, open func() bool) {
	c.draft.Label, c.draft.Send, c.draft.Open = label, send, open
}

// kept is whether what is written is kept.
func (c *composer) kept() bool { return c.draft.Slot != "" && c.draft.As.Person != 0 }

func (c *composer) value() string { return strings.TrimSpace(c.input.Value()) }

func (c *composer) set(s string) {
	c.input.SetValue(s)
	c.keep()
}

func (c *composer) keep() {
	if c.kept() {
		c.desk.Room.SaveDraft(c.draft.As.Person, c.draft.Slot, c.input.Value())
	}
}

// takes says what each line of a paste may be.
func (c *composer) takes(unit string, most int, each func(string) tea.Cmd) {
	c.several = &stage.Several{Unit: unit, Most: most, Each: each}
	c.draft.Lines = true
}

// sendLines sends each line of a text that has several, which were ended one by
// one when they could not be sent; it is false for one line.
func (c *composer) sendLines() bool {
	lines := strings.Split(c.value(), "\n")
	if len(lines) < 2 || c.several == nil {
		return false
	}
	c.set("")
	for _, line := range lines {
		if line = strings.TrimSpace(line); line != "" {
			c.several.Each(line)
		}
	}
	return true
}

// take gives what was written and empties the text.
func (c *composer) take() string {
	s := c.value()
	c.set("")
	return s
}

func (c *composer) update(msg tea.Msg) tea.Cmd {
	if paste, ok := msg.(tea.PasteMsg); ok && c.several != nil {
		if lines := stage.Lines(paste.Content); lines != nil {
			whole := func(text string) tea.Cmd { return c.update(tea.PasteMsg{Content: text}) }
			return c.desk.AskSeveral(*c.several, lines, whole, nil)
		}
	}
	before := c.input.Value()
	cmd := c.input.Update(msg)
	if c.input.Value() != before {
		c.keep()
	}
	return cmd
}

// rows is the height that the composer takes in r: a box where there is room,
// and a single line in a small window.
func (c *composer) rows(r frame.Rect) int {
	if r.H < 14 {
		return 1
	}
	lines := 1
	if w := r.W - 8; w > 0 && r.H >= 20 {
		lines = max(1, min(3, frame.Width(c.input.Value())/w+1))
	}
	return lines + 2
}

// place says where the text lies: in a rounded box if r is three rows or higher,
// after a sign otherwise. hint shows while nothing is written.
func (c *composer) place(r frame.Rect, hint string) {
	c.rect = r
	c.input.SetPlaceholder(hint)
	c.input.Place(textIn(r))
}

// textIn is where in the place of a composer its text stands.
func textIn(r frame.Rect) frame.Rect {
	if r.H >= 3 {
		return frame.Rect{X: r.X + 4, Y: r.Y + 1, W: r.W - 8, H: r.H - 2}
	}
	return frame.Rect{X: r.X + 4, Y: r.Y, W: r.W - 6, H: 1}
}

// textProps is how a text looks: its label stands on the upper edge of its box.
type textProps struct {
	text    stage.InputPicture
	label   string
	focused bool
}

// props is how the text looks now. It has been placed.
func (c *composer) props(label string, focused bool) textProps {
	return textProps{c.input.Shown(), label, focused}
}

// Draw draws the text in its box, or after its sign.
func (p textProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
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

func (c *composer) cursor() *frame.Cursor { return c.input.Cursor() }

// lateSlot is where a text waits that was refused, until its field is there: the
// next one may be under way in the slot itself.
func lateSlot(slot string) string { return slot + ".late" }

// giveBack gives back what could not be sent, before what has been written since.
func (c *composer) giveBack(text string) {
	if now := c.value(); now != "" {
		text += "\n" + now
	}
	c.set(text)
}
