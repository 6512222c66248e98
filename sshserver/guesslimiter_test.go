package sshserver

import (
	"context"
	"errors"
	"net"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func right() bool { return true }
func wrong() bool { return false }

func TestAConnectionHasFiveTries(t *testing.T) {
	b, conn := NewGuessLimiter(), &Conn{}
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

// guesser is a connection from a source, with a limiter that has been guessed at
// from there for as long as it takes nothing to.
func guesser(t *testing.T, b *GuessLimiter) *Conn {
	t.Helper()
	source := SourceOf(&net.TCPAddr{IP: net.IPv4(192, 0, 2, 7)})
	for range guessBurst {
		if err := b.Try(t.Context(), &Conn{source: source}, wrong); !errors.Is(err, ErrWrongCode) {
			t.Fatal(err)
		}
	}
	return &Conn{source: source}
}

func TestARightCodeNeverWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := NewGuessLimiter()
		behind, first := guesser(t, b), time.Now()
		if err := b.Try(t.Context(), &Conn{source: behind.source}, right); err != nil || time.Since(first) != 0 {
			t.Errorf("a right code from where no guess is left: %v after %v", err, time.Since(first))
		}
		began := time.Now()
		for range 3 {
			if err := b.Try(t.Context(), &Conn{source: behind.source}, wrong); !errors.Is(err, ErrWrongCode) {
				t.Fatal(err)
			}
		}
		if waited := time.Since(began); waited != guessAnswer { // tokens have come meanwhile
			t.Errorf("three guesses too many took %v", waited)
		}
		began = time.Now()
		if err := b.Try(t.Context(), behind, right); err != nil || time.Since(began) != 0 {
			t.Errorf("a right code from there: %v after %v", err, time.Since(began))
		}
		if err := b.Try(t.Context(), &Conn{}, wrong); !errors.Is(err, ErrWrongCode) || time.Since(began) != 0 {
			t.Errorf("a wrong code from elsewhere: %v after %v", err, time.Since(began))
		}
		time.Sleep(guessEvery)
		began = time.Now()
		if err := b.Try(t.Context(), behind, wrong); !errors.Is(err, ErrWrongCode) || time.Since(began) != 0 {
			t.Errorf("a wrong code from there once it is over: %v after %v", err, time.Since(began))
		}
	})
}

func TestWhoGuessesTooMuchHasFewTriesAndOneAtATime(t *testing.T) {
	b := NewGuessLimiter()
	b.answer = 50 * time.Millisecond
	c := guesser(t, b)
	began := time.Now()
	var all sync.WaitGroup
	for range 4 { // a connection may hold several sessions
		all.Go(func() { _ = b.Try(t.Context(), c, wrong) })
	}
	all.Wait()
	if tried := c.wrongCodes.Load(); tried < maxTries {
		t.Errorf("%d counted", tried)
	}
	if waited := time.Since(began); waited < 2*b.answer {
		t.Errorf("four guesses took %v", waited)
	}
	if err := b.Try(t.Context(), c, right); !errors.Is(err, ErrTooManyTries) {
		t.Errorf("one more: %v", err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if err := b.Try(gone, &Conn{source: c.source}, wrong); !errors.Is(err, context.Canceled) {
		t.Errorf("who leaves while waiting gets %v", err)
	}
}
