package sshserver

import (
	"context"
	"errors"
	"time"

	"golang.org/x/time/rate"

	"verkstad/model/safego"
)

// Errors of [GuessLimiter.Try].
var (
	// ErrWrongCode is returned when the code is not right.
	ErrWrongCode = errors.New("that code is not right")
	// ErrTooManyTries is returned when the connection has used up its tries.
	// It should be closed.
	ErrTooManyTries = errors.New("too many wrong codes")
)

// GuessLimiter slows down those who guess codes. A code is compared at once, so that a
// right one never waits, whatever others do; but whoever has guessed wrong waits
// for the answer where their source has guessed too often, and cannot try again
// meanwhile. It has a few tries for each connection; how many connections there
// can be is bounded by [Limits.Exchanges]. Of the codes that a store draws, six
// symbols, a source that does nothing but guess finds one in some months.
//
// Nothing is counted up: a second after a source has stopped guessing, whoever
// mistypes a code behind its address is answered at once.
type GuessLimiter struct {
	guesses *Limiters[Source]
	answer  time.Duration // until whoever guesses too much is answered
}

const (
	tries       = 5               // of a connection
	costlyTry   = 3               // how many tries a wrong guess counts for whose source has guessed too often
	guessEvery  = time.Second     // each source may guess wrong so often
	guessBurst  = 30              // after so many at first: a class that mistypes
	guessAnswer = 3 * time.Second // see GuessLimiter.answer
)

// NewGuessLimiter returns a limiter on which nobody has guessed yet.
func NewGuessLimiter() *GuessLimiter {
	return &GuessLimiter{NewLimiters[Source](rate.Every(guessEvery), guessBurst, time.Now), guessAnswer}
}

// Try calls right, which compares a typed code (with [verkstad/model/code.Equal]). It returns nil
// if the code was right, and otherwise, after a wait if there have been many
// wrong ones, [ErrWrongCode], [ErrTooManyTries], or ctx's error.
func (b *GuessLimiter) Try(ctx context.Context, conn *Conn, right func() bool) error {
	conn.trying.Lock()
	defer conn.trying.Unlock()
	if conn.wrongCodes.Load() >= tries {
		return ErrTooManyTries
	}
	if right() {
		return nil
	}
	counts := int32(1)
	if !b.guesses.Allow(conn.source) {
		counts = costlyTry
		if !safego.Sleep(ctx, b.answer) {
			return ctx.Err()
		}
	}
	if conn.wrongCodes.Add(counts) >= tries {
		return ErrTooManyTries
	}
	return ErrWrongCode
}
