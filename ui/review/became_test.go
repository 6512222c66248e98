package review

import (
	"slices"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/stage/stagetest"
)

// TestOldTextsAreSeenByWhoeverLeadsAlone holds that a participant who looks back
// finds at no moment, in no tab, what a text was before somebody changed it, nor
// what was taken away. Whoever leads finds it; but nobody finds what feedback was
// before it was changed, nor at which moments it came.
func TestOldTextsAreSeenByWhoeverLeadsAlone(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Waiting)
	bo, host := r.People[0], model.Host
	r.Go(method.Gather)
	old := r.Must(bo, model.AddIdea{Text: "GAMMAL idé"})
	away := r.Must(bo, model.AddIdea{Text: "BORTTAGEN idé"})
	parked := r.Must(bo, model.AddIdea{Text: "BORTTAGEN parkerad", Parked: true})
	stays := r.Must(bo, model.AddIdea{Text: "Idén ligger i en hög"})
	r.Must(host, model.Reveal{})
	r.Must(host, model.EditIdea{ID: old, Text: "Ny idé"})
	r.Must(host, model.RemoveIdea{ID: away})
	r.Must(host, model.RemoveIdea{ID: parked})
	r.Go(method.Cluster)
	named := r.Must(bo, model.CreateCluster{Title: "GAMMAL hög", Ideas: []model.ItemID{old}})
	heap := r.Must(bo, model.CreateCluster{Title: "BORTTAGEN hög", Ideas: []model.ItemID{stays}})
	r.Go(method.Define)
	asked := r.Must(bo, model.AskQuestion{Text: "GAMMAL fråga?", Cluster: named})
	dropped := r.Must(bo, model.AskQuestion{Text: "BORTTAGEN fråga?", Cluster: heap})
	r.Go(method.Commit)
	does := r.Must(bo, model.MakeCommitment{What: "GAMMALT löfte", Who: "GAMMAL vän", When: "GAMMAL tid", From: asked})
	from := r.Must(bo, model.MakeCommitment{What: "Löftet om en hög", From: heap})
	r.Must(bo, model.MakeCommitment{What: "Löftet om en fråga", From: dropped})
	undone := r.Must(bo, model.MakeCommitment{What: "BORTTAGET löfte"})
	r.Must(host, model.FollowCommitment{ID: from, Status: model.CommitmentGoingOn, Note: "GAMMAL anteckning"})
	r.Must(host, model.FollowCommitment{ID: from, Status: model.CommitmentDone, Note: "Ny anteckning"})
	r.Must(host, model.EditCommitment{ID: does, What: "Nytt löfte", Who: "Ny vän", When: "Ny tid"})
	r.Must(host, model.WithdrawCommitment{ID: undone})
	r.Go(method.Feedback)
	r.Must(bo, model.Rate{Score: 0, Text: "ÅNGRAD mening"})
	r.Must(r.People[1], model.Rate{Score: 3, Text: "Hon menar så"})
	r.Must(r.People[2], model.Rate{Score: 2, Text: "De menar så"})
	r.Must(bo, model.Rate{Score: 4, Text: "Han menar så"})
	r.Go(method.Define)
	r.Must(host, model.EditQuestion{ID: asked, Text: "Ny fråga?"})
	r.Must(host, model.RemoveQuestion{ID: dropped})
	r.Go(method.Cluster)
	r.Must(host, model.RenameCluster{ID: named, Title: "Ny hög"})
	r.Must(host, model.RemoveCluster{ID: heap})
	r.Must(host, model.EndWorkshop{})

	const ofOld = "GAMMAL idé, BORTTAGEN idé, BORTTAGEN parkerad, GAMMAL hög, BORTTAGEN hög, GAMMAL fråga?, BORTTAGEN fråga?, " +
		"GAMMALT löfte, GAMMAL vän, GAMMAL tid, BORTTAGET löfte, GAMMAL anteckning"
	for who, me := range map[string]model.Actor{"participant": r.People[2], "facilitator": host} {
		all := strings.Split(ofOld+", Ny idé, Ny hög, Ny fråga?, Nytt löfte, Ny anteckning, Han menar så, Hon menar så, ÅNGRAD mening", ", ")
		saw := map[string]bool{}
		a, s := open(t, r, me)
		stagetest.Resize(a, 160, 50)
		for tab := range tabs {
			s.tab = tab
			stagetest.Press(a, "home")
			for range s.history.Len() + 1 {
				screen := stagetest.Screen(a)
				for _, text := range all {
					saw[text] = saw[text] || strings.Contains(screen, text)
				}
				if tab == ratingsTab && strings.Contains(screen, "Hon menar så") != strings.Contains(screen, "Han menar så") {
					t.Errorf("%s sees feedback come one by one", who)
				}
				stagetest.Press(a, "right")
			}
		}
		for _, text := range all {
			wants := me.Role == model.Facilitator || !slices.Contains(strings.Split(ofOld, ", "), text)
			if text == "ÅNGRAD mening" {
				wants = false
			}
			if saw[text] != wants {
				t.Errorf("%s sees %q: %v", who, text, saw[text])
			}
		}
	}
}
