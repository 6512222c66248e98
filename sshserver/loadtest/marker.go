package loadtest

import "sync"

// mark is the text of a [Marker].
type mark [8]byte

// signs are the letters and digits that markers are made of.
const signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

var isSign = func() (is [256]bool) {
	for i := range len(signs) {
		is[signs[i]] = true
	}
	return is
}()

// Apart is how many markers that follow on each other differ in every letter.
const Apart = 41

// Marker is text number n to look for on screens. Any two among [Apart] that
// follow on each other differ in every letter, so that a terminal that shows one
// in the place of the other is sent all of it, in one piece.
func Marker(n int) string {
	const step, offset = 7, 3
	sizes := [len(mark{})]int{61, 59, 53, 47, 43, Apart, 57, 55} // no two share a divisor, nor has one that of step
	var text mark
	for i, size := range sizes {
		text[i] = signs[(n*step+i*offset)%size]
	}
	return string(text[:])
}

// index finds the ideas that are waited for by their markers: one pass over
// what a terminal was sent, however many there are.
type index struct {
	mu    sync.RWMutex
	ideas map[mark]*Sight
}

func (x *index) put(s *Sight) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.ideas == nil {
		x.ideas = map[mark]*Sight{}
	}
	x.ideas[mark(s.raw)] = s
}

func (x *index) remove(s *Sight) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.ideas[mark(s.raw)] == s {
		delete(x.ideas, mark(s.raw))
	}
}

// find appends the ideas whose markers stand in text.
func (x *index) find(text []byte, found []*Sight) []*Sight {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if len(x.ideas) == 0 {
		return found
	}
	run := 0
	for i, c := range text {
		if !isSign[c] {
			run = 0
			continue
		}
		if run++; run < len(mark{}) {
			continue
		}
		if s := x.ideas[mark(text[i+1-len(mark{}):i+1])]; s != nil {
			found = append(found, s)
		}
	}
	return found
}
