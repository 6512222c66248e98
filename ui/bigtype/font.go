package bigtype

import (
	"image"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// goBold is the font, which is parsed when it is first needed and never changes.
var goBold = sync.OnceValue(func() *sfnt.Font {
	f, err := sfnt.Parse(gobold.TTF)
	if err != nil {
		panic(err) // it is compiled in
	}
	return f
})

// unit is the size in pixels at which outlines are read. They are scaled from there.
const unit = 1024

func ems(n fixed.Int26_6) float64 { return float64(n) / 64 / unit }

// outliner reads letters of the font. It is for one goroutine.
type outliner struct {
	font *sfnt.Font
	lend sfnt.Buffer
}

func newOutliner() *outliner { return &outliner{font: goBold()} }

// advance is how far one letter pushes the next, in ems. ok is false where the
// font has no such letter.
func (o *outliner) advance(r rune) (far float64, ok bool) {
	g, err := o.font.GlyphIndex(&o.lend, r)
	if err != nil || g == 0 {
		return 0, false
	}
	a, err := o.font.GlyphAdvance(&o.lend, g, fixed.I(unit), font.HintingNone)
	return ems(a), err == nil
}

// draw adds a letter's outline to a rasterizer, x pixels from the left, with an em
// of so many pixels in width.
func (o *outliner) draw(to *vector.Rasterizer, r rune, x, em float64, grid grid) {
	g, err := o.font.GlyphIndex(&o.lend, r)
	if err != nil {
		return
	}
	outline, err := o.font.LoadGlyph(&o.lend, g, fixed.I(unit), nil)
	if err != nil {
		return
	}
	at := func(p fixed.Point26_6) (float32, float32) {
		return float32(x + ems(p.X)*em), float32(grid.y(-ems(p.Y)))
	}
	for _, s := range outline {
		ax, ay := at(s.Args[0])
		bx, by := at(s.Args[1])
		cx, cy := at(s.Args[2])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			to.MoveTo(ax, ay)
		case sfnt.SegmentOpLineTo:
			to.LineTo(ax, ay)
		case sfnt.SegmentOpQuadTo:
			to.QuadTo(ax, ay, bx, by)
		case sfnt.SegmentOpCubeTo:
			to.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
}

// How much of a pixel a letter must cover for the pixel to be filled, of 255. Less
// than half makes strokes of one pixel whole. Accents and tails are thinner.
const (
	inked       = 105
	inkedAccent = 65
)

// bitmap is which pixels of a line are filled.
type bitmap struct {
	image *image.Alpha
	grid  grid
}

func (b bitmap) at(x, y int) bool {
	least := uint8(inked)
	if low := float64(y) + 1; low <= b.grid.y(dot) || low > b.grid.y(0) {
		least = inkedAccent
	}
	return image.Pt(x, y).In(b.image.Rect) && b.image.AlphaAt(x, y).A >= least
}
