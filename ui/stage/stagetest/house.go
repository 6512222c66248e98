package stagetest

import (
	"context"
	"errors"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/workshop"
)

// House is all workshops of a test, oldest first.
type House struct {
	TB    testing.TB
	Rooms []*Room
}

var _ workshop.Repository = (*House)(nil)

// errNoWorkshop is returned by Open for an id that no room has.
var errNoWorkshop = errors.New("stagetest: no such workshop")

// List is the rooms' summaries, newest first.
func (h *House) List() ([]model.Summary, error) {
	var out []model.Summary
	for i := len(h.Rooms) - 1; i >= 0; i-- {
		r := h.Rooms[i]
		s := r.Board().Summarize()
		s.Changed = r.Now()
		out = append(out, s)
	}
	return out, nil
}

// Create makes a workshop in a room of its own.
func (h *House) Create(ctx context.Context, c model.CreateWorkshop) (workshop.Live, error) {
	r := NewRoom(h.TB)
	if _, err := r.Do(ctx, model.Host, "", c); err != nil {
		return nil, err
	}
	h.Rooms = append(h.Rooms, r)
	return r, nil
}

// Open finds a workshop by id.
func (h *House) Open(_ context.Context, id string) (workshop.Live, error) {
	for _, r := range h.Rooms {
		if r.Board().ID == id {
			return r, nil
		}
	}
	return nil, errNoWorkshop
}

// ByCode finds a workshop by the code that people type.
func (h *House) ByCode(code string) (workshop.Live, bool) {
	for _, r := range h.Rooms {
		if strings.EqualFold(r.Board().Code, code) {
			return r, true
		}
	}
	return nil, false
}
