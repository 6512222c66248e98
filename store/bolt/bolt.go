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

// Options is how a database is opened.
type Options struct {
	// Timeout is how long to wait for another process to let go of the file;
	// 0 is one second.
	Timeout time.Duration
	// ReadOnly opens an existing file without writing to it, for backups. It
	// fails with ErrLocked while another process has the file open for writing.
	ReadOnly bool
	// Accept reads a database through that has been taken to the newest schema,
	// before it takes the place of the older one; an error keeps the older. nil
	// is [DB.Verify].
	Accept func(context.Context, *DB) error

	at func(stage string) error // for tests: told after each stage of an upgrade
}

var (
	bucketMeta      = []byte("meta")
	bucketWorkshops = []byte("workshops")
	bucketEvents    = []byte("events")
	bucketDrafts    = []byte("drafts")
	bucketTickets   = []byte("tickets") // made with a workshop's first tickets
	keySchema       = []byte("schema_version")
	keySecret       = []byte("secret")
	keyHead         = []byte("head")
	keyInfo         = []byte("info")
	keyBallast      = []byte("ballast")
	keyBackup       = []byte("backup") // in a backup that Verkstad made: which it was
)

// DB is an open database. Its methods may be called from many goroutines.
type DB struct {
	name    string // of the file that was asked for
	path    string // of the file that is used; the same but for an older one that is only read
	scratch string // folder of that; empty if there is none
	older   string // name of the older file that was kept
	o       Options
	secret  [32]byte

	writing sync.Mutex     // held through a write and until it is known to be good
	mu      sync.RWMutex   // held for writing only while the file is closed and opened
	db      *bbolt.DB      // nil after Close, and while a reopening fails
	torn    []*DamageError // what was wrong with the first two pages when the file was opened
	closed  bool
	suspect atomic.Bool // a write failed: the file must be opened anew before it is used

	opened  atomic.Pointer[os.FileInfo] // of the open file, when it was last looked at
	last    uint64                      // the last transaction written since it was opened, guarded by writing; 0 for none
	foreign atomic.Bool                 // another program has written into it
}

// Open opens the database at path, and makes it if there is none (unless
// o.ReadOnly). A file of an older schema is taken to the newest on a copy first,
// and kept beside as PATH.schema-1, say; with o.ReadOnly it is not touched. Open
// returns ErrLocked, ErrDamaged, ErrNewer, ErrNotDatabase, ErrReadOnly or
// ErrFull, with what the system said, in an [*OpenError].
func Open(path string, o Options) (*DB, error) {
	if o.Timeout <= 0 {
		o.Timeout = time.Second
	}
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) && !o.ReadOnly && !leadsNowhere(path, err) {
		if err := create(path, o); err != nil {
			return nil, &OpenError{path, translate(err)}
		}
		info, err = os.Stat(path)
	}
	switch {
	case leadsNowhere(path, err):
		return nil, &OpenError{path, &DamageError{What: "the file is a link to one that is not there", Kind: KindLink}}
	case err != nil:
		return nil, &OpenError{path, translate(err)}
	case !info.Mode().IsRegular():
		return nil, &OpenError{path, ErrNotDatabase}
	case info.Size() == 0: // bbolt would make an empty file a new database
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
		return nil, &OpenError{path, errors.Join(recognised(path, err), d.removeScratch())}
	}
	return d, nil
}

func (d *DB) removeScratch() error {
	if d.scratch == "" {
		return nil
	}
	return os.RemoveAll(d.scratch)
}

// open opens the file and reads what is in meta.
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
	content, ok := unsum(keySecret, tx.Bucket(bucketMeta).Get(keySecret))
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

// schemaOf is the schema of a file, ErrNewer if it is not known here.
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
	closed := make(chan error, 1)
	safego.Go("close the database", func() { closed <- guard(db.Close) })
	select {
	case err := <-closed:
		return translate(errors.Join(err, d.removeScratch()))
	case <-time.After(closeWithin):
		return errors.Join(errStuck, d.removeScratch())
	}
}

// closeWithin is how long closing may take. A file that somebody else wrote into
// can make bbolt panic with one of its locks held, and then it never closes; the
// process ends all the same, and lets go of the file with it.
const closeWithin = 5 * time.Second

var errStuck = errors.New("the database cannot be closed: somebody else has written into its file")

// Path is the file that Open was asked for.
func (d *DB) Path() string { return d.name }

// Older is where the file lies from before Open took it to the newest schema;
// empty if it was of the newest.
func (d *DB) Older() string { return d.older }

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
// reason than what f returns, or panics. It returns ErrMoved or ErrOverwritten
// when what is written would not be where it should be, and with ErrMovedSince
// when it is not.
func (d *DB) update(f func(*bbolt.Tx) error) error {
	d.writing.Lock()
	defer d.writing.Unlock()
	if err := d.placed(); err != nil {
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
	if err := d.placed(); err != nil { // it was taken away meanwhile
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
	if d.db != nil && d.placed() != nil { // to close it would lose what it holds; update refuses to write
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
