package bolt_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"
	"go.uber.org/goleak"

	"verkstad/store/bolt"
)

// TestMain runs the tests, or the child that is killed while it upgrades.
func TestMain(m *testing.M) {
	if path := os.Getenv("VERKSTAD_TEST_PATH"); path != "" {
		fmt.Println("child:", killAt(path, os.Getenv("VERKSTAD_TEST_STAGE")))
		return
	}
	goleak.VerifyTestMain(m)
}

func open(t *testing.T, path string) *bolt.DB {
	t.Helper()
	db, err := bolt.Open(path, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func payloads(texts ...string) [][]byte {
	var all [][]byte
	for _, s := range texts {
		all = append(all, []byte(s))
	}
	return all
}

// fill writes n events of about 100 bytes to a workshop.
func fill(t *testing.T, db *bolt.DB, workshop string, n int) {
	t.Helper()
	var all [][]byte
	for i := range n {
		all = append(all, fmt.Appendf(nil, "event %d of %s %s", i+1, workshop, strings.Repeat("x", 80)))
	}
	if err := db.Append(workshop, bolt.Commit{First: 1, Payloads: all, Info: []byte("{}")}); err != nil {
		t.Fatal(err)
	}
}

func TestNewDatabaseIsForItsOwnerOnlyAndLeavesNothingBesides(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "verkstad.db")
	secret := open(t, path).Secret()
	if secret == [32]byte{} {
		t.Error("the server's secret is zero")
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v; want 0600", info.Mode(), err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("the folder holds %v, %v", entries, err)
	}
}

func TestSecretStays(t *testing.T) {
	path := filepath.Join(t.TempDir(), "verkstad.db")
	db := open(t, path)
	secret := db.Secret()
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if again := open(t, path).Secret(); again != secret {
		t.Error("the secret changed when the file was opened again")
	}
}

func TestSecondOpenSaysLockedWithinASecond(t *testing.T) {
	path := filepath.Join(t.TempDir(), "verkstad.db")
	open(t, path)
	for _, o := range []bolt.Options{{}, {ReadOnly: true}} {
		began := time.Now()
		_, err := bolt.Open(path, o)
		if !errors.Is(err, bolt.ErrLocked) {
			t.Errorf("%+v: got %v, want ErrLocked", o, err)
		}
		if took := time.Since(began); took > 1500*time.Millisecond {
			t.Errorf("%+v: it took %v to say so", o, took)
		}
	}
}

func TestWhatIsNotOurs(t *testing.T) {
	for _, c := range []struct {
		name string
		make func(path string) error
		want error
	}{
		{"text", func(p string) error { return os.WriteFile(p, []byte("minutes of the meeting"), 0o600) }, bolt.ErrNotDatabase},
		{"long text", func(p string) error { return os.WriteFile(p, []byte(strings.Repeat("minutes ", 5000)), 0o600) }, bolt.ErrNotDatabase},
		{"folder", func(p string) error { return os.Mkdir(p, 0o700) }, bolt.ErrNotDatabase},
		{"empty", func(p string) error { return os.WriteFile(p, nil, 0o600) }, bolt.ErrDamaged},
		{"another program's bbolt", func(p string) error { return raw(p, func(*bbolt.Tx) error { return nil }) }, bolt.ErrNotDatabase},
		{"newer", func(p string) error {
			db, err := bolt.Open(p, bolt.Options{})
			if err != nil {
				return err
			}
			if err := db.Close(); err != nil {
				return err
			}
			return raw(p, func(tx *bbolt.Tx) error {
				return tx.Bucket([]byte("meta")).Put([]byte("schema_version"), []byte("99"))
			})
		}, bolt.ErrNewer},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "verkstad.db")
			if err := c.make(path); err != nil {
				t.Fatal(err)
			}
			before, _ := os.ReadFile(path)
			if _, err := bolt.Open(path, bolt.Options{}); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if after, _ := os.ReadFile(path); string(after) != string(before) {
				t.Error("the file was changed")
			}
		})
	}
}

// raw changes a file behind the package's back.
func raw(path string, f func(*bbolt.Tx) error) error {
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		return err
	}
	return errors.Join(db.Update(f), db.Close())
}

func events(tx *bbolt.Tx, workshop string) *bbolt.Bucket {
	return tx.Bucket([]byte("workshops")).Bucket([]byte(workshop)).Bucket([]byte("events"))
}

func seqKey(seq byte) []byte { return []byte{0, 0, 0, 0, 0, 0, 0, seq} }

func TestDamageIsNamed(t *testing.T) {
	for _, c := range []struct {
		name   string
		damage func(b *bbolt.Bucket) error
		seq    uint64
	}{
		{"a flipped bit", func(b *bbolt.Bucket) error {
			v := append([]byte(nil), b.Get(seqKey(7))...)
			v[50] ^= 4
			return b.Put(seqKey(7), v)
		}, 7},
		{"a missing event", func(b *bbolt.Bucket) error { return b.Delete(seqKey(5)) }, 5},
		{"a log cut short", func(b *bbolt.Bucket) error { return b.Delete(seqKey(20)) }, 20},
		{"two events exchanged", func(b *bbolt.Bucket) error {
			v, w := append([]byte(nil), b.Get(seqKey(3))...), append([]byte(nil), b.Get(seqKey(4))...)
			return errors.Join(b.Put(seqKey(3), w), b.Put(seqKey(4), v))
		}, 3},
		{"a short value", func(b *bbolt.Bucket) error { return b.Put(seqKey(9), []byte("short")) }, 9},
		{"the last event exchanged for another workshop's", func(b *bbolt.Bucket) error {
			other := events(b.Tx(), "other")
			return b.Put(seqKey(20), append([]byte(nil), other.Get(seqKey(20))...))
		}, 20},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "verkstad.db")
			db := open(t, path)
			fill(t, db, "w", 20)
			fill(t, db, "other", 20)
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			if err := raw(path, func(tx *bbolt.Tx) error { return c.damage(events(tx, "w")) }); err != nil {
				t.Fatal(err)
			}
			faults, err := open(t, path).Verify(context.Background())
			if err != nil || len(faults) != 1 {
				t.Fatalf("got %v, %v; want one fault", faults, err)
			}
			if f := faults[0]; f.Workshop != "w" || f.Seq != c.seq {
				t.Errorf("got %v; want event %d of w", f, c.seq)
			}
		})
	}
}

func TestCutFileIsDamagedAndNoCrash(t *testing.T) {
	path := filepath.Join(t.TempDir(), "verkstad.db")
	db := open(t, path)
	fill(t, db, "w", 2000)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, 64<<10); err != nil {
		t.Fatal(err)
	}
	if _, err := bolt.Open(path, bolt.Options{}); !errors.Is(err, bolt.ErrDamaged) {
		t.Errorf("got %v, want ErrDamaged", err)
	}
}

// Each page in turn is zeroed: nothing may crash, and what is wrong is either
// said at once or found by Verify, or the page was not in use.
func TestZeroedPages(t *testing.T) {
	path := filepath.Join(t.TempDir(), "verkstad.db")
	db := open(t, path)
	fill(t, db, "w", 300)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	noticed := 0
	for at := 0; at+4096 <= len(whole); at += 4096 {
		broken := append([]byte(nil), whole...)
		clear(broken[at : at+4096])
		if err := os.WriteFile(path, broken, 0o600); err != nil {
			t.Fatal(err)
		}
		db, err := bolt.Open(path, bolt.Options{})
		if errors.Is(err, bolt.ErrDamaged) {
			noticed++
			continue
		}
		if err != nil {
			t.Fatalf("page %d: %v", at/4096, err)
		}
		n := 0
		readErr := db.Read("w", 1, func(uint64, []byte) error { n++; return nil })
		faults, err := db.Verify(context.Background())
		if err != nil {
			t.Errorf("page %d: %v", at/4096, err)
		}
		if err := db.Close(); err != nil {
			t.Errorf("page %d: %v", at/4096, err)
		}
		switch {
		case len(faults) > 0:
			noticed++
		case readErr != nil || n != 300:
			t.Errorf("page %d: read %d events, %v, and Verify saw nothing", at/4096, n, readErr)
		}
	}
	// The two meta pages, and what holds 300 events at 36 to the page.
	if noticed < 2+300/36 {
		t.Errorf("only %d zeroed pages were noticed", noticed)
	}
}

func TestBackup(t *testing.T) {
	dir := t.TempDir()
	db := open(t, filepath.Join(dir, "verkstad.db"))
	fill(t, db, "w", 50)
	file := filepath.Join(dir, "copy.db")
	if err := db.Backup(context.Background(), file, 0); err != nil {
		t.Fatal(err)
	}
	if err := db.Backup(context.Background(), file, 0); !errors.Is(err, bolt.ErrExists) {
		t.Errorf("a second backup to the same name: got %v, want ErrExists", err)
	}
	backup, err := bolt.Open(file, bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer backup.Close()
	n := 0
	if err := backup.Read("w", 1, func(uint64, []byte) error { n++; return nil }); err != nil || n != 50 {
		t.Errorf("the backup has %d events, %v; want 50", n, err)
	}
	if err := backup.Append("w", bolt.Commit{First: 51, Payloads: payloads("x")}); !errors.Is(err, bolt.ErrReadOnly) {
		t.Errorf("writing to what was opened to be read: got %v, want ErrReadOnly", err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 2 {
		t.Errorf("the folder holds %v", entries)
	}
}
