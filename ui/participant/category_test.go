package participant_test

import (
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/participant"
	"verkstad/ui/stage/stagetest"
)

// TestCategoriesOnSmallScreens holds that the category of a card is seen where
// cards have no border to write it in.
func TestCategoriesOnSmallScreens(t *testing.T) {
	m, ok := method.Get("policylab")
	if !ok {
		t.Fatal("there is no policy lab")
	}
	r := stagetest.NewRoom(t)
	r.Must(model.Host, model.CreateWorkshop{Title: "Policy", Method: m.ID, Lang: "sv", Phases: m.Agenda(1)})
	asa := r.Join("Åsa", model.CivilSociety)
	r.Go(method.Gather)
	categories := r.Board().Phase().Categories
	if len(categories) < 2 {
		t.Fatal("the landscape has no categories")
	}
	r.Must(asa, model.AddIdea{Text: "Reglerna läses olika i olika kommuner", Category: 2})
	e := stagetest.Env(r, asa)
	a := stagetest.App(t, e, participant.New(e, participant.Hint{Key: "key-Åsa"}))
	for _, size := range [][2]int{{40, 12}, {80, 16}, {80, 24}} {
		stagetest.Resize(a, size[0], size[1])
		stagetest.Shows(t, a, categories[1]["sv"])
	}
	r.Must(model.Host, model.Reveal{})
	r.Go(method.Cluster)
	stagetest.Wake(a)
	for _, size := range [][2]int{{40, 12}, {80, 16}, {80, 24}, {120, 40}} {
		stagetest.Resize(a, size[0], size[1])
		stagetest.Shows(t, a, categories[1]["sv"])
	}
	stagetest.Golden(t, "category", a)
}
