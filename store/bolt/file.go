package bolt

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"

	"go.etcd.io/bbolt"
)

// openFile opens a bbolt file, and locks it. While it waits for the lock, an upgrade or a
// restore may replace the file: then it opens the new one.
func openFile(path string, o Options) (*bbolt.DB, error) {
	for {
		db, file, err := openOnce(path, o)
		if err != nil {
			return nil, err
		}
		if inPlace(file, path) {
			return db, nil
		}
		if err := guard(db.Close); err != nil {
			return nil, translate(err)
		}
	}
}

// inPlace reports whether path still refers to an open file. If that is not known, it
// returns true.
func inPlace(file *os.File, path string) bool {
	ours, err := file.Stat()
	if err != nil {
		return true
	}
	named, err := os.Stat(path)
	return err != nil || os.SameFile(ours, named)
}

// openOnce opens a bbolt file. A damaged page can make bbolt panic with the file open and
// locked; then openOnce closes the file.
func openOnce(path string, o Options) (*bbolt.DB, *os.File, error) {
	var db *bbolt.DB
	var file *os.File
	panicked := true
	err := guard(func() (err error) {
		db, err = bbolt.Open(path, 0o600, &bbolt.Options{
			Timeout:      o.Timeout,
			ReadOnly:     o.ReadOnly,
			FreelistType: bbolt.FreelistMapType,
			OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
				// Never O_CREATE: a file that disappears must not come back empty.
				f, err := os.OpenFile(name, flag&^os.O_CREATE, mode)
				file = f
				return f, err
			},
		})
		panicked = false
		return err
	})
	if panicked && file != nil {
		err = errors.Join(err, unlock(file), file.Close())
	}
	if err != nil {
		return nil, nil, translate(err)
	}
	return db, file, nil
}

// create makes a new database under a temporary name, complete and synced, and then gives
// it its name. If another process was first, that one's file stays.
func create(path string, o Options) (err error) {
	dir := filepath.Dir(path)
	temp, err := os.CreateTemp(dir, filepath.Base(path)+".new-*")
	if err != nil {
		return err
	}
	defer func() {
		if e := os.Remove(temp.Name()); e != nil && !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}()
	if err := temp.Close(); err != nil {
		return err
	}
	db, err := openFile(temp.Name(), o)
	if err != nil {
		return err
	}
	err = guard(func() error { return db.Update(writeMeta) })
	if err := errors.Join(err, db.Close()); err != nil {
		return err
	}
	if err := nameFile(temp.Name(), path); err != nil && !errors.Is(err, ErrExists) {
		return err
	}
	return nil
}

func writeMeta(tx *bbolt.Tx) error {
	meta, err := tx.CreateBucket(bucketMeta)
	if err != nil {
		return err
	}
	if _, err := tx.CreateBucket(bucketWorkshops); err != nil {
		return err
	}
	secret := make([]byte, 32)
	rand.Read(secret) // never fails: it ends the program instead
	return errors.Join(
		meta.Put(keySchema, []byte(strconv.Itoa(schemaVersion()))),
		putSummed(meta, keySecret, secret),
	)
}

// guard runs f and returns a panic in it as an error: bbolt panics if a page is damaged,
// and reading a mapped page that the disk cannot read faults.
func guard(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if value := recover(); value != nil {
			err = &DamageError{What: "a page cannot be read: " + panicText(value)}
		}
	}()
	return f()
}

// panicText returns the message of a panic of bbolt or the system, without what is useful
// only with its source.
func panicText(value any) string {
	said := fmt.Sprint(value)
	for _, prefix := range []string{"panic: ", "assertion failed: "} {
		said = strings.TrimPrefix(said, prefix)
	}
	return said
}

// nameFile gives the synced file temp its name and syncs the folder. It never overwrites a
// file: it returns ErrExists.
func nameFile(temp, path string) error {
	err := os.Link(temp, path)
	switch {
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%w: %s", ErrExists, path)
	case err != nil: // the file system has no hard links
		if _, err := os.Lstat(path); err == nil {
			return fmt.Errorf("%w: %s", ErrExists, path)
		}
		if err := os.Rename(temp, path); err != nil {
			return err
		}
	}
	return syncDir(filepath.Dir(path))
}

func syncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
