package bolt

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
)

// placed is asked by whoever holds d.writing, under which alone the file is
// replaced on purpose, or only reads. It is nil if the name that the database was opened by still leads to the
// open file, and nobody has cut it short. Otherwise what is written goes to a
// file that will be gone when it is closed: [ErrMoved], or [ErrOverwritten]. If
// the system does not say, the file is taken to be in place.
func (d *DB) placed() error {
	if d.foreign.Load() {
		return ErrOverwritten
	}
	opened := d.opened.Load() // before the file is looked at: it may grow meanwhile
	if opened == nil {
		return nil
	}
	named, err := os.Stat(d.path)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return ErrMoved
	case err != nil:
		return nil
	case !os.SameFile(*opened, named):
		return ErrMoved
	case named.Size() < (*opened).Size(): // bbolt never shortens a file
		d.foreign.Store(true)
		return ErrOverwritten
	case named.Size() > (*opened).Size():
		d.opened.CompareAndSwap(opened, &named)
	}
	return nil
}

// Placed tells whether what is written is where it should be: nil, ErrMoved or
// ErrOverwritten. It waits for what is being written, and costs a look at the
// name.
func (d *DB) Placed() error {
	d.writing.Lock()
	defer d.writing.Unlock()
	return d.placed()
}

// follows is nil if a transaction that writes comes right after the last one
// that this process wrote. Otherwise another program has written into the file.
func (d *DB) follows(tx *bbolt.Tx) error {
	if d.last != 0 && uint64(tx.ID()) != d.last+1 {
		d.foreign.Store(true)
		return ErrOverwritten
	}
	return nil
}

// Rescue writes all that is in the open file anew to its place, after
// [ErrMoved], and goes on there. What lies in the place meanwhile is kept beside
// it under the name that is given in aside, empty if nothing does; it is never
// written over. Rescue does nothing if the file is in its place. It returns
// ErrLocked while another process has what lies there open, and ErrOverwritten
// if the open file no longer holds what was written.
func (d *DB) Rescue(ctx context.Context) (aside string, err error) {
	d.writing.Lock()
	defer d.writing.Unlock()
	temp, err := d.copyMoved(ctx)
	if err != nil || temp == "" {
		return "", err
	}
	defer func() {
		if e := os.Remove(temp); e != nil && !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}()
	if aside, err = moveAside(d.path); err != nil {
		return "", anew(err)
	}
	if err := nameFile(temp, d.path); err != nil {
		return aside, anew(err)
	}
	return aside, d.swap()
}

// Salvage writes all that is in the open file to a new file where nothing is
// lost when it is closed, after [ErrMoved]: in its place if that is empty, and
// beside what lies there otherwise. It says where; empty if the file is in its
// place.
func (d *DB) Salvage(ctx context.Context) (file string, err error) {
	d.writing.Lock()
	defer d.writing.Unlock()
	temp, err := d.copyMoved(ctx)
	if err != nil || temp == "" {
		return "", err
	}
	file = d.path
	if _, err := os.Lstat(file); err == nil {
		file = FreeName(d.path+".rescued-", "", time.Now())
	}
	err = nameFile(temp, file)
	return file, translate(errors.Join(err, ignoreMissing(os.Remove(temp))))
}

// copyMoved writes what the open file holds to a new file beside its place, after
// [ErrMoved]; temp is empty if the file is in its place.
func (d *DB) copyMoved(ctx context.Context) (temp string, err error) {
	if err := d.placed(); !errors.Is(err, ErrMoved) {
		return "", err
	}
	dir := filepath.Dir(d.path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", anew(err)
	}
	temp, err = d.copyOut(ctx, dir)
	return temp, anew(err)
}

// anew says of an error that it came while the database was written anew; nil
// stays nil.
func anew(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("write the database anew: %w", translate(err))
}

// copyOut writes what the open file holds to a new file in dir, synced and read
// through.
func (d *DB) copyOut(ctx context.Context, dir string) (file string, err error) {
	temp, err := os.CreateTemp(dir, filepath.Base(d.path)+".new-*")
	if err != nil {
		return "", err
	}
	d.mu.RLock()
	err = ErrClosed
	if d.db != nil {
		err = guard(func() error {
			return d.db.View(func(tx *bbolt.Tx) error {
				_, err := tx.WriteTo(temp)
				return err
			})
		})
	}
	d.mu.RUnlock()
	err = errors.Join(err, temp.Sync(), temp.Close())
	if err == nil {
		err = verifyFile(ctx, temp.Name())
	}
	if err != nil {
		return "", errors.Join(err, os.Remove(temp.Name()))
	}
	return temp.Name(), nil
}

// swap opens the file that is in the place now, and then lets go of the one that
// was open.
func (d *DB) swap() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		return ErrClosed
	}
	old := d.db
	if err := d.open(); err != nil {
		d.db = old
		return err
	}
	d.suspect.Store(false)
	return translate(guard(old.Close))
}

// moveAside gives what lies in a place another name beside it; empty if nothing
// does.
func moveAside(path string) (aside string, err error) {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	release, err := Hold(path)
	if err != nil {
		return "", err
	}
	aside = FreeName(path+".aside-", "", time.Now())
	return aside, errors.Join(os.Rename(path, aside), release())
}

// Stamp is the form of a time in a file's name, in UTC.
const Stamp = "20060102T150405.000Z"

// FreeName is a name with a time between before and after that no file has: a
// clock that was put back comes to the same moments again.
func FreeName(before, after string, at time.Time) string {
	for at = at.UTC(); ; at = at.Add(time.Millisecond) {
		file := before + at.Format(Stamp) + after
		if _, err := os.Lstat(file); err != nil {
			return file
		}
	}
}
