package model_test

import (
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
)

// trip is the first meeting of a study trip, with two visits, of which the second idea of
// each is in a cluster that was voted on.
func trip(t *testing.T) *workshop {
	t.Helper()
	m, _ := method.Get("studieresa")
	agenda := append(m.Agenda(1), method.Phase{Activity: method.Vote, Settings: method.Settings{Candidates: method.CandidatesClusters}})
	w := &workshop{t: t, b: model.Empty(), now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}
	w.must(model.Host, model.CreateWorkshop{ID: "01TRIP", Title: "Resan", Lang: "sv", Code: "RESAN", Series: "S", Number: 1, Phases: agenda})
	asa := w.join("Åsa", model.Academia)
	var ids []model.ItemID
	for _, ph := range w.b.Phases() {
		w.must(model.Host, model.EnterPhase{Phase: ph.ID, Start: true})
		switch {
		case ph.Slot():
			for i, text := range []string{"Köket", "Trädgården"} {
				ids = append(ids, w.must(asa, model.AddIdea{Text: text + " på " + ph.Title.In("sv"), Category: i + 1}))
			}
		case ph.Does(method.SortsIdeas):
			shared := w.must(asa, model.CreateCluster{Title: "Det som delas", Ideas: []model.ItemID{ids[1], ids[3]}})
			w.must(asa, model.TagItem{ID: shared, Goals: []int{12}})
			w.must(asa, model.CreateCluster{Title: "Ensamt", Ideas: []model.ItemID{ids[0]}})
		case ph.Does(method.TakesVotes):
			votable := w.b.Votable()
			w.must(model.Host, model.OpenRound{Dots: 1, Candidates: votable, Open: true})
			w.must(asa, model.CastBallot{After: model.AfterAny, Voter: model.Token{1}, Dots: []model.Dot{{ID: votable[0], N: 1}}})
			w.must(model.Host, model.CloseRound{})
		}
	}
	w.must(model.Host, model.EndWorkshop{})
	return w
}

// follows is the next meeting of a series, opened with what the last left.
func (w *workshop) follows(id string, number int) *workshop {
	w.t.Helper()
	agenda := []method.Phase{{Activity: method.Cluster, Settings: method.Settings{CarryIn: []string{method.CarryIdeas}}}}
	next := &workshop{t: w.t, b: model.Empty(), now: w.now}
	next.must(model.Host, model.CreateWorkshop{ID: id, Title: "Träff " + id, Lang: "sv", Code: "NASTA", Series: "S", Number: number, Phases: agenda, Carry: w.b.Leaves(agenda)})
	return next
}

// TestClustersGoAlong holds that the next meeting, and the one after it, have the clusters
// of the first with their ideas, goals, categories, stops and places in the vote, and say
// that they are from the first.
func TestClustersGoAlong(t *testing.T) {
	first := trip(t)
	second := first.follows("01TWO", 2)
	third := second.follows("01THREE", 3)
	for _, w := range []*workshop{second, third} {
		groups := w.b.Groups(model.Host)
		if len(groups) != 3 || groups[1].Cluster.Title != "Det som delas" || len(groups[1].Ideas) != 2 || len(groups[2].Ideas) != 1 || len(groups[0].Ideas) != 1 {
			t.Fatalf("the clusters are %+v", groups)
		}
		shared := groups[1].Cluster
		if len(shared.Goals) != 1 || shared.Goals[0] != 12 || shared.Origin.Place != 1 {
			t.Errorf("the cluster is %+v from %+v", shared, shared.Origin)
		}
		i := groups[1].Ideas[0]
		if i.Text != "Trädgården på Första besöket" || w.b.CategoryOf(i.ID).In("sv") != "Hörde" || i.Origin.Session.In("sv") != "Första besöket" {
			t.Errorf("the idea is %+v from %+v, filed under %v", i, i.Origin, w.b.CategoryOf(i.ID))
		}
		if title, number := i.Origin.FirstNamed(); title != "Resan" || number != 1 {
			t.Errorf("it is said to be from %q, %d", title, number)
		}
		assertSame(t, w.b, model.Fold(w.log))
	}
	seq := third.b.Seq
	third.must(model.Host, second.b.Leaves([]method.Phase{{Settings: method.Settings{CarryIn: []string{method.CarryIdeas}}}}))
	third.must(model.Host, first.b.Leaves([]method.Phase{{Settings: method.Settings{CarryIn: []string{method.CarryIdeas}}}}))
	if third.b.Seq != seq {
		t.Error("the same was carried in again")
	}
}

// TestAnIdeaFindsItsClusterAgain holds that an idea which is carried later comes into the
// cluster that was carried before it.
func TestAnIdeaFindsItsClusterAgain(t *testing.T) {
	first := trip(t)
	left := first.b.Leaves([]method.Phase{{Settings: method.Settings{CarryIn: []string{method.CarryIdeas}}}})
	all := left.Ideas
	left.Ideas = all[:2]
	agenda := []method.Phase{{Activity: method.Cluster}}
	w := &workshop{t: t, b: model.Empty(), now: first.now}
	w.must(model.Host, model.CreateWorkshop{ID: "01TWO", Title: "Två", Lang: "sv", Code: "NASTA", Phases: agenda, Carry: left})
	left.Ideas = all
	w.must(model.Host, left)
	if groups := w.b.Groups(model.Host); len(groups) != 3 || len(groups[1].Ideas) != 2 {
		t.Errorf("the clusters are %+v", groups)
	}
}

// TestAnIdeaFindsItsClusterByAnotherWay holds the same where the cluster came by way of a
// meeting between, and the idea comes from the first.
func TestAnIdeaFindsItsClusterByAnotherWay(t *testing.T) {
	first := trip(t)
	all := first.b.Leaves([]method.Phase{{Settings: method.Settings{CarryIn: []string{method.CarryIdeas}}}})
	some := all
	some.Ideas = all.Ideas[:2]
	agenda := []method.Phase{{Activity: method.Cluster, Settings: method.Settings{CarryIn: []string{method.CarryIdeas}}}}
	second := &workshop{t: t, b: model.Empty(), now: first.now}
	second.must(model.Host, model.CreateWorkshop{ID: "01TWO", Title: "Två", Lang: "sv", Code: "NASTA", Phases: agenda, Carry: some})
	third := second.follows("01THREE", 3)
	third.must(model.Host, all)
	if groups := third.b.Groups(model.Host); len(groups) != 3 || len(groups[1].Ideas) != 2 {
		t.Errorf("the clusters are %+v", groups)
	}
}
