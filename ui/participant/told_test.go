package participant_test

import (
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/participant"
	"verkstad/ui/stage/stagetest"
)

// TestALowScreenSaysWhatAVoteKeeps holds that nobody votes on the smallest screen
// without having been told what the vote keeps and when its result shows, and
// that the words make room once one has begun.
func TestALowScreenSaysWhatAVoteKeeps(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Defining)
	for _, q := range r.Board().Questions() {
		r.Must(model.Host, model.ChooseQuestion{ID: q.ID, Chosen: true})
	}
	r.Go(method.Vote)
	r.Must(model.Host, model.OpenRound{Dots: 3, MaxPer: 2})
	me := model.Actor{Person: r.People[0].Person, Role: model.Participant}
	env := stagetest.Env(r, me)
	a := stagetest.App(t, env, participant.New(env, participant.Hint{Key: r.Board().Person(r.People[0].Person).Key}))
	stagetest.Resize(a, 40, 12)
	said := strings.Join(strings.Fields(stagetest.Screen(a)), " ")
	for _, want := range []string{"Resultatet visas när den stängs", "Det som sparas är"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not on a screen of 40×12:\n%s", want, stagetest.Screen(a))
		}
	}
	stagetest.Press(a, "space")
	if said := stagetest.Screen(a); strings.Contains(said, "Det som sparas") {
		t.Errorf("it is still said when a dot lies there:\n%s", said)
	}
}

// TestAClosedDoorIsSeenBeforeANameIsTyped holds that a newcomer learns at once
// that the door is closed.
func TestAClosedDoorIsSeenBeforeANameIsTyped(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Gathering)
	r.Must(model.Host, model.MoveDoor{Closed: true})
	env := stagetest.Env(r, model.Actor{Role: model.Participant})
	a := stagetest.App(t, env, participant.New(env, participant.Hint{Key: "ny", Role: model.Participant}))
	stagetest.Shows(t, a, "Dörren är stängd för nya", "återkomstkod")
	stagetest.Resize(a, 40, 12)
	stagetest.Shows(t, a, "Dörren är stängd för nya")
}
