package participant_test

import (
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/stage/stagetest"
)

// TestACardThatIsHiddenLeavesTheVote holds that a card that is hidden while it is
// voted on, or after, is no more to be read in the list of candidates, in a candidate's
// details, or in the result, and that the dots on it stay.
func TestACardThatIsHiddenLeavesTheVote(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Revealed)
	var ids []model.ItemID
	for _, i := range r.Board().Ideas(model.Host)[:4] {
		ids = append(ids, i.ID)
	}
	text := r.Board().Idea(ids[0]).Text
	r.Go(method.Vote)
	r.Must(model.Host, model.OpenRound{Dots: 3, MaxPer: 3, Candidates: ids})
	for _, p := range r.People[:5] {
		r.Must(p, model.CastBallot{After: model.AfterAny, Dots: []model.Dot{{ID: ids[0], N: 3}}})
	}
	a := seated(t, r, 0)
	stagetest.Resize(a, 120, 40)
	holds := func() {
		t.Helper()
		for _, hidden := range []bool{true, false, true} {
			r.Must(model.Host, model.HideIdea{ID: ids[0], Hidden: hidden})
			stagetest.Wake(a)
			if !hidden {
				stagetest.Shows(t, a, text)
				continue
			}
			stagetest.Hides(t, a, text)
			stagetest.Shows(t, a, "dolt förslag")
			for range ids { // the details of each
				stagetest.Press(a, "enter")
				stagetest.Hides(t, a, text)
				stagetest.Press(a, "esc", "down")
			}
		}
	}
	holds()
	r.Must(model.Host, model.CloseRound{})
	stagetest.Wake(a)
	holds()
	r.Must(model.Host, model.EndWorkshop{})
	stagetest.Wake(a)
	stagetest.Hides(t, a, text)
}
