package live

import "testing"

func TestCommonSizesAreDrawnExactly(t *testing.T) {
	var s Sizes
	for i := range 80 {
		if size := (Size{100 + i%20, 30 + i/20}); s.Acquire(size, false) != size {
			t.Fatalf("terminal %d, of %v, is not drawn as it is", i, size)
		}
	}
}

// TestManySizesShareAFew holds the bound of all cells, whatever sizes strangers
// have, that nobody is drawn larger than they are, and that room comes back.
func TestManySizesShareAFew(t *testing.T) {
	var s Sizes
	var drawn []Size
	for w := 40; w <= 400; w += 3 {
		for h := 12; h <= 150; h += 3 {
			size := Size{w, h}
			got := s.Acquire(size, false)
			if got.W > w || got.H > h || got.W < 40 || got.H < 12 {
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
		t.Errorf("%d cells in %d sizes", s.cells, len(s.inUse))
	}
	if wide := (Size{380, 140}); s.Acquire(wide, true) != wide {
		t.Error("a projector is not drawn as it is")
	}
	if small := (Size{97, 31}); s.Acquire(small, false) == small {
		t.Error("there was room for one more size")
	}
	s.Release(Size{380, 140})
	s.Release(Size{80, 30})
	for _, size := range drawn {
		s.Release(size)
	}
	if s.cells != 0 || len(s.inUse) != 0 {
		t.Errorf("%d cells in %d sizes are left of nobody", s.cells, len(s.inUse))
	}
}

// TestAFewLargeTerminalsLeaveRoom holds that one person with large terminals
// does not take the sizes of all others.
func TestAFewLargeTerminalsLeaveRoom(t *testing.T) {
	var s Sizes
	for i := range 100 {
		s.Acquire(Size{400 - i, 150}, false)
	}
	for i := range 30 {
		if size := (Size{100 + i, 35}); s.Acquire(size, false) != size {
			t.Fatalf("terminal %d of common size is not drawn as it is", i)
		}
	}
}
