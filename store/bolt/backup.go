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

// Verify looks at every page of the file and at every event of every
// workshop, and gives what is wrong, nothing if all is well. It goes on after
// a fault: a damaged workshop does not hide another. It reads the whole file,
// so run it when nobody writes. The error is of the context, or ErrClosed.
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

// verifyPages looks at how the pages of the file hang together. Nobody may
// write meanwhile. The file is read through first: bbolt looks at its mapping
// in a goroutine where a sector that the disk cannot give would end the process.
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

// verifyPagesOf looks at all pages but the first two.
func verifyPagesOf(db *bbolt.DB, path string) (faults []*DamageError, err error) {
	if err := readThrough(path); err != nil {
		return []*DamageError{{What: err.Error()}}, nil
	}
	if err := walkPages(path, db.Info().PageSize); err != nil { // and bbolt's own check would not survive it
		return nil, err
	}
	err = db.View(func(tx *bbolt.Tx) error {
		for pageErr := range tx.Check() {
			faults = append(faults, &DamageError{What: panicked(pageErr)})
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

// Backup writes the database as it is now to a new file, syncs it, opens it,
// verifies it, and only then gives it its name. Writers go on meanwhile. It
// never overwrites: ErrExists. A copy that does not verify is removed and
// named in a DamageError: then the database itself is damaged. A number above 0
// is written into the copy, for [AgeOf].
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
		return db.Update(func(tx *bbolt.Tx) error { return putSummed(tx.Bucket(bucketMeta), keyBackup, key(number)) })
	})
	return errors.Join(err, guard(db.Close))
}

// Age tells which of two copies of a database is the newer without asking a
// clock.
type Age struct {
	Number      uint64 // that the backup was made with; 0 if none
	Transaction uint64 // the last that the copy has
}

// Compare is negative if a is older than b, positive if it is newer. A number
// decides first: a database that was restored counts its transactions anew from
// there.
func (a Age) Compare(b Age) int {
	return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(a.Transaction, b.Transaction))
}

// AgeOf reads the age of a backup, of any schema, without reading it through.
// It returns what [Open] does for a file that it cannot read.
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
			if number, ok := unsum(keyBackup, meta.Get(keyBackup)); ok && len(number) == 8 {
				age.Number = binary.BigEndian.Uint64(number)
			}
			return nil
		})
	})
	return age, translate(errors.Join(err, guard(db.Close)))
}

// verifyFile is nil if the database in a file that nobody writes to is whole.
func verifyFile(ctx context.Context, file string) error {
	d, err := Open(file, Options{ReadOnly: true})
	if err != nil {
		return err
	}
	return errors.Join(verified(ctx, d), d.Close())
}

// verified is nil if Verify finds nothing.
func verified(ctx context.Context, d *DB) error {
	faults, err := d.Verify(ctx)
	if len(faults) > 0 {
		err = faults[0]
	}
	return err
}

// Hold keeps others from opening the file at path for writing until release is
// called, even one that is damaged; it can be read meanwhile. It returns
// ErrLocked while somebody has it open. Where there is no file there is
// nothing to hold.
func Hold(path string) (release func() error, err error) {
	if info, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() {
		return func() error { return nil }, nil // to open a pipe could take for ever
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

// HoldFolder keeps others from opening a database in the folder until release is
// called, also after its file has been taken away, when there is no lock on that
// that they could see. It waits a second, as [Open] does, and then returns
// ErrLocked.
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
