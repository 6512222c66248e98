package projector

import (
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// texts is what is said in running text below the head, from the top.
type texts struct {
	plain       string // the head once more, for whoever copies it
	aside       string // what belongs to the head: who promises it, and when
	instruction string
	speakers    string // who speaks next
	gap         int    // blank rows between them
}

// parts is the texts that there are, with their styles.
func (t texts) parts(dc stage.DrawContext) (parts []styled) {
	for _, p := range []styled{
		{t.plain, dc.Theme.Title}, {t.aside, dc.Accent.With(frame.Bold)},
		{t.instruction, dc.Theme.Text}, {t.speakers, dc.Accent.With(frame.Bold)},
	} {
		if p.text != "" {
			parts = append(parts, p)
		}
	}
	return parts
}

// styled is a text and its style.
type styled struct {
	text string
	in   frame.Style
}

// Draw draws the texts from the top, as many rows of them as there is room for.
func (t texts) Draw(dc stage.DrawContext, c *frame.Canvas) {
	y, gap := 0, t.gap
	if t.height(c.W()) > c.H() {
		gap = 0
	}
	for i, p := range t.parts(dc) {
		if i > 0 && p.text != t.aside {
			y += gap
		}
		y += c.Wrap(frame.Rect{Y: y, W: c.W(), H: c.H() - y}, p.in, p.text)
	}
}

// height is the rows that all of it takes in w cells.
func (t texts) height(w int) int {
	h, n := 0, 0
	for _, text := range []string{t.plain, t.aside, t.instruction, t.speakers} {
		if text == "" {
			continue
		}
		if n++; n > 1 && text != t.aside {
			h += t.gap
		}
		h += len(frame.WrapLines(text, max(1, w)))
	}
	return h
}
