package facilitator_test

import (
	"encoding/json"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/facilitator"
	"verkstad/ui/participant"
	"verkstad/ui/projector"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// TestNotesAreForWhoeverLeads holds that d shows the notes of this phase and the next, that
// they are written in the agenda, and that nobody else sees them: no participant, no wall,
// no document.
func TestNotesAreForWhoeverLeads(t *testing.T) {
	const secret = "Börja med hon som tvekar"
	r := stagetest.NewRoom(t)
	r.Must(model.Host, model.CreateWorkshop{ID: "01", Title: "T", Code: "KRABBA", Lang: "sv", Phases: []method.Phase{
		{Activity: method.Checkin, Minutes: 10}, {Activity: method.Talk, Minutes: 20, Leader: method.Text{"sv": "Ta med pennor"}},
	}})
	env := stagetest.Env(r, model.Host)
	a := stagetest.App(t, env, facilitator.New(env))
	stagetest.Press(a, "n", "a", "d")
	stagetest.Type(a, secret)
	stagetest.Press(a, "enter", "esc", "d")
	stagetest.Shows(t, a, "Till dig som leder", secret, "Sedan: Samtal", "Ta med pennor", "Bara de som leder")
	if got := r.Board().Phase().Leader.In("sv"); got != secret {
		t.Fatalf("the note is %q", got)
	}
	out, err := r.Do(t.Context(), model.Actor{Role: model.Participant}, "join", model.JoinPerson{Key: "k", Name: "Bo", Sector: model.Business, Role: model.Participant})
	if err != nil {
		t.Fatal(err)
	}
	bo := model.Actor{Person: out.Person, Role: model.Participant}
	for name, screen := range map[string]func(*stage.Env) stage.Screen{
		"participant": func(e *stage.Env) stage.Screen { return participant.New(e, participant.Hint{}) },
		"projector":   func(e *stage.Env) stage.Screen { return projector.New(e, nil) },
	} {
		e := stagetest.Env(r, bo)
		other := stagetest.App(t, e, screen(e))
		for _, size := range []tea.WindowSizeMsg{{Width: 40, Height: 12}, {Width: 200, Height: 56}} {
			other.Update(size)
			if shown := stagetest.Screen(other); strings.Contains(shown, "tvekar") {
				t.Errorf("the %s shows it:\n%s", name, shown)
			}
		}
	}
	for _, who := range []model.Actor{bo, {Role: model.Observer}, model.Host} {
		raw, err := json.Marshal(r.Board().Document(who))
		if err != nil || strings.Contains(string(raw), "tvekar") || strings.Contains(string(raw), "pennor") {
			t.Errorf("the document for %v has it, %v", who, err)
		}
	}
}
