package sshserver

import (
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"
)

// tally counts what may happen thousands of times a second, and logs it summed.
type tally struct {
	log *slog.Logger

	mu     sync.Mutex
	counts map[string]int
	due    time.Time
}

// tallyEvery is how often a sum is logged.
const tallyEvery = 10 * time.Second

func newTally(log *slog.Logger) *tally { return &tally{log: log, counts: map[string]int{}} }

// count notes that something has happened once more.
func (t *tally) count(what string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.counts[what]++
}

// say logs what was counted, if that is due.
func (t *tally) say(now time.Time) {
	t.mu.Lock()
	due := !now.Before(t.due) && len(t.counts) > 0
	if due {
		t.due = now.Add(tallyEvery)
	}
	t.mu.Unlock()
	if due {
		t.flush()
	}
}

// flush logs what was counted.
func (t *tally) flush() {
	t.mu.Lock()
	counts := t.counts
	t.counts = map[string]int{}
	t.mu.Unlock()
	for _, what := range slices.Sorted(maps.Keys(counts)) {
		t.log.Warn("many at once", "what", what, "count", counts[what])
	}
}
