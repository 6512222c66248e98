package sshserver

import (
	"context"
	"errors"
	"time"

	"golang.org/x/time/rate"

	"verkstad/model/safego"
)

// Errors returned by [GuessLimiter.Try].
var (
	// ErrWrongCode is returned when the code is wrong.
	ErrWrongCode = errors.New("that code is not right")
	// ErrTooManyTries is returned when the connection has used up its tries. The caller
	// should close it.
	ErrTooManyTries = errors.New("too many wrong codes")
)

// GuessLimiter slows down guessing of codes. A code is compared at once, so that a right
// one never waits, whatever others do. But the answer to a wrong one is delayed if its
// source has guessed too often, and the connection cannot try again meanwhile. Each
// connection has a few tries; how many connections there can be is bounded by
// [Limits.Exchanges]. Of the codes that a store makes, six symbols long, a source that does
// nothing but guess finds one in some months.
//
// Nothing is held against a source for long: a second after it has stopped guessing, a
// person who mistypes a code from the same address is answered at once.
type GuessLimiter struct {
	guesses *Limiters[Source]
	answer  time.Duration // delay of the answer to a source that guesses too often
}

const (
	maxTries       = 5               // tries that a connection has
	crowdedTryCost = 3               // tries that a wrong guess costs if its source has guessed too often
	guessEvery     = time.Second     // how often each source may guess wrong
	guessBurst     = 30              // wrong guesses of a source before that: a class that mistypes
	guessAnswer    = 3 * time.Second // see GuessLimiter.answer
)

// NewGuessLimiter returns a limiter that has counted no guesses.
func NewGuessLimiter() *GuessLimiter {
	return &GuessLimiter{NewLimiters[Source](rate.Every(guessEvery), guessBurst, time.Now), guessAnswer}
}

// Try calls right, which compares a typed code (with [verkstad/model/code.Equal]). It
// returns nil if the code was right, and otherwise, after a delay if there have been many
// wrong ones, [ErrWrongCode], [ErrTooManyTries], or ctx's error.
func (b *GuessLimiter) Try(ctx context.Context, conn *Conn, right func() bool) error {
	conn.codeMu.Lock()
	defer conn.codeMu.Unlock()
	if conn.wrongCodes.Load() >= maxTries {
		return ErrTooManyTries
	}
	if right() {
		return nil
	}
	counts := int32(1)
	if !b.guesses.Allow(conn.source) {
		counts = crowdedTryCost
		if !safego.Sleep(ctx, b.answer) {
			return ctx.Err()
		}
	}
	if conn.wrongCodes.Add(counts) >= maxTries {
		return ErrTooManyTries
	}
	return ErrWrongCode
}
