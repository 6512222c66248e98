package model_test

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
)

// choosing is a meeting after a vote on four questions in which the most dots and
// equal shares choose differently: five have laid dots on the first two, and four
// on the third alone.
type choosing struct {
	*hall
	ids []model.ItemID
}

func newChoosing(t *testing.T) *choosing {
	t.Helper()
	v := &choosing{hall: hallAt(t, model.VoteOpen)}
	v.enter(method.Define)
	for _, text := range []string{"Hur delar vi?", "Hur lagar vi?", "Hur byter vi?", "Hur lånar vi?"} {
		v.ids = append(v.ids, v.must(model.Host, model.AskQuestion{Text: text}))
	}
	for i := range 6 {
		v.join("Person "+string(rune('A'+i)), model.Business)
	}
	v.enter(method.Vote)
	v.vote(model.KeepBallots)
	return v
}

// vote holds a vote on the questions.
func (v *choosing) vote(keep model.Keep) *model.Round {
	v.t.Helper()
	v.must(model.Host, model.OpenRound{Candidates: v.ids, Dots: 2, MaxPer: 1, Choose: 2, Keep: keep})
	n := 0
	for _, p := range v.b.Everybody().All() {
		if p.Role != model.Participant || p.Removed {
			continue
		}
		c := v.ballot(model.Actor{Person: p.ID, Role: model.Participant}, 1)
		if c.Dots = []model.Dot{{ID: v.ids[0], N: 1}, {ID: v.ids[1], N: 1}}; n%2 == 1 {
			c.Dots = []model.Dot{{ID: v.ids[2], N: 1}}
		}
		v.must(model.Actor{Person: p.ID, Role: model.Participant}, c)
		n++
	}
	if n != 9 {
		v.t.Fatalf("%d people vote, want nine", n)
	}
	return v.close()
}

func (v *choosing) choose(basis model.Basis, ids ...model.ItemID) model.ChooseCandidates {
	return model.ChooseCandidates{Decision: model.Decision{IDs: ids, Basis: basis}}
}

// marked is the questions that the group goes on with.
func (v *choosing) marked() (ids []model.ItemID) {
	for _, q := range v.b.Questions() {
		if q.Chosen {
			ids = append(ids, q.ID)
		}
	}
	return ids
}

func TestAChoiceIsHeldToItsBasis(t *testing.T) {
	v := newChoosing(t)
	a, b, c, d := v.ids[0], v.ids[1], v.ids[2], v.ids[3]
	for about, x := range map[string]struct {
		c    model.ChooseCandidates
		want error
	}{
		"the most dots":            {v.choose(model.BasisMost, a, b), nil},
		"more people":              {v.choose(model.BasisShares, a, c), nil},
		"by hand":                  {v.choose(model.BasisHand, d), nil},
		"one of two that are tied": {v.choose(model.BasisMost, b), nil},
		"not the most dots":        {v.choose(model.BasisMost, a, c), model.ErrOtherChoice},
		"not equal shares":         {v.choose(model.BasisShares, a, b), model.ErrOtherChoice},
		"nothing":                  {v.choose(model.BasisHand), model.ErrNoneGoesOn},
		"what was not voted on":    {v.choose(model.BasisHand, v.idea), model.ErrNotCandidate},
		"no such basis":            {v.choose("dice", a), model.ErrSettings},
		"another vote":             {model.ChooseCandidates{Round: 7, Decision: model.Decision{IDs: []model.ItemID{a}, Basis: model.BasisHand}}, model.ErrNoResult},
	} {
		if _, err := model.Decide(v.b, model.Host, x.c, v.now); !errors.Is(err, x.want) {
			t.Errorf("%s: %v, want %v", about, err, x.want)
		}
	}
	v.refuse(v.asa, v.choose(model.BasisMost, a, b), model.ErrNotAllowed)
	v.must(model.Host, model.OpenRound{Candidates: v.ids})
	v.refuse(model.Host, v.choose(model.BasisMost, a, b), model.ErrRoundOpen)
}

func TestWhatIsChosenIsWhatTheGroupGoesOnWith(t *testing.T) {
	v := newChoosing(t)
	v.must(model.Host, v.choose(model.BasisShares, v.ids[2], v.ids[0]))
	want := []model.ItemID{v.ids[0], v.ids[2]}
	if got := v.b.LastResult().Decision; got == nil || !slices.Equal(got.IDs, want) {
		t.Fatalf("it was chosen %+v, want %v", got, want)
	}
	if got := v.marked(); !slices.Equal(got, want) {
		t.Errorf("the group goes on with %v, want %v", got, want)
	}
	v.enter(method.Commit)
	if got := v.b.Answerable(); !slices.Equal(got, want) {
		t.Errorf("commitments answer %v, want %v", got, want)
	}
}

func TestAChoiceIsUndoneWhole(t *testing.T) {
	v := newChoosing(t)
	v.must(model.Host, v.choose(model.BasisMost, v.ids[0], v.ids[1]))
	first := v.b.LastResult().Decision
	v.must(model.Host, v.choose(model.BasisShares, v.ids[0], v.ids[2]))
	v.must(model.Host, model.Undo{})
	if got := v.b.LastResult().Decision; got != first || !slices.Equal(v.marked(), first.IDs) {
		t.Errorf("after an undo %+v goes on, and %v is marked", got, v.marked())
	}
	v.must(model.Host, model.Undo{})
	if got := v.b.LastResult().Decision; got != nil || len(v.marked()) > 0 {
		t.Errorf("after two %+v goes on, and %v is marked", got, v.marked())
	}
	v.must(model.Host, model.Redo{})
	if got := v.b.LastResult().Decision; got != first || !slices.Equal(v.marked(), first.IDs) {
		t.Errorf("done again %+v goes on, and %v is marked", got, v.marked())
	}
	eva := v.join("Eva", model.Academia)
	v.must(model.Host, model.AppointFacilitator{Person: eva.Person})
	eva.Role = model.Facilitator
	v.must(eva, v.choose(model.BasisHand, v.ids[0], v.ids[1]))
	v.refuse(model.Host, model.Undo{}, model.ErrMovedOn)
}

// TestTheNextVoteStartsFromWhatWasChosen holds that a later phase's vote is on what
// goes on, and a second vote in the same phase on all.
func TestTheNextVoteStartsFromWhatWasChosen(t *testing.T) {
	s := sceneAt(t, method.Gather)
	for _, text := range []string{"Laga", "Byta", "Låna"} {
		s.must(model.Host, model.AddIdea{Text: text})
	}
	s.must(model.Host, model.Reveal{})
	s.enter(method.Define)
	all := s.b.Votable()
	s.must(model.Host, model.OpenRound{Candidates: all, Dots: 3, Open: true})
	s.must(s.asa, ballot(s, 1, all[0], 2))
	s.must(model.Host, model.CloseRound{})
	s.must(model.Host, model.ChooseCandidates{Decision: model.Decision{IDs: all[:2], Basis: model.BasisHand}})
	if got := s.b.Votable(); !slices.Equal(got, all) {
		t.Errorf("in the same phase one votes on %v, want %v", got, all)
	}
	s.enter(method.Talk)
	if got := s.b.Votable(); !slices.Equal(got, all[:2]) {
		t.Errorf("in a later phase one votes on %v, want %v", got, all[:2])
	}
	s.must(model.Host, model.RemoveIdea{ID: all[0]})
	if got := s.b.Votable(); !slices.Equal(got, all[1:]) {
		t.Errorf("where one is left, one votes on %v, want %v", got, all[1:])
	}
}

func TestAnExportedChoiceIsHeldToTheDots(t *testing.T) {
	v := newChoosing(t)
	v.must(model.Host, v.choose(model.BasisShares, v.ids[0], v.ids[2]))
	raw, err := v.b.Document(model.Host).JSON()
	if err != nil {
		t.Fatal(err)
	}
	for about, c := range map[string]struct {
		alter func(*model.RoundEntry)
		good  bool
	}{
		"as it was":            {func(*model.RoundEntry) {}, true},
		"another basis":        {func(e *model.RoundEntry) { e.Decision.Basis = model.BasisMost }, false},
		"an unknown one":       {func(e *model.RoundEntry) { e.Decision.Basis = "dice" }, false},
		"others":               {func(e *model.RoundEntry) { e.Decision.IDs = v.ids[1:3] }, false},
		"in another order":     {func(e *model.RoundEntry) { slices.Reverse(e.Decision.IDs) }, false},
		"none":                 {func(e *model.RoundEntry) { e.Decision.IDs = nil }, false},
		"what cannot be shown": {func(e *model.RoundEntry) { e.Decision.Why = "\x1b[2J" }, false},
	} {
		d, err := model.ParseDocument(raw)
		if err != nil {
			t.Fatal(err)
		}
		c.alter(&d.Rounds[len(d.Rounds)-1])
		altered, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		again, err := model.ParseDocument(altered)
		if c.good != (err == nil) {
			t.Errorf("%s: %v", about, err)
		}
		if err == nil && again.Rounds[len(again.Rounds)-1].Decision == nil {
			t.Errorf("%s: the choice is gone", about)
		}
	}
}

// TestWhatIsGoneDoesNotGoOn takes a candidate off the board before it is chosen.
func TestWhatIsGoneDoesNotGoOn(t *testing.T) {
	v := newChoosing(t)
	v.must(model.Host, model.RemoveQuestion{ID: v.ids[2]})
	v.refuse(model.Host, v.choose(model.BasisHand, v.ids[2]), model.ErrNoSuchItem)
	v.refuse(model.Host, v.choose(model.BasisShares, v.ids[0], v.ids[2]), model.ErrNoSuchItem)
	v.must(model.Host, v.choose(model.BasisMost, v.ids[0], v.ids[1]))
}
