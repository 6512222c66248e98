package sshserver

import (
	"math"
	"testing"
)

func TestCommonSizesAreDrawnExactly(t *testing.T) {
	var s shapes
	for i := range 80 {
		if size := (shape{100 + i%20, 30 + i/20}); s.take(size, false) != size {
			t.Fatalf("terminal %d, of %v, is not drawn as it is", i, size)
		}
	}
}

// TestManySizesShareAFew holds the bound of all cells, whatever sizes strangers
// have, that nobody is drawn larger than they are, and that room comes back.
func TestManySizesShareAFew(t *testing.T) {
	var s shapes
	var drawn []shape
	for w := 40; w <= 400; w += 3 {
		for h := 12; h <= 150; h += 3 {
			size := shape{w, h}
			got := s.take(size, false)
			if got.w > w || got.h > h || got.w < 40 || got.h < 12 {
				t.Fatalf("%v is drawn as %v", size, got)
			}
			drawn = append(drawn, got)
		}
	}
	common := 0
	for _, w := range commonWidths {
		for _, h := range commonHeights {
			common += w * h
		}
	}
	if s.cells > exactCells+common {
		t.Errorf("%d cells in %d sizes", s.cells, len(s.shown))
	}
	if wide := (shape{380, 140}); s.take(wide, true) != wide {
		t.Error("a projector is not drawn as it is")
	}
	if small := (shape{97, 31}); s.take(small, false) == small {
		t.Error("there was room for one more size")
	}
	s.give(shape{380, 140})
	s.give(shape{80, 30})
	for _, size := range drawn {
		s.give(size)
	}
	if s.cells != 0 || len(s.shown) != 0 {
		t.Errorf("%d cells in %d sizes are left of nobody", s.cells, len(s.shown))
	}
}

// TestAFewLargeTerminalsLeaveRoom holds that one person with large terminals
// does not take the sizes of all others.
func TestAFewLargeTerminalsLeaveRoom(t *testing.T) {
	var s shapes
	for i := range 100 {
		s.take(shape{400 - i, 150}, false)
	}
	for i := range 30 {
		if size := (shape{100 + i, 35}); s.take(size, false) != size {
			t.Fatalf("terminal %d of common size is not drawn as it is", i)
		}
	}
}

func TestMemoryHasSteps(t *testing.T) {
	m := &memory{limit: 1000}
	held := int64(0)
	m.held = func() int64 { return held }
	for _, step := range []struct {
		held    int64
		is      room
		changed bool
	}{
		{100, roomy, false}, {410, tight, true}, {380, tight, false}, {340, roomy, true}, {600, scarce, true},
		{710, spent, true}, {660, spent, false}, {640, scarce, true}, {100, roomy, true},
	} {
		held = step.held
		if changed := m.look(); changed != step.changed || m.room() != step.is {
			t.Errorf("with %d of 1000: %d, changed %v; want %d", held, m.room(), changed, step.is)
		}
	}
	m.limit, held = math.MaxInt64, math.MaxInt64
	if m.look() {
		t.Error("without a limit there is no end")
	}
}

// TestWithoutMemoryOnlyThoseGetAScreenWhoMust has strangers, somebody who has
// joined, and a facilitator come while memory runs out.
func TestWithoutMemoryOnlyThoseGetAScreenWhoMust(t *testing.T) {
	s := &Server{memory: &memory{}}
	stranger, joined, leads := &Conn{}, &Conn{}, &Conn{}
	joined.joined.Store(true)
	leads.trusted.Store(true)
	for is, want := range map[room][3]bool{
		roomy: {true, true, true}, tight: {true, true, true}, scarce: {false, true, true}, spent: {false, false, true},
	} {
		s.memory.now.Store(int32(is))
		if got := [3]bool{s.mayOpen(stranger), s.mayOpen(joined), s.mayOpen(leads)}; got != want {
			t.Errorf("at step %d: %v, want %v", is, got, want)
		}
	}
}
