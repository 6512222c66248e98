package store_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/store"
	"verkstad/store/bolt"
)

// Commands by one person after the other, and by a hundred at once: what one
// transaction for all who wait is worth.
func BenchmarkDo(b *testing.B) {
	for _, people := range []int{1, 100} {
		b.Run(fmt.Sprint(people), func(b *testing.B) {
			s := open(b, b.TempDir(), quiet)
			l := begin(b, s)
			var here []model.Actor
			for i := range people {
				here = append(here, join(b, l, fmt.Sprintf("Person %c%c", 'a'+i/26, 'a'+i%26), model.Academia))
			}
			b.ReportAllocs()
			b.ResetTimer()
			var all sync.WaitGroup
			for i, by := range here {
				all.Go(func() {
					for n := i; n < b.N; n += people { // each raises and lowers a hand
						if _, err := l.Do(ctx, by, "", model.MoveHand{Up: n/people%2 == 0}); err != nil {
							b.Error(err)
						}
					}
				})
			}
			all.Wait()
		})
	}
}

// manyEvents is how many a workshop has that is opened in [BenchmarkResume].
const manyEvents = 100_000

// A workshop of 100,000 events is read, checked and folded: a thousand people,
// ten thousand ideas, and cards moved between two hundred clusters.
func BenchmarkResume(b *testing.B) {
	dir := b.TempDir()
	s := open(b, dir, quiet)
	l := begin(b, s)
	id := l.Board().ID
	if err := s.Append(id, bolt.Commit{First: l.Board().Seq + 1, Payloads: longLog(b, l.Board(), manyEvents)}); err != nil {
		b.Fatal(err)
	}
	closeStore(b, s)
	b.ReportAllocs()
	for b.Loop() {
		s := open(b, dir, quiet)
		if l, err := s.Open(ctx, id); err != nil || l.Board().Seq < manyEvents {
			b.Fatal(err)
		}
		closeStore(b, s)
	}
	b.ReportMetric(float64(manyEvents*b.N)/b.Elapsed().Seconds(), "events/s")
}

// longLog is n encoded events that go on from a board.
func longLog(b *testing.B, board *model.Board, n int) (payloads [][]byte) {
	b.Helper()
	const people, ideas, clusters = 1000, 10_000, 200
	now := board.Created
	do := func(by model.Actor, c model.Command) {
		events, err := model.Decide(board, by, c, now)
		if err != nil {
			b.Fatal(err)
		}
		for _, e := range events {
			now = now.Add(100 * time.Millisecond)
			r := model.Record{Seq: board.Seq + 1, At: now, By: by, Op: fmt.Sprint("op-", len(payloads)), Event: e}
			raw, err := model.EncodeRecord(r)
			if err != nil {
				b.Fatal(err)
			}
			payloads, board = append(payloads, raw), model.Apply(board, r)
		}
	}
	for i := range people {
		do(model.Actor{Role: model.Participant}, model.JoinPerson{Key: fmt.Sprintf("%064x", i), Name: fmt.Sprintf("Person %d", i), Sector: model.Academia, Role: model.Participant})
	}
	first := board.NextItem()
	for i := range ideas {
		do(model.Host, model.AddIdea{Text: fmt.Sprintf("Idé %d om återbruk i byn, och vad som behövs för den", i)})
	}
	heap := board.NextItem()
	for i := range clusters {
		do(model.Host, model.CreateCluster{Title: fmt.Sprintf("Kluster %d", i)})
	}
	for i := 0; len(payloads) < n; i++ {
		do(model.Host, model.MoveIdea{ID: first + model.ItemID(i*7919%ideas), Cluster: heap + model.ItemID((i*31+i/ideas)%clusters)})
	}
	return payloads
}

// A thousand people cast a ballot each, a hundred at a time, and then the vote
// is closed.
func BenchmarkVote(b *testing.B) {
	const people, at = 1000, 100
	s := open(b, b.TempDir(), quiet)
	l := begin(b, s)
	var here []model.Actor
	for i := range people {
		here = append(here, join(b, l, fmt.Sprintf("Person %c%c%c", 'a'+i/676, 'a'+i/26%26, 'a'+i%26), model.Sectors[i%5]))
	}
	var ids []model.ItemID
	for i := range 12 {
		ids = append(ids, must(b, l, model.Host, model.AddIdea{Text: fmt.Sprint("Idé ", i)}).Item)
	}
	var closing time.Duration
	for b.Loop() {
		must(b, l, model.Host, model.OpenRound{Candidates: ids, Dots: 4})
		var all sync.WaitGroup
		for from := range at {
			all.Go(func() {
				for i := from; i < people; i += at {
					dots := []model.Dot{{ID: ids[i%12], N: 2}, {ID: ids[(i+5)%12], N: 1}}
					if _, err := l.Do(ctx, here[i], "", model.CastBallot{Dots: dots}); err != nil {
						b.Error(err)
					}
				}
			})
		}
		all.Wait()
		began := time.Now()
		must(b, l, model.Host, model.CloseRound{})
		closing += time.Since(began)
	}
	b.ReportMetric(float64(people*b.N)/(b.Elapsed()-closing).Seconds(), "ballots/s")
	b.ReportMetric(float64(closing.Milliseconds())/float64(b.N), "ms/close")
}

// Many ballots are brought in by one close, while somebody else raises and lowers
// a hand: what the close takes, and the longest that the hand had to wait.
func BenchmarkClose(b *testing.B) {
	for _, people := range []int{1000, 5000} {
		for _, keep := range []model.Keep{model.KeepBallots, model.KeepSums} {
			b.Run(fmt.Sprint(people, "/", keep), func(b *testing.B) {
				l := begin(b, open(b, b.TempDir(), quiet))
				ids := []model.ItemID{must(b, l, model.Host, model.AddIdea{Text: "En"}).Item, must(b, l, model.Host, model.AddIdea{Text: "Två"}).Item, must(b, l, model.Host, model.AddIdea{Text: "Tre"}).Item}
				here := crowd(b, l, people)
				var closing, waiting time.Duration
				for b.Loop() {
					must(b, l, model.Host, model.OpenRound{Candidates: ids, Dots: 4, Keep: keep})
					together(people, func(i int) {
						if _, err := l.Do(ctx, here[i], "", model.CastBallot{Dots: []model.Dot{{ID: ids[i%3], N: 2}, {ID: ids[(i+1)%3], N: 1}}}); err != nil {
							b.Error(err)
						}
					})
					closed := make(chan struct{})
					var hand sync.WaitGroup
					hand.Go(func() {
						for up := true; ; up = !up {
							began := time.Now()
							must(b, l, here[0], model.MoveHand{Up: up})
							waiting = max(waiting, time.Since(began))
							select {
							case <-closed:
								return
							default:
							}
						}
					})
					began := time.Now()
					must(b, l, model.Host, model.CloseRound{})
					closing += time.Since(began)
					close(closed)
					hand.Wait()
				}
				b.ReportMetric(float64(closing.Microseconds())/1000/float64(b.N), "ms/close")
				b.ReportMetric(float64(waiting.Microseconds())/1000, "ms-longest-wait")
			})
		}
	}
}

// crowd is so many people who have joined.
func crowd(b *testing.B, l *store.Live, n int) []model.Actor {
	b.Helper()
	here := make([]model.Actor, n)
	together(n, func(i int) {
		name := fmt.Sprintf("Person %c%c%c", 'a'+i/676, 'a'+i/26%26, 'a'+i%26)
		out, err := l.Do(ctx, model.Actor{Role: model.Participant}, "", model.JoinPerson{Key: fmt.Sprintf("%064x", i), Name: name, Sector: model.Sectors[i%5], Role: model.Participant})
		if err != nil {
			b.Error(err)
		}
		here[i] = model.Actor{Person: out.Person, Role: model.Participant}
	})
	return here
}

// together calls do for 0 to n-1, two hundred at a time.
func together(n int, do func(i int)) {
	const at = 200
	var all sync.WaitGroup
	for from := range at {
		all.Go(func() {
			for i := from; i < n; i += at {
				do(i)
			}
		})
	}
	all.Wait()
}
