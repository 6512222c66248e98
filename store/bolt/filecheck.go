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

// checkPlace returns nil if the name by which the database was opened still refers to the
// open file, and the file has not been truncated. Otherwise it returns [ErrMoved], since
// what is written goes to a file that will be gone when it is closed, or [ErrOverwritten].
// If it cannot be found out, it returns nil. The caller holds d.writing, under which alone
// the file is replaced on purpose, or only reads.
func (d *DB) checkPlace() error {
	if d.foreign.Load() {
		return ErrOverwritten
	}
	opened := d.opened.Load() // loaded before Stat: the file may grow meanwhile
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

// Placed returns nil if the database file is in its place, or ErrMoved or ErrOverwritten.
// It waits for a write that is under way, and costs one Stat.
func (d *DB) Placed() error {
	d.writing.Lock()
	defer d.writing.Unlock()
	return d.checkPlace()
}

// follows returns nil if a write transaction comes directly after the last one that this
// process wrote. Otherwise another program has written into the file.
func (d *DB) follows(tx *bbolt.Tx) error {
	if d.last != 0 && uint64(tx.ID()) != d.last+1 {
		d.foreign.Store(true)
		return ErrOverwritten
	}
	return nil
}

// Rescue writes a new copy of the open file to its place, after [ErrMoved], and continues
// with that. A file that is there meanwhile is kept under the name returned in aside, empty
// if there is none; it is never overwritten. Rescue does nothing if the file is in its
// place. It returns ErrLocked if another process has the file that is there open, and
// ErrOverwritten if the open file no longer contains what was written.
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
		return "", rescueError(err)
	}
	if err := nameFile(temp, d.path); err != nil {
		return aside, rescueError(err)
	}
	return aside, d.swap()
}

// Salvage writes a copy of the open file to a new file, after [ErrMoved], so that nothing
// is lost when it is closed: to its place if that is empty, and otherwise beside the file
// that is there. It returns the new file's name; empty if the file is in its place.
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

// copyMoved writes a copy of the open file to a temporary file beside its place, after
// [ErrMoved]; temp is empty if the file is in its place.
func (d *DB) copyMoved(ctx context.Context) (temp string, err error) {
	if err := d.checkPlace(); !errors.Is(err, ErrMoved) {
		return "", err
	}
	dir := filepath.Dir(d.path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", rescueError(err)
	}
	temp, err = d.copyOut(ctx, dir)
	return temp, rescueError(err)
}

// rescueError wraps an error that came while the database was written again; nil stays nil.
func rescueError(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("write the database anew: %w", translate(err))
}

// copyOut writes a copy of the open file to a new file in dir, synced and verified.
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

// swap opens the file that is in the place now, and then closes the one that was open.
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

// moveAside renames the file in a place to a new name beside it, and returns that; empty if
// there is no file.
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

// Stamp is the format of a time in a file's name, in UTC.
const Stamp = "20060102T150405.000Z"

// FreeName returns a name with a time between before and after that no file has: a clock
// that was put back reaches the same times again.
func FreeName(before, after string, at time.Time) string {
	for at = at.UTC(); ; at = at.Add(time.Millisecond) {
		file := before + at.Format(Stamp) + after
		if _, err := os.Lstat(file); err != nil {
			return file
		}
	}
}
