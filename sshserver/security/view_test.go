package security

import (
	"fmt"
	"image/color"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"verkstad/ui/frame"
	"verkstad/ui/frame/frametest"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// view is one app seen on several terminals at the same time: one that takes
// clusters for characters and one that takes runes, in many colours and none.
type view struct {
	t     testing.TB
	what  string // for what fails
	app   *stage.App
	cache *frame.Cache
	seen  []sight
	w, h  int

	failed bool // said so; what follows from it is not said
}

// sight is one terminal with what draws on it.
type sight struct {
	*frametest.Terminal
	painter *frame.Painter
}

// pictures are shared by all views, as in a server.
var (
	pictures = frame.NewCache(48 << 20)
	shared   = stage.NewShared(pictures)
)

// see shows a screen at a moment with texts from a place in the corpus.
func see(t testing.TB, s screen, m stagetest.Moment, from, w, h int) *view {
	t.Helper()
	env, first := s.make(t, poisoned(t, m, from))
	env.Shared = shared
	v := &view{
		t: t, what: fmt.Sprintf("%s at moment %d, texts from %d", s.name, m, from), w: w, h: h,
		app: stage.NewApp(env, first, w, h), cache: pictures,
	}
	for i, p := range []colorprofile.Profile{colorprofile.TrueColor, colorprofile.ASCII} {
		term := frametest.New(w, h, frametest.Measure(i == 1))
		v.seen = append(v.seen, sight{term, frame.NewPainter(term, pictures, p)})
		if err := v.seen[i].painter.Start(); err != nil {
			t.Fatal(err)
		}
	}
	stagetest.Resize(v.app, w, h)
	stagetest.Press(v.app, s.open...)
	v.paint("at first")
	return v
}

// close ends the app and holds that the terminals are given back whole.
func (v *view) close() {
	v.t.Helper()
	v.app.Close()
	if v.failed {
		return
	}
	for _, s := range v.seen {
		if err := s.painter.Stop(); err != nil || s.Err() != nil {
			v.t.Errorf("%s: leaving: %v, %v", v.what, err, s.Err())
		}
		if _, _, shown := s.Cursor(); s.Alternate() || !shown || s.Mode(1002) || s.Mode(1006) || s.Mode(2004) {
			v.t.Errorf("%s: the terminal is not given back as it was", v.what)
		}
	}
}

// paint draws the screen as it is now and holds what the terminals show. It is
// false, and says so once, if they show anything else than what is drawn.
func (v *view) paint(when string) bool {
	v.t.Helper()
	if v.failed {
		return false
	}
	l := v.app.Layout()
	want := v.cache.Compose(l)
	for i, s := range v.seen {
		err := s.painter.Paint(l)
		if err == nil {
			err = s.Err()
		}
		if err == nil {
			err = s.Shows(want)
		}
		if err == nil {
			err = cursorOf(s, l)
		}
		if err != nil {
			v.t.Errorf("%s, %s, %d×%d, terminal %d: %v", v.what, when, v.w, v.h, i, err)
			v.failed = true
			return false
		}
	}
	return true
}

// cursorOf holds the cursor to where the layout has it.
func cursorOf(s sight, l frame.Layout) error {
	x, y, shown := s.Cursor()
	inside := l.Cursor != nil && (frame.Rect{W: l.W, H: l.H}).Contains(l.Cursor.X, l.Cursor.Y)
	if shown != inside || inside && (x != l.Cursor.X || y != l.Cursor.Y) {
		return fmt.Errorf("the cursor is at %d,%d (%v), and should be at %+v", x, y, shown, l.Cursor)
	}
	return nil
}

// resize makes the terminals another size and paints.
func (v *view) resize(w, h int) bool {
	v.t.Helper()
	if w == v.w && h == v.h {
		return !v.failed
	}
	v.w, v.h = w, h
	for _, s := range v.seen {
		s.Resize(w, h)
	}
	stagetest.Resize(v.app, w, h)
	return v.paint("resized")
}

// send gives the app messages, runs what follows, and paints.
func (v *view) send(when string, msgs ...tea.Msg) bool {
	v.t.Helper()
	stagetest.Send(v.app, msgs...)
	return v.paint(when)
}

// light and dark are what a terminal may answer about its background.
var backgrounds = []color.Color{color.White, color.Black}
