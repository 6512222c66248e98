package store_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/store"
)

// logOf is a workshop's events as they are exported, without the first line.
func logOf(t *testing.T, s *store.Store, id string) []byte {
	t.Helper()
	var log bytes.Buffer
	if err := s.ExportLog(&log, id); err != nil {
		t.Fatal(err)
	}
	_, events, _ := bytes.Cut(log.Bytes(), []byte("\n"))
	return events
}

// Backups are made one after the other while fifty people write about a
// thousand ideas a second together. Each is a beginning of the log, with
// everything that was acknowledged before it was begun.
func TestABackupUnderWritesIsABeginningOfTheLog(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, quiet)
	l := begin(t, s)
	id := l.Board().ID
	var acknowledged atomic.Int64
	acknowledged.Store(int64(l.Board().Seq))
	began, waits := time.Now(), make(chan []time.Duration, 50)
	var writers sync.WaitGroup
	for person := range 50 {
		writers.Go(func() {
			var waited []time.Duration
			for n := range long(40, 390) {
				start := time.Now()
				text := fmt.Sprintf("%d-%d", person, n)
				if _, err := l.Do(ctx, model.Host, text, model.AddIdea{Text: text}); err != nil {
					t.Error(err)
				}
				waited = append(waited, time.Since(start))
				acknowledged.Add(1)
				time.Sleep(time.Until(start.Add(50 * time.Millisecond))) // the pace of the load
			}
			waits <- waited
		})
	}
	least := map[string]int64{}
	written := make(chan struct{})
	go func() { writers.Wait(); close(written) }()
	for n, over := 0, false; !over; n++ {
		select {
		case <-written:
			over = true
		case <-time.After(100 * time.Millisecond):
		}
		file := filepath.Join(dir, fmt.Sprintf("copy-%d.db", n))
		least[file] = acknowledged.Load()
		if err := s.Backup(file); err != nil {
			t.Fatal(err)
		}
	}
	took := time.Since(began)
	full := logOf(t, s, id)
	for file, atLeast := range least {
		events := restoredLog(t, file, id)
		if !bytes.HasPrefix(full, events) {
			t.Errorf("%s is no beginning of the log", file)
		}
		if n := int64(bytes.Count(events, []byte("\n"))); n < atLeast {
			t.Errorf("%s has %d events, %d were acknowledged before it was begun", file, n, atLeast)
		}
	}
	var all []time.Duration
	for range 50 {
		all = append(all, <-waits...)
	}
	slices.Sort(all)
	p99 := all[len(all)*99/100]
	t.Logf("%d backups under %.0f writes a second; half waited %v, p99 %v", len(least), float64(len(all))/took.Seconds(), all[len(all)/2], p99)
	if long(0, 1) == 1 && p99 > 250*time.Millisecond {
		t.Errorf("p99 is %v, over 250 ms", p99)
	}
}

func restoredLog(t *testing.T, file, id string) []byte {
	t.Helper()
	dir := t.TempDir()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, store.DatabaseName), raw, 0o600); err != nil {
		t.Fatal(err)
	}
	s := open(t, dir, quiet)
	defer closeStore(t, s)
	return logOf(t, s, id)
}
