package model

import "time"

// WallPage is what the projectors show.
type WallPage string

// The pages. Each phase begins with its own.
const (
	WallPhase WallPage = ""      // what the phase is about
	WallGoals WallPage = "goals" // which global goals the work serves
)

// ShowOnWall turns all projectors to a page, until the next phase begins.
type ShowOnWall struct{ Page WallPage }

// WallTurned says which page the projectors show now.
type WallTurned struct {
	Page WallPage `json:"page,omitempty"`
}

func (c ShowOnWall) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.lead(by); err != nil {
		return nil, err
	}
	if c.Page != WallPhase && c.Page != WallGoals {
		return nil, ErrSettings.with(string(c.Page))
	}
	if c.Page == b.Wall {
		return nil, nil
	}
	return one(WallTurned(c))
}

func (e WallTurned) apply(b *Board, r Record) {
	b.Wall, b.Revs.Agenda = e.Page, r.Seq
}
