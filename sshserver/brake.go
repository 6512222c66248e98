package sshserver

import (
	"context"
	"crypto/rand"
	"errors"
	"sync"
	"time"

	"verkstad/model/code"
)

// CodeLength is how many symbols [NewCode] draws. With the default brake, a
// guesser needs a year and more to find one of a billion.
const CodeLength = 6

// NewCode draws a join code at random: [CodeLength] symbols of
// [code.Alphabet].
func NewCode() string {
	var random [CodeLength]byte
	_, _ = rand.Read(random[:]) // never fails, see crypto/rand
	return code.FromBytes(random[:])
}

// CodeEqual reports whether two join codes mean the same; see [code.Equal].
func CodeEqual(a, b string) bool { return code.Equal(a, b) }

// Errors of [Brake.Try].
var (
	// ErrWrongCode is returned when the code is not right.
	ErrWrongCode = errors.New("that code is not right")
	// ErrTooManyTries is returned when the connection has used up its tries.
	// It should be closed.
	ErrTooManyTries = errors.New("too many wrong codes")
)

// Brake slows down those who guess join codes: a few tries for each
// connection, and a rate of wrong guesses for all connections together. A right
// code costs nothing, so any number of people may come at once; while someone
// guesses at full speed, they wait a little.
type Brake struct {
	tries int
	rate  float64 // wrong guesses a second
	burst float64

	now func() time.Time

	mu     sync.Mutex
	tokens float64
	filled time.Time
}

// NewBrake returns a brake of 5 tries a connection, and of 20 wrong guesses a
// second after a first burst of 100.
func NewBrake() *Brake {
	b := &Brake{tries: 5, rate: 20, burst: 100, tokens: 100, now: time.Now}
	b.filled = b.now()
	return b
}

// Try calls right, which compares a typed code (with [CodeEqual]), when a guess
// is allowed, and waits until then. It returns nil if the code was right,
// [ErrWrongCode], [ErrTooManyTries], or ctx's error.
func (b *Brake) Try(ctx context.Context, conn *Conn, right func() bool) error {
	if int(conn.wrongCodes.Load()) >= b.tries {
		return ErrTooManyTries
	}
	if wait := b.take(); wait > 0 && !sleep(ctx, wait) {
		b.giveBack()
		return ctx.Err()
	}
	if right() {
		b.giveBack()
		return nil
	}
	if int(conn.wrongCodes.Add(1)) >= b.tries {
		return ErrTooManyTries
	}
	return ErrWrongCode
}

// take takes a token, and says how long to wait until it is there.
func (b *Brake) take() time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := b.now()
	b.tokens = min(b.burst, b.tokens+now.Sub(b.filled).Seconds()*b.rate)
	b.filled = now
	b.tokens--
	if b.tokens >= 0 {
		return 0
	}
	return time.Duration(-b.tokens / b.rate * float64(time.Second))
}

// giveBack returns a token that did not become a wrong guess.
func (b *Brake) giveBack() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.tokens = min(b.burst, b.tokens+1)
}
