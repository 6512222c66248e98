package facilitator

import (
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/lineage"
	"verkstad/model/method"
	"verkstad/ui/stage/stagetest"
)

// The ballot's keys stay on their candidate when another goes from above it, and
// leave out nothing for half a second when theirs goes.
func TestTheBallotKeysStayOnTheirCandidate(t *testing.T) {
	r, a, _, now := slow(t, stagetest.Revealed)
	stagetest.Press(a, "o", "end", "up")
	v := a.Screen().(*ballot)
	selected := func() model.ItemID { return v.ids[v.list.At()-ballotRows] }
	chosen, n := selected(), len(v.ids)
	r.Must(model.Host, model.RemoveIdea{ID: v.ids[0]})
	sees(a)
	if len(v.ids) != n-1 || selected() != chosen {
		t.Fatalf("of %d candidates %d is selected, and was %d", len(v.ids), selected(), chosen)
	}
	stagetest.Press(a, "space")
	if len(v.out) != 1 || !v.out[chosen] {
		t.Errorf("%v are left out, not %d", v.out, chosen)
	}
	r.Must(model.Host, model.RemoveIdea{ID: chosen})
	sees(a)
	stagetest.Press(a, "space")
	stagetest.Shows(t, a, nothingDone)
	if len(v.out) != 1 {
		t.Errorf("%v are left out", v.out)
	}
	*now = now.Add(500 * time.Millisecond)
	if stagetest.Press(a, "space"); len(v.out) != 2 {
		t.Errorf("%v are left out", v.out)
	}
}

// What m and n are pressed for is the two candidates that are shown, not two
// others that have just come to stand there.
func TestNoTwoOtherCandidatesAreMadeOne(t *testing.T) {
	r, a, _, now := slow(t, stagetest.Revealed)
	for _, text := range []string{"Låna ut verktyg till grannar", "Låna ut verktyg till grannarna", "Reparera cyklar på torget", "Reparera cyklarna på torget"} {
		r.Must(model.Host, model.AddIdea{Text: text})
	}
	stagetest.Press(a, "o")
	v := a.Screen().(*ballot)
	first, ok := v.pair()
	if !ok {
		t.Fatal("no two are alike")
	}
	*now = now.Add(time.Second)
	r.Must(model.Host, model.RemoveIdea{ID: first[1]})
	sees(a)
	next, ok := v.pair()
	if !ok || next == first {
		t.Fatal("no two others are alike")
	}
	stagetest.Press(a, "m")
	stagetest.Shows(t, a, nothingDone)
	if !r.Board().Idea(next[1]).Live() {
		t.Error("two others were made one")
	}
	*now = now.Add(500 * time.Millisecond)
	if stagetest.Press(a, "m"); r.Board().Idea(next[1]).Live() {
		t.Error("the two were not made one on purpose")
	}
}

// The keys of a first sorting stay on their card when others take one from above
// it.
func TestTheSortingKeysStayOnTheirCard(t *testing.T) {
	r, a, _, now := slow(t, stagetest.Revealed)
	r.Go(method.Cluster)
	sees(a)
	*now = now.Add(time.Second)
	stagetest.Press(a, "f")
	p, ok := a.Screen().(*proposal)
	if !ok {
		t.Fatalf("no sorting:\n%s", stagetest.Screen(a))
	}
	stagetest.Press(a, "end", "up")
	lines := p.lines()
	chosen, first := lines[p.list.At()].card, lines[1].card
	if chosen == 0 || chosen == first {
		t.Fatalf("%d and %d are no two cards", chosen, first)
	}
	r.Must(model.Host, model.ParkIdea{ID: first, Parked: true})
	sees(a)
	if got := p.lines()[p.list.At()].card; got != chosen {
		t.Errorf("%d is selected, and was %d", got, chosen)
	}
	stagetest.Press(a, "x")
	if len(p.out) != 1 || !p.out[chosen] {
		t.Errorf("%v stay free, not %d", p.out, chosen)
	}
}

// The keys of the series stay on what they were on when a promise comes to stand
// above it, from what another facilitator has brought in.
func TestTheSeriesKeysStayOnWhatTheyWereOn(t *testing.T) {
	house, r := stagetest.Second(t)
	e := stagetest.Env(r, model.Host)
	e.House = house
	a := stagetest.App(t, e, New(e))
	stagetest.Press(a, "C", "down", "down", "down")
	v := a.Screen().(*series)
	row, ok := v.selected()
	if !ok || len(row.places) != 1 {
		t.Fatalf("%+v is selected, no thing of its own", row)
	}
	carry := v.leavings()[0].CarryIn(func(p lineage.Place) bool { return p != row.places[0] })
	r.Must(model.Host, carry)
	sees(a)
	if got, _ := v.selected(); got.text != row.text {
		t.Errorf("%q is selected, and was %q", got.text, row.text)
	}
	was := v.chosen[row.places[0]]
	if stagetest.Press(a, "x"); v.chosen[row.places[0]] == was {
		t.Error("x did not choose it")
	}
}

// What was asked about a phase is done to that phase, also if others have put it
// elsewhere meanwhile, and to no other if it is gone; and what others have added
// meanwhile stays when one is removed.
func TestWhatIsAskedOfAPhaseIsDoneToIt(t *testing.T) {
	r, a, _, now := slow(t, stagetest.Waiting)
	agenda := func(change func(phases []model.Phase) []model.Phase) {
		var phases []model.Phase
		for _, ph := range r.Board().Phases() {
			phases = append(phases, *ph)
		}
		r.Must(model.Host, model.ChangeAgenda{Phases: change(phases)})
		sees(a)
	}
	added := model.Phase{Phase: method.Phase{Activity: method.Break, Minutes: 5}}
	stagetest.Press(a, "a", "down", "e")
	named := r.Board().Phases()[1].ID
	agenda(func(all []model.Phase) []model.Phase { return append([]model.Phase{added}, all...) })
	stagetest.Press(a, "ctrl+u")
	stagetest.Type(a, "Frågestund")
	stagetest.Press(a, "enter")
	if got := r.Board().PhaseByID(named).Title["sv"]; got != "Frågestund" {
		t.Errorf("the phase is called %q", got)
	}
	stagetest.Press(a, "e")
	agenda(func(all []model.Phase) []model.Phase { return append(all[:2:2], all[3:]...) })
	stagetest.Type(a, "!")
	seq := r.Board().Seq
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "Agendan har inget sådant moment")
	if r.Board().Seq != seq {
		t.Error("another phase was changed")
	}
	*now = now.Add(time.Second)
	stagetest.Press(a, "home", "x")
	n := len(r.Board().Phases())
	agenda(func(all []model.Phase) []model.Phase { return append(all, added) })
	stagetest.Press(a, "enter")
	if got := len(r.Board().Phases()); got != n {
		t.Errorf("there are %d phases after one was added and one removed, want %d", got, n)
	}
}
