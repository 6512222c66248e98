package live

import (
	"context"
	"fmt"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model/safego"
	"verkstad/ui/frame"
)

// follower is a screen that shows the board that it was told of.
type follower struct {
	seat *Seat
	seen uint64
}

func (f *follower) Init() tea.Cmd   { return nil }
func (f *follower) View() tea.View  { return tea.NewView("") }
func (f *follower) Seat() *Seat     { return f.seat }
func (f *follower) Parting() string { return "" }

func (f *follower) Close() { f.seat.Leave() }

func (f *follower) Update(tea.Msg) (tea.Model, tea.Cmd) {
	f.seen = f.seat.CurrentCut().Board.Seq
	return f, nil
}

func (f *follower) Layout() frame.Layout {
	return frame.Layout{W: 80, H: 24, Panes: []frame.Pane{{
		Rect: frame.Rect{W: 80, H: 1}, Key: f.seen, Draw: func(c *frame.Canvas) { c.Text(0, 0, frame.Style{}, fmt.Sprint(f.seen)) },
	}}}
}

// wire is a terminal's end that goes through as much memory as the SSH library
// and the network do: what a terminal touches is in no cache when its turn comes.
type wire struct {
	*glass
	touched [16 << 10]byte
	written func()
}

func (w *wire) Write(p []byte) (int, error) {
	for i := 0; i < len(w.touched); i += 64 {
		w.touched[i]++
	}
	w.written()
	return len(p), nil
}

// BenchmarkFollow is what it costs that a thousand terminals follow a change, all
// but the network.
func BenchmarkFollow(b *testing.B) {
	const people = 1000
	ctx, cancel := context.WithCancel(context.Background())
	var drawn atomic.Int64
	arrived := make(chan struct{}, 1)
	cache, w := frame.NewCache(16<<20), newWorkshop()
	var looks atomic.Int64 // there is always time for another cut
	h := NewHub(Config{Now: func() time.Time { return time.Unix(looks.Add(1), 0) }})
	ended := make(chan struct{}, people)
	for range people {
		t := &wire{glass: newGlass(), written: func() {
			if drawn.Add(1) == people {
				drawn.Store(0)
				arrived <- struct{}{}
			}
		}}
		t.basic = true // it is asked nothing
		s := NewSession(h, cache, &follower{seat: h.Sit(w)}, t, slog.New(slog.DiscardHandler))
		safego.Go("session", func() {
			defer func() { ended <- struct{}{} }()
			_ = s.Run(ctx)
			s.Screen().Close()
		})
	}
	<-arrived // the alternate screens
	<-arrived // the first pictures
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		w.publish()
		<-arrived
	}
	b.StopTimer()
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/people, "ns/terminal")
	cancel()
	for range people {
		<-ended
	}
}
