package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"

	"github.com/oklog/ulid/v2"

	"verkstad/model"
	"verkstad/model/code"
)

// opening is a live workshop that is open, or being opened by another goroutine.
type opening struct {
	ready chan struct{} // closed when live and err are set
	live  *Live
	err   error
}

// Create creates a workshop and opens it. It fills in an empty ID (a ULID) and an empty
// Code. It returns ErrID, ErrCode, ErrCodeTaken, errors of the model about title and
// phases, or ErrNotSaved.
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

// fill fills in the id and the code, or checks them if they are set.
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
		c.Code = newJoinCode()
	}
	return nil
}

// newJoinCode returns a random join code: one of a billion.
func newJoinCode() string {
	var random [code.JoinLength]byte
	_, _ = rand.Read(random[:]) // never fails, see crypto/rand
	return code.FromBytes(random[:])
}

// goodID reports whether an id can be part of a file name.
func goodID(id string) bool {
	for _, r := range id {
		if (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') {
			return false
		}
	}
	return id != "" && len(id) <= 40
}

// codeTaken reports whether a workshop has the code, among those that have not ended or, if
// ever is true, among all.
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

// Open returns the live workshop with that id, the same one to every caller, and first
// resumes it from its log if necessary. It returns ErrNoWorkshop, ErrDamaged or
// ErrStopping, or ctx's error if that ends while another goroutine resumes the workshop.
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
			if errors.Is(o.err, errAgain) {
				return s.Open(ctx, id)
			}
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
		s.skipped.Add(int64(by))
		s.log.Warn("the computer's clock is behind the workshop's last event; time continues from there", "workshop", id, "behind", by)
	}
	o.live = newLive(s, id, r)
	o.live.start(r.sealed)
	close(o.ready)
	return o.live, nil
}

// unopen removes a workshop that could not be opened, so that it can be tried again, and
// wakes those who wait for it.
func (s *Store) unopen(id string, o *opening) {
	s.mu.Lock()
	if s.lives[id] == o {
		delete(s.lives, id)
	}
	s.mu.Unlock()
	close(o.ready)
}

// ByCode returns the workshop with that join code, typed as people type it, and resumes it
// if necessary. One that has not ended comes before one that has, and a newer before an
// older; one that has ended can be looked at. The code is compared with every workshop's,
// each in constant time.
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
	if errors.Is(err, ErrNoWorkshop) { // it has just been forgotten
		return nil, false
	}
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
