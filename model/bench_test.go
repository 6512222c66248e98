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
	b.ReportAllocs()
	for range b.N {
		crowd(b, 1000, 0)
	}
}

func BenchmarkBallotsTenThousand(b *testing.B) {
	w := crowd(b, 1000, 30)
	w.b = mustApply(b, w, model.Host, model.Reveal{})
	w.b = mustApply(b, w, model.Host, model.OpenRound{Dots: 10})
	start := w.b
	b.ReportAllocs()
	for range b.N {
		w.b, w.log = start, nil
		for i := range 10_000 {
			p := i%1000 + 1
			c := model.CastBallot{After: model.AfterAny, Voter: model.Token{byte(p >> 8), byte(p), 1}}
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

// fiveThousand is a large board, and somebody on it.
func fiveThousand(b *testing.B) (*workshop, model.Actor) {
	w := crowd(b, 1000, 5000)
	mustApply(b, w, model.Host, model.Reveal{})
	mustApply(b, w, model.Host, model.CreateCluster{Title: "K", Ideas: []model.ItemID{1, 2, 3}})
	return w, model.Actor{Person: 7, Role: model.Participant}
}

// Every rule that an idea is held to on a large board, and its event.
func BenchmarkDecide(b *testing.B) {
	w, one := fiveThousand(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := model.Decide(w.b, one, model.AddIdea{Text: "En till om återbruk"}, w.now); err != nil {
			b.Fatal(err)
		}
	}
}

// The next board after an event: a copy of what changed, for the rest that of
// the board before.
func BenchmarkApply(b *testing.B) {
	w, one := fiveThousand(b)
	for _, e := range []model.Event{
		model.IdeaAdded{ID: w.b.NextItem(), Phase: w.b.Phase().ID, Text: "En till"},
		model.IdeaMoved{ID: 2500, Cluster: w.b.NextItem() - 1},
		model.IdeaEdited{ID: 2500, Text: "En annan"},
	} {
		b.Run(model.EventName(e), func(b *testing.B) {
			r := model.Record{Seq: w.b.Seq + 1, At: w.now, By: one, Event: e}
			b.ReportAllocs()
			for b.Loop() {
				model.Apply(w.b, r)
			}
		})
	}
}

// BenchmarkReplay decodes and folds the 100,000 events of a workshop.
func BenchmarkReplay(b *testing.B) {
	const events, clusters = 100_000, 200
	w := crowd(b, 1000, 10_000)
	heap := w.b.NextItem()
	for i := range clusters {
		mustApply(b, w, model.Host, model.CreateCluster{Title: fmt.Sprintf("K %d", i)})
	}
	for i := 0; len(w.log) < events; i++ {
		mustApply(b, w, model.Host, model.MoveIdea{ID: model.ItemID(1 + i*7919%10_000), Cluster: heap + model.ItemID((i*31+i/10_000)%clusters)})
	}
	raw := make([][]byte, len(w.log))
	for i, r := range w.log {
		var err error
		if raw[i], err = model.EncodeRecord(r); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		board := model.Empty()
		for i, payload := range raw {
			r, err := model.DecodeRecord(uint64(i+1), payload)
			if err != nil {
				b.Fatal(err)
			}
			board = model.Apply(board, r)
		}
	}
	b.ReportMetric(float64(len(raw)*b.N)/b.Elapsed().Seconds(), "events/s")
}

func mustApply(t testing.TB, w *workshop, by model.Actor, c model.Command) *model.Board {
	if _, err := w.try(by, c); err != nil {
		t.Fatalf("%T: %v", c, err)
	}
	return w.b
}

// BenchmarkWeigh is all that a close of 1,000 ballots on 30 candidates needs. The
// aim is under 200 ms.
func BenchmarkWeigh(b *testing.B) {
	for _, keep := range []model.Keep{model.KeepBallots, model.KeepSums} {
		log := []model.Event{model.RoundOpened{ID: 1, Dots: 10, MaxPer: 10, Secret: true, Keep: keep, Choose: 5}}
		opened := log[0].(model.RoundOpened)
		for i := range 30 {
			opened.Candidates = append(opened.Candidates, model.Candidate{ID: model.ItemID(i + 1), Title: fmt.Sprintf("Förslag %d om något", i)})
		}
		board := model.Apply(&model.Board{}, model.Record{Seq: 1, Event: opened})
		for i := range 1000 {
			var dots []model.Dot
			for d := range 8 {
				dots = append(dots, model.Dot{ID: model.ItemID((i*i+d*(1+i%3))%30 + 1), N: 1})
			}
			board = board.WithBallot(model.BallotCast{Round: 1, Voter: model.Token{byte(i >> 8), byte(i)}, Dots: model.SortedDots(dots), Count: 1})
		}
		b.Run(string(keep), func(b *testing.B) {
			for b.Loop() {
				if board.OpenRound().Weigh(1) == nil {
					b.Fatal("nothing was found")
				}
			}
		})
	}
}
