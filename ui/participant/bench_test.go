package participant_test

import (
	"fmt"
	"io"
	"slices"
	"testing"

	"github.com/charmbracelet/colorprofile"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/frame"
	"verkstad/ui/participant"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// BenchmarkAThousandSeeAnIdea is one person's idea on a board of sixty, until
// a thousand terminals have been painted: all that an idea costs but the log
// and the network. BenchmarkAThousandSeeTheClock is a second of the clock.
func BenchmarkAThousandSeeAnIdea(b *testing.B) {
	thousand(b, func(r *stagetest.Room) { r.Must(model.Host, model.AddIdea{Text: "En till"}) })
}

func BenchmarkAThousandSeeTheClock(b *testing.B) {
	thousand(b, func(r *stagetest.Room) { r.Pass(1e9) })
}

func thousand(b *testing.B, do func(*stagetest.Room)) {
	const people = 1000
	for _, activity := range []model.Activity{method.Gather, method.Cluster} {
		b.Run(string(activity), func(b *testing.B) {
			r := stagetest.CoLab(b, stagetest.Revealed)
			r.Crowd(people)
			for i := range 60 {
				r.Must(r.People[i%len(r.People)], model.AddIdea{Text: fmt.Sprintf("Idé nummer %d om återbruk i byn", i)})
			}
			r.Go(activity)
			cache := frame.NewCache(64 << 20)
			apps, painters := make([]*stage.App, people), make([]*frame.Painter, people)
			for i := range apps {
				e := stagetest.Env(r, model.Actor{})
				apps[i] = stage.NewApp(e, cache, participant.New(e, participant.Hint{Key: r.Board().Person(r.People[i].Person).Key}), 120, 40)
				painters[i] = frame.NewPainter(io.Discard, cache, colorprofile.TrueColor)
			}
			b.ReportAllocs()
			for b.Loop() {
				do(r)
				for i, a := range apps {
					a.Update(stage.WakeMsg{})
					_ = painters[i].Paint(a.Layout())
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/people/1000, "µs/person")
		})
	}
}

// BenchmarkScroll goes through a board of 5,000 ideas and 200 clusters, key by
// key, on one terminal.
func BenchmarkScroll(b *testing.B) {
	r := stagetest.Large(b)
	for _, part := range []struct {
		activity model.Activity
		enter    []string // before the keys that move
		keys     []string
	}{
		{method.Gather, []string{"tab"}, slices.Concat(stagetest.Times(60, "down"), stagetest.Times(40, "pgdown"), stagetest.Times(30, "pgup"))},
		{method.Cluster, nil, slices.Concat(stagetest.Times(30, "down"), stagetest.Times(30, "right"), stagetest.Times(20, "down"), stagetest.Times(10, "left"))},
	} {
		b.Run(string(part.activity), func(b *testing.B) {
			r.Go(part.activity)
			e := stagetest.Env(r, model.Actor{})
			s := participant.New(e, participant.Hint{Key: r.Board().Person(r.People[0].Person).Key})
			for _, key := range part.enter {
				s.Update(stagetest.Key(key))
			}
			stagetest.PressEach(b, e, s, part.keys...)
		})
	}
}
