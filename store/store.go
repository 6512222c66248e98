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

// Options says how a Store works. The zero value is ready for use.
type Options struct {
	Log *slog.Logger     // nil means slog.Default()
	Now func() time.Time // nil means time.Now; called from many goroutines
	// AtLeast puts Now forward to a time, and returns by how much; it may be nil. It is
	// called with the time of a workshop's last event when the workshop is opened: the
	// clock may have been put back since.
	AtLeast func(time.Time) time.Duration
	// Wall, if not nil, is followed when it is put forward.
	Wall Wall
	// BackupEvery is how often a backup is made while anything has changed; 0 means ten
	// minutes, and less than 0 only when phases have ended.
	BackupEvery time.Duration

	wrap func(eventLog) eventLog // for tests: wraps the log in one that can fail
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
	copied  bool // the folder is a temporary copy that Close removes
	db      *bolt.DB
	events  eventLog
	rounds  keyring
	keeper  *backupKeeper
	log     *slog.Logger
	now     func() time.Time
	healed  []string
	wall    Wall
	skipped atomic.Int64 // nanoseconds by which time was put forward because a log was ahead
	// toldAhead is set once it was logged that the computer's clock was put back.
	toldAhead bool
	following sync.Mutex // held while time is put forward; guards toldAhead
	atLeast   func(time.Time) time.Duration
	// hashing is a semaphore for slow hashes.
	hashing chan struct{}

	creating sync.Mutex                 // held while a join code is chosen
	held     os.FileInfo                // the folder that is locked; see holdFolder
	release  func() error               // releases it
	place    atomic.Pointer[placeState] // nil before the first check
	mu       sync.Mutex                 // guards the following
	infos    map[string]model.Summary
	lives    map[string]*opening
	closed   bool
}

// Open opens the data folder, which only one process at a time can do, and creates it,
// readable for its owner only, if there is none. A database of an older Verkstad is
// upgraded on a copy, which is verified before it replaces the original; the original is
// kept. Open returns ErrFolder, ErrLocked, ErrMissing, ErrDamaged, ErrNewer,
// ErrNotDatabase, ErrReadOnly or ErrFull, or an error of the system.
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
		s.log.Info("upgraded the database to this version's schema; the old file is kept", "file", older)
	}
	for _, fault := range db.Torn() {
		s.log.Warn("unclean shutdown of the database", "fault", fault)
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
	if errors.Is(err, fs.ErrNotExist) { // the folder exists, but no file can be created in it
		err = fmt.Errorf("%w: %w", ErrFolder, err)
	}
	s.events = s.db
	return err
}

// readInfos reads the info of each workshop, and makes it again from the events if it is
// damaged, which Healed reports. A damaged workshop is listed by its id.
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

// heal writes the info of a workshop again, which follows from its events.
func (s *Store) heal(w bolt.Workshop, info model.Summary) error {
	s.log.Warn("the summary of a workshop was damaged, and was made again from its events", "workshop", w.ID)
	encoded, err := json.Marshal(info)
	if err != nil {
		return err
	}
	s.healed = append(s.healed, info.Code)
	return s.db.Append(w.ID, bolt.Commit{First: w.Last + 1, Info: encoded})
}

// Healed returns the join codes of the workshops whose info was damaged when the folder was
// opened, and has been made again. There may be more damage: the caller should run a check.
func (s *Store) Healed() []string { return s.healed }

// Close ends all live workshops, after the commands that they have taken, makes the backups
// of phases that have ended, and closes the data folder. It may be called twice. It returns
// a [*SalvagedError] if the database file was gone, and has been written again.
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

// wakeAll wakes the subscribers of all open workshops.
func (s *Store) wakeAll() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, o := range s.lives {
		select {
		case <-o.ready:
			if o.live != nil {
				o.live.subs.wake()
			}
		default: // still being opened
		}
	}
}
