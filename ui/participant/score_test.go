package participant_test

import (
	"strings"
	"testing"

	"verkstad/model/method"
	"verkstad/ui/stage/stagetest"
)

// TestAChosenScoreIsKept has the group go back and on again before a score is sent.
func TestAChosenScoreIsKept(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Committing)
	r.Go(method.Feedback)
	a := seated(t, r, 0)
	stagetest.Press(a, "down", "down")
	stagetest.Shows(t, a, "1  ●", "↑↓ välj")
	r.Go(method.Commit)
	stagetest.Wake(a)
	r.Go(method.Feedback)
	stagetest.Wake(a)
	stagetest.Shows(t, a, "1  ●")
	stagetest.Press(a, "up", "up", "enter")
	if got := r.Board().RatingBy(r.People[0].Person, 0); got == nil || got.Score != 3 {
		t.Errorf("sent %+v, want 3", got)
	}
	stagetest.Press(a, "e", "up") // another, which is not sent
	r.Go(method.Commit)
	stagetest.Wake(a)
	r.Go(method.Feedback)
	stagetest.Wake(a)
	if shown := stagetest.Screen(a); strings.Contains(shown, "●  ") {
		t.Errorf("what was not sent is shown as given:\n%s", shown)
	}
	stagetest.Press(a, "e")
	stagetest.Shows(t, a, "4  ●")
}

// TestNoArrowSaysTheWorstAtOnce presses each arrow once.
func TestNoArrowSaysTheWorstAtOnce(t *testing.T) {
	for _, key := range []string{"up", "down", "left", "right"} {
		r := stagetest.CoLab(t, stagetest.Committing)
		r.Go(method.Feedback)
		a := seated(t, r, 0)
		stagetest.Press(a, key)
		stagetest.Shows(t, a, "2  ●")
	}
}
