package model

import (
	"slices"
	"strconv"
)

// Before returns the vote that a round repeats: the last closed one before it that has a
// result and shares at least two of its candidates; nil if there is none. Nominal group
// practice votes twice, with a talk between.
func (b *Board) Before(r *Round) *Round {
	for id := r.ID - 1; id >= 1; id-- {
		earlier := b.Round(id)
		if earlier == nil || earlier.IsOpen() || earlier.Withheld() != Shown {
			continue
		}
		shared := 0
		for _, c := range earlier.Candidates {
			if r.Candidate(c.ID) != nil {
				shared++
			}
		}
		if shared >= 2 {
			return earlier
		}
	}
	return nil
}

// Move is how a candidate has moved since the vote before.
type Move struct {
	Was Row  // its result then
	New bool // it was not a candidate then; Was is empty
	Up  int  // places risen among those voted on both times; negative if fallen
}

// Moves compares a round with the one before it, candidate by candidate. Ranks are computed
// again among the candidates of both, so that a candidate that was left out moves no other,
// and equal dots share a rank. It is empty if one of the two has no result to show.
func (r *Round) Moves(before *Round) map[ItemID]Move {
	if before == nil {
		return nil
	}
	now, ok := r.Result()
	then, had := before.Result()
	if !ok || !had {
		return nil
	}
	was := map[ItemID]Row{}
	for _, row := range then.Rows {
		was[row.ID] = row
	}
	placeThen, placeNow := ranksAmong(then, r), ranksAmong(now, before)
	moves := make(map[ItemID]Move, len(now.Rows))
	for _, row := range now.Rows {
		old, both := was[row.ID]
		m := Move{Was: old, New: !both}
		if both {
			m.Up = placeThen[row.ID] - placeNow[row.ID]
		}
		moves[row.ID] = m
	}
	return moves
}

// ranksAmong returns the ranks of a result among the candidates of another round.
func ranksAmong(res Result, other *Round) map[ItemID]int {
	places := map[ItemID]int{}
	n, place, dots := 0, 0, -1
	for _, row := range res.Rows {
		if other.Candidate(row.ID) == nil {
			continue
		}
		n++
		if row.Dots != dots {
			place, dots = n, row.Dots
		}
		places[row.ID] = place
	}
	return places
}

// Arrow returns a move in a few cells, with or without colour: ▲2, ▼1, "=" for no move, and
// "+" for a new candidate.
func (m Move) Arrow() string {
	switch {
	case m.New:
		return "+"
	case m.Up > 0:
		return "▲" + strconv.Itoa(m.Up)
	case m.Up < 0:
		return "▼" + strconv.Itoa(-m.Up)
	}
	return "="
}

// GroupMove is the dots that a group of sectors gave a candidate in a round.
type GroupMove struct {
	Sectors []Sector
	Now     int
	Was     int
	Known   bool // the same sectors were together then, so that Was is known
}

// ByGroup returns the dots for a candidate by the groups of sectors of a round, and in the
// round before for the groups that are the same in both. before may be nil. Groups of fewer
// than [MinGroup] are in neither.
func (r *Round) ByGroup(before *Round, id ItemID) []GroupMove {
	moves := make([]GroupMove, 0, len(r.Sectors))
	for _, g := range r.Sectors {
		m := GroupMove{Sectors: g.Sectors, Now: dotsFor(g.Dots, id)}
		if before != nil && before.Candidate(id) != nil {
			for _, old := range before.Sectors {
				if slices.Equal(old.Sectors, g.Sectors) {
					m.Was, m.Known = dotsFor(old.Dots, id), true
				}
			}
		}
		moves = append(moves, m)
	}
	return moves
}

func dotsFor(dots []Dot, id ItemID) int {
	for _, d := range dots {
		if d.ID == id {
			return d.N
		}
	}
	return 0
}
