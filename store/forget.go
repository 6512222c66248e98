package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"verkstad/model"
	"verkstad/store/bolt"
)

// Forget takes whole workshops out of the data folder: their events, drafts,
// tickets and keys, out of the database, out of every backup, and out of the
// databases that a restore or an upgrade kept aside. Each file is written anew
// without them, and the old one's bytes are overwritten. Exports, bundles and
// copies elsewhere are not its matter.
//
// Backups come first and the database last, so that what was cut off is done by
// asking again. It returns ErrNoWorkshop, or ErrInUse while somebody is in one
// of them; then nothing was done. Who only looks on is in nobody's way: they find
// the workshop [Live.Gone].
func (s *Store) Forget(ctx context.Context, ids []string) (model.Forgotten, error) {
	edit := bolt.Edit{Drop: map[string]bool{}}
	for _, id := range ids {
		edit.Drop[id] = true
	}
	done, err := s.rewrite(ctx, ids, edit)
	if err != nil {
		return done, fmt.Errorf("forget: %w", err)
	}
	return done, s.rounds.each(func(workshop string, round model.RoundID) error {
		if !edit.Drop[workshop] {
			return nil
		}
		return s.rounds.destroy(workshop, round)
	})
}

// rewrite rewrites all files of the data folder with one edit.
func (s *Store) rewrite(ctx context.Context, ids []string, e bolt.Edit) (model.Forgotten, error) {
	return s.rewriteFiles(ctx, ids, e, e)
}

// rewriteFiles rewrites the other files of the data folder, and then the
// database. Nobody opens or makes a workshop meanwhile, and no backup is made.
func (s *Store) rewriteFiles(ctx context.Context, ids []string, others, database bolt.Edit) (done model.Forgotten, err error) {
	s.creating.Lock()
	defer s.creating.Unlock()
	s.keeper.making.Lock()
	defer s.keeper.making.Unlock()
	why := ErrRewriting
	if len(database.Drop) > 0 {
		why = ErrForgotten
	}
	release, err := s.closeForGood(ids, why, &done)
	if err != nil {
		return done, err
	}
	defer release()
	files, err := s.otherFiles()
	if err != nil {
		return done, err
	}
	for _, file := range files {
		changed, err := bolt.RewriteFile(ctx, file, others)
		switch {
		case ctx.Err() != nil:
			return done, ctx.Err()
		case err != nil:
			s.log.Error("a file that may have what is to be forgotten cannot be rewritten", "file", file, "err", err)
			done.Unread = append(done.Unread, file)
		case changed:
			done.Files = append(done.Files, file)
		}
	}
	if err := s.db.Rewrite(ctx, database); err != nil {
		return done, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for id := range database.Drop {
		delete(s.infos, id)
	}
	return done, nil
}

// InUseError says who is in a workshop that is to be forgotten. It is an ErrInUse.
type InUseError struct {
	Title   string
	People  []string // their names
	Screens int      // besides, of who leads without having joined
}

func (e *InUseError) Error() string { return fmt.Sprintf("%v: %q", ErrInUse, e.Title) }

// Unwrap is ErrInUse.
func (e *InUseError) Unwrap() error { return ErrInUse }

// Forgettable is nil if nobody is in the workshops with these ids who takes part or
// leads. It returns ErrNoWorkshop or an [*InUseError].
func (s *Store) Forgettable(ids []string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, id := range ids {
		if _, _, err := s.vacant(id); err != nil {
			return err
		}
	}
	return nil
}

// vacant gives the live workshop with that id, nil if it is not open, unless
// somebody is in it who takes part or leads; and at how many screens somebody only
// looks on: projectors, and who has not joined or was shown out. A stranger can have
// as many of these open as they like. The store's lock is held.
func (s *Store) vacant(id string) (l *Live, watching int, err error) {
	info, known := s.infos[id]
	if !known {
		return nil, 0, fmt.Errorf("%w: %q", ErrNoWorkshop, id)
	}
	o, opened := s.lives[id]
	if !opened {
		return nil, 0, nil
	}
	select {
	case <-o.ready:
	default: // somebody opens it just now
		return nil, 0, &InUseError{Title: info.Title, Screens: 1}
	}
	if o.live == nil {
		return nil, 0, nil
	}
	here := o.live.Presence()
	in := &InUseError{Title: info.Title, Screens: here.Hosts}
	watching = here.Waiting
	board := o.live.Board()
	for _, p := range board.Everybody().All() {
		switch n := here.Terminals[p.ID]; {
		case n == 0:
		case p.Removed || p.Role == model.Observer:
			watching += n
		default:
			in.People = append(in.People, p.Name)
		}
	}
	if len(in.People)+in.Screens > 0 {
		return nil, 0, in
	}
	return o.live, watching, nil
}

// errAgain is why a workshop could not be opened while its files were written anew;
// whoever waits then tries again.
var errAgain = errors.New("written anew meanwhile")

// closeForGood ends the live workshops with these ids, with why in [Live.Gone], and
// keeps them from being opened until release is called. It notes what is to be gone.
func (s *Store) closeForGood(ids []string, why *model.Error, done *model.Forgotten) (release func(), err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var open []*Live
	for _, id := range ids {
		l, watching, err := s.vacant(id)
		if err != nil {
			return nil, err
		}
		done.Workshops = append(done.Workshops, s.infos[id])
		if l != nil {
			open = append(open, l)
			done.Watching += watching
		}
	}
	closed := make(chan struct{})
	for _, id := range ids {
		s.lives[id] = &opening{ready: closed, err: errAgain}
	}
	for _, l := range open {
		l.gone.Store(why)
		l.close()
	}
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		for _, id := range ids {
			delete(s.lives, id)
		}
		close(closed)
	}, nil
}

// otherFiles is the files of the data folder that are databases or may have been
// one: backups, what was put aside, and what a process that was killed left.
func (s *Store) otherFiles() ([]string, error) {
	var all []string
	for _, dir := range []string{s.dir, filepath.Join(s.dir, BackupsName)} {
		entries, err := os.ReadDir(dir)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			name := e.Name()
			ours := dir != s.dir || strings.HasPrefix(name, DatabaseName+".")
			if e.Type().IsRegular() && ours && name != DatabaseName {
				all = append(all, filepath.Join(dir, name))
			}
		}
	}
	slices.Sort(all)
	return all, nil
}

// clearTemps removes the files of the data folder that a process which was killed
// was in the middle of writing. They may hold what was to be forgotten, so they are
// written over first. The folder is locked: nobody else writes them.
func (s *Store) clearTemps() {
	for _, pattern := range []string{DatabaseName + "*.new-*", filepath.Join(BackupsName, "*.new-*")} {
		left, err := filepath.Glob(filepath.Join(s.dir, pattern))
		for _, file := range left {
			err = errors.Join(err, bolt.Overwrite(file))
		}
		if err != nil {
			s.log.Warn("what an interrupted write left cannot be removed", "err", err)
		}
	}
}
