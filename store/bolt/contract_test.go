package bolt_test

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"verkstad/store/bolt"
)

// eventLog is what every event log of Verkstad must be; testLog is its
// contract.
type eventLog interface {
	Append(workshop string, c bolt.Commit) error
	Settle(workshop string, c bolt.Commit) (written bool, err error)
	Try(size int) error
	Read(workshop string, from uint64, f func(seq uint64, payload []byte) error) error
	Drafts(workshop string) (map[string][]byte, error)
	Workshops() ([]bolt.Workshop, error)
}

func TestBoltKeepsTheContract(t *testing.T) {
	testLog(t, func(t *testing.T) eventLog { return open(t, filepath.Join(t.TempDir(), "verkstad.db")) })
}

func testLog(t *testing.T, fresh func(*testing.T) eventLog) {
	testAppending(t, fresh)
	testSettling(t, fresh)
	testReading(t, fresh)
}

func testAppending(t *testing.T, fresh func(*testing.T) eventLog) {
	t.Run("what was appended is read in order", func(t *testing.T) {
		log := fresh(t)
		mustAppend(t, log, "w", 1, "a", "b")
		mustAppend(t, log, "w", 3, "c")
		mustAppend(t, log, "v", 1, "z")
		wantLog(t, log, "w", 1, "a", "b", "c")
		wantLog(t, log, "w", 3, "c")
		wantLog(t, log, "w", 4)
		wantLog(t, log, "v", 1, "z")
		wantLog(t, log, "nobody", 1)
	})
	t.Run("a commit that does not follow is refused", func(t *testing.T) {
		log := fresh(t)
		mustAppend(t, log, "w", 1, "a")
		for _, first := range []uint64{0, 1, 3} {
			if err := log.Append("w", bolt.Commit{First: first, Payloads: payloads("x")}); !errors.Is(err, bolt.ErrConflict) {
				t.Errorf("first %d: got %v, want ErrConflict", first, err)
			}
		}
		if err := log.Append("nobody", bolt.Commit{First: 2, Payloads: payloads("x")}); !errors.Is(err, bolt.ErrConflict) {
			t.Errorf("a workshop that is not there: got %v, want ErrConflict", err)
		}
		wantLog(t, log, "w", 1, "a")
	})
	t.Run("an error of the reader stops the reading", func(t *testing.T) {
		log := fresh(t)
		mustAppend(t, log, "w", 1, "a", "b", "c")
		enough, n := errors.New("enough"), 0
		err := log.Read("w", 1, func(uint64, []byte) error { n++; return enough })
		if err != enough || n != 1 {
			t.Errorf("got %v after %d", err, n)
		}
	})
	t.Run("info and drafts go with the events", func(t *testing.T) {
		log := fresh(t)
		must(t, log.Append("w", bolt.Commit{First: 1, Payloads: payloads("a"), Info: []byte("one"),
			Drafts: map[string][]byte{"k": []byte("begun"), "l": []byte("also")}}))
		must(t, log.Append("w", bolt.Commit{First: 2, Drafts: map[string][]byte{"k": nil, "gone": nil}}))
		all, err := log.Workshops()
		if err != nil || len(all) != 1 || all[0].ID != "w" || all[0].Last != 1 || string(all[0].Info) != "one" {
			t.Errorf("workshops: %+v, %v", all, err)
		}
		drafts, err := log.Drafts("w")
		if err != nil || len(drafts) != 1 || string(drafts["l"]) != "also" {
			t.Errorf("drafts: %q, %v", drafts, err)
		}
	})
}

func testSettling(t *testing.T, fresh func(*testing.T) eventLog) {
	t.Run("settle tells what came of a commit", func(t *testing.T) {
		log := fresh(t)
		commit := bolt.Commit{First: 1, Payloads: payloads("a", "b")}
		wantSettled(t, log, "w", commit, false)
		must(t, log.Append("w", commit))
		wantSettled(t, log, "w", commit, true)
		next := bolt.Commit{First: 3, Payloads: payloads("c")}
		wantSettled(t, log, "w", next, false)
		wantLog(t, log, "w", 1, "a", "b")
		other := bolt.Commit{First: 1, Payloads: payloads("a", "B")}
		if _, err := log.Settle("w", other); !errors.Is(err, bolt.ErrDamaged) {
			t.Errorf("another commit in its place: got %v, want ErrDamaged", err)
		}
		must(t, log.Append("w", next))
		wantLog(t, log, "w", 1, "a", "b", "c")
	})
	t.Run("a trial leaves no trace", func(t *testing.T) {
		log := fresh(t)
		mustAppend(t, log, "w", 1, "a")
		must(t, log.Try(200_000))
		wantLog(t, log, "w", 1, "a")
	})
}

func testReading(t *testing.T, fresh func(*testing.T) eventLog) {
	t.Run("long logs are read whole while others write", func(t *testing.T) {
		log := fresh(t)
		big := bytes.Repeat([]byte("x"), 40_000)
		var all [][]byte
		for range 100 {
			all = append(all, big)
		}
		must(t, log.Append("w", bolt.Commit{First: 1, Payloads: all}))
		var writing sync.WaitGroup
		writing.Go(func() {
			for i := range uint64(20) {
				if err := log.Append("v", bolt.Commit{First: i + 1, Payloads: payloads("y")}); err != nil {
					t.Error(err)
				}
			}
		})
		n := uint64(0)
		must(t, log.Read("w", 1, func(seq uint64, payload []byte) error {
			if n++; seq != n || !bytes.Equal(payload, big) {
				return fmt.Errorf("event %d where %d should be", seq, n)
			}
			return nil
		}))
		writing.Wait()
		if n != 100 {
			t.Errorf("read %d events", n)
		}
	})
	t.Run("any commits give their payloads back", func(t *testing.T) {
		log, run := fresh(t), 0
		rapid.Check(t, func(t *rapid.T) {
			run++
			id := fmt.Sprint("run", run)
			var want []string
			for range rapid.IntRange(1, 4).Draw(t, "commits") {
				some := rapid.SliceOfN(rapid.SliceOf(rapid.Byte()), 1, 5).Draw(t, "payloads")
				if err := log.Append(id, bolt.Commit{First: uint64(len(want)) + 1, Payloads: some}); err != nil {
					t.Fatal(err)
				}
				for _, p := range some {
					want = append(want, string(p))
				}
			}
			wantLog(t, log, id, 1, want...)
		})
	})
}

type tester interface {
	Helper()
	Fatal(...any)
	Errorf(string, ...any)
}

func must(t tester, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func mustAppend(t tester, log eventLog, workshop string, first uint64, texts ...string) {
	t.Helper()
	must(t, log.Append(workshop, bolt.Commit{First: first, Payloads: payloads(texts...)}))
}

func wantLog(t tester, log eventLog, workshop string, from uint64, want ...string) {
	t.Helper()
	var got []string
	must(t, log.Read(workshop, from, func(seq uint64, payload []byte) error {
		if seq != from+uint64(len(got)) {
			t.Errorf("event %d where %d should be", seq, from+uint64(len(got)))
		}
		got = append(got, string(payload))
		return nil
	}))
	if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
		t.Errorf("log of %s from %d: got %q, want %q", workshop, from, got, want)
	}
}

func wantSettled(t tester, log eventLog, workshop string, c bolt.Commit, want bool) {
	t.Helper()
	if written, err := log.Settle(workshop, c); err != nil || written != want {
		t.Errorf("settle: %v, %v; want %v", written, err, want)
	}
}
