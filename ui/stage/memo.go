package stage

// Memo remembers the last thing made, with what it was made of. It spares a
// screen the work at every wake-up. The zero Memo is empty.
type Memo[K comparable, V any] struct {
	key  K
	val  V
	have bool
}

// Get gives what was made of key, or makes it.
func (m *Memo[K, V]) Get(key K, build func() V) V {
	if !m.have || m.key != key {
		m.key, m.val, m.have = key, build(), true
	}
	return m.val
}
