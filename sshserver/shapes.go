package sshserver

import "sync"

// shape is the size of a picture, in cells.
type shape struct{ w, h int }

func (s shape) cells() int { return s.w * s.h }

// shapes gives terminals the size that is drawn on them.
//
// A thousand terminals of one size cost one picture, and a thousand of a
// thousand sizes cost a thousand, of up to half a megabyte each and again for
// every idea. So terminals have exactly their own size as long as all sizes
// together are not too many cells. Those that come after are drawn in their
// upper left part, at the next smaller size of a few that many can share, or at
// one that somebody has already.
type shapes struct {
	mu    sync.Mutex
	shown map[shape]int // on how many terminals
	cells int           // of the shapes that are shown
	tight bool          // there is no memory for more
}

// Bounds of the shapes.
const (
	// exactCells is how many cells all sizes together may have that are drawn
	// exactly: about a hundred of common size. A cell is 8 bytes, and a picture is
	// kept two or three times over.
	exactCells = 500_000
	// largestPart keeps what is left for many from a few large terminals: none
	// takes more than this part of it.
	largestPart = 4
)

// The sizes that are shared where there are too many others.
var (
	commonWidths  = [...]int{40, 60, 80, 100, 120, 160, 200}
	commonHeights = [...]int{12, 18, 24, 30, 40, 50}
)

// take gives the shape for a terminal of a size. Whoever is trusted, such as a
// projector's, has always its own. It must be given back.
func (s *shapes) take(size shape, trusted bool) shape {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shown == nil {
		s.shown = map[shape]int{}
	}
	if s.shown[size] == 0 && !trusted && !s.fits(size) {
		size = shape{atMost(commonWidths[:], size.w), atMost(commonHeights[:], size.h)}
	}
	if s.shown[size]++; s.shown[size] == 1 {
		s.cells += size.cells()
	}
	return size
}

// fits tells whether there is room for one shape more.
func (s *shapes) fits(size shape) bool {
	return !s.tight && size.cells() <= (exactCells-s.cells)/largestPart
}

// give gives a shape back.
func (s *shapes) give(size shape) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shown[size]--; s.shown[size] <= 0 {
		delete(s.shown, size)
		s.cells -= size.cells()
	}
}

// tighten says whether there is memory for shapes that nobody has.
func (s *shapes) tighten(tight bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tight = tight
}

// atMost is the greatest of sizes that is no more than n; n where all are more.
func atMost(sizes []int, n int) int {
	for i := len(sizes) - 1; i >= 0; i-- {
		if sizes[i] <= n {
			return sizes[i]
		}
	}
	return n
}
