package frame

import (
	"io"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/vt"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var profiles = []colorprofile.Profile{
	colorprofile.TrueColor, colorprofile.ANSI256, colorprofile.ANSI, colorprofile.ASCII, colorprofile.NoTTY,
}

// terminal is an emulator that counts the writes it gets.
type terminal struct {
	*vt.Emulator
	writes  int
	bytes   int
	visible bool // the cursor
	last    string
	title   string
	drained chan struct{}
}

func newTerminal(w, h int) *terminal {
	term := &terminal{Emulator: vt.NewEmulator(w, h), visible: true, drained: make(chan struct{})}
	term.SetCallbacks(vt.Callbacks{
		CursorVisibility: func(v bool) { term.visible = v },
		Title:            func(s string) { term.title = s },
	})
	go func() {
		defer close(term.drained)
		io.Copy(io.Discard, term.Emulator)
	}()
	return term
}

// stop ends the emulator's replies and waits until they are drained. Its own
// Close writes a flag that its Read reads without a lock.
func (t *terminal) stop() {
	t.InputPipe().(io.Closer).Close()
	<-t.drained
}

func (t *terminal) Write(b []byte) (int, error) {
	t.writes++
	t.bytes += len(b)
	t.last = string(b)
	return t.Emulator.Write(b)
}

// holds fails unless the terminal shows f, cell by cell, as far as its profile
// can.
func (t *terminal) holds(tb interface {
	Helper()
	Fatalf(string, ...any)
}, f *Frame, p colorprofile.Profile) {
	tb.Helper()
	pens := f.in(p)
	for y := range f.h {
		for x := range f.w {
			want := f.cells[y*f.w+x]
			if want.width == 0 {
				continue
			}
			got := t.CellAt(x, y)
			text, style := " ", Style{}
			if got != nil && got.Content != "" {
				text, style = got.Content, fromUV(got.Style)
			} else if got != nil {
				style = fromUV(got.Style)
			}
			wantStyle := pens[want.style]
			if text == " " {
				style, wantStyle = style.onBlank(), wantStyle.onBlank()
			}
			if text != f.text(want) || style != wantStyle {
				tb.Fatalf("cell %d,%d of %d×%d in %v: terminal shows %q %+v, frame has %q %+v\nlast write %q\nterminal:\n%s\nframe:\n%s",
					x, y, f.w, f.h, p, text, style, f.text(want), wantStyle, t.last, t.Emulator.String(), f.Plain())
			}
		}
	}
}

// rows splits a plain picture.
func rows(plain string) []string { return strings.Split(plain, "\n") }

var _ uv.Screen = (*vt.Emulator)(nil)
