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

// Forget removes whole workshops from the data folder: their events, drafts, tickets and
// keys, from the database, from every backup, and from the databases that a restore or an
// upgrade kept. Each file is rewritten without them, and the old one's bytes are
// overwritten. Exports, bundles and copies elsewhere are not touched.
//
// Backups come first and the database last, so that an interrupted Forget is completed by
// calling it again. It returns ErrNoWorkshop, or ErrInUse if somebody is in one of them;
// then nothing was done. People who only watch do not prevent it: for them [Live.Gone] then
// says that the workshop is gone.
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

// rewriteFiles rewrites the other files of the data folder, and then the database. Nobody
// opens or creates a workshop meanwhile, and no backup is made.
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
			s.log.Error("cannot rewrite a file that may contain what is to be forgotten", "file", file, "err", err)
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
	Screens int      // besides, of facilitators who have not joined
}

func (e *InUseError) Error() string { return fmt.Sprintf("%v: %q", ErrInUse, e.Title) }

// Unwrap returns ErrInUse.
func (e *InUseError) Unwrap() error { return ErrInUse }

// Forgettable returns nil if nobody who takes part or leads is in the workshops with these
// ids. It returns ErrNoWorkshop or an [*InUseError].
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

// vacant returns the live workshop with that id, nil if it is not open, or an error if
// somebody is in it who takes part or leads. watching is the number of screens that only
// watch: projectors, and people who have not joined or were shown out. A stranger can open
// any number of these. The store's lock is held.
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
	default: // it is being opened
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

// errAgain is returned when a workshop could not be opened while its files were rewritten;
// the caller tries again.
var errAgain = errors.New("written anew meanwhile")

// closeForGood ends the live workshops with these ids, with why in [Live.Gone], and keeps
// them from being opened until release is called. It adds them to done.
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

// otherFiles lists the files of the data folder that are databases or may have been one:
// backups, files kept aside, and files left by a process that was killed.
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

// clearTemps removes files that a killed process had begun to write. They may contain what
// was to be forgotten, so they are overwritten first. The folder is locked: nobody else
// writes them.
func (s *Store) clearTemps() {
	for _, pattern := range []string{DatabaseName + "*.new-*", filepath.Join(BackupsName, "*.new-*")} {
		left, err := filepath.Glob(filepath.Join(s.dir, pattern))
		for _, file := range left {
			err = errors.Join(err, bolt.Overwrite(file))
		}
		if err != nil {
			s.log.Warn("cannot remove a file that an interrupted write left", "err", err)
		}
	}
}
