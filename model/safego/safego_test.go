package safego_test

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"verkstad/model/safego"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// lockedBuffer is a log that a goroutine writes while the test reads.
type lockedBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

func captureLog(t *testing.T) *lockedBuffer {
	t.Helper()
	old := slog.Default()
	t.Cleanup(func() { slog.SetDefault(old) })
	log := &lockedBuffer{}
	slog.SetDefault(slog.New(slog.NewTextHandler(log, nil)))
	return log
}

func TestRunLogsThePanicWithItsStack(t *testing.T) {
	log := captureLog(t)
	if !safego.Run("counter", func() { panic("no such card") }) {
		t.Error("Run did not report the panic")
	}
	for _, want := range []string{"name=counter", "no such card", "safego_test.go"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log lacks %q:\n%s", want, log)
		}
	}
}

func TestRunReportsNoPanicWhereThereIsNone(t *testing.T) {
	log := captureLog(t)
	ran := false
	if safego.Run("counter", func() { ran = true }) || !ran {
		t.Errorf("panicked or did not run: ran %v", ran)
	}
	if log.String() != "" {
		t.Errorf("logged: %s", log)
	}
}

func TestGoSurvivesAPanic(t *testing.T) {
	captureLog(t)
	done := make(chan struct{})
	safego.Go("counter", func() {
		defer close(done)
		panic("no such card")
	})
	<-done
}

func TestAfterSurvivesAPanicToo(t *testing.T) {
	captureLog(t)
	done := make(chan struct{})
	timer := safego.After(time.Nanosecond, "counter", func() {
		defer close(done)
		panic("no such card")
	})
	<-done
	if timer.Stop() {
		t.Error("the timer had not fired")
	}
}

// TestSleepEndsWithItsContext holds that nobody waits for what has ended.
func TestSleepEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		began := time.Now()
		if !safego.Sleep(ctx, time.Minute) || time.Since(began) != time.Minute {
			t.Errorf("a minute took %v", time.Since(began))
		}
		time.AfterFunc(time.Second, cancel)
		if began = time.Now(); safego.Sleep(ctx, time.Minute) || time.Since(began) != time.Second {
			t.Errorf("it went on for %v after its context had ended", time.Since(began)-time.Second)
		}
		if safego.Sleep(ctx, -time.Second) {
			t.Error("it says that it waited, after its context had ended")
		}
	})
}
