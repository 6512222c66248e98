package participant_test

import (
	"slices"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/ui/stage/stagetest"
)

// TestAnIdeaThatWasRewordedMeanwhileIsNotWrittenOver holds that somebody who changes
// their idea while whoever leads does is told, goes on with the same idea, and not
// with a new one, and has it their way by sending again.
func TestAnIdeaThatWasRewordedMeanwhileIsNotWrittenOver(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Revealed)
	all := r.Board().Ideas(model.Host)
	mine := all[len(all)-1] // stands first in the list
	a := seated(t, r, slices.IndexFunc(r.People, func(p model.Actor) bool { return p.Person == mine.By }))
	stagetest.Press(a, "tab", "home", "e")
	stagetest.Type(a, " enligt mig")
	stagetest.Shows(t, a, "enligt mig")
	n := len(r.Board().Ideas(model.Host))
	r.Must(model.Host, model.EditIdea{ID: mine.ID, Text: "Så säger den som leder"})
	stagetest.Wake(a)
	for _, want := range []string{"Så säger den som leder", mine.Text + " enligt mig"} {
		stagetest.Press(a, "enter")
		if got := r.Board().Idea(mine.ID).Text; got != want || len(r.Board().Ideas(model.Host)) != n {
			t.Fatalf("the idea is %q, want %q; %d ideas of %d", got, want, len(r.Board().Ideas(model.Host)), n)
		}
		if got := stagetest.Screen(a); want != mine.Text+" enligt mig" && (!strings.Contains(got, "skrivit om det medan du skrev") || !strings.Contains(got, "enligt mig")) {
			t.Errorf("they see\n%s", got)
		}
	}
}
