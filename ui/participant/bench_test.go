package participant_test

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
	for _, activity := range []model.Activity{method.Gather, method.Cluster} {
		b.Run(string(activity), func(b *testing.B) {
			r := crowd(b, stagetest.Revealed)
			r.Go(activity)
			watch(b, r, nil, func(int) { do(r) })
		})
	}
}

const crowded = 1000 // people

// crowd is a co-lab with a thousand people and sixty ideas more.
func crowd(b *testing.B, at stagetest.Moment) *stagetest.Room {
	r := stagetest.CoLab(b, at)
	r.Crowd(crowded)
	for i := range 60 {
		_, _ = r.Do(b.Context(), model.Host, "", model.AddIdea{Text: fmt.Sprintf("Idé nummer %d om återbruk i byn", i)})
	}
	return r
}

// watch has a thousand terminals painted after each change. Before, everybody
// has pressed keys.
func watch(b *testing.B, r *stagetest.Room, keys []string, do func(n int)) {
	cache := frame.NewCache(64 << 20)
	shared := stage.NewShared(cache)
	apps, painters := make([]*stage.App, crowded), make([]*frame.Painter, crowded)
	for i := range apps {
		e := stagetest.Env(r, model.Actor{})
		e.Shared = shared
		apps[i] = stage.NewApp(e, participant.New(e, participant.Hint{Key: r.Board().Person(r.People[i].Person).Key}), 120, 40)
		painters[i] = frame.NewPainter(io.Discard, cache, colorprofile.TrueColor)
		stagetest.Press(apps[i], keys...)
	}
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		do(n)
		n++
		for i, a := range apps {
			a.Update(stage.WakeMsg{})
			_ = painters[i].Paint(a.Layout())
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/crowded/1000, "µs/person")
}

// BenchmarkAThousandSeeAChange is what one of a thousand people does at other
// moments, until all have been painted. A second goes by between two changes.
func BenchmarkAThousandSeeAChange(b *testing.B) {
	card := func(r *stagetest.Room, n int) { // to and fro, so that it is marked
		b := r.Board()
		groups := b.Groups(model.Host)
		from := groups[1+n%2]
		r.Must(r.People[n%crowded], model.MoveIdea{ID: from.Ideas[len(from.Ideas)-1].ID, Cluster: groups[2-n%2].Cluster.ID})
	}
	for _, c := range []struct {
		name string
		at   stagetest.Moment
		keys []string
		do   func(r *stagetest.Room, n int)
	}{
		{"card", stagetest.Clustering, nil, card},
		{"card-scrolled", stagetest.Clustering, []string{"right", "right", "right", "right", "right", "right"}, card},
		{"heading", stagetest.Clustering, nil, func(r *stagetest.Room, n int) {
			r.Must(r.People[n%crowded], model.RenameCluster{ID: r.Board().Clusters()[0].ID, Title: fmt.Sprint("Dela ", n)})
		}},
		{"idea-scrolled", stagetest.Revealed, []string{"tab", "down", "down"}, func(r *stagetest.Room, n int) {
			r.Must(model.Host, model.AddIdea{Text: fmt.Sprint("En till, nummer ", n)})
		}},
		{"clock-scrolled", stagetest.Revealed, []string{"tab", "down", "down"}, func(r *stagetest.Room, n int) {}},
		{"clock-result-scrolled", stagetest.Counted, []string{"down", "down"}, func(r *stagetest.Room, n int) {}},
		{"check-in", stagetest.CheckingIn, nil, func(r *stagetest.Room, n int) {
			r.Must(r.People[n%crowded], model.CheckIn{Text: fmt.Sprint("Hej ", n)})
		}},
		{"hand", stagetest.Talking, nil, func(r *stagetest.Room, n int) {
			r.Must(r.People[10+n/2%crowded], model.MoveHand{Up: n%2 == 0})
		}},
		{"hand-at-tables", stagetest.Revealed, nil, func(r *stagetest.Room, n int) {
			if r.Board().Tables == 0 {
				r.Must(model.Host, model.SetTables{Tables: 50})
			}
			r.Must(r.People[10+n/2%crowded], model.MoveHand{Up: n%2 == 0})
		}},
		{"ballot", stagetest.Voting, nil, func(r *stagetest.Room, n int) {
			round := r.Board().OpenRound()
			r.Must(r.People[100+n%800], model.CastBallot{After: model.AfterAny, Round: round.ID, Dots: []model.Dot{{ID: round.Candidates[n%3].ID, N: 1}}})
		}},
	} {
		b.Run(c.name, func(b *testing.B) {
			r := crowd(b, c.at)
			watch(b, r, c.keys, func(n int) {
				r.Pass(time.Second)
				c.do(r, n)
			})
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
