package stage

import (
	"reflect"
	"runtime"
	"sync"
	"weak"

	"verkstad/ui/frame"
)

// Shared is what all terminals of a server have in common: the cache of what is
// drawn, and for each workshop that a terminal is in, the state that its screens
// share. It is safe for concurrent use.
type Shared struct {
	Cache *frame.Cache
	// WallGround is what projectors are drawn on, whatever was chosen on them before:
	// "light", "dark", or "terminal" for the terminal's own; empty leaves it to them.
	WallGround string

	server    states
	mu        sync.Mutex
	workshops map[string]weak.Pointer[states] // by the workshop's ID
}

// NewShared makes what the terminals of a server share.
func NewShared(cache *frame.Cache) *Shared {
	return &Shared{Cache: cache, workshops: map[string]weak.Pointer[states]{}}
}

// states holds one value of each type that was asked for.
type states struct{ byType sync.Map }

// stateOf gives the value of a type, a zero one if nobody has asked before.
func stateOf[T any](s *states) *T {
	kind := reflect.TypeFor[T]()
	if v, ok := s.byType.Load(kind); ok {
		return v.(*T)
	}
	v, _ := s.byType.LoadOrStore(kind, new(T))
	return v.(*T)
}

// workshop is the state that the screens of a workshop share. It lives for as
// long as a terminal refers to it.
func (s *Shared) workshop(id string) *states {
	s.mu.Lock()
	defer s.mu.Unlock()
	if w := s.workshops[id].Value(); w != nil {
		return w
	}
	w := &states{}
	s.workshops[id] = weak.Make(w)
	runtime.AddCleanup(w, s.forget, id)
	return w
}

// forget drops the entry of a workshop that no terminal is in any more.
func (s *Shared) forget(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.workshops[id].Value() == nil {
		delete(s.workshops, id)
	}
}

// WorkshopState is the T that all terminals of the server in this workshop have
// in common, a zero T at first. It is gone when the last of them has left. T
// guards itself against concurrent use. A terminal without a server has its own.
func WorkshopState[T any](e *Env) *T {
	id := e.Board().ID
	if e.common == nil || e.commonOf != id {
		e.common, e.commonOf = &states{}, id
		if e.Shared != nil {
			e.common = e.Shared.workshop(id)
		}
	}
	return stateOf[T](e.common)
}

// ServerState is the T that all terminals of the server have in common, a zero T
// at first. T guards itself against concurrent use. Without a
// server it is a new one each time.
func ServerState[T any](s *Shared) *T {
	if s == nil {
		return new(T)
	}
	return stateOf[T](&s.server)
}

// Cache is the server's cache; nil, which holds nothing, at a terminal without.
func (e *Env) Cache() *frame.Cache {
	if e.Shared == nil {
		return nil
	}
	return e.Shared.Cache
}
