package frame

import (
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// Text draws one line of plain text from x, cut at the right edge of the
// canvas, and returns the column after it. Control characters are never drawn.
func (c *Canvas) Text(x, y int, s Style, text string) int {
	x = near(x)
	ay := near(y) + c.oy
	id := c.d.styleID(s)
	for len(text) > 0 && x < c.w {
		cluster, w, rest := nextCluster(text)
		text = rest
		if w == 0 {
			continue
		}
		c.d.put(c.clip, x+c.ox, ay, cell{glyph: c.d.glyph(cluster), style: id, width: uint8(w)})
		if w == 2 && !c.clip.Contains(x+c.ox, ay) { // the right half of one that the left edge cuts
			c.d.put(c.clip, x+1+c.ox, ay, cell{glyph: ' ', style: id, width: 1})
		}
		x += w
	}
	return min(x, max(c.w, 0))
}

// TextIn draws text in w cells from x, with "…" at the end where it does not
// fit, and returns the column after it.
func (c *Canvas) TextIn(x, y, w int, s Style, text string) int {
	return c.Text(x, y, s, Truncate(text, w))
}

// TextRight draws text so that it ends before column xEnd, and returns the
// column where it starts.
func (c *Canvas) TextRight(xEnd, y int, s Style, text string) int {
	x := near(xEnd) - Width(text)
	c.Text(x, y, s, text)
	return x
}

// TextCenter draws text in the middle of the width of r, cut to it, on row y
// of the canvas.
func (c *Canvas) TextCenter(r Rect, y int, s Style, text string) {
	text = Truncate(text, r.W)
	c.Text(near(r.X)+(r.W-Width(text))/2, y, s, text)
}

// Wrap breaks text between words into the rectangle r and returns how many
// rows it took. If there is more text than room, the last row ends in "…".
func (c *Canvas) Wrap(r Rect, s Style, text string) (lines int) {
	if r.Empty() {
		return 0
	}
	all := WrapLines(text, r.W)
	for i, line := range all {
		if i == r.H-1 && len(all) > r.H {
			if Width(line) >= r.W {
				line = Truncate(line+ellipsis, r.W)
			} else {
				line += ellipsis
			}
		}
		if i == r.H {
			break
		}
		sub := c.Sub(r)
		sub.Text(0, i, s, line)
	}
	return min(len(all), r.H)
}

// Paint draws what Lip Gloss, Bubbles or Glamour rendered into r, from a blank
// rectangle. Colours and text attributes are kept; links and every other
// escape sequence are dropped.
func (c *Canvas) Paint(r Rect, ansiText string) {
	sub := c.Sub(r)
	if sub.clip.Empty() {
		return
	}
	uv.NewStyledString(parsable(ansiText)).Draw(styledScreen{sub}, uv.Rect(0, 0, sub.w, sub.h))
}

// mostParams is how many parameters of one sequence the parser has room for. It
// panics at the next.
const mostParams = 32

// parsable takes the parameters out of sequences that have too many of them,
// and bytes that are no text.
func parsable(ansiText string) string {
	ansiText = strings.ToValidUTF8(ansiText, "\ufffd")
	var out strings.Builder
	rest := ansiText
	for i := strings.IndexByte(rest, ansi.ESC); i >= 0; i = strings.IndexByte(rest, ansi.ESC) {
		at, parts := i+1, 0
		for ; at < len(rest) && rest[at] != ansi.ESC && (rest[at] < '@' || rest[at] == '[' || rest[at] == 'P'); at++ {
			if rest[at] == ';' || rest[at] == ':' {
				parts++
			}
		}
		if parts < mostParams {
			out.WriteString(rest[:at])
		} else {
			out.WriteString(rest[:i])
		}
		rest = rest[at:]
	}
	if out.Len() == 0 {
		return rest
	}
	return out.String() + rest
}

// styledScreen lets Ultraviolet's parser write into a canvas.
type styledScreen struct{ c *Canvas }

// Bounds is the canvas.
func (s styledScreen) Bounds() uv.Rectangle { return uv.Rect(0, 0, s.c.w, s.c.h) }

// WidthMethod is the same rule as Width's.
func (s styledScreen) WidthMethod() uv.WidthMethod { return ansi.GraphemeWidth }

// CellAt is asked for when a combining mark comes after an escape sequence.
func (s styledScreen) CellAt(x, y int) *uv.Cell {
	c := s.c
	ax, ay := x+c.ox, y+c.oy
	if !c.clip.Contains(ax, ay) {
		return nil
	}
	at := c.d.cells[ay*c.d.w+ax]
	st := c.d.styles[at.style]
	return &uv.Cell{
		Content: c.d.text(at),
		Width:   int(at.width),
		Style:   uv.Style{Fg: st.Fg.Color(), Bg: st.Bg.Color(), Attrs: uvAttrs(st.Attrs), Underline: uvUnderline(st.Attrs)},
	}
}

// SetCell draws one parsed cell; nil blanks.
func (s styledScreen) SetCell(x, y int, u *uv.Cell) {
	if u == nil {
		s.c.Text(x, y, Style{}, " ")
		return
	}
	text := u.Content
	if len(text) > 1 {
		text = ansi.Strip(text) // an APC or DCS rides in front of the character
	}
	if text == "" {
		return
	}
	style := fromUV(u.Style)
	if cluster, w, _ := nextCluster(text); w > 0 {
		s.c.Text(x, y, style, cluster)
	}
}

// uvAttrs turns attributes into Ultraviolet's.
func uvAttrs(a Attr) (out uint8) {
	for _, m := range [...]struct {
		attr Attr
		uv   uint8
	}{{Bold, uv.AttrBold}, {Faint, uv.AttrFaint}, {Italic, uv.AttrItalic}, {Reverse, uv.AttrReverse}, {Strike, uv.AttrStrikethrough}} {
		if a&m.attr != 0 {
			out |= m.uv
		}
	}
	return out
}

// uvUnderline turns the underline attribute into Ultraviolet's.
func uvUnderline(a Attr) uv.Underline {
	if a&Underline != 0 {
		return uv.UnderlineSingle
	}
	return uv.UnderlineNone
}
