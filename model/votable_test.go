package model_test

import (
	"slices"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
)

func TestAVoteOnTheLatestLeavesEarlierIdeasOut(t *testing.T) {
	w := newWorkshop(t, "siday")
	asa := w.join("Åsa", model.Academia)
	var asked []model.ItemID
	for _, ph := range w.b.Phases() {
		w.must(model.Host, model.EnterPhase{Phase: ph.ID})
		switch ph.Activity {
		case method.Gather:
			asked = []model.ItemID{
				w.must(asa, model.AddIdea{Text: "Hur började det?"}),
				w.must(asa, model.AddIdea{Text: "Vem betalade?"}),
			}
		case method.Vote:
			if got := w.b.Votable(); !slices.Equal(got, asked) {
				t.Errorf("phase %d votes on %v, want what was just asked: %v", ph.ID, got, asked)
			}
		}
	}
}

func TestAVoteOnTheLatestWithNothingGatheredHasAllIdeas(t *testing.T) {
	w := newWorkshop(t, "colab")
	vote := method.Phase{Activity: method.Vote, Settings: method.Settings{Candidates: method.CandidatesLatest}}
	w.must(model.Host, model.ChangeAgenda{Phases: []model.Phase{{Phase: vote}}})
	idea := w.must(model.Host, model.AddIdea{Text: "utan moment"})
	w.must(model.Host, model.Next{})
	if got := w.b.Votable(); !slices.Equal(got, []model.ItemID{idea}) {
		t.Errorf("got %v, want %v", got, idea)
	}
}
