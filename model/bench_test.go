package model_test

import (
	"fmt"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
)

// crowd is a board with so many people and ideas, gathering, not revealed.
func crowd(t testing.TB, people, ideas int) *workshop {
	w := &workshop{b: model.Empty(), now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}
	m, _ := method.Get("colab")
	do := func(by model.Actor, c model.Command) {
		if _, err := w.try(by, c); err != nil {
			t.Fatalf("%T: %v", c, err)
		}
	}
	do(model.Host, model.CreateWorkshop{ID: "01", Title: "T", Code: "C", Phases: m.Agenda(1)})
	for i := range people {
		do(model.Actor{Role: model.Participant}, model.JoinPerson{
			Key: fmt.Sprintf("%064x", i*7919), Name: fmt.Sprintf("Person %d", i+1),
			Sector: model.Sectors[i%5], Role: model.Participant,
		})
	}
	for _, ph := range w.b.Phases() {
		if ph.Is(method.Gather) {
			do(model.Host, model.EnterPhase{Phase: ph.ID})
		}
	}
	for i := range ideas {
		do(model.Actor{Person: model.PersonID(i%people + 1), Role: model.Participant}, model.AddIdea{Text: fmt.Sprintf("Idé %d", i)})
	}
	return w
}

func BenchmarkJoinThousand(b *testing.B) {
	for range b.N {
		crowd(b, 1000, 0)
	}
}

func BenchmarkBallotsTenThousand(b *testing.B) {
	w := crowd(b, 1000, 30)
	w.b = mustApply(b, w, model.Host, model.Reveal{})
	w.b = mustApply(b, w, model.Host, model.OpenRound{Dots: 10})
	start := w.b
	for range b.N {
		w.b, w.log = start, nil
		for i := range 10_000 {
			p := i%1000 + 1
			c := model.CastBallot{Voter: model.Token{byte(p >> 8), byte(p), 1}}
			for d := range i/1000 + 1 {
				c.Dots = append(c.Dots, model.Dot{ID: model.ItemID(d + 1), N: 1})
			}
			mustApply(b, w, model.Actor{Person: model.PersonID(p), Role: model.Participant}, c)
		}
	}
}

func BenchmarkFiveThousandIdeas(b *testing.B) {
	w := crowd(b, 1000, 5000)
	hidden := w.b
	mustApply(b, w, model.Host, model.Reveal{})
	var ids []model.ItemID
	for i := range 400 {
		at := model.ItemID(i*10 + 1)
		mustApply(b, w, model.Host, model.CreateCluster{Title: fmt.Sprintf("K %d", i), Ideas: []model.ItemID{at, at + 1, at + 2}})
		ids = append(ids, w.b.NextItem()-1)
	}
	one := model.Actor{Person: 7, Role: model.Participant}
	run := func(name string, f func()) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				f()
			}
		})
	}
	run("own ideas before the reveal", func() { hidden.Ideas(one) })
	run("ideas", func() { w.b.Ideas(one) })
	run("groups", func() { w.b.Groups(one) })
	run("votable", func() { w.b.Votable() })
	run("count", func() { w.b.IdeaCount(0) })
	run("summarize", func() { w.b.Summarize() })
	run("person by key", func() { w.b.PersonByKey("none") })
	run("parts", func() { w.b.Parts(1) })
	run("document", func() { w.b.Document(one) })
	run("open 400 clusters", func() {
		if _, err := model.Decide(w.b, model.Host, model.OpenRound{Candidates: ids, Dots: 10}, w.now); err != nil {
			b.Fatal(err)
		}
	})
	run("add", func() {
		e, err := model.Decide(w.b, one, model.AddIdea{Text: "En till"}, w.now)
		if err != nil {
			b.Fatal(err)
		}
		model.Apply(w.b, model.Record{Seq: w.b.Seq + 1, At: w.now, By: one, Event: e[0]})
	})
}

func mustApply(t testing.TB, w *workshop, by model.Actor, c model.Command) *model.Board {
	if _, err := w.try(by, c); err != nil {
		t.Fatalf("%T: %v", c, err)
	}
	return w.b
}
