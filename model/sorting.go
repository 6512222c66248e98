package model

import "time"

// SortIdeas makes several clusters at once, from a first sorting that a facilitator has
// accepted. One Undo removes them all.
type SortIdeas struct{ Clusters []CreateCluster }

// IdeasSorted made several clusters at once.
type IdeasSorted struct {
	Clusters []ClusterCreated `json:"clusters"`
}

func (c SortIdeas) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	if err := b.lead(by); err != nil {
		return nil, err
	}
	if len(c.Clusters) == 0 {
		return nil, ErrEmpty
	}
	if len(c.Clusters) > MaxItems-b.lying {
		return nil, ErrBoardFull.with(MaxItems)
	}
	var e IdeasSorted
	for n, cluster := range c.Clusters {
		events, err := cluster.decide(b, by, now)
		if err != nil {
			return nil, err
		}
		made := events[0].(ClusterCreated)
		made.ID += ItemID(n)
		e.Clusters = append(e.Clusters, made)
	}
	return one(e)
}

func (e IdeasSorted) apply(b *Board, r Record) {
	for _, c := range e.Clusters {
		c.apply(b, r)
	}
}
