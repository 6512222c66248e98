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
	writePicture(term.t, name, svg)
}

func writePicture(t *testing.T, name, svg string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(*pictures, name+".svg"), []byte(svg), 0o644); err != nil {
		t.Fatal(err)
	}
}

// film is what a terminal showed at several moments, for a moving picture.
type film struct{ frames []string }

// frameTime is how long each is shown, in seconds.
const frameTime = 3

// take adds what the terminal shows now, if pictures are wanted.
func (f *film) take(term *terminal) {
	if *pictures == "" {
		return
	}
	term.mu.Lock()
	defer term.mu.Unlock()
	f.frames = append(f.frames, drawScreen(term.emu, term.light))
}

// write writes the film as one SVG that shows its frames in turn, over and over; where
// people have asked their computer for less motion, the first alone.
func (f *film) write(term *terminal, name string) {
	term.t.Helper()
	if *pictures == "" {
		return
	}
	writePicture(term.t, name, f.svg(term.emu.Width(), term.emu.Height(), term.light))
}

func (f *film) svg(w, h int, light bool) string {
	var b strings.Builder
	total := frameTime * len(f.frames)
	fmt.Fprintf(&b, "<style>.f{visibility:hidden;animation:turn %ds step-end infinite}"+
		"@keyframes turn{0%%{visibility:visible}%.4f%%{visibility:hidden}}"+
		"@media(prefers-reduced-motion:reduce){.f{animation:none}#f0{visibility:visible}}</style>\n", total, 100/float64(len(f.frames)))
	for i, frame := range f.frames {
		fmt.Fprintf(&b, `<g class="f" id="f%d" style="animation-delay:%ds">`+"\n%s</g>\n", i, i*frameTime, frame)
	}
	return wrapSVG(w, h, light, b.String())
}

func drawSVG(em *vt.Emulator, light bool) string {
	return wrapSVG(em.Width(), em.Height(), light, drawScreen(em, light))
}

// inks are the colours of a terminal's text and background.
func inks(light bool) (fg, bg string) {
	if light {
		return "#202020", "#ffffff"
	}
	return "#e6e6e6", "#1a1b26"
}

// wrapSVG makes a picture of a terminal of so many cells.
func wrapSVG(columns, rows int, light bool, content string) string {
	_, bg := inks(light)
	w, h := float64(columns)*cellW, float64(rows)*cellH
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" width="%g" height="%g">`+"\n", w+24, h+24, w+24, h+24)
	fmt.Fprintf(&b, `<rect width="100%%" height="100%%" rx="8" fill="%s"/>`+"\n", bg)
	b.WriteString(`<g transform="translate(12 12)" font-family="'DejaVu Sans Mono','JetBrains Mono',Menlo,Consolas,monospace" font-size="15" xml:space="preserve">` + "\n")
	b.WriteString(content + "</g>\n</svg>\n")
	return b.String()
}

// drawScreen draws the cells of a terminal.
func drawScreen(em *vt.Emulator, light bool) string {
	fg, bg := inks(light)
	var b strings.Builder
	for y := range em.Height() {
		for x := 0; x < em.Width(); {
			x = drawRun(&b, em, x, y, fg, bg)
		}
	}
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
	var plain, path strings.Builder
	col := 0
	for _, r := range text {
		if parts := blocks(r); parts != nil {
			for _, p := range parts {
				fmt.Fprintf(&path, "M%g %gh%gv%gh%gz", px+(float64(col)+p.x)*cellW, py+p.y*cellH, p.w*cellW, p.h*cellH, -p.w*cellW)
			}
			r = ' '
		}
		plain.WriteRune(r)
		col++
	}
	if path.Len() > 0 {
		fmt.Fprintf(b, `<path fill="%s" shape-rendering="crispEdges" d="%s"/>`+"\n", ink, path.String())
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

// part is a rectangle in a cell, in parts of its width and height.
type part struct{ x, y, w, h float64 }

// quadrants are the block elements of quarters: which are filled, from the upper left to
// the lower right, by their bits from 8 down.
var quadrants = map[rune]int{'▘': 8, '▝': 4, '▖': 2, '▗': 1, '▚': 9, '▞': 6, '▙': 11, '▛': 14, '▜': 13, '▟': 7}

// blocks is the parts of a cell that a block element fills; nil for any other character.
func blocks(r rune) (parts []part) {
	switch {
	case r == '█':
		return []part{{0, 0, 1, 1}}
	case r == '▀':
		return []part{{0, 0, 1, 0.5}}
	case r >= '▁' && r <= '▇': // from below, in eighths
		h := float64(r-'▁'+1) / 8
		return []part{{0, 1 - h, 1, h}}
	case r >= '▉' && r <= '▏': // from the left, in eighths
		return []part{{0, 0, float64('▏'-r+1) / 8, 1}}
	case r == '▐':
		return []part{{0.5, 0, 0.5, 1}}
	}
	for i := range 4 {
		if quadrants[r]&(8>>i) != 0 {
			parts = append(parts, part{float64(i%2) / 2, float64(i/2) / 2, 0.5, 0.5})
		}
	}
	return parts
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
	_, _ = em.Write([]byte("a\x1b[1;31mb<█\x1b[m c▟"))
	svg := drawSVG(em, false)
	quarters := []string{"M58.5 0h4.5v9.5h-4.5z", "M54 9.5h4.5v9.5h-4.5z", "M58.5 9.5h4.5v9.5h-4.5z"}
	for _, want := range append(quarters, `font-weight="bold"`, "b&lt;", "crispEdges", ">a<") {
		if !strings.Contains(svg, want) {
			t.Errorf("no %s in\n%s", want, svg)
		}
	}
	f := film{frames: []string{drawScreen(em, false), drawScreen(em, true)}}
	moving := f.svg(em.Width(), em.Height(), false)
	for _, want := range []string{"turn 6s", "50.0000%", `id="f1" style="animation-delay:3s"`, "prefers-reduced-motion"} {
		if !strings.Contains(moving, want) {
			t.Errorf("no %s in\n%s", want, moving)
		}
	}
}
