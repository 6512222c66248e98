package live

import "sync"

// Size is the size of a picture, in cells.
type Size struct{ W, H int }

func (s Size) cells() int { return s.W * s.H }

// Sizes gives terminals the size that is drawn on them.
//
// A thousand terminals of one size cost one picture, and a thousand of a
// thousand sizes cost a thousand, of up to half a megabyte each and again for
// every idea. So terminals have exactly their own size as long as all sizes
// together are not too many cells. Those that come after are drawn in their
// upper left part, at the next smaller size of a few that many can share, or at
// one that somebody has already.
//
// The zero value is ready. Its methods may be called by any goroutine.
type Sizes struct {
	mu    sync.Mutex
	shown map[Size]int // on how many terminals
	cells int          // of the sizes that are shown
	tight bool         // there is no memory for more
}

// Bounds of the sizes.
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

// Take returns what is drawn on a terminal of a size. Who is trusted, such as a
// projector, always has exactly their own. It must be given back.
func (s *Sizes) Take(size Size, trusted bool) Size {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shown == nil {
		s.shown = map[Size]int{}
	}
	if s.shown[size] == 0 && !trusted && !s.fits(size) {
		size = Size{atMost(commonWidths[:], size.W), atMost(commonHeights[:], size.H)}
	}
	if s.shown[size]++; s.shown[size] == 1 {
		s.cells += size.cells()
	}
	return size
}

// fits tells whether there is room for one size more.
func (s *Sizes) fits(size Size) bool {
	return !s.tight && size.cells() <= (exactCells-s.cells)/largestPart
}

// Give gives a size back.
func (s *Sizes) Give(size Size) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shown[size]--; s.shown[size] <= 0 {
		delete(s.shown, size)
		s.cells -= size.cells()
	}
}

// Tighten says whether there is no memory for sizes that nobody has.
func (s *Sizes) Tighten(tight bool) {
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
