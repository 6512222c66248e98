// Package sshtest is what the tests of the server and of its clients have in common: keys,
// a server that runs as long as a test, terminals to look at, and one way to wait.
package sshtest

import (
	"bytes"
	"context"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	gossh "golang.org/x/crypto/ssh"

	"verkstad/model/safego"
	"verkstad/sshserver/sshclient"
)

// Patience is how long a test waits for something that must come. It is long, so that a
// busy computer fails no test.
const Patience = time.Minute

// Eventually waits until ok returns true, and fails the test if that takes longer than
// [Patience].
func Eventually(t testing.TB, what string, ok func() bool) {
	t.Helper()
	EventuallyOr(t, ok, func() string { return what + " did not come about" })
}

// EventuallyOr is Eventually with a function that makes the message of the failure.
func EventuallyOr(t testing.TB, ok func() bool, complaint func() string) {
	t.Helper()
	if !Poll(ok) {
		t.Fatalf("%s, in %v", complaint(), Patience)
	}
}

// Poll calls ok until it returns true, and reports whether it did within [Patience].
func Poll(ok func() bool) bool {
	for deadline := time.Now().Add(Patience); !ok(); time.Sleep(4 * time.Millisecond) {
		if time.Now().After(deadline) {
			return false
		}
	}
	return true
}

// StillHands is longer than hands must be still before a screen that has changed takes
// keys (see busyhands.go in ui/stage).
const StillHands = 700 * time.Millisecond

// AwaitStillHands waits for [StillHands]. Nothing on the screen tells when it takes keys
// again: what counts is for how long nothing was typed.
func AwaitStillHands() { time.Sleep(StillHands) }

// Key makes a client's key.
func Key(t testing.TB) gossh.Signer {
	t.Helper()
	key, err := sshclient.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// Serve runs a server until stop is called, which waits for its end and may be called
// again, or until the test ends.
func Serve(t testing.TB, server interface{ Serve(context.Context) error }) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error, 1)
	safego.Go("serve", func() { served <- server.Serve(ctx) })
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-served; err != nil {
			t.Errorf("Serve returned %v", err)
		}
	})
	t.Cleanup(stop)
	return stop
}

// Buffer is a buffer that may be written and read at the same time.
type Buffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *Buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *Buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// Reset drops what was written so far.
func (b *Buffer) Reset() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.buf.Reset()
}

// Screen is a terminal that one goroutine writes to and another looks at. The library's own
// safe emulator does not lock String.
type Screen struct {
	Sent Buffer // everything that was written

	mu sync.Mutex
	vt *vt.Emulator
}

// NewScreen returns an empty terminal of w by h cells. It accepts queries, and answers
// none.
func NewScreen(t testing.TB, w, h int) *Screen {
	s := &Screen{vt: vt.NewEmulator(w, h)}
	safego.Go("answers of a terminal", func() { _, _ = io.Copy(io.Discard, s.vt) }) // else they block the emulator
	t.Cleanup(func() { _ = s.vt.InputPipe().(io.Closer).Close() })
	return s
}

func (s *Screen) Write(p []byte) (int, error) {
	_, _ = s.Sent.Write(p)
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.vt.Write(p)
}

// String returns what the terminal shows.
func (s *Screen) String() (text string) {
	s.Inspect(func(vt *vt.Emulator) { text = vt.String() })
	return text
}

// Inspect calls f with the cells, while nothing is written.
func (s *Screen) Inspect(f func(*vt.Emulator)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f(s.vt)
}

// AwaitTexts waits until the terminal shows all of the texts. who is named in a failure.
func (s *Screen) AwaitTexts(t testing.TB, who string, texts ...string) {
	t.Helper()
	var missing string
	EventuallyOr(t, func() bool {
		missing = ""
		shown := s.String()
		for _, text := range texts {
			if !strings.Contains(shown, text) {
				missing = text
			}
		}
		return missing == ""
	}, func() string { return who + " never sees \"" + missing + "\"; the screen is\n" + s.String() + "\n" })
}
