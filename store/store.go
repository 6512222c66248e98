package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"verkstad/model"
	"verkstad/store/bolt"
)

// DatabaseName is the name of the database in the data folder.
const DatabaseName = "verkstad.db"

// Options is how a Store works. The zero value is fit for use.
type Options struct {
	Log *slog.Logger     // nil is slog.Default()
	Now func() time.Time // nil is time.Now; called from many goroutines
	// AtLeast puts Now forward to a time, and tells by how much; nil leaves it. It
	// is called with when a workshop's last event was, as the workshop is opened:
	// the clock may have been put back since.
	AtLeast func(time.Time) time.Duration
	// Wall is followed where it is put forward; nil is not.
	Wall Wall
	// BackupEvery is how often the folder of backups gets a new one while there
	// is something new; 0 is ten minutes, and less than 0 leaves those of
	// phases that have ended.
	BackupEvery time.Duration

	wrap func(eventLog) eventLog // for tests: a log that fails when told to
}

// eventLog is what a live workshop writes to.
type eventLog interface {
	Append(workshop string, c bolt.Commit) error
	Settle(workshop string, c bolt.Commit) (written bool, err error)
	Try(size int) error
}

// Store is an open data folder. Its methods may be called from many goroutines.
type Store struct {
	dir     string
	copied  bool // the folder is a copy that Close removes
	db      *bolt.DB
	events  eventLog
	rounds  keyring
	keeper  *keeper
	log     *slog.Logger
	now     func() time.Time
	healed  []string
	wall    Wall
	skipped atomic.Int64 // nanoseconds that time was put forward by since a log was ahead
	// toldAhead is set once it was said that the computer's clock was put back.
	toldAhead bool
	following sync.Mutex // held while time is put forward; guards toldAhead
	atLeast   func(time.Time) time.Duration
	// hashing has room for as many slow hashes as are made at a time.
	hashing chan struct{}

	creating sync.Mutex            // codes are drawn one at a time
	held     os.FileInfo           // the folder that is locked; see holdFolder
	release  func() error          // lets go of it
	place    atomic.Pointer[place] // nil before it was looked at
	mu       sync.Mutex            // guards what follows
	infos    map[string]model.Summary
	lives    map[string]*opening
	closed   bool
}

// Open opens the data folder, which only one process at a time can do, and
// makes it, readable for its owner only, if there is none. A database of an
// older Verkstad is taken to this one's form on a copy, which is checked before
// it takes the place; as it was it is kept beside. Open returns
// ErrFolder, ErrLocked, ErrMissing, ErrDamaged, ErrNewer, ErrNotDatabase,
// ErrReadOnly or ErrFull, or what the system says.
func Open(dir string, o Options) (*Store, error) {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.AtLeast == nil {
		o.AtLeast = func(time.Time) time.Duration { return 0 }
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFolder, err)
	}
	s := &Store{
		atLeast: o.AtLeast, wall: o.Wall,
		dir: dir, rounds: keyring{filepath.Join(dir, "rounds")}, log: o.Log, now: o.Now,
		infos: map[string]model.Summary{}, lives: map[string]*opening{}, hashing: make(chan struct{}, hashingAtOnce),
	}
	if err := s.openDatabase(); err != nil {
		return nil, err
	}
	db := s.db
	if o.wrap != nil {
		s.events = o.wrap(db)
	}
	if older := db.Older(); older != "" {
		s.log.Info("the database was taken to this version's form; as it was it is kept", "file", older)
	}
	for _, fault := range db.Torn() {
		s.log.Warn("the database was not closed in peace", "fault", fault)
	}
	if err := errors.Join(s.readInfos(), s.clearKeys()); err != nil {
		return nil, errors.Join(err, db.Close(), s.release())
	}
	s.keeper = newKeeper(s, o.BackupEvery)
	s.keeper.start()
	return s, nil
}

// openDatabase locks the folder and opens the database in it.
func (s *Store) openDatabase() (err error) {
	file := filepath.Join(s.dir, DatabaseName)
	if err := s.holdFolder(); err != nil {
		return &OpenError{File: file, Err: err}
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.release())
		}
	}()
	s.clearTemps()
	if err := Missing(s.dir); err != nil {
		return &OpenError{File: file, Err: err}
	}
	s.db, err = bolt.Open(file, bolt.Options{Accept: accept})
	if errors.Is(err, fs.ErrNotExist) { // there is a folder in which no file can be made
		err = fmt.Errorf("%w: %w", ErrFolder, err)
	}
	s.events = s.db
	return err
}

// readInfos reads what lists show of each workshop, and makes it again from
// the events where it is not as it was written, which is said by Healed. A
// damaged workshop is listed by its id.
func (s *Store) readInfos() error {
	all, err := s.db.Workshops()
	if err != nil {
		return err
	}
	for _, w := range all {
		var info model.Summary
		if json.Unmarshal(w.Info, &info) != nil || info.ID != w.ID {
			replayed, err := s.replay(w.ID)
			if err != nil {
				s.log.Error("a workshop cannot be read", "workshop", w.ID, "err", err)
				replayed.info = model.Summary{ID: w.ID}
			} else if err := s.heal(w, replayed.info); err != nil {
				return err
			}
			info = replayed.info
		}
		s.infos[w.ID] = info
	}
	return nil
}

// heal writes again what lists show of a workshop, which follows from its
// events.
func (s *Store) heal(w bolt.Workshop, info model.Summary) error {
	s.log.Warn("what lists show of a workshop was not as it was written, and is made again from its events", "workshop", w.ID)
	encoded, err := json.Marshal(info)
	if err != nil {
		return err
	}
	s.healed = append(s.healed, info.Code)
	return s.db.Append(w.ID, bolt.Commit{First: w.Last + 1, Info: encoded})
}

// Healed is the join codes of the workshops of which what lists show was not as
// it was written when the folder was opened, and has been made again. Whatever
// did that may have done more: a check is due.
func (s *Store) Healed() []string { return s.healed }

// Close ends all live workshops, after what they have taken, makes the backups
// of phases that have ended, and closes the data folder. Closing twice is
// allowed. It returns a [*SalvagedError] if the database file was gone, and is
// there again or beside.
func (s *Store) Close() error {
	s.mu.Lock()
	again := s.closed
	s.closed = true
	lives := s.lives
	s.lives = map[string]*opening{}
	s.mu.Unlock()
	for _, o := range lives {
		<-o.ready
		if o.live != nil {
			o.live.close()
		}
	}
	var err error
	if !again {
		s.keeper.close()
		err = s.salvage()
	}
	err = errors.Join(err, s.db.Close())
	if !again {
		err = errors.Join(err, s.release())
	}
	if s.copied {
		err = errors.Join(err, os.RemoveAll(s.dir))
	}
	return err
}

// wakeAll wakes who looks at a workshop that is open.
func (s *Store) wakeAll() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, o := range s.lives {
		select {
		case <-o.ready:
			if o.live != nil {
				o.live.subs.wake()
			}
		default: // nobody looks yet
		}
	}
}
