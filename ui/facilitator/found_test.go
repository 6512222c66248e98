package facilitator_test

import (
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/facilitator"
	"verkstad/ui/stage/stagetest"
)

// TestThePeopleSayTheDoorAndWhatEnterIsFor holds that the list of people says that
// the door is closed, and that enter on somebody without a hand says what can be
// done with them.
func TestThePeopleSayTheDoorAndWhatEnterIsFor(t *testing.T) {
	r, a := lead(t, stagetest.Gathering)
	r.Must(model.Host, model.MoveDoor{Closed: true})
	stagetest.Press(a, "P")
	stagetest.Shows(t, a, "dörren stängd (D)")
	stagetest.Press(a, "end", "enter")
	stagetest.Shows(t, a, "har ingen hand uppe", "x: visa ut")
}

// TestAVoteOnClustersWithoutAnySaysWhatToPress comes to a vote on clusters where
// there are none.
func TestAVoteOnClustersWithoutAnySaysWhatToPress(t *testing.T) {
	r := stagetest.NewRoom(t)
	r.Must(model.Host, model.CreateWorkshop{ID: "01J", Title: "Ny", Code: "NY", Lang: "sv", Phases: methodOf(t, "tematisk").Phases})
	env := stagetest.Env(r, model.Host)
	a := stagetest.App(t, env, facilitator.New(env))
	r.Go(method.Vote)
	stagetest.Wake(a)
	stagetest.Shows(t, a, "Det finns inget att rösta om än: idéerna", "behöver ligga i kluster först")
	stagetest.Press(a, "o")
	stagetest.Shows(t, a, "b går tillbaka")
}

// TestNoBoundOnDotsIsNone holds that a vote that was opened without a bound on
// what one candidate gets has none, also where the method has one.
func TestNoBoundOnDotsIsNone(t *testing.T) {
	r, a := lead(t, stagetest.Defining)
	for _, q := range r.Board().Questions() {
		r.Must(model.Host, model.ChooseQuestion{ID: q.ID, Chosen: true})
	}
	r.Go(method.Vote)
	stagetest.Wake(a)
	stagetest.Press(a, "o", "down", "left", "left", "left", "left", "left")
	stagetest.Shows(t, a, "ingen gräns")
	stagetest.Press(a, "enter")
	if round := r.Board().OpenRound(); round == nil || round.MaxPer != round.Dots {
		t.Errorf("the round is %+v, want one without a bound", round)
	}
}
