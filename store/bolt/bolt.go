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
	"sync"
	"sync/atomic"
	"time"

	"go.etcd.io/bbolt"
)

// SchemaVersion is the form of the file that this package writes. It reads
// this one and refuses newer ones.
const SchemaVersion = 1

// Options is how a database is opened.
type Options struct {
	// Timeout is how long to wait for another process to let go of the file;
	// 0 is one second.
	Timeout time.Duration
	// ReadOnly opens an existing file without writing to it, for backups. It
	// fails with ErrLocked while another process has the file open for writing.
	ReadOnly bool
}

var (
	bucketMeta      = []byte("meta")
	bucketWorkshops = []byte("workshops")
	bucketEvents    = []byte("events")
	bucketDrafts    = []byte("drafts")
	keySchema       = []byte("schema_version")
	keySecret       = []byte("secret")
	keyHead         = []byte("head")
	keyInfo         = []byte("info")
	keyBallast      = []byte("ballast")
)

// DB is an open database. Its methods may be called from many goroutines.
type DB struct {
	path   string
	o      Options
	secret [32]byte

	writing sync.Mutex     // held through a write and until it is known to be good
	mu      sync.RWMutex   // held for writing only while the file is closed and opened
	db      *bbolt.DB      // nil after Close, and while a reopening fails
	torn    []*DamageError // what was wrong with the first two pages when the file was opened
	closed  bool
	suspect atomic.Bool // a write failed: the file must be opened anew before it is used
}

// Open opens the database at path, and makes it if there is none (unless
// o.ReadOnly). It returns ErrLocked, ErrDamaged, ErrNewer, ErrNotDatabase,
// ErrReadOnly or ErrFull, wrapped with what the system said.
func Open(path string, o Options) (*DB, error) {
	if o.Timeout <= 0 {
		o.Timeout = time.Second
	}
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) && !o.ReadOnly {
		if err := create(path, o); err != nil {
			return nil, fmt.Errorf("make database %s: %w", path, translate(err))
		}
		info, err = os.Stat(path)
	}
	switch {
	case err != nil:
		return nil, fmt.Errorf("open database %s: %w", path, translate(err))
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("open database %s: %w", path, ErrNotDatabase)
	case info.Size() == 0: // bbolt would make an empty file a new database
		return nil, fmt.Errorf("open database %s: %w", path, &DamageError{What: "the file is empty"})
	case info.Size() < 1024:
		return nil, fmt.Errorf("open database %s: %w", path, ErrNotDatabase)
	}
	d := &DB{path: path, o: o}
	if err := d.open(); err != nil {
		return nil, fmt.Errorf("open database %s: %w", path, err)
	}
	return d, nil
}

// open opens the file and reads what is in meta.
func (d *DB) open() error {
	db, err := openFile(d.path, d.o)
	if err != nil {
		return err
	}
	if err := guard(func() error { return db.View(d.readMeta) }); err != nil {
		return errors.Join(err, guard(db.Close))
	}
	if d.torn, err = verifyMeta(d.path, db.Info().PageSize); err != nil {
		return errors.Join(err, guard(db.Close))
	}
	d.db = db
	return nil
}

func (d *DB) readMeta(tx *bbolt.Tx) error {
	// A page past the end of the file cannot be read from its mapping.
	if info, err := os.Stat(d.path); err == nil && info.Size() < tx.Size() {
		return &DamageError{What: fmt.Sprintf("the file is cut short: %d of %d bytes", info.Size(), tx.Size())}
	}
	meta := tx.Bucket(bucketMeta)
	if meta == nil || meta.Get(keySchema) == nil {
		return ErrNotDatabase
	}
	version, err := strconv.Atoi(string(meta.Get(keySchema)))
	switch {
	case err != nil:
		return &DamageError{What: "its schema version is not a number"}
	case version > SchemaVersion:
		return fmt.Errorf("%w: schema %d, this one knows %d", ErrNewer, version, SchemaVersion)
	case len(meta.Get(keySecret)) != len(d.secret):
		return &DamageError{What: "the server's secret is missing"}
	case tx.Bucket(bucketWorkshops) == nil:
		return &DamageError{What: "the list of workshops is missing"}
	}
	secret := [32]byte(meta.Get(keySecret))
	if d.secret != ([32]byte{}) && d.secret != secret {
		return &DamageError{What: "another file has taken its place"}
	}
	d.secret = secret
	return nil
}

// openFile opens a bbolt file. A damaged page can make bbolt panic with the
// file open and locked; then the file is closed here.
func openFile(path string, o Options) (*bbolt.DB, error) {
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
		return nil, translate(err)
	}
	return db, nil
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
		meta.Put(keySchema, []byte(strconv.Itoa(SchemaVersion))),
		meta.Put(keySecret, secret),
	)
}

// Close closes the file after what is under way. Closing twice is allowed.
func (d *DB) Close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.closed = true
	if d.db == nil {
		return nil
	}
	db := d.db
	d.db = nil
	return translate(guard(db.Close))
}

// Path is where the file is.
func (d *DB) Path() string { return d.path }

// Torn says what was wrong with the first two pages when the file was opened:
// after a power cut, the last write was not finished, or was and is lost.
// Nothing is wrong with what can be read.
func (d *DB) Torn() []*DamageError {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.torn
}

// Secret is the server's own 32 random bytes, made with the file.
func (d *DB) Secret() [32]byte { return d.secret }

// view and update run a transaction, on a file opened anew if a write failed
// before.
func (d *DB) view(f func(*bbolt.Tx) error) error {
	return d.use(func(db *bbolt.DB) error { return db.View(f) })
}

// update marks the file as suspect when the transaction fails for another
// reason than what f returns, or panics.
func (d *DB) update(f func(*bbolt.Tx) error) error {
	d.writing.Lock()
	defer d.writing.Unlock()
	return d.use(func(db *bbolt.DB) error {
		good := false
		defer func() {
			if !good {
				d.suspect.Store(true)
			}
		}()
		err := db.Update(func(tx *bbolt.Tx) error {
			err := f(tx)
			good = err != nil
			return err
		})
		good = good || err == nil
		return err
	})
}

func (d *DB) use(f func(*bbolt.DB) error) error {
	if err := d.reopen(); err != nil {
		return err
	}
	d.mu.RLock()
	defer d.mu.RUnlock()
	if d.db == nil {
		return ErrClosed
	}
	return translate(guard(func() error { return f(d.db) }))
}

// reopen closes and opens the file if a write to it has failed.
func (d *DB) reopen() error {
	if !d.suspect.Load() {
		return nil
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case d.closed:
		return ErrClosed
	case !d.suspect.Load():
		return nil
	}
	if d.db != nil {
		if err := guard(d.db.Close); err != nil {
			return fmt.Errorf("close the database after a failed write: %w", translate(err))
		}
		d.db = nil
	}
	if err := d.open(); err != nil {
		return fmt.Errorf("open the database after a failed write: %w", err)
	}
	d.suspect.Store(false)
	return nil
}

// guard runs f and gives a panic in it as an error: bbolt panics when a page
// is not what it should be, and reading a mapped page that the disk cannot give
// faults.
func guard(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if value := recover(); value != nil {
			err = &DamageError{What: fmt.Sprintf("a page cannot be read: %v", value)}
		}
	}()
	return f()
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
