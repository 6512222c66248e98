package facilitator_test

import (
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

func TestPeopleAreShownOutAndLetIn(t *testing.T) {
	r, a := lead(t, stagetest.Talking)
	stagetest.Press(a, "P")
	stagetest.Shows(t, a, "Göran", "hand 1")
	stagetest.Press(a, "H")
	if len(r.Board().Hands()) != 2 {
		t.Errorf("%d hands are up, want 2", len(r.Board().Hands()))
	}
	stagetest.Press(a, "x", "enter")
	gone := 0
	for _, p := range r.Board().Everybody().All() {
		if p.Removed {
			gone++
		}
	}
	if gone != 1 {
		t.Errorf("%d people were shown out, want 1", gone)
	}
	stagetest.Press(a, "end", "x")
	if len(r.Board().People()) != 14 {
		t.Errorf("%d people are in, want all 14", len(r.Board().People()))
	}
}

func TestTheLeadIsSharedAndHandedOver(t *testing.T) {
	r, a := lead(t, stagetest.Talking)
	r.Enter(0) // the host's terminal
	stagetest.Press(a, "P")
	stagetest.Shows(t, a, "Göran")
	goran := r.Board().Hands()[0].ID
	stagetest.Press(a, "F")
	stagetest.Shows(t, a, "Göran får leda")
	stagetest.Press(a, "esc")
	if len(r.Board().Leaders()) != 0 {
		t.Error("esc let Göran lead")
	}
	stagetest.Press(a, "F", "enter")
	if p := r.Board().Person(goran); !p.Leads() {
		t.Fatalf("Göran is %s", p.Role)
	}
	stagetest.Press(a, "x")
	stagetest.Shows(t, a, "Ta först tillbaka ledningen")
	stagetest.Press(a, "F", "enter")
	if p := r.Board().Person(goran); p.Role != model.Participant {
		t.Errorf("Göran is %s", p.Role)
	}
	stagetest.Press(a, "O")
	stagetest.Shows(t, a, "Göran får leda träffen.")
	stagetest.Press(a, "enter")
	if p := r.Board().Person(goran); !p.Leads() {
		t.Errorf("after the hand-over Göran is %s", p.Role)
	}
}

// The selection stays on its person when others move past them, so that nobody
// is shown out in another's place.
func TestTheSelectionFollowsItsPerson(t *testing.T) {
	r, a := lead(t, stagetest.Talking)
	stagetest.Press(a, "P", "down", "down", "down", "down")
	before := selectedName(t, a)
	for _, p := range r.Board().Hands() {
		r.Must(model.Host, model.MoveHand{Person: p.ID})
	}
	stagetest.Wake(a)
	stagetest.Screen(a)
	stagetest.Press(a, "x")
	stagetest.Shows(t, a, before+" kan inte längre delta")
}

// selectedName is who x would show out.
func selectedName(t *testing.T, a *stage.App) string {
	t.Helper()
	stagetest.Press(a, "x")
	_, name, found := strings.Cut(stagetest.Screen(a), "│ ")
	for found {
		line, rest, _ := strings.Cut(name, "\n")
		if who, _, ok := strings.Cut(line, " kan inte längre delta"); ok {
			stagetest.Press(a, "esc")
			return strings.TrimSpace(who)
		}
		_, name, found = strings.Cut(rest, "│ ")
	}
	t.Fatalf("nobody is selected:\n%s", stagetest.Screen(a))
	return ""
}
