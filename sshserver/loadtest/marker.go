package loadtest

import "sync"

// marker is the text of a [Marker].
type marker [8]byte

// markerChars are the letters and digits that markers consist of.
const markerChars = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

var isMarkerChar = func() (is [256]bool) {
	for i := range len(markerChars) {
		is[markerChars[i]] = true
	}
	return is
}()

// DistinctMarkers is how many markers in a row differ from each other in every letter.
const DistinctMarkers = 41

// Marker returns text number n to look for on screens. Any two of [DistinctMarkers] in a
// row differ in every letter, so that a terminal that shows one in the place of the other
// is sent all of it, in one piece.
func Marker(n int) string {
	const step, offset = 7, 3
	sizes := [len(marker{})]int{61, 59, 53, 47, 43, DistinctMarkers, 57, 55} // pairwise coprime, and coprime to step
	var text marker
	for i, size := range sizes {
		text[i] = markerChars[(n*step+i*offset)%size]
	}
	return string(text[:])
}

// markerIndex finds the ideas that are waited for by their markers, in one pass over what a
// terminal was sent, however many ideas there are.
type markerIndex struct {
	mu    sync.RWMutex
	ideas map[marker]*Sight
}

func (x *markerIndex) add(s *Sight) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.ideas == nil {
		x.ideas = map[marker]*Sight{}
	}
	x.ideas[marker(s.raw)] = s
}

func (x *markerIndex) remove(s *Sight) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.ideas[marker(s.raw)] == s {
		delete(x.ideas, marker(s.raw))
	}
}

// find appends the ideas whose markers occur in text to found.
func (x *markerIndex) find(text []byte, found []*Sight) []*Sight {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if len(x.ideas) == 0 {
		return found
	}
	run := 0
	for i, c := range text {
		if !isMarkerChar[c] {
			run = 0
			continue
		}
		if run++; run < len(marker{}) {
			continue
		}
		if s := x.ideas[marker(text[i+1-len(marker{}):i+1])]; s != nil {
			found = append(found, s)
		}
	}
	return found
}
