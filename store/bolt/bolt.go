package bolt

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"go.etcd.io/bbolt"

	"verkstad/model/safego"
)

// Options says how a database is opened.
type Options struct {
	// Timeout is how long to wait for another process to close the file; 0 means one
	// second.
	Timeout time.Duration
	// ReadOnly opens an existing file without writing to it, for backups. It
	// fails with ErrLocked while another process has the file open for writing.
	ReadOnly bool
	// Accept checks a database that has been upgraded to the newest schema, before it
	// replaces the older one; if it returns an error, the older one stays. nil means
	// [DB.Verify].
	Accept func(context.Context, *DB) error

	onStage func(stage string) error // for tests: called after each stage of an upgrade
}

var (
	bucketMeta      = []byte("meta")
	bucketWorkshops = []byte("workshops")
	bucketEvents    = []byte("events")
	bucketDrafts    = []byte("drafts")
	bucketTickets   = []byte("tickets") // created with a workshop's first tickets
	keySchema       = []byte("schema_version")
	keySecret       = []byte("secret")
	keyHead         = []byte("head")
	keyInfo         = []byte("info")
	keyBallast      = []byte("ballast")
	keyBackup       = []byte("backup") // in a backup that Verkstad made: its number
)

// DB is an open database. Its methods may be called from many goroutines.
type DB struct {
	name    string // name given to Open
	path    string // file that is used; another one only if an older file is opened read-only
	scratch string // its temporary folder in that case; otherwise empty
	older   string // name of the older file that was kept
	o       Options
	secret  [32]byte

	writing sync.Mutex     // held during a write and until its result is known
	mu      sync.RWMutex   // write-locked only while the file is closed and opened
	db      *bbolt.DB      // nil after Close, and after a reopening has failed
	torn    []*DamageError // faults of the first two pages when the file was opened
	closed  bool
	suspect atomic.Bool // a write failed: the file must be reopened before it is used

	opened  atomic.Pointer[os.FileInfo] // the open file, when last examined
	last    uint64                      // last transaction written since opening; 0 for none; guarded by writing
	foreign atomic.Bool                 // another program has written into the file
}

// Open opens the database at path, and creates it if there is none (unless o.ReadOnly). A
// file of an older schema is first upgraded on a copy, and kept beside it as PATH.schema-1,
// for example; with o.ReadOnly it is not touched. Open returns ErrLocked, ErrDamaged,
// ErrNewer, ErrNotDatabase, ErrReadOnly or ErrFull, with the system's error, in an
// [*OpenError].
func Open(path string, o Options) (*DB, error) {
	if o.Timeout <= 0 {
		o.Timeout = time.Second
	}
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) && !o.ReadOnly && !isBrokenLink(path, err) {
		if err := create(path, o); err != nil {
			return nil, &OpenError{path, translate(err)}
		}
		info, err = os.Stat(path)
	}
	switch {
	case isBrokenLink(path, err):
		return nil, &OpenError{path, &DamageError{What: "the file is a link to one that is not there", Kind: KindLink}}
	case err != nil:
		return nil, &OpenError{path, translate(err)}
	case !info.Mode().IsRegular():
		return nil, &OpenError{path, ErrNotDatabase}
	case info.Size() == 0: // bbolt would make a database of an empty file
		return nil, &OpenError{path, &DamageError{What: "the file is empty", Kind: KindEmpty}}
	case info.Size() < smallest:
		return nil, &OpenError{path, tooSmall(path)}
	}
	d := &DB{name: path, path: path, o: o}
	err = d.open()
	if errors.Is(err, errOlder) {
		var torn []*DamageError
		if torn, err = d.upgrade(); err == nil {
			err = d.open()
			d.torn = append(torn, d.torn...)
		}
	}
	if err != nil {
		return nil, &OpenError{path, errors.Join(diagnose(path, err), d.removeScratch())}
	}
	return d, nil
}

func (d *DB) removeScratch() error {
	if d.scratch == "" {
		return nil
	}
	return os.RemoveAll(d.scratch)
}

// open opens the file and reads its meta bucket.
func (d *DB) open() error {
	db, err := openFile(d.path, d.o)
	if err != nil {
		return err
	}
	opened, err := os.Stat(d.path)
	if err != nil {
		return errors.Join(err, guard(db.Close))
	}
	if err := guard(func() error { return db.View(d.readMeta) }); err != nil {
		return errors.Join(err, guard(db.Close))
	}
	if d.torn, err = verifyMeta(d.path, db.Info().PageSize); err != nil {
		return errors.Join(err, guard(db.Close))
	}
	d.db, d.last = db, 0
	d.opened.Store(&opened)
	return nil
}

func (d *DB) readMeta(tx *bbolt.Tx) error {
	// A page past the end of the file cannot be read from its mapping.
	if info, err := os.Stat(d.path); err == nil && info.Size() < tx.Size() {
		return &DamageError{What: fmt.Sprintf("the file is cut short: %d of %d bytes", info.Size(), tx.Size()), Kind: KindShort}
	}
	version, err := schemaOf(tx)
	switch {
	case err != nil:
		return err
	case version < schemaVersion():
		return errOlder
	}
	content, ok := checkSum(keySecret, tx.Bucket(bucketMeta).Get(keySecret))
	switch {
	case !ok || len(content) != len(d.secret):
		return &DamageError{What: "the server's secret is missing, or is not as it was written"}
	case tx.Bucket(bucketWorkshops) == nil:
		return &DamageError{What: "the list of workshops is missing"}
	}
	if err := onlyNames(tx.Bucket(bucketMeta), "", keySchema, keySecret, keyBallast, keyBackup); err != nil {
		return err
	}
	if err := tx.ForEach(func(name []byte, _ *bbolt.Bucket) error {
		if !bytes.Equal(name, bucketMeta) && !bytes.Equal(name, bucketWorkshops) {
			return &DamageError{What: fmt.Sprintf("it has %q, and nothing of Verkstad is called that", name)}
		}
		return nil
	}); err != nil {
		return err
	}
	secret := [32]byte(content)
	if d.secret != ([32]byte{}) && d.secret != secret {
		return &DamageError{What: "another file has taken its place"}
	}
	d.secret = secret
	return nil
}

// schemaOf returns the schema of a file, or ErrNewer if it is newer than this program's.
func schemaOf(tx *bbolt.Tx) (int, error) {
	meta := tx.Bucket(bucketMeta)
	if meta == nil || meta.Get(keySchema) == nil {
		if meta != nil || tx.Bucket(bucketWorkshops) != nil {
			return 0, &DamageError{What: "what it says of itself is missing"}
		}
		return 0, ErrNotDatabase
	}
	version, err := strconv.Atoi(string(meta.Get(keySchema)))
	switch {
	case err != nil || version < 1:
		return 0, &DamageError{What: "its schema version is not a number"}
	case version > schemaVersion():
		return version, fmt.Errorf("%w: schema %d, this one knows %d", ErrNewer, version, schemaVersion())
	}
	return version, nil
}

// Close closes the file after the transactions that have begun. It may be called twice.
func (d *DB) Close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.closed = true
	if d.db == nil {
		return nil
	}
	db := d.db
	d.db = nil
	closed := make(chan error, 1)
	safego.Go("close the database", func() { closed <- guard(db.Close) })
	select {
	case err := <-closed:
		return translate(errors.Join(err, d.removeScratch()))
	case <-time.After(closeWithin):
		return errors.Join(errStuck, d.removeScratch())
	}
}

// closeWithin is how long closing may take. If another process has written into the file,
// bbolt can panic with one of its locks held and then never closes; the process ends all
// the same, and the system releases the file.
const closeWithin = 5 * time.Second

var errStuck = errors.New("the database cannot be closed: somebody else has written into its file")

// Path returns the name given to Open.
func (d *DB) Path() string { return d.name }

// Older returns the name under which Open kept the file of an older schema; empty if there
// was no upgrade.
func (d *DB) Older() string { return d.older }

// Torn returns the faults of the first two pages when the file was opened: after a power
// cut, the last write was not finished, or was finished and is lost. Everything that can be
// read is in order.
func (d *DB) Torn() []*DamageError {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.torn
}

// Secret returns the server's own 32 random bytes, made with the file.
func (d *DB) Secret() [32]byte { return d.secret }

// view runs a read transaction. If a write failed before, it first reopens the file.
func (d *DB) view(f func(*bbolt.Tx) error) error {
	return d.use(func(db *bbolt.DB) error { return db.View(f) })
}

// update runs a write transaction. It marks the file as suspect if the transaction fails
// for any reason other than an error of f, or panics. It returns ErrMoved or ErrOverwritten
// if the file is not in its place or was changed by another program, and with it
// ErrMovedSince if that happened during the write.
func (d *DB) update(f func(*bbolt.Tx) error) error {
	d.writing.Lock()
	defer d.writing.Unlock()
	if err := d.checkPlace(); err != nil {
		return err
	}
	err := d.use(func(db *bbolt.DB) error {
		good := false
		defer func() {
			if !good {
				d.suspect.Store(true)
			}
		}()
		var written uint64
		err := db.Update(func(tx *bbolt.Tx) error {
			err := d.follows(tx)
			if err == nil {
				err = f(tx)
			}
			good, written = err != nil, uint64(tx.ID())
			return err
		})
		if err == nil {
			good, d.last = true, written
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := d.checkPlace(); err != nil { // the file may have been removed meanwhile
		return fmt.Errorf("%w, and then %w", ErrMovedSince, err)
	}
	return nil
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
	if d.db != nil && d.checkPlace() != nil { // closing it would lose its content; update refuses to write
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
