package stage

import (
	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/i18n"
	"verkstad/ui/theme"
)

// DrawContext is all that a picture may use besides its props: the words and
// colours of the terminals that it is for, and the cache of what pictures are
// laid out from, which changes nothing about them. It tells nothing of any
// person or workshop.
type DrawContext struct {
	Words  *i18n.Words
	Theme  *theme.Theme
	Accent frame.Style  // the colour of the phase
	Cache  *frame.Cache // nil keeps nothing
	Plain  bool         // the terminal may lack the blocks that large letters are made of
}

// DrawContext is the terminal's, for the phase of its board.
func (e *Env) DrawContext() DrawContext {
	return DrawContext{e.Words, e.Theme, e.Accent(), e.Cache(), e.Plain}
}

// ContextID tells contexts apart in which pictures differ.
type ContextID struct {
	lang   string
	theme  theme.ID
	accent frame.Style
	plain  bool
}

// ID is equal for contexts in which equal props give equal pictures.
func (dc DrawContext) ID() ContextID {
	return ContextID{dc.Words.Lang(), dc.Theme.ID(), dc.Accent, dc.Plain}
}

// Picture is the props of a pane: a small comparable value of a type of its own,
// which may point to immutable pieces of a board. What is drawn follows from it,
// the context and the size of the canvas, and from nothing else.
type Picture interface {
	Draw(dc DrawContext, c *frame.Canvas)
}

// pictureKey is the key of a pane that is drawn from props.
type pictureKey struct {
	context ContextID
	props   Picture
}

// Pane shows a picture in r, on the background of a theme that has one. It is drawn
// once for all who have equal props.
func (dc DrawContext) Pane(r frame.Rect, props Picture) frame.Pane {
	return frame.Pane{Rect: r, Key: pictureKey{dc.ID(), props}, Draw: func(c *frame.Canvas) {
		props.Draw(dc, c)
		if dc.Theme.IsPainted() {
			c.Restyle(c.Bounds(), dc.Theme.OnGround)
		}
	}}
}

// Blank is a picture without anything on it, for the places where no other lies.
type Blank struct{}

// Draw draws nothing.
func (Blank) Draw(DrawContext, *frame.Canvas) {}

// Local is a text of the workshop's own in the language of the context, or in the
// one it has.
func (dc DrawContext) Local(texts map[string]string) string { return Local(dc.Words.Lang(), texts) }

// PhaseTitle is a phase's title, or its activity's name.
func (dc DrawContext) PhaseTitle(ph *model.Phase) string { return phaseTitle(dc.Words, ph) }

// SectorName is the sector's short name.
func (dc DrawContext) SectorName(s model.Sector) string { return sectorName(dc.Words, s) }
