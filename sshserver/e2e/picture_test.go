package e2e

import (
	"flag"
	"fmt"
	"html"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/vt"
)

// The pictures in docs/screens are what terminals showed during these tests:
//
//	go test ./sshserver/e2e -run 'TestCoLab|TestPictureOfAScreen' -pictures "$PWD/docs/screens"
var pictures = flag.String("pictures", "", "a folder to draw the terminals' screens into, as SVG")

// Cells of a picture, in pixels.
const cellW, cellH, baseline = 9.0, 19.0, 14.5

// picture draws what the terminal shows, if pictures are wanted.
func (term *terminal) picture(name string) {
	term.t.Helper()
	if *pictures == "" {
		return
	}
	term.mu.Lock()
	svg := drawSVG(term.emu, term.light)
	term.mu.Unlock()
	if err := os.WriteFile(filepath.Join(*pictures, name+".svg"), []byte(svg), 0o644); err != nil {
		term.t.Fatal(err)
	}
}

func drawSVG(em *vt.Emulator, light bool) string {
	fg, bg := "#e6e6e6", "#1a1b26"
	if light {
		fg, bg = "#202020", "#ffffff"
	}
	w, h := float64(em.Width())*cellW, float64(em.Height())*cellH
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" width="%g" height="%g">`+"\n", w+24, h+24, w+24, h+24)
	fmt.Fprintf(&b, `<rect width="100%%" height="100%%" rx="8" fill="%s"/>`+"\n", bg)
	b.WriteString(`<g transform="translate(12 12)" font-family="'DejaVu Sans Mono','JetBrains Mono',Menlo,Consolas,monospace" font-size="15" xml:space="preserve">` + "\n")
	for y := range em.Height() {
		for x := 0; x < em.Width(); {
			x = drawRun(&b, em, x, y, fg, bg)
		}
	}
	b.WriteString("</g>\n</svg>\n")
	return b.String()
}

// drawRun draws cells of one look from x on, and gives the column after them.
func drawRun(b *strings.Builder, em *vt.Emulator, x, y int, fg, bg string) int {
	first := em.CellAt(x, y)
	style := styleOf(first)
	var text strings.Builder
	end := x
	for end < em.Width() {
		cell := em.CellAt(end, y)
		if styleOf(cell) != style {
			break
		}
		content := " "
		if cell != nil && cell.Content != "" {
			content = cell.Content
		}
		text.WriteString(content)
		end += max(1, widthOf(cell))
	}
	ink, paper := hex(style.Fg, fg), hex(style.Bg, "")
	if style.Attrs&uv.AttrReverse != 0 {
		ink, paper = hex(style.Bg, bg), hex(style.Fg, fg)
	}
	px, py, pw := float64(x)*cellW, float64(y)*cellH, float64(end-x)*cellW
	if paper != "" {
		fmt.Fprintf(b, `<rect x="%g" y="%g" width="%g" height="%g" fill="%s" shape-rendering="crispEdges"/>`+"\n", px, py, pw, cellH, paper)
	}
	drawGlyphs(b, text.String(), px, py, ink, style)
	return end
}

// drawGlyphs draws a run's text, and its block elements as rectangles, which
// fonts leave gaps between.
func drawGlyphs(b *strings.Builder, text string, px, py float64, ink string, style uv.Style) {
	var plain strings.Builder
	col := 0
	for _, r := range text {
		if fx, fy, fw, fh, ok := block(r); ok {
			fmt.Fprintf(b, `<rect x="%g" y="%g" width="%g" height="%g" fill="%s" shape-rendering="crispEdges"/>`+"\n",
				px+(float64(col)+fx)*cellW, py+fy*cellH, fw*cellW, fh*cellH, ink)
			r = ' '
		}
		plain.WriteRune(r)
		col++
	}
	trimmed := strings.TrimRight(plain.String(), " ")
	start := len([]rune(trimmed)) - len([]rune(strings.TrimLeft(trimmed, " ")))
	trimmed = strings.TrimLeft(trimmed, " ")
	if trimmed == "" {
		return
	}
	look := ""
	if style.Attrs&uv.AttrBold != 0 {
		look += ` font-weight="bold"`
	}
	if style.Attrs&uv.AttrItalic != 0 {
		look += ` font-style="italic"`
	}
	if style.Underline != 0 {
		look += ` text-decoration="underline"`
	}
	fmt.Fprintf(b, `<text x="%g" y="%g" fill="%s"%s textLength="%g" lengthAdjust="spacingAndGlyphs">%s</text>`+"\n",
		px+float64(start)*cellW, py+baseline, ink, look, float64(len([]rune(trimmed)))*cellW, html.EscapeString(trimmed))
}

// block is the part of a cell that a block element fills.
func block(r rune) (x, y, w, h float64, ok bool) {
	switch {
	case r == '█':
		return 0, 0, 1, 1, true
	case r == '▀':
		return 0, 0, 1, 0.5, true
	case r >= '▁' && r <= '▇': // from below, in eighths
		part := float64(r-'▁'+1) / 8
		return 0, 1 - part, 1, part, true
	case r >= '▉' && r <= '▏': // from the left, in eighths
		return 0, 0, float64('▏'-r+1) / 8, 1, true
	case r == '▐':
		return 0.5, 0, 0.5, 1, true
	}
	return 0, 0, 0, 0, false
}

func styleOf(c *uv.Cell) uv.Style {
	if c == nil {
		return uv.Style{}
	}
	return c.Style
}

func widthOf(c *uv.Cell) int {
	if c == nil {
		return 1
	}
	return c.Width
}

func hex(c color.Color, otherwise string) string {
	if c == nil {
		return otherwise
	}
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}

func TestPictureOfAScreen(t *testing.T) {
	em := vt.NewEmulator(10, 2)
	_, _ = em.Write([]byte("a\x1b[1;31mb<█\x1b[m c"))
	svg := drawSVG(em, false)
	for _, want := range []string{`font-weight="bold"`, "b&lt;", "crispEdges", ">a<"} {
		if !strings.Contains(svg, want) {
			t.Errorf("no %s in\n%s", want, svg)
		}
	}
}
