package bench

import (
	"fmt"
	"testing"
)

// BenchmarkJoin is how long it takes (ns/op) until all people who come at once
// are in, sixteen at a time: connected, joined by name, and with a first picture
// on the screen.
func BenchmarkJoin(b *testing.B) {
	eachCrowd(b, func(b *testing.B, n int) {
		b.Run(fmt.Sprintf("verkstad/%d", n), func(b *testing.B) {
			measureJoin(b, n, func() server { return startVerkstad(b).server() })
		})
		b.Run(fmt.Sprintf("floor/%d", n), func(b *testing.B) {
			measureJoin(b, n, func() server { return startFloor(b, 0, 0) })
		})
	})
}

func measureJoin(b *testing.B, n int, open func() server) {
	rounds, seconds := 0, 0.0
	for b.Loop() {
		b.StopTimer()
		s, l := open(), startLoad(b)
		b.StartTimer()
		seconds += l.ask(b, s.join(n)).Took.Seconds()
		rounds++
		b.StopTimer()
		l.stop()
		b.StartTimer()
	}
	b.ReportMetric(seconds/float64(rounds), "join-s")
	b.ReportMetric(float64(n)*float64(rounds)/seconds, "people/s")
}
