package frame

import (
	"container/list"
	"sync"
	"time"
)

// lru is a map that makes its values, each once however many ask for it at the
// same time, and forgets those not asked for longest when they take more than
// max bytes, and those that nobody has asked for in a while. It is safe for
// concurrent use.
type lru[K comparable, V any] struct {
	age *age

	mu      sync.Mutex
	max     int64
	entries map[K]*entry[K, V]
	order   *list.List // of *entry, the latest first; only finished ones
	bytes   int64
	hits    uint64
	misses  uint64
}

// entry is one value, or the promise of one.
type entry[K comparable, V any] struct {
	key   K
	value V
	size  int64
	ok    bool          // value is there; false after ready means that making it panicked
	ready chan struct{} // closed when it is made, or has failed
	place *list.Element
	asked int64 // the age when it was asked for last
}

// age counts the spans of time that entries are kept for: one that was not asked
// for in the last whole span is forgotten.
type age struct {
	began time.Time
	span  time.Duration
}

func (a *age) now() int64 { return int64(time.Since(a.began) / a.span) }

func newLRU[K comparable, V any](max int64, age *age) *lru[K, V] {
	return &lru[K, V]{max: max, age: age, entries: map[K]*entry[K, V]{}, order: list.New()}
}

// get gives the value of key, made by produce if there is none. Others that ask
// meanwhile wait for it. If produce panics the caller gets the panic, and one of
// those who wait makes it instead.
func (l *lru[K, V]) get(key K, produce func() (value V, size int64)) V {
	for {
		e, mine := l.find(key)
		if mine {
			return l.fill(e, produce)
		}
		<-e.ready
		if e.ok {
			return e.value
		}
	}
}

// have gives the value of key if it is there. It costs no memory.
func (l *lru[K, V]) have(key K) (value V, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	e, ok := l.entries[key]
	if !ok || e.place == nil {
		return value, false
	}
	l.touch(e)
	l.hits++
	return e.value, true
}

// find gives the entry of key; mine says that it is new and that the caller
// must fill it.
func (l *lru[K, V]) find(key K) (e *entry[K, V], mine bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if e, ok := l.entries[key]; ok {
		if e.place != nil {
			l.touch(e)
		}
		l.hits++
		return e, false
	}
	e = &entry[K, V]{key: key, ready: make(chan struct{})}
	l.entries[key] = e
	l.misses++
	return e, true
}

// fill makes the value of e and lets those who wait go on.
func (l *lru[K, V]) fill(e *entry[K, V], produce func() (V, int64)) V {
	defer func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		if e.ok {
			l.keep(e)
		} else {
			delete(l.entries, e.key)
		}
		close(e.ready)
	}()
	e.value, e.size = produce()
	e.ok = true
	return e.value
}

// touch notes that an entry was asked for. The lock is held.
func (l *lru[K, V]) touch(e *entry[K, V]) {
	l.order.MoveToFront(e.place)
	e.asked = l.age.now()
}

// keep counts a finished entry and drops the oldest ones over the budget, and
// those that are too old. One that is larger than the whole budget is not kept
// at all.
func (l *lru[K, V]) keep(e *entry[K, V]) {
	e.place, e.asked = l.order.PushFront(e), l.age.now()
	l.bytes += e.size
	l.forget()
}

// forget drops what is over the budget or too old. The lock is held.
func (l *lru[K, V]) forget() {
	for back := l.order.Back(); back != nil; back = l.order.Back() {
		oldest := back.Value.(*entry[K, V])
		if l.bytes <= l.max && oldest.asked >= l.age.now()-1 {
			return
		}
		l.order.Remove(back)
		delete(l.entries, oldest.key)
		l.bytes -= oldest.size
	}
}

// limit changes the budget.
func (l *lru[K, V]) limit(max int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.max = max
	l.forget()
}

// stats gives the counts so far.
func (l *lru[K, V]) stats() CacheCount {
	l.mu.Lock()
	defer l.mu.Unlock()
	return CacheCount{Hits: l.hits, Misses: l.misses, Entries: len(l.entries), Bytes: l.bytes}
}
