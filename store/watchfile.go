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

// placeEvery is how often it is checked that the database file is in its place while nobody
// writes. Every write checks it before it is acknowledged.
const placeEvery = time.Second

// placeState is the result of the last check.
type placeState struct {
	err     error // error of bolt
	userErr error // error that people are told
}

// checkPlace checks whether the database file is in its place, and wakes all subscribers if
// that has changed.
func (s *Store) checkPlace() {
	now := &placeState{err: s.db.Placed()}
	if now.err != nil {
		now.userErr = notSaved(now.err)
	}
	before := s.place.Swap(now)
	if before == nil {
		before = &placeState{}
	}
	if errors.Is(now.err, before.err) {
		return
	}
	if err := now.err; err != nil {
		s.log.Error("the database file is not in its place; nothing can be saved", "file", s.db.Path(), "err", err)
	} else {
		s.log.Info("the database file is in its place again", "file", s.db.Path())
	}
	s.wakeAll()
}

// placeError returns what people are told if nothing can be saved although the disk works:
// the database file is gone, or is not what this process wrote. It is nil if all is well.
func (s *Store) placeError() error {
	if p := s.place.Load(); p != nil {
		return p.userErr
	}
	return nil
}

// Rescue writes the whole database again, from what this process has open, if its file is
// gone or another is in its place, and continues with that; see [ErrFileGone]. The other
// file is kept under the name returned in aside, empty if there was none. Rescue does
// nothing if the file is in its place, and returns ErrLocked if another Verkstad has the
// other file open.
func (s *Store) Rescue(ctx context.Context) (aside string, err error) {
	s.creating.Lock() // one at a time
	defer s.creating.Unlock()
	if s.db.Placed() == nil {
		s.checkPlace()
		return "", nil
	}
	if aside, err = s.db.Rescue(ctx); err != nil {
		s.log.Error("the database cannot be written again", "err", err)
		return aside, rescueFailed(err)
	}
	s.log.Warn("wrote the database again", "file", s.db.Path(), "aside", aside)
	if err := s.holdFolder(); err != nil {
		s.log.Error("the data folder cannot be locked", "err", err)
	}
	s.checkPlace()
	for _, l := range s.openLives() {
		l.keepKeyAgain()
		tell(l.again)
	}
	return aside, nil
}

// rescueFailed returns what people are told if the database could not be written again
// because of err.
func rescueFailed(err error) error {
	if errors.Is(err, ErrLocked) {
		return fmt.Errorf("%w (%w)", ErrFileTaken, err)
	}
	return notSaved(err)
}

// Rescue is [Store.Rescue], for facilitators of the workshop.
func (l *Live) Rescue(ctx context.Context, by model.Actor) error {
	if by.Role != model.Facilitator {
		return model.ErrNotAllowed
	}
	_, err := l.store.Rescue(ctx)
	return err
}

// keepKeyAgain writes the key of the open round to its file again, which may have been lost
// with the folder.
func (l *Live) keepKeyAgain() {
	key := l.key.Load()
	if key == nil {
		return
	}
	if _, err := l.store.rounds.read(l.id, key.round); err == nil {
		return
	}
	if err := l.store.rounds.keep(l.id, key); err != nil {
		l.log.Error("the key of a round cannot be stored again", "err", err)
	}
}

// openLives returns the workshops that are open.
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

// isMisplaced reports whether a write failed because the database file is not in its place.
func isMisplaced(err error) bool {
	return errors.Is(err, bolt.ErrMoved) || errors.Is(err, bolt.ErrOverwritten)
}

// holdFolder keeps other processes out of the current data folder.
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

// salvage writes the database to a file when it is closed while its own is gone, so that
// nothing is lost with the process.
func (s *Store) salvage() error {
	file, err := s.db.Salvage(context.Background())
	switch {
	case err != nil:
		return err
	case file == "":
		return nil
	}
	s.log.Warn("the database file was gone; everything is in a new one", "file", file)
	return &SalvagedError{File: file, InPlace: file == filepath.Join(s.dir, DatabaseName)}
}

// SalvagedError is returned by [Store.Close] if the database file was gone or replaced
// while it was open, and everything that was in it has been written to a new one.
type SalvagedError struct {
	File    string
	InPlace bool // the new file has the database's name; otherwise another file has it
}

func (e *SalvagedError) Error() string {
	return "the database file was gone or replaced; all that was in it is in " + e.File
}
