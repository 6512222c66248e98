package sshserver

import (
	"context"
	"fmt"
	"log/slog"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"verkstad/model/safego"
	"verkstad/ui/frame"
)

// follower is a screen that shows the version it was woken for.
type follower struct {
	version *atomic.Int64
	shows   int64
	wake    chan struct{}
}

func (f *follower) Init() tea.Cmd          { return nil }
func (f *follower) View() tea.View         { return tea.NewView("") }
func (f *follower) Close()                 {}
func (f *follower) Wakes() <-chan struct{} { return f.wake }
func (f *follower) WakeMsg() tea.Msg       { return wokenMsg{} }

func (f *follower) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	f.shows = f.version.Load()
	return f, nil
}

func (f *follower) Layout() frame.Layout {
	return frame.Layout{W: 80, H: 24, Panes: []frame.Pane{{
		Rect: frame.Rect{W: 80, H: 1},
		Key:  f.shows,
		Draw: func(c *frame.Canvas) { c.Text(0, 0, frame.Style{}, fmt.Sprint(f.shows)) },
	}}}
}

// wire is a terminal's end that goes through as much memory as the SSH library
// and the network do: what a terminal touches is in no cache when its turn comes.
type wire struct {
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

// BenchmarkWake is what it costs that a thousand terminals follow a change
// which one goroutine tells them of, all but the network.
func BenchmarkWake(b *testing.B) {
	const people = 1000
	ctx, cancel := context.WithCancel(context.Background())
	var version, drawn atomic.Int64
	arrived := make(chan struct{}, 1)
	cache, crowd, turns := frame.NewCache(16<<20), new(atomic.Int32), newTurns()
	var screens []*follower
	ended := make(chan struct{}, people)
	for range people {
		screen := &follower{version: &version, wake: make(chan struct{}, 1)}
		own, end := context.WithCancel(ctx)
		st := &stage{
			screen: screen, life: &sessionContext{ctx: own, cancel: end, values: map[any]any{}, w: 80, h: 24},
			log: slog.New(slog.DiscardHandler), now: time.Now, crowd: crowd, turns: turns,
			terminal: Terminal{W: 80, H: 24, Term: "xterm-256color", Profile: colorprofile.ANSI256},
		}
		out := newStallWriter(&wire{written: func() {
			if drawn.Add(1) == people {
				drawn.Store(0)
				arrived <- struct{}{}
			}
		}}, time.Minute, func() {})
		st.painter = frame.NewPainter(turnWriter{out, st}, cache, colorprofile.ANSI256)
		program := newProgram(st, out)
		safego.Go("program", func() {
			defer func() { ended <- struct{}{} }()
			program.run()
		})
		screens = append(screens, screen)
	}
	<-arrived // the first pictures
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		version.Add(1)
		for i, screen := range screens {
			select {
			case screen.wake <- struct{}{}:
			default:
			}
			if i%4 == 3 {
				runtime.Gosched()
			}
		}
		<-arrived
	}
	b.StopTimer()
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/people, "ns/terminal")
	cancel()
	for range people {
		<-ended
	}
}
