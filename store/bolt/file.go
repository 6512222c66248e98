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

// openFile opens a bbolt file, and locks it. While it waits for the lock an
// upgrade or a restore may put another file in its place: then that is opened.
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

// inPlace tells whether an open file still has the name. If the system does not
// say, it is taken to have it.
func inPlace(file *os.File, path string) bool {
	ours, err := file.Stat()
	if err != nil {
		return true
	}
	named, err := os.Stat(path)
	return err != nil || os.SameFile(ours, named)
}

// openOnce opens a bbolt file. A damaged page can make bbolt panic with the
// file open and locked; then the file is closed here.
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
				// Never O_CREATE: a file that vanishes must not come back empty.
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

// create makes a new database beside its place, whole and synced, and gives it
// its name last. If another process was first, that one's stays.
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

// guard runs f and gives a panic in it as an error: bbolt panics when a page
// is not what it should be, and reading a mapped page that the disk cannot give
// faults.
func guard(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if value := recover(); value != nil {
			err = &DamageError{What: "a page cannot be read: " + panicked(value)}
		}
	}()
	return f()
}

// panicked is what bbolt or the system said when it gave up, without what is
// only of use beside its source.
func panicked(value any) string {
	said := fmt.Sprint(value)
	for _, prefix := range []string{"panic: ", "assertion failed: "} {
		said = strings.TrimPrefix(said, prefix)
	}
	return said
}

// nameFile gives the synced file temp its name and syncs the folder. It never
// overwrites: it returns ErrExists.
func nameFile(temp, path string) error {
	err := os.Link(temp, path)
	switch {
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%w: %s", ErrExists, path)
	case err != nil: // a disk without links
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
