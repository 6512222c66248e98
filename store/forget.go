package store

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

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
// of them; then nothing was done.
func (s *Store) Forget(ctx context.Context, ids []string) (model.Forgotten, error) {
	edit := bolt.Edit{Drop: map[string]bool{}}
	for _, id := range ids {
		edit.Drop[id] = true
	}
	done, err := s.rewrite(ctx, ids, edit)
	if err != nil {
		return done, fmt.Errorf("forget: %w", err)
	}
	s.mu.Lock()
	for _, id := range ids {
		delete(s.infos, id)
	}
	s.mu.Unlock()
	return done, s.rounds.each(func(workshop string, round model.RoundID) error {
		if !edit.Drop[workshop] {
			return nil
		}
		return s.rounds.destroy(workshop, round)
	})
}

// MakeNameless takes a person's name, key and return code out of a workshop that
// has ended, everywhere that Forget would; instead of the name stands word. What
// they wrote stays. The log's chain is made anew, and its last event then says
// that this was done and which hash the log ended with before: whoever noted
// that, or has an older copy, can see that the rest is the same (docs/privacy.md).
// It returns the errors of Forget, ErrGoing for a workshop that has not ended,
// and ErrNoPerson.
func (s *Store) MakeNameless(ctx context.Context, id string, person model.PersonID, word string) (model.Forgotten, error) {
	records, err := s.Records(id)
	if err != nil {
		return model.Forgotten{}, err
	}
	board := model.Fold(records)
	switch {
	case board.Ended.IsZero():
		return model.Forgotten{}, ErrGoing
	case board.Person(person) == nil:
		return model.Forgotten{}, ErrNoPerson
	}
	chain, err := s.db.Head(id)
	if err != nil {
		return model.Forgotten{}, err
	}
	names := model.NamesOf(records, person)
	forgotten := model.Record{
		At: s.now().UTC().Truncate(time.Millisecond), By: model.Host,
		Event: model.PersonForgotten{ID: person, Word: word, Before: hex.EncodeToString(chain.Hash[:])},
	}
	redo := func(last *model.Record) bolt.Redo {
		return func(payloads [][]byte) ([][]byte, []byte, error) {
			return nameless(payloads, person, names, word, last)
		}
	}
	// A backup has the beginning of the log: without the name, and nothing new.
	done, err := s.rewriteFiles(ctx, []string{id},
		bolt.Edit{Redo: map[string]bolt.Redo{id: redo(nil)}}, bolt.Edit{Redo: map[string]bolt.Redo{id: redo(&forgotten)}})
	if err != nil {
		return done, fmt.Errorf("make nameless: %w", err)
	}
	replayed, err := s.replay(id)
	if err != nil {
		return done, err
	}
	s.setInfo(replayed.info)
	return done, nil
}

// nameless gives a log without a person's name, with last, if there is one, at
// the end; and what lists show of it.
func nameless(payloads [][]byte, person model.PersonID, names []string, word string, last *model.Record) ([][]byte, []byte, error) {
	var anew [][]byte
	var records []model.Record
	for i, p := range payloads {
		r, err := model.DecodeRecord(uint64(i+1), p)
		if err != nil {
			return nil, nil, err
		}
		r, changed := model.WithoutName(r, person, names, word)
		if changed {
			if p, err = model.EncodeRecord(r); err != nil {
				return nil, nil, err
			}
		}
		records, anew = append(records, r), append(anew, p)
	}
	if last != nil {
		last.Seq = uint64(len(records)) + 1
		p, err := model.EncodeRecord(*last)
		if err != nil {
			return nil, nil, err
		}
		records, anew = append(records, *last), append(anew, p)
	}
	info := model.Fold(records).Summarize()
	for _, r := range records {
		if !r.At.IsZero() {
			info.Changed = r.At
		}
	}
	raw, err := json.Marshal(info)
	return anew, raw, err
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
	release, err := s.closeForGood(ids, &done)
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
	return done, s.db.Rewrite(ctx, database)
}

// closeForGood ends the live workshops with these ids and keeps them from being
// opened until release is called. It notes what is to be gone.
func (s *Store) closeForGood(ids []string, done *model.Forgotten) (release func(), err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var open []*Live
	for _, id := range ids {
		info, known := s.infos[id]
		if !known {
			return nil, fmt.Errorf("%w: %q", ErrNoWorkshop, id)
		}
		done.Workshops = append(done.Workshops, info)
		o, opened := s.lives[id]
		if !opened {
			continue
		}
		select {
		case <-o.ready:
		default:
			return nil, fmt.Errorf("%w: %q", ErrInUse, info.Title)
		}
		if o.live == nil {
			continue
		}
		if here := o.live.Presence(); here.People+here.Hosts+here.Waiting > 0 {
			return nil, fmt.Errorf("%w: %q", ErrInUse, info.Title)
		}
		open = append(open, o.live)
	}
	closed := make(chan struct{})
	for _, id := range ids {
		s.lives[id] = &opening{ready: closed, err: ErrNoWorkshop}
	}
	for _, l := range open {
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
