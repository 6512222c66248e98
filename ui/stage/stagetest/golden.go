package stagetest

import (
	"flag"
	"fmt"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"verkstad/ui/frame"
	"verkstad/ui/i18n"
	"verkstad/ui/stage"
)

var update = flag.Bool("update", false, "write the golden screens anew")

// sizes of the golden screens.
var sizes = [][2]int{{40, 12}, {80, 24}, {120, 40}}

// Golden holds an app's screen to testdata/golden/<name>.<language>.txt at
// 40×12, 80×24 and 120×40, in Swedish and English; -update writes it anew. It
// also draws the screen up to 400×150 and holds that the keys of its panes say
// all that their pictures depend on. Afterwards the app is Swedish and 80×24.
//
// With VERKSTAD_SHOT set to a folder, the styled screens are written there,
// for a look at them.
func Golden(t *testing.T, name string, a *stage.App) {
	t.Helper()
	for _, lang := range i18n.Languages {
		speak(a, lang)
		var all strings.Builder
		for _, size := range sizes {
			f := draw(t, a, size[0], size[1])
			fmt.Fprintf(&all, "── %d×%d\n%s\n", size[0], size[1], trimRows(f.Plain()))
		}
		compare(t, name+"."+lang+".txt", all.String())
	}
	speak(a, "sv")
	for _, size := range [][2]int{{41, 13}, {64, 18}, {200, 50}, {400, 150}, {30, 8}} {
		draw(t, a, size[0], size[1])
	}
	shoot(t, name, a)
	Resize(a, 80, 24)
}

// GoldenStyled holds the app's screen at 80×24 with its colours to
// testdata/golden/<name>.<theme>.ansi, in the dark and the light theme.
func GoldenStyled(t *testing.T, name string, a *stage.App) {
	t.Helper()
	for _, dark := range []bool{false, true} {
		paint(a, dark)
		compare(t, name+"."+shade(dark)+".ansi", draw(t, a, 80, 24).Styled()+"\n")
	}
}

// Styled is the app's screen with its colours.
func Styled(a *stage.App, w, h int) string {
	Resize(a, w, h)
	return shared.Cache.Compose(a.Layout()).Styled()
}

func speak(a *stage.App, lang string) {
	a.Env.Words = i18n.For(lang)
	Send(a, stage.ThemeMsg{})
}

func paint(a *stage.App, dark bool) {
	Send(a, tea.BackgroundColorMsg{Color: background(dark)})
}

func shade(dark bool) string {
	if dark {
		return "dark"
	}
	return "light"
}

// draw gives the screen in a size, and fails the test if a pane lies outside
// it or has a key that another picture has too.
func draw(t *testing.T, a *stage.App, w, h int) *frame.Frame {
	t.Helper()
	Resize(a, w, h)
	l := a.Layout()
	for _, p := range l.Panes {
		if p.Empty() {
			continue
		}
		if p.X < 0 || p.Y < 0 || p.Right() > w || p.Bottom() > h {
			t.Errorf("%d×%d: the pane %v lies outside: %+v", w, h, p.Key, p.Rect)
		}
		if fresh := frame.Draw(p.W, p.H, p.Draw); fresh.Styled() != shared.Cache.Frame(p).Styled() {
			t.Errorf("%d×%d: the key %+v has two pictures:\n%s\n---\n%s", w, h, p.Key, shared.Cache.Frame(p).Plain(), fresh.Plain())
		}
	}
	if c := l.Cursor; c != nil && (c.X < 0 || c.Y < 0 || c.X >= w || c.Y >= h) {
		t.Errorf("%d×%d: the cursor is at %+v", w, h, *c)
	}
	f := shared.Cache.Compose(l)
	if f.W() != w || f.H() != h {
		t.Errorf("the screen is %d×%d, not %d×%d", f.W(), f.H(), w, h)
	}
	return f
}

func trimRows(s string) string {
	rows := strings.Split(s, "\n")
	for i, row := range rows {
		rows[i] = strings.TrimRight(row, " ")
	}
	return strings.Join(rows, "\n")
}

func compare(t *testing.T, file, got string) {
	t.Helper()
	path := filepath.Join("testdata", "golden", file)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (go test -update writes it)", err)
	}
	if got != string(want) {
		t.Errorf("%s differs. Got:\n%s\nwant:\n%s", path, got, want)
	}
}

// shoot writes the styled screen to the folder VERKSTAD_SHOT, if that is set.
func shoot(t *testing.T, name string, a *stage.App) {
	dir := os.Getenv("VERKSTAD_SHOT")
	if dir == "" {
		return
	}
	was := a.Env.Theme.IsDark()
	defer paint(a, was)
	for _, dark := range []bool{true, false} {
		paint(a, dark)
		for _, size := range append(sizes, [2]int{200, 50}) {
			file := fmt.Sprintf("%s.%dx%d.%s.ansi", name, size[0], size[1], shade(dark))
			if err := os.WriteFile(filepath.Join(dir, file), []byte(Styled(a, size[0], size[1])), 0o644); err != nil {
				t.Error(err)
			}
		}
	}
}

func background(dark bool) color.Color {
	if dark {
		return color.Black
	}
	return color.White
}
