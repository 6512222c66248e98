package store

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/oklog/ulid/v2"

	"verkstad/model"
	"verkstad/model/code"
	"verkstad/store/bolt"
)

// DatabaseName is the name of the database in the data folder.
const DatabaseName = "verkstad.db"

// codeLength is how many symbols a drawn join code has: 30 bits.
const codeLength = 6

// Options is how a Store works. The zero value is fit for use.
type Options struct {
	Log *slog.Logger     // nil is slog.Default()
	Now func() time.Time // nil is time.Now; called from many goroutines
	// AtLeast puts Now forward to a time, and tells by how much; nil leaves it. It
	// is called with when a workshop's last event was, as the workshop is opened:
	// the clock may have been put back since.
	AtLeast func(time.Time) time.Duration
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
	atLeast func(time.Time) time.Duration
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

// opening is a live workshop that is open, or being opened by someone.
type opening struct {
	ready chan struct{} // closed when live and err are set
	live  *Live
	err   error
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
		atLeast: o.AtLeast,
		dir:     dir, rounds: keyring{filepath.Join(dir, "rounds")}, log: o.Log, now: o.Now,
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

// Create makes a workshop, by its facilitator, and opens it. It fills in an
// empty ID (a ULID) and an empty Code. It returns ErrID, ErrCode, ErrCodeTaken,
// errors of the model about title and phases, or ErrNotSaved.
func (s *Store) Create(ctx context.Context, c model.CreateWorkshop) (*Live, error) {
	s.creating.Lock()
	defer s.creating.Unlock()
	if err := s.fill(&c); err != nil {
		return nil, err
	}
	o := &opening{ready: make(chan struct{})}
	s.mu.Lock()
	_, known := s.infos[c.ID]
	switch {
	case s.closed:
		s.mu.Unlock()
		return nil, ErrStopping
	case known, s.lives[c.ID] != nil:
		s.mu.Unlock()
		return nil, ErrID
	}
	s.lives[c.ID] = o
	s.mu.Unlock()

	l := newLive(s, c.ID, replayed{board: model.Empty()})
	l.start(nil)
	if _, err := l.Do(ctx, model.Host, "", c); err != nil {
		l.close()
		o.err = err
		s.unopen(c.ID, o)
		return nil, err
	}
	o.live = l
	close(o.ready)
	return l, nil
}

// fill fills in the id and the code, or checks those that are there.
func (s *Store) fill(c *model.CreateWorkshop) error {
	if c.ID == "" {
		id, err := ulid.New(ulid.Timestamp(s.now()), rand.Reader)
		if err != nil {
			return fmt.Errorf("draw an id: %w", err)
		}
		c.ID = id.String()
	}
	if !goodID(c.ID) {
		return ErrID
	}
	if c.Code != "" {
		c.Code = strings.ToUpper(strings.TrimSpace(c.Code))
		if _, ok := code.Normalise(c.Code); !ok {
			return ErrCode
		}
		if s.codeTaken(c.Code, false) {
			return ErrCodeTaken
		}
		return nil
	}
	for c.Code == "" || s.codeTaken(c.Code, true) {
		var random [codeLength]byte
		rand.Read(random[:])
		c.Code = code.FromBytes(random[:])
	}
	return nil
}

// goodID tells whether an id can be part of a file name.
func goodID(id string) bool {
	for _, r := range id {
		if (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') {
			return false
		}
	}
	return id != "" && len(id) <= 40
}

// codeTaken tells whether a workshop has the code, among those that go on or,
// with ever, all.
func (s *Store) codeTaken(c string, ever bool) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, info := range s.infos {
		if (ever || info.Ended.IsZero()) && code.Equal(info.Code, c) {
			return true
		}
	}
	return false
}

// Open gives the live workshop of that id, the same to everyone, and resumes
// it from its log first if need be. It returns ErrNoWorkshop, ErrDamaged or
// ErrStopping, or the error of ctx if that ends while someone else resumes it.
func (s *Store) Open(ctx context.Context, id string) (*Live, error) {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil, ErrStopping
	}
	o, open := s.lives[id]
	if _, known := s.infos[id]; !open && !known {
		s.mu.Unlock()
		return nil, fmt.Errorf("%w: %q", ErrNoWorkshop, id)
	}
	if !open {
		o = &opening{ready: make(chan struct{})}
		s.lives[id] = o
	}
	s.mu.Unlock()
	if open {
		select {
		case <-o.ready:
			return o.live, o.err
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	r, err := s.replay(id)
	if err != nil {
		o.err = fmt.Errorf("resume workshop %s: %w", id, err)
		s.unopen(id, o)
		return nil, o.err
	}
	if by := s.atLeast(r.changed); by > 0 {
		s.log.Warn("the computer's clock is behind the workshop's last event; time goes on from there", "workshop", id, "behind", by)
	}
	o.live = newLive(s, id, r)
	o.live.start(r.sealed)
	close(o.ready)
	return o.live, nil
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

// unopen takes away a workshop that could not be opened, so that it can be
// tried again, and tells those who wait for it.
func (s *Store) unopen(id string, o *opening) {
	s.mu.Lock()
	if s.lives[id] == o {
		delete(s.lives, id)
	}
	s.mu.Unlock()
	close(o.ready)
}

// ByCode gives the workshop with that join code, typed as people type it, and
// resumes it if need be. One that goes on comes before one that has ended, and
// a newer before an older; one that has ended can be looked at. The code is
// compared with every workshop's, each in constant time.
func (s *Store) ByCode(typed string) (*Live, bool) {
	s.mu.Lock()
	var best model.Summary
	for _, info := range s.infos {
		if code.Equal(info.Code, typed) && (best.ID == "" || preferred(info, best)) {
			best = info
		}
	}
	s.mu.Unlock()
	if best.ID == "" {
		return nil, false
	}
	l, err := s.Open(context.Background(), best.ID)
	if err != nil {
		s.log.Error("a workshop cannot be opened", "workshop", best.ID, "err", err)
		return nil, false
	}
	return l, true
}

func preferred(a, b model.Summary) bool {
	if a.Ended.IsZero() != b.Ended.IsZero() {
		return a.Ended.IsZero()
	}
	return a.Created.After(b.Created)
}
