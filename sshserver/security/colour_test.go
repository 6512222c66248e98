package security

import (
	"bytes"
	"testing"

	"github.com/charmbracelet/colorprofile"

	"verkstad/ui/frame"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// TestWhatMovesIsSeenWithoutColours moves about on every screen and holds that
// what shows in colours shows without them too: by a mark, by text, or by an
// attribute such as bold and reverse.
func TestWhatMovesIsSeenWithoutColours(t *testing.T) {
	for _, s := range screens {
		for _, m := range s.moments {
			env, first := s.make(t, atMoment(t, m))
			env.Shared = shared
			app := stage.NewApp(env, first, 80, 24)
			stagetest.Resize(app, 80, 24)
			stagetest.Press(app, s.open...)
			for _, k := range []string{"esc", "down", "down", "up", "tab", "down", "right", "tab", "down", "left"} {
				before := pictures.Compose(app.Layout())
				stagetest.Press(app, k)
				after := pictures.Compose(app.Layout())
				coloured := pictures.Step(before, after, 0, 0, colorprofile.TrueColor)
				if plain := pictures.Step(before, after, 0, 0, colorprofile.ASCII); len(coloured) > 0 && len(plain) == 0 {
					t.Errorf("%s at moment %d: %q changes only colours: %q\n%s", s.name, m, k, coloured, after.Plain())
				}
			}
			app.Close()
		}
	}
	one := frame.Draw(3, 1, func(c *frame.Canvas) { c.Text(0, 0, frame.Style{Fg: frame.RGB(255, 0, 0)}, "abc") })
	two := frame.Draw(3, 1, func(c *frame.Canvas) { c.Text(0, 0, frame.Style{Fg: frame.RGB(0, 0, 255)}, "abc") })
	if plain := pictures.Step(one, two, 0, 0, colorprofile.ASCII); !bytes.Equal(plain, nil) {
		t.Errorf("another colour is %q without colours", plain)
	}
}
