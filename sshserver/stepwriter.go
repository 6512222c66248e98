package sshserver

import (
	"io"
	"sync"
	"time"

	"verkstad/model/safego"
)

// stallWriter writes to a client that may stop reading at any time. A lock keeps each write
// whole: the painter and Bubble Tea share the writer.
//
// SSH lets a client answer keepalives while it accepts no data, so a write can block for
// ever. If one takes longer than limit, stalled is called, which must make the write fail.
type stallWriter struct {
	limit   time.Duration
	stalled func()
	touch   func() // nil, or called at every write

	mu    sync.Mutex
	w     io.Writer
	timer *time.Timer
}

func newStallWriter(w io.Writer, limit time.Duration, stalled func()) *stallWriter {
	return &stallWriter{w: w, limit: limit, stalled: stalled}
}

// Write writes all of p in one piece.
func (s *stallWriter) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.touch != nil {
		s.touch()
	}
	if s.timer == nil {
		s.timer = safego.After(s.limit, "stalled write", s.stalled)
	} else {
		s.timer.Reset(s.limit)
	}
	defer s.timer.Stop()
	return s.w.Write(p)
}
