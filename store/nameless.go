package store

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"verkstad/model"
	"verkstad/store/bolt"
)

// MakeNameless removes a person's name, key and return code from a workshop that has ended,
// everywhere that Forget would; word replaces the name. What they wrote stays. The log's
// chain is computed again, and a last event then says that this was done and with which
// hash the log ended before: somebody who has noted that hash, or has an older copy, can
// see that the rest is the same (docs/privacy.md). A name under which nobody has joined,
// such as that of an imported idea's author, is removed in the same way. It returns the
// errors of CanBeNameless.
func (s *Store) MakeNameless(ctx context.Context, id string, who model.Named, word string) (model.Forgotten, error) {
	_, names, err := s.namesOf(id, who)
	if err != nil {
		return model.Forgotten{}, err
	}
	person := who.Person
	chain, err := s.db.Head(id)
	if err != nil {
		return model.Forgotten{}, err
	}
	later, err := s.carriedOn(id, names)
	if err != nil {
		return model.Forgotten{}, err
	}
	forgotten := model.Record{
		At: s.now().UTC().Truncate(time.Millisecond), By: model.Host,
		Event: model.PersonForgotten{ID: person, Word: word, Before: hex.EncodeToString(chain.Hash[:])},
	}
	redo := func(last *model.Record) bolt.Redo {
		return func(payloads [][]byte) ([][]byte, []byte, error) {
			return nameless(payloads, person, names, word, last)
		}
	}
	// A backup has the beginning of the log: it is rewritten without the name, and without
	// the last event.
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
	done.Later = later
	return done, nil
}

// CanBeNameless returns nil if a person can be made nameless now. It returns the errors of
// [Store.Forgettable], ErrGoing for a workshop that has not ended, and ErrNoPerson.
func (s *Store) CanBeNameless(id string, who model.Named) error {
	if _, _, err := s.namesOf(id, who); err != nil {
		return err
	}
	return s.Forgettable([]string{id})
}

// namesOf returns a workshop's log, if it has ended, and the person's names in it.
func (s *Store) namesOf(id string, who model.Named) (records []model.Record, names []string, err error) {
	if records, err = s.Records(id); err != nil {
		return nil, nil, err
	}
	board := model.Fold(records)
	if board.Ended.IsZero() {
		return nil, nil, ErrGoing
	}
	if who.Person == 0 {
		if written := model.Naming(records, who.Name); written != "" {
			return records, []string{written}, nil
		}
	} else if board.Person(who.Person) != nil {
		return records, model.NamesOf(records, who.Person), nil
	}
	return nil, nil, ErrNoPerson
}

// carriedOn returns the other workshops that carried something with one of the names in
// from the one with that id.
func (s *Store) carriedOn(id string, names []string) (later []model.Summary, err error) {
	all, err := s.List()
	if err != nil {
		return nil, err
	}
	for _, info := range all {
		if info.ID == id {
			continue
		}
		records, err := s.Records(info.ID)
		if err != nil {
			s.log.Warn("cannot read a workshop that may contain the name to be removed", "workshop", info.ID, "err", err)
			continue
		}
		if model.CarriedFrom(records, id, names) {
			later = append(later, info)
		}
	}
	return later, nil
}

// nameless returns a log without a person's name, with last, if not nil, at the end; and
// its info.
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
