package model_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
)

// crowded is a workshop that n strangers have joined, one a second.
func crowded(t *testing.T, n int) *workshop {
	w := newWorkshop(t, "colab")
	w.enter(method.Gather)
	for i := range n {
		w.now = w.now.Add(time.Second)
		w.join(fmt.Sprintf("Ghost %d", i), model.Academia)
	}
	return w
}

func newcomer(here *model.Presence) model.JoinPerson {
	return model.JoinPerson{Key: "key-new", Name: "Åsa", Sector: model.CivilSociety, Role: model.Participant, Presence: here}
}

// TestGhostsMakeRoom holds that only people who are here, or have left something
// behind, counts against the bound of people.
func TestGhostsMakeRoom(t *testing.T) {
	w := crowded(t, model.MaxPeople)
	anyone := model.Actor{Role: model.Participant}
	all := &model.Presence{Terminals: map[model.PersonID]int{}}
	for _, p := range w.b.People() {
		all.Terminals[p.ID] = 1
	}
	w.refuse(anyone, newcomer(all), model.ErrRoomFull)
	w.refuse(anyone, newcomer(nil), model.ErrRoomFull)
	leads := newcomer(all)
	leads.Role = model.Facilitator
	if _, err := model.Decide(w.b, model.Host, leads, w.now); err != nil {
		t.Errorf("a facilitator is not let in: %v", err)
	}
	lately := &model.Presence{Recent: map[model.PersonID]time.Time{}}
	for _, p := range w.b.People() {
		lately.Recent[p.ID] = w.now.Add(-time.Second)
	}
	w.refuse(anyone, newcomer(lately), model.ErrRoomFull)

	gone := &model.Presence{Terminals: map[model.PersonID]int{1: 1}}
	if _, err := model.Decide(w.b, anyone, newcomer(gone), w.now); err != nil {
		t.Errorf("nobody else is here, and the room is full: %v", err)
	}
	w.must(model.Host, model.RemovePerson{Person: 7})
	w.must(anyone, newcomer(nil)) // who was removed makes room
	if p := w.b.PersonByKey("key-new"); p == nil {
		t.Fatal("not in")
	}
}

// TestWhoHasWrittenKeepsTheirPlace holds that those count who left something
// behind and went.
func TestWhoHasWrittenKeepsTheirPlace(t *testing.T) {
	w := crowded(t, model.MaxPeople)
	for id := range model.PersonID(model.MaxPeople) {
		w.must(model.Actor{Person: id + 1, Role: model.Participant}, model.AddIdea{Text: fmt.Sprintf("Idé %d", id)})
	}
	w.refuse(model.Actor{Role: model.Participant}, newcomer(&model.Presence{}), model.ErrRoomFull)
}

// TestTheBoardIsSharedWhenItFills holds that strangers who write as much as they
// may leave room for those who have written little, and for facilitators.
func TestTheBoardIsSharedWhenItFills(t *testing.T) {
	const ghosts = 400
	w := crowded(t, ghosts)
	honest := w.join("Åsa", model.CivilSociety)
	full := 0
	for n := 0; full < ghosts; n++ {
		full = 0
		for id := range model.PersonID(ghosts) {
			_, err := w.try(model.Actor{Person: id + 1, Role: model.Participant}, model.AddIdea{Text: fmt.Sprintf("Skräp %d av %d", n, id)})
			switch {
			case errors.Is(err, model.ErrShare):
				full++
			case err != nil:
				t.Fatal(err)
			}
		}
	}
	for n := range 5 {
		w.must(honest, model.AddIdea{Text: fmt.Sprintf("En tanke %d", n)})
	}
	w.must(model.Host, model.AddIdea{Text: "Den som leder"})

	w.must(model.Host, model.Reveal{}) // until then nobody's name stands by what they wrote
	people, items := w.b.Swept(model.Sweep{Wrote: true}, &model.Presence{Terminals: map[model.PersonID]int{honest.Person: 1}})
	if len(people) != ghosts || len(items) < model.MaxItems/3 {
		t.Fatalf("the sweep would take %d people and %d items", len(people), len(items))
	}
	w.must(model.Host, model.SweepPeople{People: people, Texts: true})
	for n := range 100 {
		w.must(honest, model.AddIdea{Text: fmt.Sprintf("Plats igen %d", n)})
	}
	assertSame(t, w.b, model.Fold(w.log))
}

// TestRemovingMakesRoom holds that what is taken away does not count, for one
// person and for the board.
func TestRemovingMakesRoom(t *testing.T) {
	w := crowded(t, 1)
	me := model.Actor{Person: 1, Role: model.Participant}
	var last model.ItemID
	for n := range model.MaxEach {
		last = w.must(me, model.AddIdea{Text: fmt.Sprintf("Idé %d", n)})
	}
	w.refuse(me, model.AddIdea{Text: "En till"}, model.ErrEach)
	w.must(me, model.RemoveIdea{ID: last})
	w.must(me, model.AddIdea{Text: "En till"})
	w.refuse(me, model.AddIdea{Text: "Ännu en"}, model.ErrEach)
}

func TestASweepTakesWhomItSaysAndNobodyElse(t *testing.T) {
	s := sceneAt(t, method.Cluster)
	start := s.now
	s.now = s.now.Add(time.Minute)
	var ghosts []model.Actor
	for n := range 6 {
		ghosts = append(ghosts, s.join(fmt.Sprintf("Ghost %d", n), model.Academia))
	}
	s.enter(method.Gather)
	s.must(ghosts[0], model.AddIdea{Text: "Skräp"})
	mixed := s.must(ghosts[1], model.AddIdea{Text: "Hit gick en annans"})
	s.enter(method.Cluster)
	s.must(s.asa, model.MergeIdeas{Into: mixed, From: []model.ItemID{s.other}})
	here := &model.Presence{Terminals: map[model.PersonID]int{ghosts[2].Person: 1}}

	since := start.Add(time.Second)
	for _, c := range []struct {
		sweep  model.Sweep
		ghosts []int
		items  int
	}{
		{model.Sweep{Since: since}, []int{3, 4, 5}, 0},
		{model.Sweep{Since: since, Here: true}, []int{2, 3, 4, 5}, 0},
		{model.Sweep{Since: since, Wrote: true}, []int{0, 1, 3, 4, 5}, 1},
		{model.Sweep{Since: since, Here: true, Wrote: true}, []int{0, 1, 2, 3, 4, 5}, 1},
		{model.Sweep{Since: s.now.Add(time.Hour)}, nil, 0},
	} {
		people, items := s.b.Swept(c.sweep, here)
		var want []model.PersonID
		for _, n := range c.ghosts {
			want = append(want, ghosts[n].Person)
		}
		if !slices.Equal(people, want) || len(items) != c.items {
			t.Errorf("%+v takes %v and %d items, want %v and %d", c.sweep, people, len(items), want, c.items)
		}
	}

	people, _ := s.b.Swept(model.Sweep{Since: since, Here: true, Wrote: true}, here)
	s.refuse(s.asa, model.SweepPeople{People: people}, model.ErrNotAllowed)
	before := s.b
	s.must(model.Host, model.SweepPeople{People: people, Texts: true})
	if n := len(s.b.People()); n != len(before.People())-6 {
		t.Errorf("%d are left", n)
	}
	if s.b.Idea(mixed).Removed {
		t.Error("an idea that another's went into is gone")
	}
	s.must(model.Host, model.Undo{})
	if got, want := len(s.b.People()), len(before.People()); got != want || len(s.b.Ideas(model.Host)) != len(before.Ideas(model.Host)) {
		t.Errorf("undo brought back %d of %d people", got, want)
	}
	s.must(model.Host, model.Redo{})
	s.must(model.Host, model.Undo{})
	assertSame(t, s.b, model.Fold(s.log))
}

// TestASweptNameIsFree holds that a squatter does not keep a name, and
// that undo gives nobody the name of another.
func TestASweptNameIsFree(t *testing.T) {
	w := crowded(t, 3)
	w.must(model.Host, model.SweepPeople{People: []model.PersonID{2}})
	other := model.JoinPerson{Key: "key-real", Name: "Ghost 1", Sector: model.CivilSociety, Role: model.Participant}
	w.must(model.Actor{Role: model.Participant}, other)
	w.refuse(model.Host, model.Undo{}, model.ErrNameTaken)
	w.refuse(model.Host, model.ReadmitPerson{Person: 2}, model.ErrNameTaken)
	w.refuse(model.Host, model.SweepPeople{People: []model.PersonID{99}}, model.ErrNoSuchPerson)
}

// TestWhoLeadsIsNotSweptOut holds it also for a person who was made a facilitator after a sweep
// was taken back.
func TestWhoLeadsIsNotSweptOut(t *testing.T) {
	w := crowded(t, 3)
	w.must(model.Host, model.SweepPeople{People: []model.PersonID{1, 2}})
	w.must(model.Host, model.Undo{})
	w.must(model.Host, model.AppointFacilitator{Person: 1})
	w.refuse(model.Host, model.Redo{}, model.ErrMovedOn)
	w.refuse(model.Host, model.SweepPeople{People: []model.PersonID{1}}, model.ErrStillLeads)
	if people, _ := w.b.Swept(model.Sweep{Here: true, Wrote: true}, nil); !slices.Equal(people, []model.PersonID{2, 3}) {
		t.Errorf("the sweep would take %v", people)
	}
}
