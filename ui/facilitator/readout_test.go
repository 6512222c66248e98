package facilitator_test

import (
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/facilitator"
	"verkstad/ui/stage/stagetest"
)

// TestWhoLeadsTicksIdeasOff has ideas read out in a round-robin by people without a
// terminal at hand: whoever leads sees those that are left on purpose alone, and ticks off.
func TestWhoLeadsTicksIdeasOff(t *testing.T) {
	m, _ := method.Get("tematisk")
	r := stagetest.NewRoom(t)
	r.Must(model.Host, model.CreateWorkshop{ID: "01READ", Title: "Återbruk", Method: m.ID, Lang: "sv", Code: "KRABBA", Phases: m.Agenda(1)})
	asa := r.Join("Åsa", model.Academia)
	r.Must(model.Host, model.Next{})
	idea := r.Must(asa, model.AddIdea{Text: "Lagarkafé"})
	e := stagetest.Env(r, model.Host)
	a := stagetest.App(t, e, facilitator.New(e))
	r.Must(model.Host, model.Next{})
	stagetest.Wake(a)
	stagetest.Hides(t, a, "Lagarkafé")
	stagetest.Press(a, "V", "down", "T")
	stagetest.Shows(t, a, "Lagarkafé", "✓ uppläst")
	if r.Board().Idea(idea).Read == 0 {
		t.Error("the idea is not ticked off")
	}
	stagetest.Press(a, "m")
	stagetest.Shows(t, a, "ta bort bocken")
	stagetest.Press(a, "enter")
	if r.Board().Idea(idea).Read != 0 {
		t.Error("the tick is not taken back")
	}
}
