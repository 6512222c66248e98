package store

import (
	"cmp"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"verkstad/model"
	"verkstad/model/code"
	"verkstad/model/text"
	"verkstad/store/bolt"
)

// List returns all workshops, the archived too, most recently changed first.
func (s *Store) List() ([]model.Summary, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, ErrStopping
	}
	all := make([]model.Summary, 0, len(s.infos))
	for _, info := range s.infos {
		all = append(all, info)
	}
	slices.SortFunc(all, func(a, b model.Summary) int {
		return cmp.Or(b.Changed.Compare(a.Changed), cmp.Compare(b.ID, a.ID))
	})
	return all, nil
}

// Records returns a workshop's whole log, from the first event. It returns ErrNoWorkshop,
// or ErrDamaged with the records before the damage.
func (s *Store) Records(id string) ([]model.Record, error) {
	var records []model.Record
	err := s.db.Read(id, 1, func(seq uint64, payload []byte) error {
		r, err := model.DecodeRecord(seq, payload)
		if err == nil {
			records = append(records, r)
		}
		return err
	})
	if err != nil {
		return records, fmt.Errorf("read workshop %s: %w", id, err)
	}
	if len(records) == 0 {
		return nil, fmt.Errorf("%w: %q", ErrNoWorkshop, id)
	}
	return records, nil
}

// errEnough stops reading before the end of the log.
var errEnough = errors.New("enough")

// page returns a workshop's records up to number last, oldest first, at most n of them. It
// returns ErrDamaged with the records before the damage.
func (s *Store) page(id string, last uint64, n int) ([]model.Record, error) {
	if n <= 0 || last == 0 {
		return nil, nil
	}
	first := uint64(1)
	if last > uint64(n) {
		first = last - uint64(n) + 1
	}
	var records []model.Record
	err := s.db.Read(id, first, func(seq uint64, payload []byte) error {
		if seq > last {
			return errEnough
		}
		r, err := model.DecodeRecord(seq, payload)
		if err == nil {
			records = append(records, r)
		}
		return err
	})
	if err != nil && !errors.Is(err, errEnough) {
		return records, fmt.Errorf("read workshop %s: %w", id, err)
	}
	return records, nil
}

// shortestPrefix is how many letters of an id must be typed.
const shortestPrefix = 4

// Find returns the id of the workshop that a person means: by its id, its join code, the
// beginning of its id (at least four characters), or words of its title or their
// beginnings, and failing that the same without diacritics (aterbruk). The first of these
// that matches anything decides, and among equal titles or codes one that has not ended
// comes before one that has. It returns ErrNoWorkshop or an [*AmbiguousError].
func (s *Store) Find(asked string) (string, error) {
	all, err := s.List()
	if err != nil {
		return "", err
	}
	words := strings.Fields(text.Fold(asked))
	if len(words) == 0 {
		return "", fmt.Errorf("%w: %q", ErrNoWorkshop, asked)
	}
	typed, bare := strings.TrimSpace(asked), strings.Fields(text.Bare(asked))
	for _, fits := range []func(model.Summary) bool{
		func(m model.Summary) bool { return strings.EqualFold(m.ID, typed) },
		func(m model.Summary) bool { return code.Equal(m.Code, typed) && m.Ended.IsZero() },
		func(m model.Summary) bool { return code.Equal(m.Code, typed) },
		func(m model.Summary) bool {
			return len(typed) >= shortestPrefix && len(m.ID) >= len(typed) && strings.EqualFold(m.ID[:len(typed)], typed)
		},
		func(m model.Summary) bool { return text.Same(m.Title, typed) },
		func(m model.Summary) bool { return titleHas(text.Fold(m.Title), words) },
		func(m model.Summary) bool { return titleHas(text.Bare(m.Title), bare) },
	} {
		var matches []model.Summary
		for _, m := range all {
			if fits(m) {
				matches = append(matches, m)
			}
		}
		switch len(matches) {
		case 0:
		case 1:
			return matches[0].ID, nil
		default:
			return "", &AmbiguousError{asked, matches}
		}
	}
	return "", fmt.Errorf("%w: %q", ErrNoWorkshop, asked)
}

// titleHas reports whether each of the words begins a word of the title, both folded.
func titleHas(title string, words []string) bool {
	parts := strings.Fields(title)
	for _, w := range words {
		if !slices.ContainsFunc(parts, func(part string) bool { return strings.HasPrefix(part, w) }) {
			return false
		}
	}
	return true
}

// replayed is a workshop as its log gives it.
type replayed struct {
	board   *model.Board
	ops     ops
	changed time.Time                    // time of the last event that has one
	seen    map[model.PersonID]time.Time // when each person last did something
	info    model.Summary
	sealed  []model.BallotSealed // of the round that is open
}

// replay folds a workshop's log.
func (s *Store) replay(id string) (r replayed, err error) {
	records, err := s.Records(id)
	if err != nil {
		return replayed{}, err
	}
	defer func() {
		if value := recover(); value != nil {
			err = fmt.Errorf("fold the events of workshop %s: %v\n%s", id, value, debug.Stack())
		}
	}()
	r.seen = map[model.PersonID]time.Time{}
	for _, rec := range records {
		if rec.Op != "" {
			key := opKey{rec.By.Person, rec.Op}
			out, _ := r.ops.find(key)
			r.ops.add(key, withEvent(out, rec), rec.At)
		}
		if !rec.At.IsZero() {
			r.changed = rec.At
		}
		if _, joined := rec.Event.(model.PersonJoined); !joined && rec.By.Person != 0 {
			r.seen[rec.By.Person] = rec.At
		}
		switch e := rec.Event.(type) {
		case model.PersonJoined:
			r.seen[e.ID] = rec.At
		case model.BallotSealed:
			r.sealed = append(r.sealed, e)
		case model.RoundClosed:
			r.sealed = nil
		}
	}
	r.board = model.Fold(records)
	if r.board.Seq > 0 && r.board.ID != id {
		return replayed{}, &bolt.DamageError{Workshop: id, Seq: 1, What: "it lies under another workshop's name"}
	}
	r.info = r.board.Summarize()
	r.info.Changed = r.changed
	return r, nil
}
