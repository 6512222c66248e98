package model

import "time"

// RemoveItems removes several items from the board at once, such as a flood of anonymous
// texts. Facilitators only. Nothing is removed unless everything can be: ErrNoSuchItem
// names the first item that is not there. One [Undo] puts all back.
type RemoveItems struct{ Items []ItemID }

// ItemsRemoved records that several items were removed at once.
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

// takeAway removes items from a board that is being made; items that are not there are
// skipped.
func (b *Board) takeAway(items []ItemID, r Record) {
	for _, id := range items {
		if x := b.lookup(id); x != nil {
			b.putItem(x.gone())
		}
	}
	if len(items) > 0 {
		b.touchAll(r.Seq)
	}
}

// Lying returns the items on the board from first to last, both included, in order: what
// [RemoveItems] takes.
func (b *Board) Lying(first, last ItemID) (items []ItemID) {
	for id := max(first, 1); id <= last && id < b.NextItem(); id++ {
		if lies(b.lookup(id)) == 1 {
			items = append(items, id)
		}
	}
	return items
}

// MadeIn returns the items on the board that were made in a phase, the newest first.
func (b *Board) MadeIn(phase PhaseID) (items []ItemID) {
	for id := b.NextItem() - 1; id > 0; id-- {
		if x := b.lookup(id); lies(x) == 1 && phaseOf(x) == phase {
			items = append(items, id)
		}
	}
	return items
}

// phaseOf returns the phase that an item was made in; 0 if none.
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
