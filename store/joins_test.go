package store_test

import (
	"fmt"
	"sync"
	"testing"

	"verkstad/model"
)

// BenchmarkJoins has 5,000 people join, a hundred at a time, who each open a
// terminal: what one of them costs must not grow with those who are here.
func BenchmarkJoins(b *testing.B) {
	const people = model.MaxPeople
	for b.Loop() {
		s := open(b, b.TempDir(), quiet)
		l := begin(b, s)
		next := make(chan int)
		var all sync.WaitGroup
		for range 100 {
			all.Go(func() {
				for i := range next {
					out, err := l.Do(ctx, model.Actor{Role: model.Participant}, fmt.Sprint("op", i), model.JoinPerson{
						Key: fmt.Sprint("key ", i), Name: fmt.Sprintf("Gäst %d", i), Sector: model.Academia, Role: model.Participant,
					})
					if err != nil {
						b.Error(err)
						continue
					}
					l.Enter(out.Person)
				}
			})
		}
		for i := range people {
			next <- i
		}
		close(next)
		all.Wait()
		if n := l.Presence().People; n != people {
			b.Errorf("%d of %d are here", n, people)
		}
		b.StopTimer()
		closeStore(b, s)
		b.StartTimer()
	}
}
