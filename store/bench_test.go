package store_test

import (
	"fmt"
	"sync"
	"testing"

	"verkstad/model"
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

// A workshop of 100,000 events is read, checked and folded.
func BenchmarkResume(b *testing.B) {
	dir := b.TempDir()
	s := open(b, dir, quiet)
	l := begin(b, s)
	records, err := l.Records()
	if err != nil {
		b.Fatal(err)
	}
	var payloads [][]byte
	at := records[0].At
	for i := range 100_000 {
		raw, err := model.EncodeRecord(model.Record{At: at, By: model.Host, Op: fmt.Sprint("op-", i), Event: model.IdeaMoved{ID: 1}})
		if err != nil {
			b.Fatal(err)
		}
		payloads = append(payloads, raw)
	}
	if err := s.Append(l.Board().ID, bolt.Commit{First: l.Board().Seq + 1, Payloads: payloads}); err != nil {
		b.Fatal(err)
	}
	id := l.Board().ID
	closeStore(b, s)
	for b.Loop() {
		s := open(b, dir, quiet)
		if l, err := s.Open(ctx, id); err != nil || l.Board().Seq < 100_000 {
			b.Fatal(err)
		}
		closeStore(b, s)
	}
}
