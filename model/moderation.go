package model

import "time"

// HideIdea hides a card from everyone but facilitators, or shows it again.
type HideIdea struct {
	ID     ItemID
	Hidden bool
}

// ParkIdea moves a card to the parking lot or back.
type ParkIdea struct {
	ID     ItemID
	Parked bool
}

// What a facilitator did with ideas.
type (
	IdeaHidden struct {
		ID     ItemID `json:"id"`
		Hidden bool   `json:"hidden"`
	}
	IdeaParked struct {
		ID     ItemID `json:"id"`
		Parked bool   `json:"parked"`
	}
)

// ideaForFacilitator returns a card for a facilitator.
func (b *Board) ideaForFacilitator(id ItemID, by Actor) (*Idea, error) {
	if err := b.lead(by); err != nil {
		return nil, err
	}
	i := b.Idea(id)
	if i == nil || i.Removed || i.Merged != 0 {
		return nil, ErrNoSuchItem.with(id)
	}
	return i, nil
}

func (c HideIdea) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	i, err := b.ideaForFacilitator(c.ID, by)
	if err != nil || i.Hidden == c.Hidden {
		return nil, err
	}
	return one(IdeaHidden(c))
}

func (e IdeaHidden) apply(b *Board, r Record) {
	b.changeIdea(e.ID, r, func(i *Idea) { i.Hidden = e.Hidden })
	b.Revs.Hidden = r.Seq // what rounds show depends on it; see RoundSeenBy
}

func (c ParkIdea) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	i, err := b.ideaForFacilitator(c.ID, by)
	if err != nil || i.Parked == c.Parked {
		return nil, err
	}
	if c.Parked {
		if err := b.notUnderVote(by, c.ID); err != nil {
			return nil, err
		}
	}
	return one(IdeaParked(c))
}

func (e IdeaParked) apply(b *Board, r Record) {
	b.changeIdea(e.ID, r, func(i *Idea) { i.Parked, i.Rank = e.Parked, b.rank(r) })
}
