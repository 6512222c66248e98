package sshserver

import (
	"context"
	"errors"
	"testing"
	"time"

	"verkstad/model/code"
)

func right() bool { return true }
func wrong() bool { return false }

func TestACodeIsDrawnFromTheWholeAlphabet(t *testing.T) {
	seen := map[byte]bool{}
	codes := map[string]bool{}
	for range 2000 {
		c := NewCode()
		if n, ok := code.Normalise(c); !ok || n != c || len(c) != CodeLength {
			t.Fatalf("%q is no code", c)
		}
		for i := range len(c) {
			seen[c[i]] = true
		}
		codes[c] = true
	}
	if len(seen) != 32 || len(codes) < 1990 {
		t.Errorf("%d symbols and %d codes in 2000 draws", len(seen), len(codes))
	}
	if !CodeEqual("krabba", "KRABBA") || CodeEqual("KRABBA", "KRABBE") {
		t.Error("CodeEqual does not compare codes")
	}
}

func TestAConnectionHasFiveTries(t *testing.T) {
	b, conn := NewBrake(), &Conn{}
	for i := range 4 {
		if err := b.Try(t.Context(), conn, wrong); !errors.Is(err, ErrWrongCode) {
			t.Fatalf("try %d: %v", i, err)
		}
	}
	if err := b.Try(t.Context(), conn, wrong); !errors.Is(err, ErrTooManyTries) {
		t.Errorf("the fifth: %v", err)
	}
	if err := b.Try(t.Context(), conn, right); !errors.Is(err, ErrTooManyTries) {
		t.Errorf("a right code after five wrong ones: %v", err)
	}
	if err := b.Try(t.Context(), &Conn{}, right); err != nil {
		t.Errorf("someone else: %v", err)
	}
}

func TestRightCodesCostNothing(t *testing.T) {
	b := NewBrake()
	now := time.Now()
	b.now = func() time.Time { return now }
	b.filled = now
	for range 1000 {
		if err := b.Try(t.Context(), &Conn{}, right); err != nil {
			t.Fatal(err)
		}
	}
	if wait := b.take(); wait != 0 {
		t.Errorf("the next waits %v", wait)
	}
}

func TestGuessesTogetherAreSlowedDown(t *testing.T) {
	b := NewBrake()
	now := time.Now()
	b.now = func() time.Time { return now }
	b.filled = now
	for range 100 {
		if err := b.Try(t.Context(), &Conn{}, wrong); !errors.Is(err, ErrWrongCode) {
			t.Fatal(err)
		}
	}
	if wait := b.take(); wait != 50*time.Millisecond {
		t.Errorf("guess 101 waits %v, want 50ms", wait)
	}
	b.giveBack()
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if err := b.Try(gone, &Conn{}, right); !errors.Is(err, context.Canceled) {
		t.Errorf("who leaves while waiting gets %v", err)
	}
	now = now.Add(time.Second)
	if wait := b.take(); wait != 0 {
		t.Errorf("after a second a guess waits %v", wait)
	}
	now = now.Add(time.Hour)
	b.take()
	if b.tokens != b.burst-1 {
		t.Errorf("after an hour there are %v tokens", b.tokens)
	}
}
