package frame

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/charmbracelet/colorprofile"
)

func TestDrawnOnceForAll(t *testing.T) {
	cache := NewCache(1 << 20)
	var draws atomic.Int64
	gate := make(chan struct{})
	pane := Pane{Rect: Rect{W: 5, H: 1}, Key: "board", Draw: func(c *Canvas) {
		<-gate
		draws.Add(1)
		c.Text(0, 0, Style{}, "hej")
	}}
	var wg sync.WaitGroup
	frames := make([]*Frame, 50)
	for i := range frames {
		wg.Go(func() { frames[i] = cache.Frame(pane) })
	}
	close(gate)
	wg.Wait()
	for _, f := range frames {
		if f != frames[0] {
			t.Fatal("different pictures for one key")
		}
	}
	if n := draws.Load(); n != 1 {
		t.Errorf("drawn %d times", n)
	}
	wider := pane
	wider.W = 6
	if cache.Frame(wider) == frames[0] {
		t.Error("another width gives the same picture")
	}
}

// Who draws when it panics gets the panic; who waits draws for himself.
func TestPanicPoisonsNothing(t *testing.T) {
	cache := NewCache(1 << 20)
	var calls atomic.Int64
	inside, gate := make(chan struct{}), make(chan struct{})
	pane := Pane{Rect: Rect{W: 5, H: 1}, Key: "board", Draw: func(c *Canvas) {
		if calls.Add(1) == 1 {
			close(inside)
			<-gate
			panic("drawing failed")
		}
		c.Text(0, 0, Style{}, "hej")
	}}
	var wg sync.WaitGroup
	var got any
	wg.Go(func() {
		defer func() { got = recover() }()
		cache.Frame(pane)
	})
	<-inside
	frames := make([]*Frame, 8)
	for i := range frames {
		wg.Go(func() { frames[i] = cache.Frame(pane) })
	}
	close(gate)
	wg.Wait()
	if got != "drawing failed" {
		t.Errorf("the caller got %v", got)
	}
	for _, f := range frames {
		if f == nil || f.Plain() != "hej  " {
			t.Fatalf("one who waited got %v", f)
		}
	}
	if n := calls.Load(); n != 2 {
		t.Errorf("drawn %d times", n)
	}
}

func TestKeyThatCannotBeComparedLocksNobodyOut(t *testing.T) {
	cache := NewCache(1 << 20)
	func() {
		defer func() {
			if recover() == nil {
				t.Error("no panic")
			}
		}()
		cache.Frame(Pane{Rect: Rect{W: 1, H: 1}, Key: []int{1}})
	}()
	if f := cache.Frame(Pane{Rect: Rect{W: 1, H: 1}, Key: 1}); f.Plain() != " " {
		t.Errorf("%q", f.Plain())
	}
}

func TestCacheIsBounded(t *testing.T) {
	const budget = 100_000
	cache := NewCache(budget)
	var last *Frame
	for i := range 500 {
		l := Layout{W: 40, H: 10, Panes: []Pane{
			{Rect: Rect{W: 40, H: 9}, Key: paneKey{"board", i}, Draw: drawTest(paneKey{"board", i})},
			{Rect: Rect{Y: 9, W: 40, H: 1}, Key: paneKey{"line", i}, Draw: drawTest(paneKey{"line", i})},
		}}
		f := cache.Compose(l)
		cache.Step(last, f, 0, 0, colorprofile.TrueColor)
		last = f
		s := cache.Stats()
		if n := s.Frames.Bytes + s.Composed.Bytes + s.Steps.Bytes; n > budget || n < 0 {
			t.Fatalf("holds %d bytes of %d: %+v", n, budget, s)
		}
	}
	s := cache.Stats()
	if s.Frames.Misses != 1000 || s.Frames.Entries > 100 || s.Frames.Entries == 0 {
		t.Errorf("%+v", s.Frames)
	}
}

// What was asked for lately stays; what was not goes first.
func TestCacheForgetsTheOldest(t *testing.T) {
	l := newLRU[int, int](300, &age{time.Now(), time.Hour})
	made := 0
	get := func(k int) { l.get(k, func() (int, int64) { made++; return k, 100 }) }
	for _, k := range []int{1, 2, 3, 1, 4, 1} {
		get(k)
	}
	if made != 4 {
		t.Fatalf("made %d", made)
	}
	if _, ok := l.have(2); ok {
		t.Error("the oldest is still there")
	}
}

// Many painters over one cache, each on its own way through the versions.
func TestManyTerminals(t *testing.T) {
	cache := NewCache(200_000)
	var wg sync.WaitGroup
	for i := range 16 {
		wg.Go(func() {
			p := profiles[i%len(profiles)]
			term := newTerminal(30, 6)
			defer term.stop()
			painter := NewPainter(term, cache, p)
			if err := painter.Start(); err != nil {
				t.Error(err)
			}
			var l Layout
			for v := 0; v < 60; v += 1 + i%3 {
				board, own := paneKey{"board", v}, paneKey{fmt.Sprint("own", i), v / 7}
				l = Layout{W: 30, H: 6, Panes: []Pane{
					{Rect: Rect{W: 30, H: 5}, Key: board, Draw: drawTest(board)},
					{Rect: Rect{Y: 5, W: 30, H: 1}, Key: own, Draw: drawTest(own)},
				}}
				if v%9 == 0 {
					l.Panes = append(l.Panes, Pane{Rect: Rect{4, 1, 9, 3}, Key: paneKey{"help", 0}, Draw: drawTest(paneKey{"help", 0})})
				}
				if err := painter.Paint(l); err != nil {
					t.Error(err)
				}
			}
			term.holds(errorer{t}, cache.Compose(l), p)
		})
	}
	wg.Wait()
}

// errorer reports failures from a goroutine that is not the test's own.
type errorer struct{ *testing.T }

func (e errorer) Fatalf(format string, args ...any) { e.T.Errorf(format, args...) }

// What nobody asks for is forgotten in time, though there is room.
func TestCacheForgetsWhatIsNotAskedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLRU[int, int](1<<20, &age{time.Now(), 10 * time.Second})
		get := func(k int) { l.get(k, func() (int, int64) { return k, 100 }) }
		get(1)
		get(2)
		for range 5 {
			time.Sleep(5 * time.Second)
			get(1)
			get(3)
		}
		if _, ok := l.have(1); !ok {
			t.Error("what was asked for again and again is gone")
		}
		get(4)
		if _, ok := l.have(2); ok {
			t.Error("what nobody asked for in 25 s is still there")
		}
		l.limit(100)
		if s := l.stats(); s.Bytes > 100 {
			t.Errorf("%d bytes of 100", s.Bytes)
		}
	})
}
