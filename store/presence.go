package store

import (
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"verkstad/model"
)

// How often people who have been away too long are dropped.
const recentEvery = time.Minute

// room is who is connected. Changes are recorded in maps of its own; the [model.Presence]
// that everybody reads is made from them when somebody asks for it, once for all changes
// since the last time. So an arrival costs the same however many people are here.
type room struct {
	board   func() *model.Board
	now     func() time.Time
	moved   chan struct{} // signals that presence has changed; capacity one
	changed chan struct{} // signals that the board has changed, and maybe its clock; capacity one
	shown   atomic.Pointer[model.Presence]
	rev     atomic.Uint64 // revision of here

	mu     sync.Mutex
	here   model.Presence                   // current state; its maps are the room's own, its numbers are not up to date
	copied struct{ terminals, recent bool } // shared with the presence that was returned last
	oldest time.Time                        // no later than any time in here.Recent
	cast   cast
}

// cast is who has voted in a round, in memory only.
type cast struct {
	round  model.RoundID
	people map[model.PersonID]bool
}

// init begins with nobody connected. seen is when people last did something before a
// restart.
func (r *room) init(board func() *model.Board, now func() time.Time, seen map[model.PersonID]time.Time) {
	r.board, r.now = board, now
	r.moved, r.changed = make(chan struct{}, 1), make(chan struct{}, 1)
	r.here.Terminals, r.here.Recent, r.here.Left = map[model.PersonID]int{}, maps.Clone(seen), map[model.PersonID]bool{}
	if r.here.Recent == nil {
		r.here.Recent = map[model.PersonID]time.Time{}
	}
	for id, at := range r.here.Recent {
		if at.After(now()) { // written by a clock that was wrong: they would count as here for as long
			r.here.Recent[id] = now()
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.expire(time.Time{})
	r.publish()
}

// beat makes the ticker look at the board's clock again.
func (r *room) beat() { tell(r.changed) }

func tell(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// change calls f to change who is here.
func (r *room) change(f func(*model.Presence)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	f(&r.here)
	r.expire(r.oldest)
	r.markChanged()
}

// markChanged records that the presence that was returned last is out of date. The lock is
// held.
func (r *room) markChanged() {
	r.here.Rev++
	r.rev.Store(r.here.Rev)
	tell(r.moved)
}

// presence returns who is connected now. The value never changes.
func (r *room) presence() *model.Presence {
	if p := r.shown.Load(); p.Rev == r.rev.Load() {
		return p
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if p := r.shown.Load(); p.Rev == r.here.Rev {
		return p
	}
	return r.publish()
}

// publish makes a presence for all to read. The lock is held.
func (r *room) publish() *model.Presence {
	next, last := r.here, r.shown.Load()
	if r.copied.terminals {
		next.Terminals = last.Terminals
	} else {
		next.Terminals = maps.Clone(next.Terminals)
	}
	if r.copied.recent {
		next.Recent, next.Left = last.Recent, last.Left
	} else {
		next.Recent, next.Left = maps.Clone(next.Recent), maps.Clone(next.Left)
	}
	r.copied.terminals, r.copied.recent = true, true
	r.count(&next)
	r.shown.Store(&next)
	return &next
}

// expire drops people who were here too long ago to count; it has something to do only if
// one of them was last here at oldest or later. The lock is held.
func (r *room) expire(oldest time.Time) (forgot bool) {
	now := r.now()
	if now.Sub(oldest) < model.RecentFor {
		return false
	}
	r.oldest = now
	for id, at := range r.here.Recent {
		if now.Sub(at) >= model.RecentFor {
			delete(r.here.Recent, id)
			delete(r.here.Left, id)
			r.copied.recent, forgot = false, true
		} else if at.Before(r.oldest) {
			r.oldest = at
		}
	}
	return forgot
}

// fresh returns the presence without those who were here too long ago.
func (r *room) fresh() *model.Presence {
	r.mu.Lock()
	if r.expire(r.oldest) {
		r.markChanged()
	}
	r.mu.Unlock()
	return r.presence()
}

// count sets how many people are here, watch, and could vote in a presence that is being
// made. The lock is held.
func (r *room) count(p *model.Presence) {
	b := r.board()
	p.People, p.Watching = b.Connected(p)
	p.Voters = len(r.votersOf(p))
}

// voted records that a person has voted in the open round. They count among those who can
// vote until it closes, wherever they go: the number of those who have voted is never
// larger.
func (r *room) voted(p model.PersonID) {
	round := r.board().OpenRound()
	if round == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.cast.round != round.ID || r.cast.people == nil {
		r.cast = cast{round.ID, map[model.PersonID]bool{}}
	}
	r.cast.people[p] = true
}

// voters returns who could vote now: those who attend, and those who have voted in the open
// round, in order.
func (r *room) voters(p *model.Presence) []model.PersonID {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.votersOf(p)
}

// votersOf is voters for a caller that holds the lock.
func (r *room) votersOf(p *model.Presence) []model.PersonID {
	b := r.board()
	here := b.Attending(p)
	if round := b.OpenRound(); round == nil || r.cast.round != round.ID {
		return here
	}
	for id := range r.cast.people {
		if who := b.Person(id); who != nil && !who.Removed && who.Role == model.Participant {
			here = append(here, id)
		}
	}
	slices.Sort(here)
	return slices.Compact(here)
}

// recount counts who is here again after the people on the board have changed, and wakes
// subscribers if the result differs.
func (r *room) recount() {
	r.mu.Lock()
	defer r.mu.Unlock()
	was := r.shown.Load()
	if was.Rev != r.here.Rev {
		return // counted when somebody asks
	}
	now := *was
	if r.count(&now); now.People != was.People || now.Watching != was.Watching || now.Voters != was.Voters {
		r.markChanged()
	}
}

// sawWho records that those who gave a command were here: the person, the one whose
// terminal it was at, and one who came in by it.
func (r *room) sawWho(by model.Actor, out model.Outcome) {
	r.saw(by.Person)
	r.saw(by.Via)
	if by.Person == 0 {
		r.saw(out.Person)
	}
}

// saw records that a person without a terminal has done something.
func (r *room) saw(p model.PersonID) {
	if p == 0 {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.now()
	if r.here.Here(p) || !r.here.Left[p] && now.Sub(r.here.Recent[p]) < recentEvery {
		return
	}
	delete(r.here.Left, p)
	r.lately(p, now)
	r.expire(r.oldest)
	r.markChanged()
}

// Presence returns who is connected now. The value never changes.
func (l *Live) Presence() *model.Presence { return l.room.presence() }

// Enter records that the person, or for 0 a host, has opened a terminal; leave, which may
// be called twice, that it is closed.
func (l *Live) Enter(p model.PersonID) (leave func()) {
	r := &l.room
	if p == 0 {
		r.change(func(here *model.Presence) { here.Hosts++ })
		return sync.OnceFunc(func() { r.change(func(here *model.Presence) { here.Hosts-- }) })
	}
	r.change(func(*model.Presence) { r.terminals(p, +1) })
	return sync.OnceFunc(func() { r.change(func(*model.Presence) { r.terminals(p, -1) }) })
}

// Wait records that somebody is connected who has not joined; leave, which may be called
// twice, that they have joined, or have gone.
func (l *Live) Wait() (leave func()) {
	l.room.change(func(here *model.Presence) { here.Waiting++ })
	return sync.OnceFunc(func() {
		l.room.change(func(here *model.Presence) { here.Waiting-- })
	})
}

// terminals adds by to the number of a person's terminals, and records when the last was
// closed. The lock is held.
func (r *room) terminals(p model.PersonID, by int) {
	r.copied.terminals = false
	all := r.here.Terminals
	if all[p] += by; all[p] > 0 {
		if _, lately := r.here.Recent[p]; lately {
			delete(r.here.Recent, p)
			delete(r.here.Left, p)
			r.copied.recent = false
		}
		return
	}
	delete(all, p)
	r.here.Left[p] = true
	r.lately(p, r.now())
}

// lately records when a person was last here. The lock is held.
func (r *room) lately(p model.PersonID, at time.Time) {
	r.here.Recent[p] = at
	r.copied.recent = false
	if at.Before(r.oldest) {
		r.oldest = at
	}
}
