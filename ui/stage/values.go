package stage

// chunkSize is how many values a [Values] keeps together.
const chunkSize = 8

// Values is an immutable list that is compared by what it holds, so that props
// can hold rows and texts: two lists are equal (==) if they have equal values in
// the same order. The zero Values is empty.
type Values[T comparable] struct {
	first [chunkSize]T
	n     int // of all values, those in rest included
	rest  any // Values[T] with those after the first; nil if there are none
}

// ValuesOf copies a slice.
func ValuesOf[T comparable](all []T) Values[T] {
	var v Values[T]
	for end := len(all); end > 0; {
		start := (end - 1) / chunkSize * chunkSize
		next := Values[T]{n: len(all) - start}
		copy(next.first[:], all[start:end])
		if v.n > 0 {
			next.rest = v
		}
		v, end = next, start
	}
	return v
}

// Len is how many values there are.
func (v Values[T]) Len() int { return v.n }

// Slice is the values in a new slice.
func (v Values[T]) Slice() []T {
	all := make([]T, 0, v.n)
	for {
		all = append(all, v.first[:min(v.n, chunkSize)]...)
		rest, ok := v.rest.(Values[T])
		if !ok {
			return all
		}
		v = rest
	}
}
