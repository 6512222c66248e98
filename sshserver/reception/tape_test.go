package reception

import (
	"bytes"
	"sync"
)

// tape is all that a terminal was sent.
type tape struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (w *tape) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.buf.Write(p)
}

func (w *tape) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.buf.String()
}

// Reset forgets what was sent so far.
func (w *tape) Reset() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.buf.Reset()
}
