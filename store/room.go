package store

import (
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"verkstad/model"
)

// Who was here lately is looked over this often.
const recentEvery = time.Minute

// room is who is connected. What changes is noted in maps of its own; the
// [model.Presence] that everybody reads is made from them when somebody asks for
// it, once for all changes since the last time. So that somebody comes in costs
// the same however many are here.
type room struct {
	board   func() *model.Board
	now     func() time.Time
	moved   chan struct{} // holds one: presence has changed
	changed chan struct{} // holds one: the board has changed, and maybe its clock
	shown   atomic.Pointer[model.Presence]
	rev     atomic.Uint64 // of now, below

	mu     sync.Mutex
	here   model.Presence                   // as it is; its maps are the room's own, its numbers are not counted
	copied struct{ terminals, recent bool } // what is shown has the maps as they are
	oldest time.Time                        // nobody in here.Recent was here last before that
	cast   cast
}

// cast is who has laid a ballot in a round, in memory only.
type cast struct {
	round  model.RoundID
	people map[model.PersonID]bool
}

// init begins with nobody connected. seen is when people did something last,
// before a restart.
func (r *room) init(board func() *model.Board, now func() time.Time, seen map[model.PersonID]time.Time) {
	r.board, r.now = board, now
	r.moved, r.changed = make(chan struct{}, 1), make(chan struct{}, 1)
	r.here.Terminals, r.here.Recent, r.here.Left = map[model.PersonID]int{}, maps.Clone(seen), map[model.PersonID]bool{}
	if r.here.Recent == nil {
		r.here.Recent = map[model.PersonID]time.Time{}
	}
	for id, at := range r.here.Recent {
		if at.After(now()) { // by a clock that was wrong: they would count as here for as long
			r.here.Recent[id] = now()
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.expire(time.Time{})
	r.show()
}

// beat has the ticker look at the clock anew.
func (r *room) beat() { tell(r.changed) }

func tell(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// change has f change who is here.
func (r *room) change(f func(*model.Presence)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	f(&r.here)
	r.expire(r.oldest)
	r.changedNow()
}

// changedNow says that the presence that was shown last holds no more. The lock
// is held.
func (r *room) changedNow() {
	r.here.Rev++
	r.rev.Store(r.here.Rev)
	tell(r.moved)
}

// presence is who is connected now. It never changes.
func (r *room) presence() *model.Presence {
	if p := r.shown.Load(); p.Rev == r.rev.Load() {
		return p
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if p := r.shown.Load(); p.Rev == r.here.Rev {
		return p
	}
	return r.show()
}

// show makes a presence for all to read. The lock is held.
func (r *room) show() *model.Presence {
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

// expire forgets who was here too long ago to count, where somebody may have been
// who was here last at oldest or later. The lock is held.
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

// fresh is the presence without those who were here too long ago.
func (r *room) fresh() *model.Presence {
	r.mu.Lock()
	if r.expire(r.oldest) {
		r.changedNow()
	}
	r.mu.Unlock()
	return r.presence()
}

// count says on a presence that is being made how many are here, look on, and
// could vote. The lock is held.
func (r *room) count(p *model.Presence) {
	b := r.board()
	p.People, p.Watching = b.Connected(p)
	p.Voters = len(r.votersOf(p))
}

// voted notes that somebody has laid a ballot in the open round. They count among
// those who can vote until it closes, wherever they go: of how many have voted
// can never be less than have.
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

// voters is who could vote now: those who attend, and those who have voted in the
// open round, in order.
func (r *room) voters(p *model.Presence) []model.PersonID {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.votersOf(p)
}

// votersOf is voters for who holds the lock.
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

// recount has who is here counted anew after the people on the board have
// changed, and tells if it came out otherwise.
func (r *room) recount() {
	r.mu.Lock()
	defer r.mu.Unlock()
	was := r.shown.Load()
	if was.Rev != r.here.Rev {
		return // it is counted when it is asked for
	}
	now := *was
	if r.count(&now); now.People != was.People || now.Watching != was.Watching || now.Voters != was.Voters {
		r.changedNow()
	}
}

// sawWho notes that those have done something who asked for a command: the
// person, whose terminal it was at, and who came in by it.
func (r *room) sawWho(by model.Actor, out model.Outcome) {
	r.saw(by.Person)
	r.saw(by.Via)
	if by.Person == 0 {
		r.saw(out.Person)
	}
}

// saw notes that a person without a terminal has done something.
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
	r.changedNow()
}

// Presence is who is connected now. It never changes.
func (l *Live) Presence() *model.Presence { return l.room.presence() }

// Enter says that the person, or for 0 a host, has opened a terminal; leave,
// which may be called twice, that it is closed.
func (l *Live) Enter(p model.PersonID) (leave func()) {
	r := &l.room
	if p == 0 {
		r.change(func(here *model.Presence) { here.Hosts++ })
		return sync.OnceFunc(func() { r.change(func(here *model.Presence) { here.Hosts-- }) })
	}
	r.change(func(*model.Presence) { r.terminals(p, +1) })
	return sync.OnceFunc(func() { r.change(func(*model.Presence) { r.terminals(p, -1) }) })
}

// Wait says that somebody is connected who has not joined; leave, which may be
// called twice, that they have, or have gone.
func (l *Live) Wait() (leave func()) {
	l.room.change(func(here *model.Presence) { here.Waiting++ })
	return sync.OnceFunc(func() {
		l.room.change(func(here *model.Presence) { here.Waiting-- })
	})
}

// terminals counts a person's terminals, and notes when the last was closed. The
// lock is held.
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

// lately notes when a person was here last. The lock is held.
func (r *room) lately(p model.PersonID, at time.Time) {
	r.here.Recent[p] = at
	r.copied.recent = false
	if at.Before(r.oldest) {
		r.oldest = at
	}
}
