package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"verkstad/model"
	"verkstad/store/bolt"
)

// placeEvery is how often the database file is looked for while nobody writes.
// Whoever writes looks before it is acknowledged.
const placeEvery = time.Second

// place is what was last seen of whether the database file is where it should be.
type place struct {
	err  error // of bolt
	said error // what people are told
}

// lookAtPlace looks whether the database file is where it should be, and wakes
// everybody when that has changed.
func (s *Store) lookAtPlace() {
	now := &place{err: s.db.Placed()}
	if now.err != nil {
		now.said = notSaved(now.err)
	}
	before := s.place.Swap(now)
	if before == nil {
		before = &place{}
	}
	if errors.Is(now.err, before.err) {
		return
	}
	if err := now.err; err != nil {
		s.log.Error("the database file is not where it should be; nothing is taken", "file", s.db.Path(), "err", err)
	} else {
		s.log.Info("the database file is in its place again", "file", s.db.Path())
	}
	s.wakeAll()
}

// misplaced is what people are told of why nothing can be saved although the disk works: the database
// file is gone, or is not what this process wrote. nil if it is as it should be.
func (s *Store) misplaced() error {
	if p := s.place.Load(); p != nil {
		return p.said
	}
	return nil
}

// Rescue writes the whole database anew where its file is gone or another lies,
// from what this process holds, and goes on there; see [ErrFileGone]. What lay
// there is kept beside under the name in aside, empty if nothing did. It does
// nothing while the file is in its place, and returns ErrLocked if another
// Verkstad has what lies there open.
func (s *Store) Rescue(ctx context.Context) (aside string, err error) {
	s.creating.Lock() // one at a time
	defer s.creating.Unlock()
	if s.db.Placed() == nil {
		s.lookAtPlace()
		return "", nil
	}
	if aside, err = s.db.Rescue(ctx); err != nil {
		s.log.Error("the database cannot be written anew", "err", err)
		return aside, rescueFailed(err)
	}
	s.log.Warn("the database was written anew", "file", s.db.Path(), "aside", aside)
	if err := s.holdFolder(); err != nil {
		s.log.Error("the data folder cannot be locked", "err", err)
	}
	s.lookAtPlace()
	for _, l := range s.openLives() {
		l.keepKeyAgain()
		tell(l.again)
	}
	return aside, nil
}

// rescueFailed is what people are told when the database could not be written
// anew because of err.
func rescueFailed(err error) error {
	if errors.Is(err, ErrLocked) {
		return fmt.Errorf("%w (%w)", ErrFileTaken, err)
	}
	return notSaved(err)
}

// Rescue is [Store.Rescue], for whoever leads the workshop.
func (l *Live) Rescue(ctx context.Context, by model.Actor) error {
	if by.Role != model.Facilitator {
		return model.ErrNotAllowed
	}
	_, err := l.store.Rescue(ctx)
	return err
}

// keepKeyAgain writes the key of the open round to its file again, which may
// have gone with the folder.
func (l *Live) keepKeyAgain() {
	key := l.key.Load()
	if key == nil {
		return
	}
	if _, err := l.store.rounds.read(l.id, key.round); err == nil {
		return
	}
	if err := l.store.rounds.keep(l.id, key); err != nil {
		l.log.Error("the key of a round cannot be kept again", "err", err)
	}
}

// openLives is the workshops that are open.
func (s *Store) openLives() []*Live {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []*Live
	for _, o := range s.lives {
		select {
		case <-o.ready:
			if o.live != nil {
				all = append(all, o.live)
			}
		default:
		}
	}
	return all
}

// isMisplaced tells whether a write failed because the database file is not where
// it should be.
func isMisplaced(err error) bool {
	return errors.Is(err, bolt.ErrMoved) || errors.Is(err, bolt.ErrOverwritten)
}

// holdFolder keeps other processes out of the data folder that there is now.
func (s *Store) holdFolder() error {
	now, err := os.Stat(s.dir)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrFolder, err)
	}
	if s.held != nil && os.SameFile(s.held, now) {
		return nil
	}
	release, err := bolt.HoldFolder(s.dir)
	if err != nil {
		return err
	}
	if s.release != nil {
		err = s.release()
	}
	s.release, s.held = release, now
	return err
}

// salvage writes the database to a file when it is closed while its own is gone,
// so that nothing is lost with the process.
func (s *Store) salvage() error {
	file, err := s.db.Salvage(context.Background())
	switch {
	case err != nil:
		return err
	case file == "":
		return nil
	}
	s.log.Warn("the database file was gone, and all is in a new one", "file", file)
	return &SalvagedError{File: file, InPlace: file == filepath.Join(s.dir, DatabaseName)}
}

// SalvagedError is returned by [Store.Close] when the database file was gone or
// replaced while it was open, and all that was in it has been written to a new
// one.
type SalvagedError struct {
	File    string
	InPlace bool // it has the database's name; otherwise another file has
}

func (e *SalvagedError) Error() string {
	return "the database file was gone or replaced; all that was in it is in " + e.File
}
