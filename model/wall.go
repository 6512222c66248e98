package model

import "time"

// WallPage is what the projectors show.
type WallPage string

// The pages. Each phase begins with its own.
const (
	WallPhase WallPage = ""      // what the phase is about
	WallGoals WallPage = "goals" // which global goals the work serves
)

// ShowOnWall switches all projectors to a page, until the next phase begins. Say is the
// index of the sentence about a vote's result that they show; after the last comes the
// first again.
type ShowOnWall struct {
	Page WallPage
	Say  int
}

// WallTurned records which page the projectors show now, and which sentence.
type WallTurned struct {
	Page WallPage `json:"page,omitempty"`
	Say  int      `json:"say,omitempty"`
}

// maxSay bounds the sentences about a result.
const maxSay = 100

func (c ShowOnWall) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.lead(by); err != nil {
		return nil, err
	}
	if c.Page != WallPhase && c.Page != WallGoals || c.Say < 0 || c.Say > maxSay {
		return nil, ErrSettings.with(why("page"))
	}
	if c.Page == b.Wall && c.Say == b.Say {
		return nil, nil
	}
	return one(WallTurned(c))
}

func (e WallTurned) apply(b *Board, r Record) {
	b.Wall, b.Say, b.Revs.Agenda = e.Page, e.Say, r.Seq
}
