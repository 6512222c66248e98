package review

import (
	"sort"
	"time"

	"verkstad/model"
)

// checkpoint is how many records lie between two boards that are kept. A seek
// folds at most so many; a kept board shares most of itself with its
// neighbours, see [model.Vec].
const checkpoint = 256

// History is everything that happened in a workshop, to be gone through in
// both directions. It never changes, and any number of screens may share one.
//
// A position counts the records that have happened: 0 is before the first, and
// Len is how it ended. Ballots have none of their own: where one looks back at a
// vote that was open, nothing tells when ballots were cast, or how many.
type History struct {
	records []model.Record
	ends    []int          // how many records have happened at each position
	boards  []*model.Board // at positions 0, 256, 512, …
	final   *model.Board
	times   []time.Time // of each position
	phases  []mark
}

// mark is where the group came to a phase.
type mark struct {
	at    int // the position after it
	phase model.PhaseID
}

// NewHistory folds all records once. For 100,000 of them that takes about a
// second, so it belongs in a command.
func NewHistory(records []model.Record) *History {
	h := &History{records: records}
	b, first := model.Empty(), time.Time{}
	if len(records) > 0 {
		first = records[0].At
	}
	h.add(0, b, first)
	for i, r := range records {
		b = model.Apply(b, r)
		if isBallot(r) { // it is seen with what comes next
			continue
		}
		if e, ok := r.Event.(model.PhaseEntered); ok {
			h.phases = append(h.phases, mark{len(h.ends), e.Phase})
		}
		at := r.At
		if b.HidesAuthor(r.Event) { // what is nobody's tells no time
			at = time.Time{}
		}
		h.add(i+1, b, at)
	}
	h.final = b
	return h
}

// add adds a position.
func (h *History) add(end int, b *model.Board, at time.Time) {
	if len(h.ends)%checkpoint == 0 {
		h.boards = append(h.boards, b)
	}
	if n := len(h.times); at.IsZero() && n > 0 {
		at = h.times[n-1]
	}
	h.ends, h.times = append(h.ends, end), append(h.times, at)
}

func isBallot(r model.Record) bool {
	switch r.Event.(type) {
	case model.BallotSealed, model.BallotCast:
		return true
	}
	return false
}

// Len is the last position.
func (h *History) Len() int { return len(h.ends) - 1 }

// Final is the board as it ended.
func (h *History) Final() *model.Board { return h.final }

// time is when a position was reached.
func (h *History) time(pos int) time.Time { return h.times[h.clamp(pos)] }

// at is the board at a position. near may be a board of the same history close
// before it, such as the one shown now; nil is none.
func (h *History) at(pos int, near *model.Board) *model.Board {
	pos = h.clamp(pos)
	if pos == h.Len() {
		return h.final
	}
	from := pos / checkpoint * checkpoint
	b := h.boards[from/checkpoint]
	if near != nil {
		if at := h.position(near); at >= from && at <= pos {
			b, from = near, at
		}
	}
	for _, r := range h.records[h.ends[from]:h.ends[pos]] {
		b = model.Apply(b, r)
	}
	return b
}

// position is the position of a board of this history.
func (h *History) position(b *model.Board) int {
	return sort.Search(h.Len(), func(pos int) bool { return h.seq(pos+1) > b.Seq })
}

// seq is the number of the last record of a position; 0 before the first.
func (h *History) seq(pos int) uint64 {
	if n := h.ends[pos]; n > 0 {
		return h.records[n-1].Seq
	}
	return 0
}

func (h *History) clamp(pos int) int { return max(0, min(pos, h.Len())) }

// nextPhase is the first position after pos at which the group came to a
// phase; the end if there is none.
func (h *History) nextPhase(pos int) int {
	for _, m := range h.phases {
		if m.at > pos {
			return m.at
		}
	}
	return h.Len()
}

// previousPhase is the last position before pos at which the group came to a
// phase; the beginning if there is none.
func (h *History) previousPhase(pos int) int {
	for i := len(h.phases) - 1; i >= 0; i-- {
		if h.phases[i].at < pos {
			return h.phases[i].at
		}
	}
	return 0
}

// Bounds of playback.
const (
	longestGap  = 2 * time.Second       // a pause in the workshop is no longer than that
	leastPeriod = 40 * time.Millisecond // between two pictures
)

// play tells how playback goes on from a position: where to, and how long to
// wait before going there. At high speed several records come at once. It
// stays where it is at the end.
func (h *History) play(pos, speed int) (next int, wait time.Duration) {
	for next = h.clamp(pos); next < h.Len(); {
		gap := max(0, h.times[next+1].Sub(h.times[next])) / time.Duration(max(1, speed))
		next++
		if wait += min(gap, longestGap); wait >= leastPeriod {
			break
		}
	}
	return next, max(wait, leastPeriod)
}
