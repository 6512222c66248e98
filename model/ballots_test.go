package model_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"verkstad/model"
	"verkstad/model/method"
)

// A ballot that was long on its way does not come in place of a newer one.
func TestALateBallotDoesNotWin(t *testing.T) {
	s := sceneAt(t, method.Vote)
	cast := func(id model.ItemID, after int) model.CastBallot {
		return model.CastBallot{Voter: model.Token{1}, Dots: []model.Dot{{ID: id, N: 1}}, After: after}
	}
	s.must(s.asa, cast(s.idea, 0))
	s.refuse(s.asa, cast(s.other, 0), model.ErrNewerBallot) // sent before the first was known of
	s.must(s.asa, cast(s.idea, 0))                          // the same again is no other
	s.must(s.asa, cast(s.other, 1))
	s.refuse(s.asa, cast(s.idea, 1), model.ErrNewerBallot)
	if own := s.b.OpenRound().Own(model.Token{1}); own.Count != 2 || own.Dots[0].ID != s.other {
		t.Errorf("the ballot is %+v", own)
	}
	s.must(s.asa, cast(s.idea, model.AfterAny))
}

// Undoing while one can vote is of dots, and nothing that is voted on leaves
// the board by a participant's hand or anybody's undo.
func TestNothingIsTakenFromUnderAVote(t *testing.T) {
	s := sceneAt(t, method.Gather)
	hers := s.must(s.asa, model.AddIdea{Text: "Hennes"})
	theirs := s.must(model.Host, model.AddIdea{Text: "Ledarens"})
	beside := s.must(s.asa, model.AddIdea{Text: "Bredvid"})
	s.must(model.Host, model.Reveal{})
	s.must(model.Host, model.OpenRound{Candidates: []model.ItemID{hers, theirs}, Dots: 1})
	if s.b.CanUndo(s.asa) || s.b.CanUndo(model.Host) {
		t.Error("undo is offered while a vote is open")
	}
	s.refuse(s.asa, model.Undo{}, model.ErrUndoVote)
	s.refuse(s.asa, model.RemoveIdea{ID: hers}, model.ErrCandidate)
	s.must(s.asa, model.RemoveIdea{ID: beside})
	s.refuse(model.Host, model.Undo{}, model.ErrCandidate)
	s.must(model.Host, model.CloseRound{})
	s.must(s.asa, model.Undo{}) // the removal
	s.must(s.asa, model.RemoveIdea{ID: hers})
}

// How many events there are, and where cards lie, says nothing of ballots.
func TestNothingThatIsCountedTellsOfBallots(t *testing.T) {
	one, two := sceneAt(t, method.Vote), sceneAt(t, method.Vote)
	for n := range 5 { // in one of them people change their minds
		one.sealOnly(byte(n))
	}
	two.sealOnly(0)
	for _, s := range []*scene{one, two} {
		s.must(s.bo, model.MoveHand{Up: true})
		s.must(model.Host, model.AddIdea{Text: "Sedan"})
	}
	if one.b.Events() != two.b.Events() || one.b.Summarize().Events != two.b.Summarize().Events {
		t.Errorf("%d events and %d", one.b.Events(), two.b.Events())
	}
	assertSame(t, one.b, two.b)
}

// sealOnly has one more sealed ballot in the log.
func (w *workshop) sealOnly(n byte) {
	w.t.Helper()
	r := model.Record{Seq: w.b.Seq + 1, Event: model.BallotSealed{Round: w.b.OpenRound().ID, Slot: model.Token{n}, Box: []byte{n}}}
	w.log, w.b = append(w.log, r), model.Apply(w.b, r).Unsealed()
}

// Two-person methods vote openly also where no phase says so.
func TestTwoVoteOpenly(t *testing.T) {
	w := newWorkshop(t, "individuell")
	asa, bo := w.join("Åsa", model.Academia), w.join("Bo", model.Business)
	w.enter(method.Gather)
	a, b := w.must(asa, model.AddIdea{Text: "A"}), w.must(asa, model.AddIdea{Text: "B"})
	w.must(model.Host, model.Reveal{})
	w.must(model.Host, model.OpenRound{Candidates: []model.ItemID{a, b}, Dots: 1})
	for i, v := range []model.Actor{asa, bo} {
		w.must(v, model.CastBallot{Voter: model.Token{byte(i + 1)}, Dots: []model.Dot{{ID: a, N: 1}}})
	}
	if r := w.b.OpenRound(); r.Secret {
		t.Error("two people vote secretly")
	}
	w.must(model.Host, model.CloseRound{})
	if res, ok := w.b.LastRound().Result(); !ok || res.Rows[0].Dots != 2 {
		t.Errorf("the result is %+v, %v", res, ok)
	}
}

// A method of the user's own counts as one for two by its group, also in a voting
// phase that says secret and in a log that is read again; and so does one that
// takes a built-in one's id.
func TestTwoVoteOpenlyInMethodsOfTheirOwn(t *testing.T) {
	for _, c := range []struct {
		method string
		most   int
		secret bool
	}{{"varannan-vecka", 2, false}, {"varannan-vecka", 3, true}, {"varannan-vecka", 0, true}, {"individuell", 12, true}, {"individuell", 2, false}, {"colab", 2, false}} {
		phases := []method.Phase{{Activity: method.Gather}, {Activity: method.Vote, Settings: method.Settings{Secret: true, Dots: 1}}}
		w := &workshop{t: t, b: model.Empty(), now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}
		w.must(model.Host, model.CreateWorkshop{ID: "01OWN", Title: "Två", Method: c.method, GroupMax: c.most, Code: "KRABBA", Phases: phases})
		w.enter(method.Gather)
		a, b := w.must(model.Host, model.AddIdea{Text: "A"}), w.must(model.Host, model.AddIdea{Text: "B"})
		w.must(model.Host, model.Reveal{})
		for _, at := range []method.Activity{method.Gather, method.Vote} {
			w.enter(at)
			w.must(model.Host, model.OpenRound{Candidates: []model.ItemID{a, b}})
			if got := w.b.OpenRound().Secret; got != c.secret || w.b.ForTwo() == c.secret {
				t.Errorf("%s for %d, in a phase of %s: secret %v", c.method, c.most, at, got)
			}
			w.must(model.Host, model.CloseRound{})
		}
		if again := model.Fold(w.log); again.ForTwo() != w.b.ForTwo() {
			t.Errorf("%s for %d: read again it is for two: %v", c.method, c.most, again.ForTwo())
		}
	}
}

// JSON without ballots comes in with the same totals and groups.
func TestAVoteWithoutBallotsIsImported(t *testing.T) {
	raw, err := model.Fold(sealed(t)).Document(model.Host).JSON()
	if err != nil {
		t.Fatal(err)
	}
	d, err := model.ParseDocument(raw)
	if err != nil {
		t.Fatal(err)
	}
	empty := model.Fold(newWorkshop(t, "colab").log[:1])
	events, err := model.Decide(empty, model.Host, model.ImportDocument{Document: d}, d.Workshop.Created)
	if err != nil {
		t.Fatal(err)
	}
	again := model.Apply(empty, model.Record{Seq: 2, At: d.Workshop.Created, Event: events[0]}).Document(model.Host)
	if fmt.Sprintf("%+v", again.Rounds) != fmt.Sprintf("%+v", d.Rounds) {
		t.Errorf("the rounds came in as\n%+v\nwant\n%+v", again.Rounds, d.Rounds)
	}
	for i, forge := range []func(*model.RoundEntry){
		func(e *model.RoundEntry) { e.Results[0].Dots = 1000 },
		func(e *model.RoundEntry) { e.Results[0].Voters++ },
		func(e *model.RoundEntry) { e.Sectors[0].Voters-- },
		func(e *model.RoundEntry) { e.Sectors = e.Sectors[:1] },
		func(e *model.RoundEntry) { e.Ballots = d.Rounds[0].Ballots },
		func(e *model.RoundEntry) { e.Cast = 2 },
	} {
		forged, err := model.ParseDocument(raw)
		if err != nil {
			t.Fatal(err)
		}
		if forge(&forged.Rounds[1]); forged.Rounds[1].Keep != model.KeepSums {
			t.Fatal("the second round does not keep sums")
		}
		if _, err := model.Decide(empty, model.Host, model.ImportDocument{Document: forged}, d.Workshop.Created); err == nil {
			t.Errorf("forgery %d is taken in", i)
		}
	}
}

// The ballots that a close brings are laid at once and written by hand; both are
// as if each had come by itself.
func TestBallotsOfACloseAreAsOneByOne(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorkshop(t, "colab")
		w.enter(method.Gather)
		ids := []model.ItemID{w.must(model.Host, model.AddIdea{Text: "A"}), w.must(model.Host, model.AddIdea{Text: "B"})}
		w.must(model.Host, model.Reveal{})
		w.must(model.Host, model.OpenRound{Candidates: ids, Dots: 3, Keep: rapid.SampledFrom(model.Keeps[:]).Draw(rt, "keep")})
		var ballots []model.BallotCast
		for range rapid.SampledFrom([]int{0, 1, 3, 31, 32, 33, 1025}).Draw(rt, "ballots") {
			var token model.Token
			copy(token[:], rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(rt, "token"))
			e := model.BallotCast{Round: 1, Voter: token}
			for _, id := range ids[:rapid.IntRange(0, 2).Draw(rt, "dots")] {
				e.Dots = append(e.Dots, model.Dot{ID: id, N: rapid.IntRange(1, 3).Draw(rt, "n")})
			}
			ballots = append(ballots, e)
		}
		if rapid.Bool().Draw(rt, "in order") {
			slices.SortFunc(ballots, func(a, b model.BallotCast) int { return bytes.Compare(a.Voter[:], b.Voter[:]) })
		}
		first := w.b.Seq + 1
		one := w.b
		for i, e := range ballots {
			data, err := json.Marshal(e)
			raw, err2 := model.EncodeRecord(model.Record{Seq: first + uint64(i), Event: e})
			if want := `{"t":"ballot.cast","d":` + string(data) + "}"; err != nil || err2 != nil || string(raw) != want {
				rt.Fatalf("%+v is written %s, want %s", e, raw, want)
			}
			one = model.Apply(one, model.Record{Seq: first + uint64(i), Event: e})
		}
		all := model.ApplyBallots(w.b, first, ballots)
		if !reflect.DeepEqual(one, all) {
			rt.Fatalf("the board is\n%+v\nwant\n%+v", all.OpenRound(), one.OpenRound())
		}
	})
}
