package participant_test

import (
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/stage/stagetest"
)

// goTo has the host take the group to the first phase of an activity.
func goTo(t *testing.T, r *stagetest.Room, a method.Activity) {
	t.Helper()
	for _, ph := range r.Board().Phases() {
		if ph.Is(a) {
			r.Must(model.Host, model.EnterPhase{Phase: ph.ID, Start: true})
			return
		}
	}
	t.Fatalf("no phase of %s", a)
}

// TestAHalfWrittenTextComesBack begins a text in each field there is, has the
// group go on, sends it or leaves it there, and opens the field again when the
// group is back.
func TestAHalfWrittenTextComesBack(t *testing.T) {
	const half = "halvskrivet"
	for what, c := range map[string]struct {
		at   stagetest.Moment
		in   method.Activity
		open []string // keys
		mine bool     // one's own idea has to be there
	}{
		"a new idea":               {stagetest.Revealed, method.Gather, nil, false},
		"an idea that is changed":  {stagetest.Revealed, method.Gather, []string{"tab", "home", "e"}, true},
		"a check-in":               {stagetest.CheckingIn, method.Checkin, []string{"e"}, false},
		"a new cluster":            {stagetest.Clustering, method.Cluster, []string{"n"}, false},
		"the name of a cluster":    {stagetest.Clustering, method.Cluster, []string{"2", "e"}, false},
		"a question":               {stagetest.Defining, method.Define, []string{"n"}, false},
		"a better question":        {stagetest.Defining, method.Define, []string{"e"}, false},
		"a commitment":             {stagetest.Committing, method.Commit, nil, false},
		"something for later":      {stagetest.Clustering, method.Cluster, []string{"p"}, false},
		"the word about a meeting": {stagetest.Rating, method.Feedback, []string{"e", "3", "enter"}, false},
	} {
		for _, end := range []string{"esc", "enter"} {
			if what == "something for later" && end == "enter" {
				continue // it is taken everywhere
			}
			t.Run(what+" "+end, func(t *testing.T) {
				r := stagetest.CoLab(t, c.at)
				a := seated(t, r, 0)
				if c.mine {
					stagetest.Type(a, "mitt")
					stagetest.Press(a, "enter")
				}
				stagetest.Press(a, c.open...)
				stagetest.Type(a, half)
				stagetest.Shows(t, a, half)
				goTo(t, r, method.Talk)
				stagetest.Wake(a)
				stagetest.Shows(t, a, half)
				stagetest.Press(a, end)
				stagetest.Press(a, "esc")
				goTo(t, r, c.in)
				stagetest.Wake(a)
				if c.in == method.Feedback || !strings.Contains(stagetest.Screen(a), half) { // that field is shown before it has the keys
					stagetest.Press(a, c.open...)
				}
				stagetest.Type(a, "mer")
				stagetest.Shows(t, a, half+" mer")
			})
		}
	}
}

// TestAnUndoIsSaid undoes and redoes.
func TestAnUndoIsSaid(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Revealed)
	a := seated(t, r, 0)
	stagetest.Type(a, "Verktygsbibliotek")
	stagetest.Press(a, "enter", "ctrl+z")
	stagetest.Shows(t, a, "Ångrade: idén ”Verktygsbibliotek”", "ctrl+r gör om")
	stagetest.Press(a, "ctrl+r")
	stagetest.Shows(t, a, "Gjorde om: idén ”Verktygsbibliotek”")
}
