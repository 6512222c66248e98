package boardview

import (
	"errors"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/vt"

	"verkstad/ui/frame"
	"verkstad/ui/widget"
)

// face is the cell of a terminal's font, in pixels.
type face struct{ w, h int }

// A code is read from a picture of the cells that are drawn, as a phone would read it, in
// every room that it fits: among text on a dark and on a light screen, in cells of xterm's
// default font, whose halves are of six and of seven pixels, and of others.
func TestACodeCanBeScanned(t *testing.T) {
	zbar, err := exec.LookPath("zbarimg")
	if err != nil {
		t.Skip("zbarimg is not installed")
	}
	faces := map[string]face{"xterm": {6, 13}, "console": {8, 16}, "large": {10, 20}, "narrow": {7, 17}}
	rooms := map[string]frame.Rect{"least": {W: 29, H: 15}, "quiet": {W: 33, H: 17}, "twice": {W: 66, H: 34}}
	const url = "ssh://KRABBA@192.168.1.20:2222"
	for name, f := range faces {
		for room, r := range rooms {
			for ground, back := range map[string]color.Color{"dark": color.Black, "light": color.White} {
				t.Run(strings.Join([]string{name, room, ground}, ", "), func(t *testing.T) {
					rows := Code(url, r.W, r.H)
					if len(rows) == 0 {
						t.Fatal("it does not fit")
					}
					file := filepath.Join(t.TempDir(), "code.png")
					shoot(t, file, f, back, frame.Draw(r.W+8, r.H+4, func(c *frame.Canvas) {
						for y := range c.H() {
							c.HLine(0, y, c.W(), frame.Style{}, "█")
						}
						widget.DrawQR(c, 4, 2, rows)
					}))
					said, err := exec.Command(zbar, "--nodbus", "--quiet", "--raw", file).Output()
					if got := strings.TrimSpace(string(said)); err != nil || got != url {
						t.Errorf("it reads %q (%v)", got, err)
					}
				})
			}
		}
	}
}

// shoot writes a picture of what a terminal with cells of f shows. Text in the terminal's
// own colour is grey.
func shoot(t *testing.T, file string, f face, back color.Color, cells *frame.Frame) {
	t.Helper()
	term := vt.NewEmulator(cells.W(), cells.H())
	defer term.Close()
	if _, err := term.Write([]byte("\x1b[?7l" + strings.ReplaceAll(cells.Styled(), "\n", "\r\n"))); err != nil {
		t.Fatal(err)
	}
	img := image.NewGray(image.Rect(0, 0, cells.W()*f.w, cells.H()*f.h))
	for y := range cells.H() {
		for x := range cells.W() {
			cell := term.CellAt(x, y)
			ink, paper := color.Color(color.Gray{128}), back
			if cell.Style.Fg != nil {
				ink = cell.Style.Fg
			}
			if cell.Style.Bg != nil {
				paper = cell.Style.Bg
			}
			if cell.Style.Attrs&uv.AttrReverse != 0 {
				ink, paper = paper, ink
			}
			for i := range f.w * f.h {
				px, py := i%f.w, i/f.w
				c := paper
				if upper := py < f.h/2; cell.Content == "█" || cell.Content == "▀" && upper || cell.Content == "▄" && !upper {
					c = ink
				}
				img.Set(x*f.w+px, y*f.h+py, c)
			}
		}
	}
	out, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(png.Encode(out, img), out.Close()); err != nil {
		t.Fatal(err)
	}
}
