package model_test

import (
	"fmt"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
)

// numbersOf is every number that anybody is told of who has written.
func numbersOf(b *model.Board) string {
	out := ""
	for _, ph := range b.Phases() {
		shares, n, of := b.Written(ph.ID)
		total, sectors := b.IdeaCount(ph.ID)
		for _, s := range shares {
			out += fmt.Sprint(s.Sectors, s.N, s.Of)
		}
		out += fmt.Sprintln(n, of, total, sectors)
	}
	greetings, named := 0, 0
	for _, g := range b.Greetings() {
		greetings++
		if g.By != 0 {
			named++
		}
	}
	said, of := b.Greeted()
	return out + fmt.Sprintln(greetings, named, said, of)
}

// TestNoNumberTellsWhoWrote has meetings that differ in who wrote and who greeted
// without a name. Whoever is let lead, stops, is shown out, let in again or hands over,
// one after the other: all numbers are the same in both, and how many have written and
// greeted is what it was.
func TestNoNumberTellsWhoWrote(t *testing.T) {
	for _, anonymous := range []bool{true, false} {
		var all []*scene
		var people []model.Actor
		for writer := range 4 {
			s := &scene{workshop: newWorkshop(t, "colab")}
			people = nil
			for n, sector := range []model.Sector{model.Academia, model.Academia, model.Academia, model.Academia, model.Business, model.Business, model.Business, model.PublicSector} {
				people = append(people, s.join("Deltagare "+string(rune('A'+n)), sector))
			}
			if anonymous {
				s.must(model.Host, model.DescribeWorkshop{Title: "T", Anonymous: true})
			}
			s.hiding(method.Checkin, true)
			s.must(people[writer], model.CheckIn{Text: "Hej alla"})
			s.must(people[4], model.CheckIn{Text: "Hallå"})
			s.hiding(method.Gather, true)
			s.must(people[writer], model.AddIdea{Text: "Kritik"})
			s.must(people[7], model.AddIdea{Text: "Ensam i sin sektor"})
			all = append(all, s)
		}
		_, wrote, _ := all[0].b.Written(all[0].b.Phase().ID)
		for _, p := range people {
			for _, c := range []model.Command{
				model.AppointFacilitator{Person: p.Person}, model.DismissFacilitator{Person: p.Person},
				model.RemovePerson{Person: p.Person}, model.ReadmitPerson{Person: p.Person},
				model.SweepPeople{People: []model.PersonID{p.Person}, Texts: true}, model.Undo{},
				model.RemovePerson{Person: p.Person},
			} {
				first := ""
				for n, s := range all {
					s.must(model.Host, c)
					got := numbersOf(s.b)
					if n == 0 {
						first = got
					}
					if got != first {
						t.Fatalf("anonymous %v, after %#v the numbers are\n%s\nwhere one wrote, and\n%s\nwhere another did", anonymous, c, first, got)
					}
					if _, now, _ := s.b.Written(s.b.Phase().ID); now != wrote {
						t.Fatalf("after %#v %d have written, and %d before", c, now, wrote)
					}
				}
			}
		}
	}
}

// TestGreetingsWithoutANameStayAndStandInNoOrder holds that nobody is found by a
// greeting that goes with them, nor by its place among the others.
func TestGreetingsWithoutANameStayAndStandInNoOrder(t *testing.T) {
	s := seated(t)
	s.must(model.Host, model.DescribeWorkshop{Title: "T", Anonymous: true})
	s.enter(method.Checkin)
	for n, who := range []model.Actor{s.asa, s.bo, s.cleo} {
		s.must(who, model.CheckIn{Text: []string{"Cykla", "Ananas", "Båt"}[n]})
	}
	s.must(model.Host, model.RemovePerson{Person: s.bo.Person})
	s.must(model.Host, model.AppointFacilitator{Person: s.cleo.Person})
	got := ""
	for _, g := range s.b.Greetings() {
		got += fmt.Sprint(g.By, g.Text, " ")
	}
	if want := "0Ananas 0Båt 0Cykla "; got != want {
		t.Errorf("the greetings are %q, want %q", got, want)
	}
	if said, of := s.b.Greeted(); said != 3 || of != 3 {
		t.Errorf("%d of %d have greeted, want 3 of 3", said, of)
	}
}

// TestAGreetingCanBeHidden holds it for one that is nobody's too: it goes by its text,
// and comes again if its author says something else.
func TestAGreetingCanBeHidden(t *testing.T) {
	s := seated(t)
	s.must(model.Host, model.DescribeWorkshop{Title: "T", Anonymous: true})
	s.enter(method.Checkin)
	s.must(s.asa, model.CheckIn{Text: "Hej"})
	s.must(s.bo, model.CheckIn{Text: "Skräp"})
	s.refuse(s.asa, model.HideGreeting{Text: "Skräp", Hidden: true}, model.ErrNotAllowed)
	s.refuse(model.Host, model.HideGreeting{Text: "Annat", Hidden: true}, model.ErrNoGreeting)
	s.must(model.Host, model.HideGreeting{Text: "Skräp", Hidden: true})
	if got := s.b.Greetings(); len(got) != 1 || got[0].Text != "Hej" {
		t.Errorf("the greetings are %v", got)
	}
	if got := s.b.HiddenGreetings(); len(got) != 1 || got[0].By != 0 {
		t.Errorf("hidden are %v", got)
	}
	s.must(model.Host, model.HideGreeting{Text: "Skräp"})
	s.must(model.Host, model.HideGreeting{Text: "Skräp", Hidden: true})
	s.must(s.bo, model.CheckIn{Text: "Förlåt, hej"})
	if got := s.b.Greetings(); len(got) != 2 {
		t.Errorf("the greetings are %v", got)
	}
}
