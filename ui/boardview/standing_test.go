package boardview_test

import (
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/ui/boardview"
	"verkstad/ui/stage/stagetest"
)

// TestAResultOutlivesAVoteOfTooFew holds that a vote with too few ballots does
// not hide the result before it, neither in its phase nor in the talk after.
func TestAResultOutlivesAVoteOfTooFew(t *testing.T) {
	r := stagetest.Again(t)
	r.Must(model.Host, model.OpenRound{Dots: 3, MaxPer: 2})
	c := r.Board().OpenRound().Candidates
	r.Must(r.People[0], model.CastBallot{After: model.AfterAny, Dots: []model.Dot{{ID: c[3].ID, N: 1}}})
	r.Must(model.Host, model.CloseRound{})
	env := stagetest.Env(r, model.Host)
	holds := func() {
		t.Helper()
		scene := boardview.Show(r.Board(), boardview.Options{})
		if scene.Kind != boardview.Result || scene.Round != 2 {
			t.Fatalf("the wall shows %v of round %d", scene.Kind, scene.Round)
		}
		var said []string
		for _, b := range scene.Blocks(env.DrawContext(), env.Board()) {
			for _, l := range b.Lines {
				said = append(said, l.Text)
			}
		}
		if len(said) < 5 || said[0] != "Omröstning 3: färre än tre röstade, inget resultat. Det som gäller är omröstning 2." || !strings.HasPrefix(said[3], "19 prickar") {
			t.Errorf("the wall says\n%s", strings.Join(said, "\n"))
		}
	}
	holds()
	ph := r.Board().Phases()[r.Board().Current()+1]
	r.Must(model.Host, model.EnterPhase{Phase: ph.ID})
	for range 3 { // on to a talk
		if boardview.Show(r.Board(), boardview.Options{}).Kind == boardview.Result {
			break
		}
		ph = r.Board().Phases()[r.Board().Current()+1]
		r.Must(model.Host, model.EnterPhase{Phase: ph.ID})
	}

	// What is held again after that stands by itself, and beside the last result.
	r.Must(model.Host, model.OpenRound{Candidates: []model.ItemID{c[0].ID, c[1].ID}})
	if before := r.Board().Before(r.Board().OpenRound()); before == nil || before.ID != 2 {
		t.Errorf("a vote is compared with %+v", before)
	}
}
