package participant_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// marks counts the marks of recent changes that a terminal shows.
func marks(a *stage.App) int {
	stagetest.Wake(a)
	return strings.Count(stagetest.Screen(a), "•")
}

// TestRecentChangesAreMarkedForAllAtOnce moves a card: everybody but who moved
// it sees which, also who comes after, and for all the mark goes in one second.
func TestRecentChangesAreMarkedForAllAtOnce(t *testing.T) {
	for _, size := range [][2]int{{120, 40}, {80, 24}} { // with boxes around the cards, and without
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			r := stagetest.CoLab(t, stagetest.Clustering)
			sit := func(place int) *stage.App {
				a := seated(t, r, place)
				stagetest.Resize(a, size[0], size[1])
				return a
			}
			mover, other := sit(0), sit(1)
			hold := func(when string, others int, of ...*stage.App) {
				t.Helper()
				if n := marks(mover); n != 0 {
					t.Errorf("%s: who moved the card sees %d marks", when, n)
				}
				for _, a := range of {
					if n := marks(a); n != others {
						t.Errorf("%s: somebody else sees %d marks, want %d", when, n, others)
					}
				}
			}
			r.Pass(10 * time.Second)
			hold("before", 0, other)
			group := r.Board().Groups(model.Host)[0]
			r.Must(r.People[0], model.MoveIdea{ID: group.Ideas[0].ID, Cluster: r.Board().Clusters()[0].ID})
			hold("then", 1, other, sit(2))
			r.Pass(5 * time.Second)
			late := sit(3)
			hold("5 s after", 1, other, late)
			r.Pass(2 * time.Second)
			hold("7 s after", 0, other, late)
		})
	}
}

// Where the clock stands, marks are gone at the next change.
func TestMarksGoWhileTheClockStands(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Clustering)
	r.Must(model.Host, model.PauseClock{})
	a := seated(t, r, 1)
	ideas := r.Board().Groups(model.Host)[0].Ideas
	into := r.Board().Clusters()[0].ID
	r.Pass(10 * time.Second)
	r.Must(r.People[0], model.MoveIdea{ID: ideas[0].ID, Cluster: into})
	if n := marks(a); n != 1 {
		t.Errorf("%d marks, want one", n)
	}
	r.Pass(10 * time.Second)
	r.Must(r.People[0], model.MarkReady{Ready: true})
	if n := marks(a); n != 0 {
		t.Errorf("%d marks, want none", n)
	}
}

// What was written before the group came to sort is not new to anybody.
func TestNothingIsMarkedWhenSortingBegins(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Revealed)
	r.Must(r.People[0], model.AddIdea{Text: "I sista sekunden"})
	r.Go(method.Cluster)
	if n := marks(seated(t, r, 1)); n != 0 {
		t.Errorf("%d marks, want none", n)
	}
}

// TestChangesElsewhereLeaveOnesOwnPanesAlone has somebody else do what does
// not touch what is one's own: nothing of it may be laid out anew.
func TestChangesElsewhereLeaveOnesOwnPanesAlone(t *testing.T) {
	first := func(r *stagetest.Room) (card, into model.ItemID) {
		return r.Board().Groups(model.Host)[0].Ideas[1].ID, r.Board().Clusters()[0].ID
	}
	for name, c := range map[string]struct {
		at stagetest.Moment
		do func(r *stagetest.Room)
	}{
		"a card moves": {stagetest.Clustering, func(r *stagetest.Room) {
			card, into := first(r)
			r.Must(r.People[5], model.MoveIdea{ID: card, Cluster: into})
		}},
		"a mark goes": {stagetest.Clustering, func(r *stagetest.Room) { r.Pass(10 * time.Second) }},
		"a heading changes": {stagetest.Clustering, func(r *stagetest.Room) {
			_, cluster := first(r)
			r.Must(r.People[5], model.RenameCluster{ID: cluster, Title: "Dela"})
		}},
		"somebody checks in":   {stagetest.CheckingIn, func(r *stagetest.Room) { r.Must(r.People[5], model.CheckIn{Text: "Hej"}) }},
		"a hand is raised":     {stagetest.Talking, func(r *stagetest.Room) { r.Must(r.People[11], model.MoveHand{Up: true}) }},
		"an idea, unseen":      {stagetest.Gathering, func(r *stagetest.Room) { r.Must(r.People[5], model.AddIdea{Text: "En till"}) }},
		"a second, with ideas": {stagetest.Revealed, func(r *stagetest.Room) { r.Pass(time.Second) }},
		"a ballot": {stagetest.Voting, func(r *stagetest.Room) {
			round := r.Board().OpenRound()
			r.Must(r.People[13], model.CastBallot{After: model.AfterAny, Round: round.ID, Dots: []model.Dot{{ID: round.Candidates[0].ID, N: 1}}})
		}},
		"a hand, at the result": {stagetest.Counted, func(r *stagetest.Room) { r.Must(r.People[5], model.MoveHand{Up: true}) }},
	} {
		t.Run(name, func(t *testing.T) {
			r := stagetest.CoLab(t, c.at)
			a := seated(t, r, 0)
			stagetest.Resize(a, 120, 40)
			was := a.Layout()
			c.do(r)
			stagetest.Wake(a)
			is := a.Layout()
			if is.Base == was.Base {
				t.Fatal("nothing is shared, or nothing has changed")
			}
			if len(is.Panes) != len(was.Panes) || &is.Panes[0] != &was.Panes[0] {
				t.Error("one's own panes were laid out anew")
			}
		})
	}
}
