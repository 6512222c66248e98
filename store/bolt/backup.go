package bolt

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

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
			faults = append(faults, &DamageError{What: pageErr.Error()})
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
// named in a DamageError: then the database itself is damaged.
func (d *DB) Backup(ctx context.Context, file string) (err error) {
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
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return func() error { return nil }, nil
	}
	if err != nil {
		return nil, translate(err)
	}
	if err := hold(f); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f.Close, nil
}
