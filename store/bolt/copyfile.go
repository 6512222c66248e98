package bolt

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"
)

// Verify checks every page of the file and every event of every workshop, and returns what
// is wrong, nothing if all is well. It goes on after a fault: a damaged workshop does not
// hide another. It reads the whole file, so run it when nobody writes. The error is ctx's,
// or ErrClosed.
func (d *DB) Verify(ctx context.Context) (faults []*DamageError, err error) {
	note := func(err error) error {
		if err == nil {
			return nil
		}
		if fault, ok := errors.AsType[*DamageError](err); ok {
			faults = append(faults, fault)
			return nil
		}
		return err
	}
	pages, err := d.verifyPages()
	faults = append(faults, pages...)
	if err := note(err); err != nil {
		return faults, err
	}
	all, err := d.Workshops()
	if err := note(err); err != nil {
		return faults, err
	}
	for _, w := range all {
		if w.Fault != nil {
			faults = append(faults, w.Fault)
		}
		readErr := d.Read(w.ID, 1, func(uint64, []byte) error { return ctx.Err() })
		_, draftsErr := d.Drafts(w.ID)
		_, ticketsErr := d.Tickets(w.ID)
		for _, err := range []error{readErr, draftsErr, ticketsErr} {
			if err := note(err); err != nil {
				return faults, err
			}
		}
	}
	return faults, ctx.Err()
}

// verifyPages checks how the pages of the file refer to each other. Nobody may write
// meanwhile. The file is read as a file first: bbolt checks its memory mapping, in a
// goroutine where an unreadable sector would end the process.
func (d *DB) verifyPages() (faults []*DamageError, err error) {
	d.writing.Lock()
	defer d.writing.Unlock()
	err = d.use(func(db *bbolt.DB) (err error) {
		if faults, err = verifyMeta(d.path, db.Info().PageSize); err != nil {
			return err
		}
		pages, err := verifyPagesOf(db, d.path)
		faults = append(faults, pages...)
		return err
	})
	return faults, err
}

// verifyPagesOf checks all pages but the first two.
func verifyPagesOf(db *bbolt.DB, path string) (faults []*DamageError, err error) {
	if err := readThrough(path); err != nil {
		return []*DamageError{{What: err.Error()}}, nil
	}
	if err := walkPages(path, db.Info().PageSize); err != nil { // bbolt's own check would crash on these faults
		return nil, err
	}
	err = db.View(func(tx *bbolt.Tx) error {
		for pageErr := range tx.Check() {
			faults = append(faults, &DamageError{What: panicText(pageErr)})
		}
		return nil
	})
	return faults, err
}

func readThrough(file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, f)
	return errors.Join(err, f.Close())
}

// Backup writes the current state of the database to a new file, syncs it, opens it,
// verifies it, and only then gives it its name. Writers go on meanwhile. It never
// overwrites a file: it returns ErrExists. A copy that fails verification is removed and
// named in a DamageError: then the database itself is damaged. A number above 0 is written
// into the copy, for [AgeOf].
func (d *DB) Backup(ctx context.Context, file string, number uint64) (err error) {
	if _, err := os.Lstat(file); err == nil {
		return fmt.Errorf("back up to %s: %w", file, ErrExists)
	}
	temp, err := os.CreateTemp(filepath.Dir(file), filepath.Base(file)+".new-*")
	if err != nil {
		return fmt.Errorf("back up to %s: %w", file, translate(err))
	}
	defer func() {
		if e := os.Remove(temp.Name()); e != nil && !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}()
	err = d.view(func(tx *bbolt.Tx) error {
		_, err := tx.WriteTo(temp)
		return err
	})
	err = errors.Join(err, temp.Sync(), temp.Close())
	if err == nil && number > 0 {
		err = numberFile(temp.Name(), number)
	}
	if err == nil {
		err = verifyFile(ctx, temp.Name())
	}
	if err == nil {
		err = nameFile(temp.Name(), file)
	}
	if err != nil {
		return fmt.Errorf("back up to %s: %w", file, translate(err))
	}
	return nil
}

// numberFile writes a backup's number into it.
func numberFile(file string, number uint64) error {
	db, err := openFile(file, Options{Timeout: time.Second})
	if err != nil {
		return err
	}
	err = guard(func() error {
		return db.Update(func(tx *bbolt.Tx) error { return putSummed(tx.Bucket(bucketMeta), keyBackup, seqKey(number)) })
	})
	return errors.Join(err, guard(db.Close))
}

// Age orders copies of a database by age without relying on a clock.
type Age struct {
	Number      uint64 // number that the backup was made with; 0 if none
	Transaction uint64 // last transaction in the copy
}

// Compare returns a negative number if a is older than b, a positive one if it is newer.
// The number takes precedence: a database that was restored counts its transactions from
// the backup's on.
func (a Age) Compare(b Age) int {
	return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(a.Transaction, b.Transaction))
}

// AgeOf reads the age of a backup, of any schema, without verifying it. If the file cannot
// be read, it returns the same errors as [Open].
func AgeOf(file string) (age Age, err error) {
	if info, err := os.Stat(file); err != nil || info.Size() < smallest {
		return Age{}, errors.Join(err, ErrNotDatabase)
	}
	db, err := openFile(file, Options{ReadOnly: true, Timeout: 50 * time.Millisecond})
	if err != nil {
		return Age{}, err
	}
	err = guard(func() error {
		return db.View(func(tx *bbolt.Tx) error {
			meta := tx.Bucket(bucketMeta)
			if meta == nil {
				return ErrNotDatabase
			}
			age.Transaction = uint64(tx.ID())
			if number, ok := checkSum(keyBackup, meta.Get(keyBackup)); ok && len(number) == 8 {
				age.Number = binary.BigEndian.Uint64(number)
			}
			return nil
		})
	})
	return age, translate(errors.Join(err, guard(db.Close)))
}

// verifyFile returns nil if the database in a file that nobody writes to is undamaged.
func verifyFile(ctx context.Context, file string) error {
	d, err := Open(file, Options{ReadOnly: true})
	if err != nil {
		return err
	}
	return errors.Join(verifyDB(ctx, d), d.Close())
}

// verifyDB returns nil if Verify finds nothing.
func verifyDB(ctx context.Context, d *DB) error {
	faults, err := d.Verify(ctx)
	if len(faults) > 0 {
		err = faults[0]
	}
	return err
}

// Hold keeps others from opening the file at path for writing until release is called, even
// a damaged one; it can be read meanwhile. It returns ErrLocked if another process has it
// open. If there is no file, it does nothing.
func Hold(path string) (release func() error, err error) {
	if info, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() {
		return func() error { return nil }, nil // opening a pipe could block for ever
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, translate(err)
	}
	if err := hold(f); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f.Close, nil
}

// HoldFolder keeps others from opening a database in the folder until release is called,
// even after its file has been removed and the lock on it can no longer be seen. It waits a
// second, as [Open] does, and then returns ErrLocked.
func HoldFolder(dir string) (release func() error, err error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, translate(err)
	}
	for end := time.Now().Add(time.Second); ; time.Sleep(20 * time.Millisecond) {
		if err = holdFolder(f); err == nil {
			return f.Close, nil
		}
		if time.Now().After(end) {
			return nil, errors.Join(err, f.Close())
		}
	}
}
