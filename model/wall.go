package model

import "time"

// WallPage is what the projectors show.
type WallPage string

// The pages. Each phase begins with its own.
const (
	WallPhase WallPage = ""      // what the phase is about
	WallGoals WallPage = "goals" // which global goals the work serves
	// WallComment is what somebody wrote as feedback, as long as they stand by it.
	WallComment WallPage = "comment"
)

// ShowOnWall switches all projectors to a page, until the next phase begins. Say is the
// index of the sentence about a vote's result that they show; after the last comes the
// first again. Whose is the writer of the comment to show on [WallComment].
type ShowOnWall struct {
	Page  WallPage
	Say   int
	Whose PersonID
}

// WallTurned records which page the projectors show now, and which sentence.
type WallTurned struct {
	Page  WallPage `json:"page,omitempty"`
	Say   int      `json:"say,omitempty"`
	Whose PersonID `json:"whose,omitempty"`
}

// maxSay bounds the sentences about a result.
const maxSay = 100

func (c ShowOnWall) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.lead(by); err != nil {
		return nil, err
	}
	switch {
	case c.Say < 0 || c.Say > maxSay:
		return nil, ErrSettings.with(why("page"))
	case c.Page == WallComment && b.commentBy(c.Whose) == "":
		return nil, ErrNoComment
	case c.Page == WallComment:
	case c.Page != WallPhase && c.Page != WallGoals, c.Whose != 0:
		return nil, ErrSettings.with(why("page"))
	}
	if c == (ShowOnWall{b.Wall, b.Say, b.wallWhose}) {
		return nil, nil
	}
	return one(WallTurned(c))
}

func (e WallTurned) apply(b *Board, r Record) {
	b.Wall, b.Say, b.wallWhose, b.Revs.Agenda = e.Page, e.Say, e.Whose, r.Seq
}

// WallComment returns the feedback comment that the projectors show; empty if they show
// none, or if feedback may not be told.
func (b *Board) WallComment() string {
	if b.Wall != WallComment {
		return ""
	}
	return b.commentBy(b.wallWhose)
}

// IsOnWall reports whether the projectors show the text of this rating.
func (b *Board) IsOnWall(r *Rating) bool {
	return b.Wall == WallComment && r.By == b.wallWhose && r.By != 0
}

// commentBy returns a person's feedback comment, as far as it may be told.
func (b *Board) commentBy(p PersonID) string {
	for _, f := range b.Comments() {
		if f.By == p && p != 0 {
			return f.Text
		}
	}
	return ""
}

// unshowComment takes a person's comment off the wall: they have written another.
func (b *Board) unshowComment(p PersonID, seq uint64) {
	if b.Wall == WallComment && b.wallWhose == p {
		b.Wall, b.wallWhose, b.Revs.Agenda = WallPhase, 0, seq
	}
}
