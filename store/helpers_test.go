package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/store"
)

// TestMain runs the tests, or one of the child processes that they start.
func TestMain(m *testing.M) {
	if child := children[os.Getenv("VERKSTAD_TEST_CHILD")]; child != nil {
		slog.SetDefault(slog.New(slog.NewTextHandler(io.Discard, nil)))
		if err := child(os.Getenv("VERKSTAD_TEST_DIR")); err != nil {
			fmt.Println("child:", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	goleak.VerifyTestMain(m)
}

var ctx = context.Background()

var quiet = store.Options{Log: slog.New(slog.NewTextHandler(io.Discard, nil))}

// clock is a time that stands until a test moves it. The goroutines of an open
// store read it meanwhile, so a test hands them no variable of its own.
type clock struct{ at atomic.Int64 } // nanoseconds since 1970

func newClock() *clock {
	c := &clock{}
	c.at.Store(time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC).UnixNano())
	return c
}

func (c *clock) now() time.Time { return time.Unix(0, c.at.Load()) }

// pass moves the clock by d, which may be negative, and gives what it says then.
func (c *clock) pass(d time.Duration) time.Time { return time.Unix(0, c.at.Add(int64(d))) }

func open(t testing.TB, dir string, o store.Options) *store.Store {
	t.Helper()
	s, err := store.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeStore(t, s) })
	return s
}

func closeStore(t testing.TB, s *store.Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// oneGather is an agenda of one phase that gathers for ten minutes.
func oneGather() []method.Phase {
	return []method.Phase{{Activity: method.Gather, Title: method.Text{"sv": "Samla"}, Minutes: 10}}
}

// begin makes a workshop that gathers ideas with the clock standing.
func begin(t testing.TB, s *store.Store) *store.Live {
	t.Helper()
	l, err := s.Create(ctx, model.CreateWorkshop{Title: "Återbruk", Lang: "sv", Phases: oneGather()})
	if err != nil {
		t.Fatal(err)
	}
	must(t, l, model.Host, model.Next{})
	return l
}

func must(t testing.TB, l *store.Live, by model.Actor, c model.Command) model.Outcome {
	t.Helper()
	out, err := l.Do(ctx, by, "", c)
	if err != nil {
		t.Fatalf("%T: %v", c, err)
	}
	return out
}

func join(t testing.TB, l *store.Live, name string, s model.Sector) model.Actor {
	t.Helper()
	var key [32]byte
	copy(key[:], "key of "+name)
	out := must(t, l, model.Actor{Role: model.Participant}, model.JoinPerson{
		Key: l.Identify(key), Name: name, Sector: s, Role: model.Participant,
	})
	return model.Actor{Person: out.Person, Role: model.Participant}
}

func refuse(t testing.TB, l *store.Live, by model.Actor, c model.Command, want error) {
	t.Helper()
	if _, err := l.Do(ctx, by, "", c); !errors.Is(err, want) {
		t.Fatalf("%T: got %v, want %v", c, err, want)
	}
}

// picture is all that a board shows to its facilitator, as text.
func picture(t interface {
	Helper()
	Fatal(...any)
}, b *model.Board) string {
	t.Helper()
	raw, err := json.Marshal(b.Document(model.Host))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// verifyFile holds the workshop's board against its log, and the log against
// its chain.
func verifyFile(t testing.TB, s *store.Store, l *store.Live) {
	t.Helper()
	var b *model.Board
	var records []model.Record
	eventually(t, "nothing is written between the board and the log", func() bool { // what a vote came to is, off the writer
		b = l.Board()
		var err error
		if records, err = l.Records(); err != nil {
			t.Fatal(err)
		}
		return l.Board() == b && uint64(len(records)) == b.Seq
	})
	if got, want := picture(t, b), picture(t, model.Fold(records)); got != want {
		t.Errorf("the board is\n%s\nand its log gives\n%s", got, want)
	}
	report, err := s.Check(ctx)
	if err != nil || !report.OK() {
		t.Errorf("check: %+v, %v", report, err)
	}
}

// eventually waits until ok returns true, and fails the test after ten seconds.
func eventually(t testing.TB, what string, ok func() bool) {
	t.Helper()
	if !poll(ok) {
		t.Fatalf("not within ten seconds: %s", what)
	}
}

// poll calls ok until it returns true, and reports whether it did within ten seconds.
func poll(ok func() bool) bool {
	for deadline := time.Now().Add(10 * time.Second); !ok(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			return false
		}
	}
	return true
}
