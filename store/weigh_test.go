package store_test

import (
	"testing"

	"verkstad/model"
)

// What a round came to is stored when the command that closed it is answered, and is the same
// after the workshop has been opened again.
func TestFindingsAreStoredWithTheClose(t *testing.T) {
	dir := t.TempDir()
	for _, keep := range []model.Keep{model.KeepBallots, model.KeepSums} {
		s := open(t, dir, quiet)
		l := begin(t, s)
		a, b := voteBy(t, l, model.OpenRound{Dots: 2, Keep: keep})
		for i := range 5 {
			p := join(t, l, "Väljare "+string(rune('A'+i)), model.Academia)
			must(t, l, p, model.CastBallot{Dots: []model.Dot{{ID: []model.ItemID{a, b}[i%2], N: 2}}})
		}
		must(t, l, model.Host, model.CloseRound{})
		found, id := l.Board().LastRound().Findings, l.Board().ID
		if (found != nil) != (keep == model.KeepBallots) {
			t.Fatalf("of a round of five that keeps %s the findings are %+v", keep, found)
		}
		closeStore(t, s)
		s = open(t, dir, quiet)
		l, err := s.Open(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		again := l.Board()
		if f := again.LastRound().Findings; (f == nil) != (found == nil) || f != nil && (f.Seed != found.Seed || f.SameFirst != found.SameFirst || *f.First != *found.First) {
			t.Errorf("after a restart the findings are %+v, they were %+v", f, found)
		}
		if r := again.LastRound(); keep == model.KeepBallots {
			recount := r.Weigh(found.Seed)
			if recount.SameFirst != found.SameFirst || *recount.By[0].OneLess != *found.By[0].OneLess {
				t.Errorf("counted again from its ballots it is %+v, it was %+v", recount, found)
			}
		}
		closeStore(t, s)
	}
}
