package live

import "sync"

// Size is the size of a picture, in cells.
type Size struct{ W, H int }

func (s Size) cells() int { return s.W * s.H }

// Sizes gives terminals the sizes at which they are drawn.
//
// A thousand terminals of one size need one picture, and a thousand of a thousand sizes
// need a thousand, of up to half a megabyte each and again for every idea. So terminals
// have exactly their own size as long as all sizes together have not too many cells. Later
// ones are drawn in their upper left part, at the next smaller of a few sizes that many can
// share, or at one that is in use already.
//
// The zero value is ready to use. Its methods may be called by any goroutine.
type Sizes struct {
	mu    sync.Mutex
	inUse map[Size]int // number of terminals that have it
	cells int          // cells of all sizes in use
	tight bool         // there is no memory for more
}

// Bounds of the sizes.
const (
	// exactCells is how many cells all sizes that are drawn exactly may have together:
	// about a hundred common sizes. A cell takes 8 bytes, and a picture is kept two or
	// three times over.
	exactCells = 500_000
	// largestPart keeps a few large terminals from taking the cells of many others: none
	// takes more than one largestPart-th of those that are left.
	largestPart = 4
)

// The sizes that are shared if there are too many others.
var (
	commonWidths  = [...]int{40, 60, 80, 100, 120, 160, 200}
	commonHeights = [...]int{12, 18, 24, 30, 40, 50}
)

// Acquire returns the size at which a terminal of a size is drawn. A trusted terminal, such
// as a projector, always gets exactly its own. The caller must call Release with the
// result.
func (s *Sizes) Acquire(size Size, trusted bool) Size {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.inUse == nil {
		s.inUse = map[Size]int{}
	}
	if s.inUse[size] == 0 && !trusted && !s.fits(size) {
		size = Size{atMost(commonWidths[:], size.W), atMost(commonHeights[:], size.H)}
	}
	if s.inUse[size]++; s.inUse[size] == 1 {
		s.cells += size.cells()
	}
	return size
}

// fits reports whether there is room for one more size.
func (s *Sizes) fits(size Size) bool {
	return !s.tight && size.cells() <= (exactCells-s.cells)/largestPart
}

// Release gives a size back.
func (s *Sizes) Release(size Size) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.inUse[size]--; s.inUse[size] <= 0 {
		delete(s.inUse, size)
		s.cells -= size.cells()
	}
}

// Tighten sets whether there is no memory for sizes that are not in use.
func (s *Sizes) Tighten(tight bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tight = tight
}

// atMost returns the greatest of sizes that is not greater than n, or n if all are greater.
func atMost(sizes []int, n int) int {
	for i := len(sizes) - 1; i >= 0; i-- {
		if sizes[i] <= n {
			return sizes[i]
		}
	}
	return n
}
