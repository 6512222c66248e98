package store_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"verkstad/store"
)

// forgetFirst forgets the workshop whose texts say "hemligheten", and says when it
// begins and when it is done.
func forgetFirst(dir string) error {
	s, err := store.Open(dir, quiet)
	if err != nil {
		return err
	}
	all, err := s.List()
	if err != nil {
		return err
	}
	for _, info := range all {
		if !info.Ended.IsZero() {
			fmt.Println("begins")
			if _, err := s.Forget(ctx, []string{info.ID}); err != nil {
				return err
			}
			fmt.Println("done")
		}
	}
	return s.Close()
}

// TestForgettingThatIsKilledLeavesAllOrNothing kills a forgetting at moments spread
// over the time that it takes. The workshop is there afterwards as it was, or is in
// no file; each file is whole; and asked again, it is gone.
func TestForgettingThatIsKilledLeavesAllOrNothing(t *testing.T) {
	from := t.TempDir()
	s, first, second := twoWorkshops(t, from)
	aside := store.DatabaseName + ".aside-20260101T090000.000Z"
	if err := s.Backup(filepath.Join(from, aside)); err != nil {
		t.Fatal(err)
	}
	there, kept, id := picture(t, first.Board()), picture(t, second.Board()), first.Board().ID
	closeStore(t, s)
	takes, kills := time.Duration(0), long(8, 100)
	whole := 0
	for n := range kills + 1 {
		dir := t.TempDir()
		if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			takes = killForgetting(t, dir, time.Hour)
		} else {
			killForgetting(t, dir, takes*time.Duration(n-1)/time.Duration(kills-1)+rand.N(takes/time.Duration(kills)+1))
		}
		s := open(t, dir, quiet)
		files := []string{filepath.Join(dir, store.DatabaseName), filepath.Join(dir, aside)}
		for _, b := range backups(t, dir) {
			files = append(files, b.File)
		}
		for _, file := range files {
			if report, err := checkAny(s, dir, file); err != nil || !report.OK() {
				t.Errorf("kill %d: %s: %+v, %v", n, file, report.Problems, err)
			}
		}
		if left := unfinished(dir); len(left) > 0 {
			t.Errorf("kill %d left %v", n, left)
		}
		l, err := s.Open(ctx, id)
		if err == nil {
			whole++
			if got := picture(t, l.Board()); got != there {
				t.Errorf("kill %d: it is there, and otherwise than it was:\n%s", n, got)
			}
			if _, err := s.Forget(ctx, []string{id}); err != nil {
				t.Errorf("kill %d: asked again: %v", n, err)
			}
		}
		if l, err := s.Open(ctx, second.Board().ID); err != nil || picture(t, l.Board()) != kept {
			t.Errorf("kill %d: the other workshop is not as it was: %v", n, err)
		}
		closeStore(t, s)
		for _, text := range []string{"hemligheten", "Hemlig", id} {
			if found := filesWith(t, dir, text); len(found) > 0 {
				t.Errorf("kill %d: %q stands in %v", n, text, found)
			}
		}
	}
	t.Logf("a forgetting takes %v; it was whole after %d of %d kills, and gone after the others", takes, whole, kills)
}

// unfinished is the files of the data folder that something was in the middle of
// writing.
func unfinished(dir string) []string {
	there, _ := filepath.Glob(filepath.Join(dir, "*.new-*"))
	below, _ := filepath.Glob(filepath.Join(dir, "*", "*.new-*"))
	return append(there, below...)
}

// checkAny checks a file of the data folder, or the database that is open.
func checkAny(s *store.Store, dir, file string) (store.Report, error) {
	if file == filepath.Join(dir, store.DatabaseName) {
		return s.Check(ctx)
	}
	return store.CheckFile(ctx, file)
}

// killForgetting has a child forget, and kills it so long after it began. It tells
// how long the child lived from then on.
func killForgetting(t *testing.T, dir string, after time.Duration) time.Duration {
	t.Helper()
	cmd, out := startChild(t, "forget", dir)
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		t.Fatal("the child says nothing")
	}
	began := time.Now()
	timer := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	defer timer.Stop()
	lived := time.Duration(0)
	for lines.Scan() {
		lived = time.Since(began)
	}
	_ = cmd.Wait() // killed, or done
	return lived
}
