package sshserver

import (
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"
)

// eventCounter counts events that may happen thousands of times a second, and logs their
// sums.
type eventCounter struct {
	log *slog.Logger

	mu     sync.Mutex
	counts map[string]int
	due    time.Time
}

// logEventsEvery is how often sums are logged.
const logEventsEvery = 10 * time.Second

func newEventCounter(log *slog.Logger) *eventCounter {
	return &eventCounter{log: log, counts: map[string]int{}}
}

// count counts one event of a kind.
func (t *eventCounter) count(what string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.counts[what]++
}

// logIfDue logs the sums if logEventsEvery has passed since the last time.
func (t *eventCounter) logIfDue(now time.Time) {
	t.mu.Lock()
	due := !now.Before(t.due) && len(t.counts) > 0
	if due {
		t.due = now.Add(logEventsEvery)
	}
	t.mu.Unlock()
	if due {
		t.flush()
	}
}

// flush logs the sums.
func (t *eventCounter) flush() {
	t.mu.Lock()
	counts := t.counts
	t.counts = map[string]int{}
	t.mu.Unlock()
	for _, what := range slices.Sorted(maps.Keys(counts)) {
		t.log.Warn("repeated events", "event", what, "count", counts[what])
	}
}
