package audit_test

import (
	"testing"

	"verkstad/model"
	"verkstad/model/audit"
	"verkstad/model/method"
)

// TestAnActHasTheNameOfItsDay holds that what was made or renamed is told with
// the name that it got then, not with today's.
func TestAnActHasTheNameOfItsDay(t *testing.T) {
	r := newRun(t, false)
	r.enter(method.Gather)
	asa := model.Actor{Person: 1, Role: model.Participant}
	r.do(asa, model.AddIdea{Text: "Verktygspool"})
	r.do(model.Host, model.Reveal{})
	r.enter(method.Cluster)
	r.do(asa, model.CreateCluster{Title: "Dela", Ideas: []model.ItemID{1}})
	r.do(asa, model.RenameCluster{ID: 2, Title: "Dela mer"})
	r.do(asa, model.RenameCluster{ID: 2, Title: "Dela det vi har"})
	got := r.all(audit.Filter{Kind: model.AboutIdeas}) // the newest first
	for i, want := range []string{"Dela det vi har", "Dela mer", "Dela"} {
		if got[i].Text != want || got[i].Person != 1 {
			t.Errorf("entry %d is %+v, want %q", i, got[i], want)
		}
	}
}
