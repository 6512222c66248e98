package store_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"

	"verkstad/model"
	"verkstad/store"
)

// thaw lays a frozen database in a new data folder. testdata has one of every
// schema that was ever released; they are never made again.
func thaw(t *testing.T, name string) (dir string) {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name+".db.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	unpacked, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := io.ReadAll(unpacked)
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, store.DatabaseName), raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestADatabaseOfEverySchemaIsReadForEver(t *testing.T) {
	for name, id := range map[string]string{"schema-1": "01FROZEN1", "schema-2": "01FROZEN2"} {
		t.Run(name, func(t *testing.T) {
			s := open(t, thaw(t, name), quiet)
			l, err := s.Open(ctx, id)
			if err != nil {
				t.Fatal(err)
			}
			b := l.Board()
			rounds := b.Rounds()
			if b.Title != "Återbruk" || len(b.Ideas(model.Host)) != 2 || len(b.People()) != 2 || rounds.Len() != 1 || l.Draft(1, "idea") != "Ett utkast" {
				t.Errorf("it is read as %s", picture(t, b))
			}
			if r, ok := rounds.At(0).Result(); !ok || r.Rows[0].Title != "Verktygspool i varje by" || r.Rows[0].Dots != 2 {
				t.Errorf("the vote came to %+v", r)
			}
			verifyFile(t, s, l)
			must(t, l, model.Host, model.EndWorkshop{})
			verifyFile(t, s, l)
		})
	}
}

// A backup of an older schema is checked and restored as it is; it is taken on
// when it is opened in its place.
func TestAnOlderBackupIsCheckedAndRestored(t *testing.T) {
	backup := filepath.Join(thaw(t, "schema-1"), store.DatabaseName)
	was, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	if report, err := store.CheckFile(ctx, backup); err != nil || !report.OK() || report.File != backup || report.Workshops != 1 {
		t.Errorf("check: %+v, %v", report, err)
	}
	dir := t.TempDir()
	if _, err := store.Restore(ctx, dir, backup, false); err != nil {
		t.Fatal(err)
	}
	s := open(t, dir, quiet)
	if _, err := s.Open(ctx, "01FROZEN1"); err != nil {
		t.Error(err)
	}
	file := filepath.Join(dir, store.DatabaseName)
	if kept, err := os.ReadFile(file + ".schema-1"); err != nil || !bytes.Equal(kept, was) {
		t.Errorf("what is kept is not the backup: %v", err)
	}
	if now, err := os.ReadFile(backup); err != nil || !bytes.Equal(now, was) {
		t.Errorf("the backup was changed: %v", err)
	}
}

func TestANewerDatabaseIsLeftAsItIs(t *testing.T) {
	dir := thaw(t, "schema-1")
	file := filepath.Join(dir, store.DatabaseName)
	db, err := bbolt.Open(file, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte("meta")).Put([]byte("schema_version"), []byte("99"))
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(dir, quiet); !errors.Is(err, store.ErrNewer) {
		t.Errorf("opened: %v, want ErrNewer", err)
	}
	if _, err := store.Restore(ctx, t.TempDir(), file, true); !errors.Is(err, store.ErrNewer) {
		t.Errorf("restored: %v, want ErrNewer", err)
	}
	if _, err := store.Restore(ctx, dir, file, false); !errors.Is(err, store.ErrNewer) {
		t.Errorf("restored over: %v, want ErrNewer", err)
	}
	if after, err := os.ReadFile(file); err != nil || !bytes.Equal(after, before) {
		t.Errorf("the file was changed: %v", err)
	}
}
