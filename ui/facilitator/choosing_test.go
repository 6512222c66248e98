package facilitator_test

import (
	"regexp"
	"slices"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/facilitator"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// divided is a workshop after a vote in which the most dots and equal shares choose
// differently: most have laid dots on the first two questions, fewer on the third
// and the fourth.
func divided(t *testing.T) (*stagetest.Room, *stage.App, []model.ItemID) {
	t.Helper()
	r := stagetest.CoLab(t, stagetest.Defining)
	var ids []model.ItemID
	for _, text := range []string{
		"Hur kan vi dela verktyg i byn?", "Hur får vi byggmaterial att gå runt en gång till?",
		"Vad skulle krävas för att ingen mat slängs i våra skolor?", "Hur kan fler lära sig att laga?", "Var finns lokalerna?",
	} {
		ids = append(ids, r.Must(model.Host, model.AskQuestion{Text: text}))
	}
	r.Go(method.Vote)
	r.Must(model.Host, model.OpenRound{Candidates: ids, Dots: 2, MaxPer: 1, Choose: 2, Keep: model.KeepBallots})
	n := 0
	for _, p := range r.Board().Everybody().All() {
		if p.Role != model.Participant || p.Removed {
			continue
		}
		dots := []model.Dot{{ID: ids[0], N: 1}, {ID: ids[1], N: 1}}
		if n%5 > 2 {
			dots = []model.Dot{{ID: ids[2], N: 1}, {ID: ids[3+n%2], N: 1}}
		}
		n++
		r.Must(model.Actor{Person: p.ID, Role: model.Participant}, model.CastBallot{After: model.AfterAny, Dots: dots})
	}
	r.Must(model.Host, model.CloseRound{})
	e := stagetest.Env(r, model.Host)
	a := stagetest.App(t, e, facilitator.New(e))
	stagetest.Screen(a)
	return r, a, ids
}

func TestChoosingShowsBothSets(t *testing.T) {
	_, a, _ := divided(t)
	stagetest.Press(a, "F")
	stagetest.Golden(t, "room-choosing", a)
}

func TestChoosingByKeys(t *testing.T) {
	r, a, ids := divided(t)
	decided := func() model.Decision {
		t.Helper()
		d := r.Board().LastResult().Decision
		if d == nil {
			t.Fatal("nothing was chosen")
		}
		return *d
	}
	stagetest.Press(a, "F", "enter")
	if d := decided(); d.Basis != model.BasisMost || !slices.Equal(d.IDs, ids[:2]) || d.ByRoom {
		t.Errorf("enter alone chose %+v", d)
	}
	stagetest.Press(a, "F", "2", "r", "w")
	stagetest.Type(a, "Fler får något")
	stagetest.Press(a, "enter", "enter")
	d := decided()
	if d.Basis != model.BasisShares || !slices.Contains(d.IDs, ids[2]) || !d.ByRoom || d.Why != "Fler får något" {
		t.Errorf("the room chose %+v by what stands for all", d)
	}
	stagetest.Shows(t, a, "Rummet har valt vilka som går vidare")
	stagetest.Press(a, "F", "right", "enter")
	if d := decided(); len(d.IDs) != 3 || d.Basis != model.BasisShares {
		t.Errorf("one more gives %+v", d)
	}
	stagetest.Press(a, "F", "down", "down", "down", "down", "space", "enter")
	if d := decided(); len(d.IDs) != 4 || d.Basis != model.BasisHand {
		t.Errorf("one more by hand gives %+v", d)
	}
	stagetest.Press(a, "u", "u", "u", "u")
	if d := r.Board().LastResult().Decision; d != nil {
		t.Errorf("undone four times, %+v goes on", d)
	}
}

// TestWhatABasisGivesIsThatBasis marks by hand what the most dots give.
func TestWhatABasisGivesIsThatBasis(t *testing.T) {
	r, a, ids := divided(t)
	stagetest.Press(a, "F", "space", "space", "enter")
	if d := r.Board().LastResult().Decision; d == nil || d.Basis != model.BasisMost || !slices.Equal(d.IDs, ids[:2]) {
		t.Errorf("it was chosen %+v", d)
	}
}

func TestNothingIsChosenWithoutAResult(t *testing.T) {
	_, a := lead(t, stagetest.Defining)
	stagetest.Press(a, "F")
	stagetest.Shows(t, a, "Det finns inget resultat")
	_, a = lead(t, stagetest.Voting)
	stagetest.Press(a, "F")
	stagetest.Shows(t, a, "omröstning")
}

// TestAChoiceThatAnotherMadeIsShownFirst has another who leads choose while the
// sets stand on the screen.
func TestAChoiceThatAnotherMadeIsShownFirst(t *testing.T) {
	r, a, ids := divided(t)
	stagetest.Press(a, "F")
	theirs := model.Decision{IDs: ids[4:], Basis: model.BasisHand, ByRoom: true, Why: "Lokalerna först"}
	r.Must(model.Host, model.ChooseCandidates{Decision: theirs})
	stagetest.Press(a, "enter")
	if d := r.Board().LastResult().Decision; !slices.Equal(d.IDs, ids[4:]) || !d.ByRoom {
		t.Errorf("%+v is written over", d)
	}
	stagetest.Shows(t, a, "medan du valde")
	stagetest.Shows(t, a, "Lokalerna först")
	stagetest.Press(a, "1", "enter")
	if d := r.Board().LastResult().Decision; !slices.Equal(d.IDs, ids[:1]) || d.ByRoom || d.Why != "" {
		t.Errorf("another choice says who made the one before, and why: %+v", d)
	}
}

// TestATieAtTheCutIsSettledByARunoff has the tied voted on alone, from the choice.
func TestATieAtTheCutIsSettledByARunoff(t *testing.T) {
	r, a, ids := divided(t)
	stagetest.Press(a, "F", "t")
	stagetest.Shows(t, a, "Inget står lika vid gränsen")
	stagetest.Press(a, "esc")
	vote := func(of func(n int) []model.Dot) {
		n := 0
		for _, p := range r.Board().Everybody().All() {
			if p.Role == model.Participant && !p.Removed {
				r.Must(model.Actor{Person: p.ID, Role: model.Participant}, model.CastBallot{After: model.AfterAny, Dots: of(n)})
				n++
			}
		}
		r.Must(model.Host, model.CloseRound{})
	}
	r.Must(model.Host, model.OpenRound{Candidates: ids, Dots: 3, MaxPer: 1, Choose: 2, Keep: model.KeepSums})
	vote(func(n int) []model.Dot {
		dots := []model.Dot{{ID: ids[0], N: 1}}
		if n < 12 {
			dots = append(dots, model.Dot{ID: ids[1+n%2], N: 1})
		}
		return dots
	})
	stagetest.Press(a, "F")
	stagetest.Shows(t, a, "rösta om de lika")
	if screen := stagetest.Screen(a); regexp.MustCompile(`flest +alla`).MatchString(screen) {
		t.Errorf("there is a column for what is not known:\n%s", screen)
	}
	stagetest.Press(a, "t")
	open := r.Board().OpenRound()
	if open == nil || open.Runoff == 0 || len(open.Candidates) != 2 || len(open.Sure) != 1 {
		t.Fatalf("t opens %+v", open)
	}
	vote(func(int) []model.Dot { return []model.Dot{{ID: ids[2], N: 1}} })
	stagetest.Screen(a)
	stagetest.Press(a, "esc", "F") // the screen is new, and rests a moment
	stagetest.Shows(t, a, "som redan var klart")
	stagetest.Press(a, "enter")
	if got := r.Board().GoingOn(); !slices.Equal(got, []model.ItemID{ids[0], ids[2]}) {
		t.Errorf("%v go on", got)
	}
	stagetest.Shows(t, a, "Tillsammans med")
}
