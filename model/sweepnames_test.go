package model_test

import (
	"slices"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
)

// leaveAll has one person leave behind one thing of every kind that may be nobody's.
func (s *scene) leaveAll(who model.Actor, after func(what string)) {
	s.enter(method.Checkin)
	s.must(who, model.CheckIn{Text: "Hej"})
	after("a check-in")
	s.enter(method.Gather)
	idea := s.must(who, model.AddIdea{Text: "Ensam kritik"})
	after("an idea")
	s.must(model.Host, model.Reveal{})
	s.enter(method.Cluster)
	cluster := s.must(who, model.CreateCluster{Title: "Hög", Ideas: []model.ItemID{idea}})
	after("a cluster")
	s.enter(method.Define)
	question := s.must(model.Host, model.AskQuestion{Text: "Hur?", Cluster: cluster})
	s.must(who, model.SupportQuestion{ID: question, Support: true})
	after("support")
	s.must(who, model.AskQuestion{Text: "När?", Cluster: cluster})
	after("a question")
	s.enter(method.Commit)
	s.must(who, model.MakeCommitment{What: "Ringer"})
	after("a commitment")
}

// TestASweepsListTellsNotWhoWrote holds that a sweep takes the same people, whichever
// of them wrote what nobody's name stands by, that this stays on the board, and
// that nobody who has gone is told from the others by being kept.
func TestASweepsListTellsNotWhoWrote(t *testing.T) {
	s := seated(t)
	s.must(model.Host, model.DescribeWorkshop{Title: "T", Anonymous: true})
	gone := &model.Presence{}
	want := []model.PersonID{s.asa.Person, s.bo.Person, s.cleo.Person}
	s.leaveAll(s.bo, func(what string) {
		s.now = s.now.Add(time.Minute)
		for _, sweep := range []model.Sweep{{}, {Here: true}, {Here: true, Since: s.now.Add(-time.Hour)}} {
			if people, items := s.b.Swept(sweep, gone); !slices.Equal(people, want) || len(items) > 0 {
				t.Errorf("after %s %+v takes %v and %v, want %v and no text", what, sweep, people, items, want)
			}
		}
	})
	people, _ := s.b.Swept(model.Sweep{}, gone)
	s.must(model.Host, model.SweepPeople{People: people})
	if n := len(s.b.Ideas(model.Host)); n != 1 {
		t.Errorf("%d ideas lie on the board after a sweep without texts, want 1", n)
	}
	s.must(model.Host, model.Undo{})
	if n := len(s.b.People()); n != 3 {
		t.Errorf("%d of 3 are back", n)
	}
}

// TestASweepKeepsWhoWroteUnderTheirName holds that where names are shown people
// who wrote are kept, and that feedback, which is nobody's there too, keeps nobody in.
func TestASweepKeepsWhoWroteUnderTheirName(t *testing.T) {
	s := seated(t)
	s.leaveAll(s.bo, func(what string) {
		if people, _ := s.b.Swept(model.Sweep{Here: true}, nil); slices.Contains(people, s.bo.Person) {
			t.Errorf("after %s a sweep takes who left it", what)
		}
	})
	s.enter(method.Feedback)
	for _, who := range []model.Actor{s.asa, s.cleo} {
		s.must(who, model.Rate{Score: 0, Text: "Illa ledd"})
		want := []model.PersonID{s.asa.Person, s.cleo.Person}
		if people, _ := s.b.Swept(model.Sweep{Here: true}, nil); !slices.Equal(people, want) {
			t.Errorf("after feedback a sweep takes %v, want %v", people, want)
		}
	}
}

// TestASweepTellsNothingOfAPhaseThatHidesAuthors holds it for one phase in a
// workshop that shows names elsewhere.
func TestASweepTellsNothingOfAPhaseThatHidesAuthors(t *testing.T) {
	s := seated(t)
	s.enter(method.Gather)
	s.must(model.Host, s.changed(func(ph *model.Phase) { ph.Anonymous = true }))
	s.must(s.bo, model.AddIdea{Text: "Ensam kritik"})
	if people, _ := s.b.Swept(model.Sweep{Here: true}, nil); len(people) != 3 {
		t.Errorf("a sweep takes %v, want all three", people)
	}
	s.must(model.Host, model.Reveal{})
	s.enter(method.Cluster)
	s.must(s.cleo, model.CreateCluster{Title: "Hög"})
	want := []model.PersonID{s.asa.Person, s.bo.Person}
	if people, _ := s.b.Swept(model.Sweep{Here: true}, nil); !slices.Equal(people, want) {
		t.Errorf("a sweep takes %v, want %v", people, want)
	}
}
