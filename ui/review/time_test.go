package review

import (
	"fmt"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/stage/stagetest"
)

func records(t *testing.T, r *stagetest.Room) []model.Record {
	t.Helper()
	log, err := r.Records()
	if err != nil {
		t.Fatal(err)
	}
	return log
}

// TestEveryMomentIsAsItWas holds each position, come to from before, from
// after and from afar, to folding from the start.
func TestEveryMomentIsAsItWas(t *testing.T) {
	log := long(3 * checkpoint)
	h := NewHistory(log)
	var near *model.Board
	for _, pos := range []int{0, 1, 2, checkpoint - 1, checkpoint, checkpoint + 1, 700, 699, 3, len(log), len(log) - 1} {
		near = h.at(pos, near)
		want := model.Fold(log[:pos])
		a, err1 := near.Document(model.Host).JSON()
		b, err2 := want.Document(model.Host).JSON()
		if err1 != nil || err2 != nil || string(a) != string(b) {
			t.Fatalf("position %d is another board (%v, %v)", pos, err1, err2)
		}
	}
}

func TestPhaseJumps(t *testing.T) {
	h := NewHistory(records(t, stagetest.CoLab(t, stagetest.Ended)))
	var on []int
	for pos := 0; pos < h.Len(); {
		pos = h.nextPhase(pos)
		on = append(on, pos)
	}
	if len(on) != 9 {
		t.Fatalf("there are %d jumps, want eight phases and the end: %v", len(on), on)
	}
	for i := len(on) - 1; i > 0; i-- {
		if got := h.previousPhase(on[i]); got != on[i-1] {
			t.Errorf("back from %d leads to %d, want %d", on[i], got, on[i-1])
		}
	}
	if h.previousPhase(on[0]) != 0 {
		t.Error("back from the first phase is not the beginning")
	}
}

func TestPlayKeepsThePaceAndShortensPauses(t *testing.T) {
	at := func(ms int) model.Record {
		return model.Record{At: stagetest.Start.Add(time.Duration(ms) * time.Millisecond), Event: model.ClockPaused{}}
	}
	log := []model.Record{at(0), at(1000), at(61000), at(61010), at(61020), {Event: model.ClockPaused{}}, at(61100)}
	for i := range log {
		log[i].Seq = uint64(i + 1)
	}
	h := NewHistory(log)
	for _, c := range []struct {
		pos, speed, next int
		wait             time.Duration
	}{
		{1, 1, 2, time.Second},
		{1, 10, 2, 100 * time.Millisecond},
		{2, 1, 3, longestGap},
		{2, 300, 3, 200 * time.Millisecond},
		{3, 1, 7, 100 * time.Millisecond}, // what follows quickly comes at once
		{7, 1, 7, leastPeriod},
	} {
		if next, wait := h.play(c.pos, c.speed); next != c.next || wait != c.wait {
			t.Errorf("from %d at %d×: to %d after %v, want %d after %v", c.pos, c.speed, next, wait, c.next, c.wait)
		}
	}
}

func TestAnEmptyLog(t *testing.T) {
	h := NewHistory(nil)
	if b := h.at(5, nil); b.Seq != 0 || h.Len() != 0 || h.nextPhase(0) != 0 || h.previousPhase(0) != 0 {
		t.Error("a workshop without events is not empty")
	}
}

// long is a workshop of n events: many ideas that are moved about.
func long(n int) []model.Record {
	m, _ := method.Get("colab")
	b := model.Empty()
	var log []model.Record
	now := stagetest.Start
	do := func(c model.Command) {
		events, err := model.Decide(b, model.Host, c, now)
		if err != nil {
			panic(err)
		}
		now = now.Add(100 * time.Millisecond)
		for _, e := range events {
			r := model.Record{Seq: b.Seq + 1, At: now, By: model.Host, Event: e}
			log, b = append(log, r), model.Apply(b, r)
		}
	}
	do(model.CreateWorkshop{ID: "01LONG", Title: "Lång", Lang: "sv", Code: "X", Phases: m.Agenda(1)})
	for _, ph := range b.Phases() {
		if ph.Is(method.Gather) {
			do(model.EnterPhase{Phase: ph.ID})
		}
	}
	cluster := b.NextItem()
	do(model.CreateCluster{Title: "Hög"})
	for i := 0; len(log) < n; i++ {
		if b.NextItem() < 1000 {
			do(model.AddIdea{Text: fmt.Sprintf("Idé %d", i)})
			continue
		}
		id := cluster + 1 + model.ItemID(i%900)
		to := cluster
		if b.ClusterOf(b.Idea(id)) != nil {
			to = 0
		}
		do(model.MoveIdea{ID: id, Cluster: to})
	}
	return log[:n]
}

// BenchmarkScrub jumps about in a workshop of 100,000 events.
func BenchmarkScrub(b *testing.B) {
	log := long(100_000)
	h := NewHistory(log)
	pos := 0
	var board *model.Board
	b.ReportAllocs()
	for b.Loop() {
		pos = (pos*31 + 7919) % h.Len()
		board = h.at(pos, board)
	}
}

// BenchmarkLoad folds 100,000 events.
func BenchmarkLoad(b *testing.B) {
	log := long(100_000)
	b.ReportAllocs()
	for b.Loop() {
		NewHistory(log)
	}
}
