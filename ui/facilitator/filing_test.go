package facilitator

import (
	"context"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/stage/stagetest"
)

// methodRoom is a workshop of a method at the first phase of an activity.
func methodRoom(t *testing.T, id string, a model.Activity) *stagetest.Room {
	t.Helper()
	m, _ := method.Get(id)
	r := stagetest.NewRoom(t)
	if _, err := r.Do(context.Background(), model.Host, "", model.CreateWorkshop{ID: "01X", Title: "T", Method: id, Lang: "sv", Code: "K", Phases: m.Agenda(1)}); err != nil {
		t.Fatal(err)
	}
	for _, ph := range r.Board().Phases() {
		if ph.Activity == a {
			r.Must(model.Host, model.EnterPhase{Phase: ph.ID})
			break
		}
	}
	return r
}

func TestTickingAPoint(t *testing.T) {
	r := methodRoom(t, "iop", method.Talk)
	env := stagetest.Env(r, model.Host)
	a := stagetest.App(t, env, New(env))
	stagetest.Press(a, "T", "down", "enter")
	if !r.Board().Phase().Ticked(2) {
		t.Fatal("the second point is not ticked")
	}
	stagetest.Shows(t, a, "✓ Upphandling")
}

func TestNotingForASector(t *testing.T) {
	r := methodRoom(t, "positionspapper", method.Talk)
	env := stagetest.Env(r, model.Host)
	a := stagetest.App(t, env, New(env))
	stagetest.Shows(t, a, "Inga förbehåll än")
	stagetest.Press(a, "N", "down", "enter")
	stagetest.Type(a, "Bara på prov")
	stagetest.Press(a, "enter")
	notes := r.Board().Notes(model.Host, 0)
	if len(notes) != 1 || notes[0].Sector != model.PublicSector {
		t.Fatalf("notes %+v", notes)
	}
	stagetest.Shows(t, a, "Bara på prov")
}

func TestFilingACluster(t *testing.T) {
	r := methodRoom(t, "positionspapper", method.Cluster)
	r.Must(model.Host, model.CreateCluster{Title: "Verktyg"})
	env := stagetest.Env(r, model.Host)
	a := stagetest.App(t, env, New(env))
	stagetest.Press(a, "tab", "tab", "down", "m", "down", "down", "down", "down", "enter", "down", "enter")
	if got := r.Board().CategoryOf(1).In("sv"); got != "mellanlång sikt" {
		t.Fatalf("filed under %q", got)
	}
	stagetest.Shows(t, a, "mellanlång sikt")
}
