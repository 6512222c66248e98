package projector_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/boardview"
	"verkstad/ui/frame"
	"verkstad/ui/projector"
	"verkstad/ui/stage/stagetest"
)

// TestPagesTurnWhileTheClockStands holds that a wall wakes by itself to turn its pages:
// while the clock of the phase is paused nothing else does.
func TestPagesTurnWhileTheClockStands(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Clustering)
	r.Must(model.Host, model.PauseClock{})
	e := stagetest.Env(r, observer)
	var wait time.Duration
	var later []tea.Msg
	e.Timer.After = func(d time.Duration, msg tea.Msg) tea.Cmd {
		wait, later = d, append(later, msg)
		return nil
	}
	a := stagetest.App(t, e, projector.New(e, nil))
	stagetest.Shows(t, a, "sida ")
	for range 60 { // as of a window that somebody drags larger
		stagetest.Resize(a, 90, 28)
		stagetest.Resize(a, 80, 24)
	}
	stagetest.Shows(t, a, "sida ")
	if len(later) != 1 {
		t.Fatalf("it waits %d times", len(later))
	}
	for range 3 {
		last := later[0]
		if wait <= 0 || wait > boardview.PageTime*time.Second+time.Second {
			t.Fatalf("it wakes in %v", wait)
		}
		before := stagetest.Screen(a)
		r.Pass(wait)
		later = nil
		a.Update(last)
		if a.Layout(); stagetest.Screen(a) == before {
			t.Fatal("the page is the same")
		}
		if len(later) != 1 {
			t.Fatalf("it waits %d times", len(later))
		}
	}
}

// TestACommentOnTheWall holds that the wall shows a feedback comment that is picked,
// larger than all else, and none that is not.
func TestACommentOnTheWall(t *testing.T) {
	said := []string{"Mer tid för samtalen vid borden.", "Första gången alla kom till tals.", "Tydligt och bra."}
	r := stagetest.CoLab(t, stagetest.Rating)
	e := stagetest.Env(r, observer)
	s := projector.New(e, nil)
	a := stagetest.App(t, e, s)
	stagetest.Resize(a, 120, 34)
	for _, text := range said {
		stagetest.Hides(t, a, text)
	}
	for i, text := range said {
		all := r.Board().Comments()
		whose := all[slices.IndexFunc(all, func(c *model.Rating) bool { return c.Text == text })].By
		r.Must(model.Host, model.ShowOnWall{Page: model.WallComment, Whose: whose})
		stagetest.Shows(t, a, "Någon av er skriver", text)
		stagetest.Hides(t, a, said[(i+1)%3])
		heads := projector.Lay(s, frame.Rect{W: 120, H: 33}).Heads
		if len(heads) != 1 || !strings.Contains(heads[0].Text, text) || heads[0].Rows < 5 {
			t.Errorf("the largest is %+v", heads)
		}
	}
	r.Must(model.Host, model.EndWorkshop{})
	stagetest.Hides(t, a, "Någon av er skriver")
}
