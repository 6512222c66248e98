package stage

import (
	"runtime"
	"testing"
	"time"

	"verkstad/ui/frame"
)

type counter struct{ n int }

// The screens of one workshop share one state, those of another have another,
// and it is gone when no terminal is in the workshop any more.
func TestScreensOfAWorkshopShareState(t *testing.T) {
	s := NewShared(frame.NewCache(1 << 20))
	one, other := s.workshop("one"), s.workshop("other")
	stateOf[counter](one).n = 7
	if stateOf[counter](s.workshop("one")).n != 7 {
		t.Error("a second terminal in the workshop has another state")
	}
	if stateOf[counter](other).n != 0 {
		t.Error("another workshop has the same state")
	}
	servers, none := ServerState[counter](s), ServerState[counter](nil)
	if servers != ServerState[counter](s) || none == ServerState[counter](nil) {
		t.Error("the server's state is not one, or there is one without a server")
	}
	runtime.KeepAlive(one)
	entries := func() int {
		s.mu.Lock()
		defer s.mu.Unlock()
		return len(s.workshops)
	}
	for deadline := time.Now().Add(10 * time.Second); entries() != 1; runtime.GC() {
		if time.Now().After(deadline) {
			t.Fatalf("%d workshops are kept, one is open", entries())
		}
	}
	runtime.KeepAlive(other)
}
