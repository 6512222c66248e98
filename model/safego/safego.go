// Package safego starts goroutines that cannot end the process.
//
// An unrecovered panic in a goroutine ends the whole server, and with it the workshop of
// everyone in the room. So every goroutine is started here: a panic is recovered and logged
// with its stack, and only that goroutine's work is lost.
package safego

import (
	"context"
	"log/slog"
	"runtime/debug"
	"time"
)

// Go runs f on a goroutine of its own. A panic in f is logged through
// [slog.Default] under name, with the panic value and the stack, and ends only
// that goroutine.
func Go(name string, f func()) {
	go func() { Run(name, f) }()
}

// After runs f on a goroutine of its own once d has passed, like [time.AfterFunc], and
// recovers panics like [Go].
func After(d time.Duration, name string, f func()) *time.Timer {
	return time.AfterFunc(d, func() { Run(name, f) })
}

// Sleep waits for d, and reports whether it did: false if ctx ended first, or
// before.
func Sleep(ctx context.Context, d time.Duration) bool {
	if ctx.Err() != nil {
		return false
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// Run runs f on the calling goroutine, and reports whether it panicked. A panic is logged
// as by [Go], and does not reach the caller.
func Run(name string, f func()) (panicked bool) {
	defer func() {
		if value := recover(); value != nil {
			panicked = true
			slog.Default().Error("a goroutine panicked", "name", name, "panic", value, "stack", string(debug.Stack()))
		}
	}()
	f()
	return false
}
