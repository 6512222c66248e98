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

// A step takes a file from one schema to the next, in one transaction. What a
// step does is a promise like the log's: files of that schema are opened for
// ever, so a step that has been released is never changed.
type step func(*bbolt.Tx) error

// steps has at n the step from schema n+1 to schema n+2.
var steps = []step{sumValues}

// schemaVersion is the form of the file that this package writes. It refuses
// newer ones, and takes older ones to this one when they are opened.
func schemaVersion() int { return 1 + len(steps) }

// upgrade takes an older file to the newest schema. All is done on a copy,
// which is read through before it takes the file's place; the file as it was
// stays beside it under a name of its own. So wherever it is cut off, there is
// a whole file in the place: the old one or the new one.
type upgrade struct {
	path   string                           // of the file that is taken on
	copy   string                           // where that is done
	accept func(context.Context, *DB) error // reads the copy through
	at     func(stage string) error         // told after each stage; a test stops it there
	kept   string                           // name that the older file has got
}

// upgrade takes the file that Open found to be older to the newest schema. One
// that is only to be read is left alone: a copy of it is read, from a folder
// that Close removes. torn is what was wrong with the file's first two pages.
func (d *DB) upgrade() (torn []*DamageError, err error) {
	old, err := openFile(d.path, d.o)
	if err != nil {
		return nil, err
	}
	// In the place, the lock is held until the new file has the name: see openFile.
	defer func() { err = errors.Join(err, guard(old.Close)) }()
	u := upgrade{path: d.path, copy: d.path + ".upgrading", accept: d.o.Accept, at: d.o.at}
	if u.accept == nil {
		u.accept = verified
	}
	if u.at == nil {
		u.at = func(string) error { return nil }
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

// inPlace makes the copy and puts it in the file's place.
func (u *upgrade) inPlace(old *bbolt.DB) error {
	if err := ignoreMissing(os.Remove(u.copy)); err != nil { // of one that was cut off
		return translate(err)
	}
	schema, err := u.makeCopy(old)
	if err == nil {
		err = u.readThrough()
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
	return u.at("named")
}

// makeCopy writes the copy, synced, and takes it step by step to the newest
// schema. It gives the schema that the file has.
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
		err = u.at("copied")
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
			err = u.at(fmt.Sprint("schema ", n+1))
		}
	}
	return schema, translate(errors.Join(err, guard(db.Close)))
}

// writeCopy writes what a transaction sees to a new file.
func writeCopy(tx *bbolt.Tx, file string) error {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = tx.WriteTo(f)
	return errors.Join(err, f.Sync(), f.Close())
}

// readThrough opens the copy as whoever comes later will.
func (u *upgrade) readThrough() error {
	db, err := Open(u.copy, Options{ReadOnly: true})
	if err != nil {
		return err
	}
	if err := errors.Join(u.accept(context.Background(), db), db.Close()); err != nil {
		return err
	}
	return u.at("read through")
}

// keep gives the old file a second name beside its place, that says of which
// schema it is. One that has the name since an upgrade was cut off is enough.
func (u *upgrade) keep(schema int) error {
	u.kept = fmt.Sprint(u.path, ".schema-", schema)
	if is, err := os.Stat(u.kept); err == nil {
		now, err := os.Stat(u.path)
		if err != nil {
			return err
		}
		if os.SameFile(is, now) {
			return u.at("kept")
		}
		u.kept = FreeName(u.kept+"-", "", time.Now())
	}
	if err := os.Link(u.path, u.kept); err != nil { // a disk without links
		if err := copyFile(u.path, u.kept); err != nil {
			return translate(err)
		}
	}
	if err := syncDir(filepath.Dir(u.path)); err != nil {
		return translate(err)
	}
	return u.at("kept")
}

// copyFile writes a synced copy under a name that nothing has.
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
