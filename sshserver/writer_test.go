package sshserver

import (
	"testing"
	"testing/synctest"
	"time"
)

// slowWire takes a while for each write.
type slowWire struct{ takes time.Duration }

func (w *slowWire) Write(p []byte) (int, error) {
	time.Sleep(w.takes)
	return len(p), nil
}

// TestAStalledWriteIsCalledSo writes in a world whose clock is the test's.
func TestAStalledWriteIsCalledSo(t *testing.T) {
	for name, test := range map[string]struct {
		pause, takes time.Duration // before each write, and within it
		stalls       bool
	}{
		"writes that follow on each other":          {0, 900 * time.Millisecond, false},
		"writes now and then":                       {700 * time.Millisecond, 900 * time.Millisecond, false},
		"a write after a long rest":                 {time.Hour, 900 * time.Millisecond, false},
		"one that takes too long":                   {0, 1100 * time.Millisecond, true},
		"one that takes too long, after some rest":  {700 * time.Millisecond, 1100 * time.Millisecond, true},
		"one that takes too long, after a long one": {time.Hour, 1100 * time.Millisecond, true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				const limit = time.Second
				var began time.Time
				var after []time.Duration
				wire := &slowWire{takes: 10 * time.Millisecond}
				w := newStallWriter(wire, limit, func() { after = append(after, time.Since(began)) })
				writes := func(n int) {
					for range n {
						time.Sleep(test.pause)
						began = time.Now()
						if _, err := w.Write([]byte("x")); err != nil {
							t.Fatal(err)
						}
						synctest.Wait()
					}
				}
				writes(250) // quick ones
				if len(after) > 0 {
					t.Fatalf("quick writes are called stalled: %v", after)
				}
				wire.takes = test.takes
				writes(10)
				if !test.stalls && len(after) > 0 || test.stalls && len(after) != 10 {
					t.Fatalf("called stalled %d times in ten", len(after))
				}
				for _, took := range after {
					if took != limit {
						t.Errorf("called stalled after %v, want %v", took, limit)
					}
				}
				time.Sleep(2 * limit) // nobody writes
				if synctest.Wait(); test.stalls && len(after) != 10 {
					t.Error("called stalled while nobody wrote")
				}
			})
		})
	}
}
