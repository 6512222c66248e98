package model_test

import (
	"testing"

	"verkstad/model"
)

// votedTwice is a round of three candidates, held again with a fourth.
func votedTwice(t *testing.T) (w *workshop, first, second *model.Round, ids []model.ItemID) {
	t.Helper()
	w = newWorkshop(t, "colab")
	var who []model.Actor
	for i, name := range []string{"Åsa", "Bo", "Cia", "Dag", "Eva", "Fia", "Gun", "Hal", "Ida", "Jan"} {
		who = append(who, w.join(name, []model.Sector{model.CivilSociety, model.Business}[i/5]))
	}
	w.go1(2)
	for _, text := range []string{"A", "B", "C", "D"} {
		ids = append(ids, w.must(who[0], model.AddIdea{Text: text}))
	}
	w.must(model.Host, model.Reveal{})
	vote := func(candidates []model.ItemID, ballots ...[]model.Dot) *model.Round {
		w.must(model.Host, model.OpenRound{Candidates: candidates, Dots: 3, MaxPer: 3})
		for i, dots := range ballots {
			token := model.Token{1, byte(i + 1)}
			w.must(who[i], model.CastBallot{After: model.AfterAny, Dots: dots, Voter: token})
		}
		w.must(model.Host, model.CloseRound{})
		return w.b.LastRound()
	}
	a, b, c, d := ids[0], ids[1], ids[2], ids[3]
	one := func(id model.ItemID) []model.Dot { return []model.Dot{{ID: id, N: 1}} }
	first = vote([]model.ItemID{a, b, c}, one(a), one(a), one(a), one(a), one(b), one(b), one(b), one(b), one(c), one(a))
	second = vote([]model.ItemID{d, a, b, c}, one(d), one(d), one(d), one(c), one(b), one(c), one(c), one(c), one(c), one(b))
	return w, first, second, ids
}

func TestWhatMovedBetweenTwoVotes(t *testing.T) {
	w, first, second, ids := votedTwice(t)
	if w.b.Before(second) != first || w.b.Before(first) != nil {
		t.Fatal("the vote before is not the first")
	}
	moves := second.Moves(first)
	for i, want := range []string{"▼2", "=", "▲2", "+"} {
		if got := moves[ids[i]].Arrow(); got != want {
			t.Errorf("%s moved %s, want %s", w.b.Idea(ids[i]).Text, got, want)
		}
	}
	if m := moves[ids[0]]; m.Was.Dots != 5 || m.Was.Rank != 1 {
		t.Errorf("A was %d dots at place %d", m.Was.Dots, m.Was.Rank)
	}
	groups := second.ByGroup(first, ids[2])
	if len(groups) != 2 || groups[0].Now != 1 || groups[0].Was != 0 || groups[1].Now != 4 || groups[1].Was != 1 || !groups[1].Known {
		t.Errorf("by sector C went %+v", groups)
	}
	if g := second.ByGroup(first, ids[3]); g[0].Known {
		t.Error("what was not voted on is told of by sector")
	}
	if second.Moves(nil) != nil {
		t.Error("nothing before gives moves")
	}
	w.must(model.Host, model.OpenRound{Candidates: ids[:2], Dots: 1})
	if open := w.b.OpenRound(); open.Moves(w.b.Before(open)) != nil {
		t.Error("a secret round that is open tells what moved")
	}
}
