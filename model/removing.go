package model

import "time"

// RemoveItems takes several things off the board at once, as a flood of texts that
// nobody's name stands by. Facilitators only. Nothing goes unless all of it can:
// ErrNoSuchItem names the first that does not lie there. One [Undo] lays all back.
type RemoveItems struct{ Items []ItemID }

// ItemsRemoved is several things that were taken off the board at once.
type ItemsRemoved struct {
	Items []ItemID `json:"items"`
}

func (c RemoveItems) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.lead(by); err != nil {
		return nil, err
	}
	items := without(c.Items, 0)
	for _, id := range items {
		if lies(b.lookup(id)) == 0 {
			return nil, ErrNoSuchItem.with(id)
		}
	}
	if err := b.notUnderVote(by, items...); err != nil {
		return nil, err
	}
	if len(items) == 0 {
		return nil, nil
	}
	return one(ItemsRemoved{items})
}

func (e ItemsRemoved) apply(b *Board, r Record) {
	b.takeAway(e.Items, r)
	b.together = len(e.Items)
}

// takeAway takes items off a board in the making; one that is not there is passed
// over.
func (b *Board) takeAway(items []ItemID, r Record) {
	for _, id := range items {
		if x := b.lookup(id); x != nil {
			b.put(x.gone())
		}
	}
	if len(items) > 0 {
		b.touchAll(r.Seq)
	}
}

// Lying is what lies on the board of the items from first to last, both taken in,
// in order: what [RemoveItems] takes.
func (b *Board) Lying(first, last ItemID) (items []ItemID) {
	for id := max(first, 1); id <= last && id < b.NextItem(); id++ {
		if lies(b.lookup(id)) == 1 {
			items = append(items, id)
		}
	}
	return items
}

// MadeIn is what lies on the board that was made in a phase, the newest first.
func (b *Board) MadeIn(phase PhaseID) (items []ItemID) {
	for id := b.NextItem() - 1; id > 0; id-- {
		if x := b.lookup(id); lies(x) == 1 && phaseOf(x) == phase {
			items = append(items, id)
		}
	}
	return items
}

// phaseOf is the phase that an item was made in; 0 is none.
func phaseOf(x item) PhaseID {
	switch x := x.(type) {
	case *Idea:
		return x.Phase
	case *Cluster:
		return x.Phase
	case *Question:
		return x.Phase
	case *Commitment:
		return x.Phase
	}
	return 0
}
