package bench

import (
	"fmt"
	"testing"
	"time"
)

// BenchmarkFair is the time of an idea to all others while one more terminal in
// the room behaves badly, beside the same room without it, before and after.
func BenchmarkFair(b *testing.B) {
	eachCrowd(b, func(b *testing.B, n int) {
		l, s := startLoad(b), startVerkstad(b).server()
		l.ask(b, s.join(n))
		for i, kind := range []string{"", slow, stalled, flooding, ""} {
			name := kind
			if kind == "" {
				name = [...]string{"before", "after"}[min(i, 1)]
			}
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				o := s.join(1)
				o.Do, o.Kind = "disturb", kind
				l.ask(b, o)
				for range 3 { // what is on the way to who does not read fills its buffers
					l.ask(b, order{Do: "fill", Rate: 25})
				}
				var all report
				for b.Loop() {
					b.StopTimer()
					time.Sleep(120 * time.Millisecond) // one idea at a time, and not in step with the clock
					all.Echo = append(all.Echo, l.ask(b, order{Do: "type"}).Echo...)
					b.StartTimer()
					all.add(l.ask(b, order{Do: "enter"}))
				}
				reportSpread(b, "", all.Times)
				reportSpread(b, "echo-", all.Echo)
				b.ReportMetric(float64(all.Missing), "missing")
				b.ReportMetric(float64(l.ask(b, order{Do: "evicted"}).Ideas), "evicted")
			})
		}
		l.stop()
	})
}
