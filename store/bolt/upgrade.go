package bolt

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"go.etcd.io/bbolt"
)

// A step upgrades a file from one schema to the next, in one transaction. A step that has
// been released is never changed, since files of its schema can be opened for ever.
type step func(*bbolt.Tx) error

// steps[n] is the step from schema n+1 to schema n+2.
var steps = []step{sumValues}

// schemaVersion returns the schema that this package writes. Newer files are refused, and
// older ones upgraded when they are opened.
func schemaVersion() int { return 1 + len(steps) }

// upgrade upgrades an older file to the newest schema. It works on a copy, which is
// verified before it replaces the file; the old file is kept under another name. So
// wherever it is interrupted, there is a complete file in the place: the old one or the new
// one.
type upgrade struct {
	path    string                           // the file to upgrade
	copy    string                           // the copy that is upgraded
	accept  func(context.Context, *DB) error // verifies the copy
	onStage func(stage string) error         // called after each stage; a test stops it there
	kept    string                           // new name of the older file
}

// upgrade upgrades the older file that Open found to the newest schema. A file that is
// opened read-only is left alone: a copy of it is upgraded in a temporary folder that Close
// removes. torn is the faults of the file's first two pages.
func (d *DB) upgrade() (torn []*DamageError, err error) {
	old, err := openFile(d.path, d.o)
	if err != nil {
		return nil, err
	}
	// The lock is held until the new file has the name: see openFile.
	defer func() { err = errors.Join(err, guard(old.Close)) }()
	u := upgrade{path: d.path, copy: d.path + ".upgrading", accept: d.o.Accept, onStage: d.o.onStage}
	if u.accept == nil {
		u.accept = verifyDB
	}
	if u.onStage == nil {
		u.onStage = func(string) error { return nil }
	}
	if torn, err = verifyMeta(d.path, old.Info().PageSize); err != nil {
		return nil, err
	}
	if !d.o.ReadOnly {
		err = u.inPlace(old)
		d.older = u.kept
		return torn, err
	}
	if d.scratch, err = os.MkdirTemp("", "verkstad-older-"); err != nil {
		return torn, translate(err)
	}
	u.copy = filepath.Join(d.scratch, filepath.Base(d.path))
	d.path = u.copy
	_, err = u.makeCopy(old)
	return torn, err
}

// inPlace makes the upgraded copy and replaces the file with it.
func (u *upgrade) inPlace(old *bbolt.DB) error {
	if err := ignoreMissing(os.Remove(u.copy)); err != nil { // left by an upgrade that was interrupted
		return translate(err)
	}
	schema, err := u.makeCopy(old)
	if err == nil {
		err = u.verifyCopy()
	}
	if err == nil {
		err = u.keep(schema)
	}
	if err != nil {
		return errors.Join(err, ignoreMissing(os.Remove(u.copy)))
	}
	if !renamesOpenFiles {
		if err := guard(old.Close); err != nil {
			return translate(err)
		}
	}
	if err := errors.Join(os.Rename(u.copy, u.path), syncDir(filepath.Dir(u.path))); err != nil {
		return translate(err)
	}
	return u.onStage("named")
}

// makeCopy writes the copy, synced, and upgrades it step by step to the newest schema. It
// returns the file's own schema.
func (u *upgrade) makeCopy(old *bbolt.DB) (schema int, err error) {
	err = guard(func() error {
		faults, err := verifyPagesOf(old, u.path)
		if len(faults) > 0 {
			err = faults[0]
		}
		return err
	})
	if err != nil {
		return 0, translate(err)
	}
	err = guard(func() error {
		return old.View(func(tx *bbolt.Tx) error {
			if schema, err = schemaOf(tx); err != nil {
				return err
			}
			return writeCopy(tx, u.copy)
		})
	})
	if err == nil {
		err = u.onStage("copied")
	}
	if err != nil {
		return schema, translate(err)
	}
	db, err := openFile(u.copy, Options{Timeout: time.Second})
	if err != nil {
		return schema, err
	}
	for n := schema; n <= len(steps) && err == nil; n++ {
		err = guard(func() error {
			return db.Update(func(tx *bbolt.Tx) error {
				return errors.Join(steps[n-1](tx), tx.Bucket(bucketMeta).Put(keySchema, []byte(strconv.Itoa(n+1))))
			})
		})
		if err == nil {
			err = u.onStage(fmt.Sprint("schema ", n+1))
		}
	}
	return schema, translate(errors.Join(err, guard(db.Close)))
}

// writeCopy writes the database that a transaction sees to a new file.
func writeCopy(tx *bbolt.Tx, file string) error {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = tx.WriteTo(f)
	return errors.Join(err, f.Sync(), f.Close())
}

// verifyCopy opens the copy as later processes will, and checks it.
func (u *upgrade) verifyCopy() error {
	db, err := Open(u.copy, Options{ReadOnly: true})
	if err != nil {
		return err
	}
	if err := errors.Join(u.accept(context.Background(), db), db.Close()); err != nil {
		return err
	}
	return u.onStage("read through")
}

// keep gives the old file a second name beside its place, which says its schema. If there
// is one from an interrupted upgrade, that is enough.
func (u *upgrade) keep(schema int) error {
	u.kept = fmt.Sprint(u.path, ".schema-", schema)
	if is, err := os.Stat(u.kept); err == nil {
		now, err := os.Stat(u.path)
		if err != nil {
			return err
		}
		if os.SameFile(is, now) {
			return u.onStage("kept")
		}
		u.kept = FreeName(u.kept+"-", "", time.Now())
	}
	if err := os.Link(u.path, u.kept); err != nil { // the file system has no hard links
		if err := copyFile(u.path, u.kept); err != nil {
			return translate(err)
		}
	}
	if err := syncDir(filepath.Dir(u.path)); err != nil {
		return translate(err)
	}
	return u.onStage("kept")
}

// copyFile writes a synced copy under a new name.
func copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
