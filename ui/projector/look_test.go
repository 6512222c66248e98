package projector_test

import (
	"testing"

	"verkstad/ui/frame"
	"verkstad/ui/projector"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// TestTheWallBeginsAsTheFlagSays holds that a wall is drawn on what the server was started
// with, whatever was chosen before that, and that what is chosen from then on stays.
func TestTheWallBeginsAsTheFlagSays(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Gathering)
	begin := func(shared *stage.Shared) (*stage.App, func() string) {
		e := stagetest.Env(r, observer)
		e.Shared = shared
		a := stagetest.App(t, e, projector.New(e, nil))
		return a, func() string {
			switch {
			case !e.Theme.IsPainted():
				return "terminal"
			case e.Theme.IsDark():
				return "dark"
			}
			return "light"
		}
	}
	server := func(flag string) *stage.Shared {
		s := stage.NewShared(frame.NewCache(1 << 20))
		s.WallGround = flag
		return s
	}
	a, ground := begin(server(""))
	stagetest.Press(a, "t", "t")
	if ground() != "dark" {
		t.Fatalf("t twice gives %v", ground())
	}
	light := server("light")
	a, ground = begin(light)
	if ground() != "light" {
		t.Errorf("--wall light begins with %v", ground())
	}
	stagetest.Press(a, "t")
	if ground() != "dark" {
		t.Errorf("t after light gives %v", ground())
	}
	if _, ground = begin(light); ground() != "dark" {
		t.Errorf("a wall that was turned dark opens again on %v", ground())
	}
	if _, ground = begin(server("")); ground() != "dark" {
		t.Errorf("without the flag it begins on %v", ground())
	}
}
