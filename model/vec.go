package model

import "iter"

// Vec is an immutable sequence: Append and Set return a new one and leave the old one as it
// was. It is a tree of three levels: leaves of 32 elements, branches of 32 leaves, and a
// list of the branches. A change copies one of each, so on a board of 10,000 ideas it costs
// about 600 bytes. The zero Vec is empty.
type Vec[T any] struct {
	branches []*[vecWidth]*[vecWidth]T
	n        int
}

const vecWidth = 32

// Len returns the number of elements.
func (v Vec[T]) Len() int { return v.n }

// At returns element i; it panics unless 0 ≤ i < Len.
func (v Vec[T]) At(i int) T {
	if i < 0 || i >= v.n {
		panic("model: index out of range")
	}
	return v.at(i)
}

func (v Vec[T]) at(i int) T {
	return v.branches[i/(vecWidth*vecWidth)][i/vecWidth%vecWidth][i%vecWidth]
}

// Append returns a sequence with x after the last element.
func (v Vec[T]) Append(x T) Vec[T] { return v.with(v.n, x) }

// Set returns a sequence with x as element i; it panics unless 0 ≤ i < Len.
func (v Vec[T]) Set(i int, x T) Vec[T] {
	if i < 0 || i >= v.n {
		panic("model: index out of range")
	}
	return v.with(i, x)
}

// with returns a sequence with x as element i, which may be one past the last, copying the
// path to it.
func (v Vec[T]) with(i int, x T) Vec[T] {
	top := i / (vecWidth * vecWidth)
	branches := make([]*[vecWidth]*[vecWidth]T, max(len(v.branches), top+1))
	copy(branches, v.branches)
	branch, leaf := new([vecWidth]*[vecWidth]T), new([vecWidth]T)
	if old := branches[top]; old != nil {
		*branch = *old
	}
	if old := branch[i/vecWidth%vecWidth]; old != nil {
		*leaf = *old
	}
	leaf[i%vecWidth] = x
	branch[i/vecWidth%vecWidth] = leaf
	branches[top] = branch
	return Vec[T]{branches, max(v.n, i+1)}
}

// All yields index and element in order.
func (v Vec[T]) All() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		for i := range v.n {
			if !yield(i, v.at(i)) {
				return
			}
		}
	}
}

// vecOf returns a sequence of the elements of a slice.
func vecOf[T any](all []T) Vec[T] {
	const ofBranch = vecWidth * vecWidth
	v := Vec[T]{n: len(all), branches: make([]*[vecWidth]*[vecWidth]T, (len(all)+ofBranch-1)/ofBranch)}
	for from := 0; from < len(all); from += vecWidth {
		if from%ofBranch == 0 {
			v.branches[from/ofBranch] = new([vecWidth]*[vecWidth]T)
		}
		leaf := new([vecWidth]T)
		copy(leaf[:], all[from:min(from+vecWidth, len(all))])
		v.branches[from/ofBranch][from/vecWidth%vecWidth] = leaf
	}
	return v
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

// count returns the number of elements for which f returns true.
func count[T any](v Vec[T], f func(T) bool) int {
	n := 0
	for x := range values(v) {
		if f(x) {
			n++
		}
	}
	return n
}
