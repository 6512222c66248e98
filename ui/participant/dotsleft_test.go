package participant_test

import (
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/ui/stage/stagetest"
)

// TestDotsLeftAreSeenBesideARaisedHand has somebody vote with few dots and with as many as
// there can be, with a hand up, ready, at a table, at every width.
func TestDotsLeftAreSeenBesideARaisedHand(t *testing.T) {
	for _, dots := range []int{3, 8, 12, 20} {
		r := stagetest.CoLab(t, stagetest.Voting)
		r.Must(model.Host, model.CloseRound{})
		r.Must(model.Host, model.OpenRound{Dots: dots, MaxPer: dots})
		r.Must(model.Host, model.SetTables{Tables: 2})
		r.Must(r.People[0], model.MoveHand{Up: true})
		r.Must(r.People[0], model.MarkReady{Ready: true})
		a := seated(t, r, 0)
		stagetest.Press(a, "+")
		want := "●" + strings.Repeat("○", dots-1)
		if dots > 12 {
			want = "● 1/20"
		}
		for w := 40; w <= 130; w++ {
			stagetest.Resize(a, w, 12+w/5)
			if top, _, _ := strings.Cut(stagetest.Screen(a), "\n"); !strings.Contains(top, want) {
				t.Errorf("%d dots at %d columns: %q", dots, w, top)
			}
		}
	}
}
