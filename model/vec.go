package model

import "iter"

// Vec is an immutable sequence: Append and Set give a new one and leave the
// old as it was. It is an array of chunks; a change copies one chunk and the
// list of chunks, so a board of 5,000 ideas costs about a kilobyte a change.
// The zero Vec is empty.
type Vec[T any] struct {
	chunks []*[vecChunk]T
	n      int
}

const vecChunk = 64

// Len is the number of elements.
func (v Vec[T]) Len() int { return v.n }

// At gives element i; it panics unless 0 ≤ i < Len.
func (v Vec[T]) At(i int) T {
	if i < 0 || i >= v.n {
		panic("model: index out of range")
	}
	return v.chunks[i/vecChunk][i%vecChunk]
}

// Append gives a sequence with x after the last element.
func (v Vec[T]) Append(x T) Vec[T] {
	chunks := make([]*[vecChunk]T, len(v.chunks), len(v.chunks)+1)
	copy(chunks, v.chunks)
	if v.n%vecChunk == 0 {
		chunks = append(chunks, new([vecChunk]T))
	} else {
		last := *chunks[len(chunks)-1]
		chunks[len(chunks)-1] = &last
	}
	chunks[v.n/vecChunk][v.n%vecChunk] = x
	return Vec[T]{chunks, v.n + 1}
}

// Set gives a sequence with x as element i; it panics unless 0 ≤ i < Len.
func (v Vec[T]) Set(i int, x T) Vec[T] {
	if i < 0 || i >= v.n {
		panic("model: index out of range")
	}
	chunks := make([]*[vecChunk]T, len(v.chunks))
	copy(chunks, v.chunks)
	chunk := *chunks[i/vecChunk]
	chunk[i%vecChunk] = x
	chunks[i/vecChunk] = &chunk
	return Vec[T]{chunks, v.n}
}

// All yields index and element in order.
func (v Vec[T]) All() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		for i := range v.n {
			if !yield(i, v.chunks[i/vecChunk][i%vecChunk]) {
				return
			}
		}
	}
}

func values[T any](v Vec[T]) iter.Seq[T] {
	return func(yield func(T) bool) {
		for _, x := range v.All() {
			if !yield(x) {
				return
			}
		}
	}
}

// count is how many elements f holds of.
func count[T any](v Vec[T], f func(T) bool) int {
	n := 0
	for x := range values(v) {
		if f(x) {
			n++
		}
	}
	return n
}
