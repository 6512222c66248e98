package bolt_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"verkstad/store/bolt"
)

// stages of an upgrade from schema 1, in order.
var stages = []string{"copied", "schema 2", "read through", "kept", "named"}

// olderFile lays the frozen database of schema 1 in a folder of its own.
func olderFile(t *testing.T) (path string, content []byte) {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "testdata", "schema-1.db.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	unpacked, err := gzip.NewReader(f)
	if err == nil {
		content, err = io.ReadAll(unpacked)
	}
	path = filepath.Join(t.TempDir(), "verkstad.db")
	if err := errors.Join(err, os.WriteFile(path, content, 0o600)); err != nil {
		t.Fatal(err)
	}
	return path, content
}

// contents is all that can be read of a database.
func contents(t *testing.T, db *bolt.DB) string {
	t.Helper()
	all, err := db.Workshops()
	if err != nil {
		t.Fatal(err)
	}
	read := fmt.Sprintf("secret %x\n", db.Secret())
	for _, w := range all {
		read += fmt.Sprintf("%s %d %s\n", w.ID, w.Last, w.Info)
		drafts, err := db.Drafts(w.ID)
		if err != nil {
			t.Fatal(err)
		}
		read += fmt.Sprintf("%q\n", drafts)
		err = db.Read(w.ID, 1, func(seq uint64, payload []byte) error {
			read += fmt.Sprintf("%d %s\n", seq, payload)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return read
}

// olderContents is what the frozen database holds.
func olderContents(t *testing.T) string {
	t.Helper()
	path, _ := olderFile(t)
	return contents(t, open(t, path))
}

// names are those of the files beside a database, and its own.
func names(t *testing.T, path string) (all []string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

// wantUpgraded holds an upgraded database to what it was, and what is kept to
// the file as it was.
func wantUpgraded(t *testing.T, path string, was []byte, want string) {
	t.Helper()
	db := open(t, path)
	if got := contents(t, db); got != want {
		t.Errorf("it holds\n%s\nand held\n%s", got, want)
	}
	if faults, err := db.Verify(context.Background()); err != nil || len(faults) > 0 {
		t.Errorf("verify: %v, %v", faults, err)
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
	if all := names(t, path); !slices.Equal(all, []string{"verkstad.db", "verkstad.db.schema-1"}) {
		t.Errorf("the folder holds %v", all)
	}
	if kept, err := os.ReadFile(path + ".schema-1"); err != nil || !bytes.Equal(kept, was) {
		t.Errorf("what is kept is not what it was: %v", err)
	}
}

func TestAnOlderDatabaseIsUpgradedAndKept(t *testing.T) {
	path, was := olderFile(t)
	var seen []string
	db, err := bolt.Open(path, bolt.Options{}.At(func(stage string) error { seen = append(seen, stage); return nil }))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(seen, stages) {
		t.Errorf("stages %q, want %q", seen, stages)
	}
	if db.Older() != path+".schema-1" || db.Path() != path {
		t.Errorf("older %q, path %q", db.Older(), db.Path())
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	wantUpgraded(t, path, was, olderContents(t))
	if again := open(t, path); again.Older() != "" {
		t.Error("it was upgraded twice")
	}
}

// killAt is a child that upgrades and is killed after a stage.
func killAt(path, stage string) error {
	_, err := bolt.Open(path, bolt.Options{}.At(func(at string) error {
		if at != stage {
			return nil
		}
		self, err := os.FindProcess(os.Getpid())
		if err == nil {
			err = self.Kill()
		}
		return errors.Join(err, errors.New("it goes on after SIGKILL"))
	}))
	return err
}

func TestAnUpgradeThatIsKilledAnywhereIsMadeGoodByTheNext(t *testing.T) {
	want := olderContents(t)
	for _, stage := range stages {
		t.Run(stage, func(t *testing.T) {
			path, was := olderFile(t)
			for n := range 2 { // cut off twice: the second finds what the first left
				cmd := exec.Command(os.Args[0])
				cmd.Env = append(os.Environ(), "VERKSTAD_TEST_PATH="+path, "VERKSTAD_TEST_STAGE="+stage)
				killed := n == 0 || stage != "named" // then there is nothing left to do
				if out, err := cmd.CombinedOutput(); (err != nil) != killed {
					t.Fatalf("%v: %s", err, out)
				}
			}
			wantUpgraded(t, path, was, want)
		})
	}
}

func TestAnUpgradeThatFailsLeavesTheFileAsItWas(t *testing.T) {
	want := olderContents(t)
	broken := errors.New("as told")
	for _, stage := range stages[:len(stages)-1] {
		t.Run(stage, func(t *testing.T) {
			path, was := olderFile(t)
			_, err := bolt.Open(path, bolt.Options{}.At(func(at string) error {
				if at == stage {
					return broken
				}
				return nil
			}))
			if !errors.Is(err, broken) {
				t.Errorf("got %v", err)
			}
			if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, was) {
				t.Errorf("the file was changed: %v", err)
			}
			wantUpgraded(t, path, was, want)
		})
	}
}

func TestACopyThatIsNotAcceptedNeverTakesThePlace(t *testing.T) {
	path, was := olderFile(t)
	_, err := bolt.Open(path, bolt.Options{Accept: func(context.Context, *bolt.DB) error { return bolt.ErrDamaged }})
	if !errors.Is(err, bolt.ErrDamaged) {
		t.Errorf("got %v", err)
	}
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, was) || len(names(t, path)) != 1 {
		t.Errorf("the folder holds %v, %v", names(t, path), err)
	}
}

func TestStepsAreTakenInOrderAndOneThatFailsChangesNothing(t *testing.T) {
	note := func(text string) func(*bbolt.Tx) error {
		return func(tx *bbolt.Tx) error {
			meta := tx.Bucket([]byte("meta"))
			return meta.Put([]byte("backup"), append(bytes.Clone(meta.Get([]byte("backup"))), text...))
		}
	}
	broken, fails := errors.New("as told"), true
	bolt.AddStep(t, note("three "))
	bolt.AddStep(t, func(tx *bbolt.Tx) error {
		if err := note("four")(tx); err != nil || !fails {
			return err
		}
		return broken
	})
	path, was := olderFile(t)
	if _, err := bolt.Open(path, bolt.Options{}); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, was) || len(names(t, path)) != 1 {
		t.Errorf("the folder holds %v, %v", names(t, path), err)
	}
	fails = false
	db, err := bolt.Open(path, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	err = raw(path, func(tx *bbolt.Tx) error {
		meta := tx.Bucket([]byte("meta"))
		if got, schema := meta.Get([]byte("backup")), meta.Get([]byte("schema_version")); string(got) != "three four" || string(schema) != "4" {
			return fmt.Errorf("note %q, schema %s", got, schema)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestAnOlderDatabaseIsReadWithoutTouchingIt(t *testing.T) {
	want := olderContents(t)
	path, was := olderFile(t)
	t.Setenv("TMPDIR", t.TempDir())
	db, err := bolt.Open(path, bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if got := contents(t, db); got != want || db.Path() != path {
		t.Errorf("%s holds\n%s\nwant\n%s", db.Path(), got, want)
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, was) || len(names(t, path)) != 1 {
		t.Errorf("the folder holds %v, %v", names(t, path), err)
	}
	if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestADamagedOlderDatabaseIsNamedAndLeftAsItIs(t *testing.T) {
	path, _ := olderFile(t)
	err := raw(path, func(tx *bbolt.Tx) error { return events(tx, "01FROZEN1").Delete(seqKey(3)) })
	if err != nil {
		t.Fatal(err)
	}
	was, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = bolt.Open(path, bolt.Options{})
	if fault, ok := errors.AsType[*bolt.DamageError](err); !ok || fault.Seq != 3 {
		t.Errorf("got %v", err)
	}
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, was) || len(names(t, path)) != 1 {
		t.Errorf("the folder holds %v, %v", names(t, path), err)
	}
}

// A process that waits for the lock while another upgrades gets the file that has the
// name then, not the one that is kept.
func TestWhoWaitsWhileAnotherUpgradesOpensTheNewFile(t *testing.T) {
	path, was := olderFile(t)
	var all sync.WaitGroup
	var mu sync.Mutex
	opened := 0
	for n := range 6 {
		all.Go(func() {
			db, err := bolt.Open(path, bolt.Options{Timeout: 10 * time.Second})
			if err != nil {
				t.Error(err)
				return
			}
			id := fmt.Sprint("own", n)
			err = db.Append(id, bolt.Commit{First: 1, Payloads: payloads("x"), Info: []byte("{}")})
			if err := errors.Join(err, db.Close()); err != nil {
				t.Error(err)
				return
			}
			mu.Lock()
			opened++
			mu.Unlock()
		})
	}
	all.Wait()
	db := open(t, path)
	workshops, err := db.Workshops()
	if err != nil || opened != 6 || len(workshops) != 7 {
		t.Errorf("%d opened it, %d workshops, %v", opened, len(workshops), err)
	}
	if kept, err := os.ReadFile(path + ".schema-1"); err != nil || !bytes.Equal(kept, was) {
		t.Errorf("what is kept is not what it was: %v", err)
	}
}

func TestWhatIsNoEventIsSummedToo(t *testing.T) {
	flip := func(b *bbolt.Bucket, key string) error {
		v := bytes.Clone(b.Get([]byte(key)))
		v[len(v)-1] ^= 4
		return b.Put([]byte(key), v)
	}
	workshop := func(tx *bbolt.Tx) *bbolt.Bucket { return tx.Bucket([]byte("workshops")).Bucket([]byte("w")) }
	for name, harm := range map[string]func(*bbolt.Tx) error{
		"what lists show": func(tx *bbolt.Tx) error { return flip(workshop(tx), "info") },
		"a draft":         func(tx *bbolt.Tx) error { return flip(workshop(tx).Bucket([]byte("drafts")), "1idea") },
		"a ticket": func(tx *bbolt.Tx) error {
			return flip(workshop(tx).Bucket([]byte("tickets")), string(append([]byte{7}, make([]byte, 31)...)))
		},
		"whose draft it is": func(tx *bbolt.Tx) error {
			drafts := workshop(tx).Bucket([]byte("drafts"))
			return errors.Join(drafts.Put([]byte("3idea"), bytes.Clone(drafts.Get([]byte("1idea")))), drafts.Delete([]byte("1idea")))
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "verkstad.db")
			db := open(t, path)
			err := db.Append("w", bolt.Commit{First: 1, Payloads: payloads("a"), Info: []byte("{}"), Drafts: map[string][]byte{"1idea": []byte("begun"), "2idea": []byte("whole")}, Tickets: map[[32]byte]int{{7}: 1}})
			if err := errors.Join(err, db.Close(), raw(path, harm)); err != nil {
				t.Fatal(err)
			}
			db = open(t, path)
			if faults, err := db.Verify(context.Background()); err != nil || len(faults) != 1 || faults[0].Workshop != "w" {
				t.Errorf("verify: %v, %v", faults, err)
			}
			if drafts, _ := db.Drafts("w"); string(drafts["2idea"]) != "whole" || len(drafts["3idea"]) > 0 {
				t.Errorf("drafts %q", drafts)
			}
		})
	}
	t.Run("the server's secret", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "verkstad.db")
		if err := open(t, path).Close(); err != nil {
			t.Fatal(err)
		}
		if err := raw(path, func(tx *bbolt.Tx) error { return flip(tx.Bucket([]byte("meta")), "secret") }); err != nil {
			t.Fatal(err)
		}
		if _, err := bolt.Open(path, bolt.Options{}); !errors.Is(err, bolt.ErrDamaged) {
			t.Errorf("got %v, want ErrDamaged", err)
		}
	})
}
