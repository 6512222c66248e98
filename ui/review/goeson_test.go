package review

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/stage/stagetest"
)

// TestWhoLooksBackIsToldThatTheWorkshopGoesOn holds that whoever looks back while
// the leader opens the workshop again sees so, and that one key leads back, also
// from a search or a thread.
func TestWhoLooksBackIsToldThatTheWorkshopGoesOn(t *testing.T) {
	const told = "Träffen går vidare. Tryck esc"
	for name, keys := range map[string][]string{"at once": nil, "chosen": {"down", "enter"}, "on a thread": {"down", "enter", "enter"}, "found": {"/", "k", "a", "enter"}} {
		r := stagetest.CoLab(t, stagetest.Ended)
		a, s := open(t, r, r.People[0])
		left := false
		s.opts.Back = func() tea.Cmd { left = true; return nil }
		stagetest.Press(a, keys...)
		if picture := stagetest.Screen(a); strings.Contains(picture, told) {
			t.Errorf("%s: it goes on before it is opened again:\n%s", name, picture)
		}
		r.Must(model.Host, model.ReopenWorkshop{})
		stagetest.Shows(t, a, told, "esc tillbaka")
		stagetest.Resize(a, 80, 24)
		stagetest.Shows(t, a, told, "esc tillbaka")
		stagetest.Press(a, "esc")
		if !left {
			t.Errorf("%s: esc does not lead back", name)
		}
	}
}

// TestTheWayBackIsSeenAtEightyColumns holds that the line of keys has room for it.
func TestTheWayBackIsSeenAtEightyColumns(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Ended)
	a, _ := open(t, r, r.People[0])
	stagetest.Resize(a, 80, 24)
	for _, tab := range []string{"1", "2", "3", "4", "5", "6", "7"} {
		stagetest.Press(a, tab)
		stagetest.Shows(t, a, "esc tillbaka")
	}
}
