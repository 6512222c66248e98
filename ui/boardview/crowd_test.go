package boardview

import (
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/stage/stagetest"
)

// TestCountsOfSectorsFollowNobodyWhereNamesAreNotShown holds that in an anonymous
// workshop the counts by sector are the same whoever is here: who leads sees by name
// who comes and goes.
func TestCountsOfSectorsFollowNobodyWhereNamesAreNotShown(t *testing.T) {
	for _, anonymous := range []bool{true, false} {
		r := stagetest.NewRoom(t)
		r.Must(model.Host, model.CreateWorkshop{Title: "Ny", Lang: "sv", Anonymous: anonymous, Phases: []method.Phase{{Activity: method.Talk, Minutes: 10}}})
		for _, name := range []string{"Åsa", "Bo", "Cilla"} {
			r.Join(name, model.CivilSociety)
		}
		during := count(r.Board(), &model.Presence{Terminals: map[model.PersonID]int{1: 1, 2: 1, 3: 1}})
		after := count(r.Board(), &model.Presence{Terminals: map[model.PersonID]int{2: 1, 3: 1}})
		if after.N != during.N-1 || (after.Sectors == during.Sectors) != anonymous {
			t.Errorf("anonymous %v: one went, and of %+v became %+v", anonymous, during, after)
		}
	}
}
