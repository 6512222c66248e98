package stagetest

import (
	"fmt"
	"io"
	"slices"
	"testing"
	"time"

	"github.com/charmbracelet/colorprofile"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// Large is a room with 5,000 ideas, of which most lie in 200 clusters.
func Large(tb testing.TB) *Room {
	tb.Helper()
	const ideas, clusters = 5000, 200
	r := CoLab(tb, Revealed)
	r.Crowd(100)
	for i := range ideas {
		r.Must(r.People[i%len(r.People)], model.AddIdea{Text: fmt.Sprintf("Idé nummer %d om återbruk i byn, och vad som behövs för den", i)})
	}
	r.Go(method.Cluster)
	all := r.Board().Ideas(model.Host)
	for i := range clusters {
		c := model.CreateCluster{Title: fmt.Sprintf("Kluster %d", i)}
		for n := i; n < len(all); n += clusters + clusters/10 {
			c.Ideas = append(c.Ideas, all[n].ID)
		}
		r.Must(model.Host, c)
	}
	return r
}

// PressEach is a benchmark of keys, pressed in turn at a terminal of 120 by 40
// cells, until each has been drawn: it reports the time a key takes (ns/op), and
// what the slowest ones do.
func PressEach(b *testing.B, e *stage.Env, s stage.Screen, keys ...string) {
	b.Helper()
	const w, h = 120, 40
	cache := frame.NewCache(64 << 20)
	e.Shared = stage.NewShared(cache)
	a := stage.NewApp(e, s, w, h)
	defer a.Close()
	Resize(a, w, h)
	painter := frame.NewPainter(io.Discard, cache, colorprofile.TrueColor)
	paint := func() {
		if err := painter.Paint(a.Layout()); err != nil {
			b.Fatal(err)
		}
	}
	paint()
	var times []time.Duration
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		start := time.Now()
		a.Update(Key(keys[n%len(keys)]))
		paint()
		times = append(times, time.Since(start))
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[(len(times)*99+99)/100-1].Microseconds())/1000, "p99-ms")
	b.ReportMetric(float64(times[len(times)-1].Microseconds())/1000, "last-ms")
}

// Times is a key as often as it is to be pressed.
func Times(n int, key string) []string { return slices.Repeat([]string{key}, n) }
