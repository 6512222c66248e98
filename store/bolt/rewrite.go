package bolt

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"
)

// Deleted data stays in a bbolt file's free pages until something else is written there. So
// to remove data for good, the whole file is written again without it, and the new file
// replaces the old one; then the old one's bytes are overwritten, as far as the disk
// allows.

// Edit says what a rewrite changes. Everything else stays as it is.
type Edit struct {
	// Drop is the workshops that are removed.
	Drop map[string]bool
	// Redo replaces a workshop's events and info; its chain is computed again, and its
	// drafts are dropped. The function must not change the payloads in place.
	Redo map[string]Redo
}

// Redo returns new events for a workshop, and new info.
type Redo func(payloads [][]byte) (anew [][]byte, info []byte, err error)

// Rewrite rewrites the open database with an edit. Nobody reads or writes meanwhile. If it
// fails, the file is unchanged or, once it has been replaced, as the edit says.
func (d *DB) Rewrite(ctx context.Context, e Edit) error {
	d.writing.Lock()
	defer d.writing.Unlock()
	if err := d.checkPlace(); err != nil {
		return err
	}
	if err := d.reopen(); err != nil {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.db == nil {
		return ErrClosed
	}
	temp, err := writeEdited(ctx, d.db, d.path, e)
	if err != nil {
		return fmt.Errorf("rewrite %s: %w", d.path, translate(err))
	}
	defer os.Remove(temp) // no longer exists under this name if all goes well
	old, err := os.OpenFile(d.path, os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("rewrite %s: %w", d.path, translate(err))
	}
	defer old.Close()
	if !renamesOpenFiles {
		err = errors.Join(old.Close(), guard(d.db.Close))
		d.db = nil
		d.suspect.Store(true) // until it is open again
	}
	if err == nil {
		err = errors.Join(os.Rename(temp, d.path), syncDir(filepath.Dir(d.path)))
	}
	if err != nil {
		return fmt.Errorf("rewrite %s: %w", d.path, translate(err))
	}
	d.suspect.Store(true) // so that the next access opens it, should that fail here
	d.opened.Store(nil)
	if d.db != nil {
		if err := guard(d.db.Close); err != nil {
			return fmt.Errorf("rewrite %s: %w", d.path, translate(err))
		}
		d.db = nil
	}
	if err := d.open(); err != nil {
		return fmt.Errorf("rewrite %s: %w", d.path, err)
	}
	d.suspect.Store(false)
	return overwrite(old)
}

// RewriteFile rewrites a database that nobody has open, a backup for example, if it
// contains a workshop that the edit concerns. A file of an older schema is upgraded. Its
// errors are those of [Open].
func RewriteFile(ctx context.Context, path string, e Edit) (changed bool, err error) {
	d, err := Open(path, Options{ReadOnly: true})
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	if has, err := d.concerns(e); err != nil || !has {
		return false, err
	}
	var temp string
	err = d.use(func(db *bbolt.DB) (err error) {
		temp, err = writeEdited(ctx, db, path, e)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("rewrite %s: %w", path, err)
	}
	defer os.Remove(temp)
	old, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return false, translate(err)
	}
	defer old.Close()
	if !renamesOpenFiles {
		if err := errors.Join(old.Close(), d.Close()); err != nil {
			return false, err
		}
	}
	if err := errors.Join(os.Rename(temp, path), syncDir(filepath.Dir(path))); err != nil {
		return false, translate(err)
	}
	return true, errors.Join(d.Close(), overwrite(old))
}

// concerns reports whether the database has a workshop that the edit is about.
func (d *DB) concerns(e Edit) (bool, error) {
	all, err := d.Workshops()
	if err != nil {
		return false, err
	}
	for _, w := range all {
		if e.Drop[w.ID] || e.Redo[w.ID] != nil {
			return true, nil
		}
	}
	return false, nil
}

// writeEdited writes a database with an edit to a new file beside path, synced and
// verified, and returns the file's name.
func writeEdited(ctx context.Context, from *bbolt.DB, path string, e Edit) (name string, err error) {
	temp, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".new-*")
	if err != nil {
		return "", err
	}
	name = temp.Name()
	defer func() {
		if err != nil {
			err = errors.Join(err, ignoreMissing(os.Remove(name)))
		}
	}()
	if err := temp.Close(); err != nil {
		return "", err
	}
	to, err := openFile(name, Options{Timeout: time.Second})
	if err != nil {
		return "", err
	}
	err = guard(func() error {
		return from.View(func(old *bbolt.Tx) error {
			return to.Update(func(anew *bbolt.Tx) error { return copyEdited(old, anew, e) })
		})
	})
	if err := errors.Join(err, guard(to.Close)); err != nil {
		return "", err
	}
	return name, verifyFile(ctx, name)
}

// copyEdited copies everything that the edit keeps.
func copyEdited(old, anew *bbolt.Tx, e Edit) error {
	return old.ForEach(func(name []byte, b *bbolt.Bucket) error {
		copied, err := anew.CreateBucket(name)
		if err != nil {
			return err
		}
		if string(name) != string(bucketWorkshops) {
			return copyBucket(b, copied)
		}
		return b.ForEach(func(id, value []byte) error {
			switch {
			case value != nil:
				return copied.Put(id, value)
			case e.Drop[string(id)]:
				return nil
			}
			into, err := copied.CreateBucket(id)
			if err != nil {
				return err
			}
			if redo := e.Redo[string(id)]; redo != nil {
				return redoWorkshop(string(id), b.Bucket(id), into, redo)
			}
			return copyBucket(b.Bucket(id), into)
		})
	})
}

// copyBucket copies a bucket with all its content, in the order of its keys.
func copyBucket(from, to *bbolt.Bucket) error {
	to.FillPercent = 0.95
	return from.ForEach(func(k, v []byte) error {
		if v != nil {
			return to.Put(k, v)
		}
		inner, err := to.CreateBucket(k)
		if err != nil {
			return err
		}
		return copyBucket(from.Bucket(k), inner)
	})
}

// redoWorkshop writes a workshop with new events.
func redoWorkshop(id string, from, to *bbolt.Bucket, redo Redo) error {
	h, err := headOf(id, from)
	if err != nil {
		return err
	}
	var payloads [][]byte
	for at := (head{}); at.seq < h.seq; {
		chunk, end, err := readChunk(id, from, at)
		if err != nil {
			return err
		}
		payloads, at = append(payloads, chunk...), end
	}
	anew, info, err := redo(payloads)
	if err != nil {
		return err
	}
	err = from.ForEach(func(k, v []byte) error { // tickets, and anything else
		switch {
		case string(k) == string(bucketEvents), string(k) == string(bucketDrafts), string(k) == string(keyHead), string(k) == string(keyInfo):
			return nil
		case v != nil:
			return to.Put(k, v)
		}
		inner, err := to.CreateBucket(k)
		if err != nil {
			return err
		}
		return copyBucket(from.Bucket(k), inner)
	})
	if err != nil {
		return err
	}
	for _, name := range [][]byte{bucketEvents, bucketDrafts} {
		if _, err := to.CreateBucket(name); err != nil {
			return err
		}
	}
	return putCommit(to, head{}, Commit{First: 1, Payloads: anew, Info: info})
}

// Overwrite writes zeros over a file that nobody has open, and removes it.
func Overwrite(file string) error {
	f, err := os.OpenFile(file, os.O_WRONLY, 0)
	if err != nil {
		return ignoreMissing(err)
	}
	defer f.Close()
	return errors.Join(overwrite(f), os.Remove(file), syncDir(filepath.Dir(file)))
}

// overwrite writes zeros over a file that has no name any more, so that its blocks do not
// keep their content. It does nothing if the file is closed. Disks that move blocks, file
// systems with snapshots and copies elsewhere keep the content all the same:
// docs/privacy.md says so.
func overwrite(f *os.File) error {
	info, err := f.Stat()
	if errors.Is(err, fs.ErrClosed) {
		return nil
	}
	if err != nil {
		return err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if _, err := io.CopyN(f, zeros{}, info.Size()); err != nil {
		return err
	}
	return f.Sync()
}

// zeros is an endless reader of zeros.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}
