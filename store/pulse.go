package store

import (
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"verkstad/model"
)

// presenceEvery is the shortest time between two wake-ups because of who is
// connected.
const presenceEvery = 250 * time.Millisecond

// Who was here lately is looked over this often.
const recentEvery = time.Minute

// room is who is connected.
type room struct {
	board    func() *model.Board
	now      func() time.Time
	presence atomic.Pointer[model.Presence]
	cast     atomic.Pointer[cast]
	mu       sync.Mutex    // held while presence or cast is replaced
	moved    chan struct{} // holds one: presence has changed
	changed  chan struct{} // holds one: the board has changed, and maybe its clock
}

// init begins with nobody connected. seen is when people did something last,
// before a restart.
func (r *room) init(board func() *model.Board, now func() time.Time, seen map[model.PersonID]time.Time) {
	r.board, r.now = board, now
	r.cast.Store(&cast{})
	p := &model.Presence{Recent: seen}
	r.expire(p)
	r.count(p)
	r.presence.Store(p)
	r.moved, r.changed = make(chan struct{}, 1), make(chan struct{}, 1)
}

// beat has the pulse look at the clock anew.
func (r *room) beat() { tell(r.changed) }

func tell(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// change replaces the presence with a copy that f has changed.
func (r *room) change(f func(*model.Presence)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	next := *r.presence.Load()
	next.Rev++
	f(&next)
	r.expire(&next)
	r.count(&next)
	r.presence.Store(&next)
	tell(r.moved)
}

// expire forgets who was here too long ago to count, on a presence that is
// being made. It tells whether there was anybody.
func (r *room) expire(p *model.Presence) bool {
	now := r.now()
	gone := func(_ model.PersonID, at time.Time) bool { return now.Sub(at) >= model.RecentFor }
	for id, at := range p.Recent {
		if gone(id, at) {
			p.Recent = maps.Clone(p.Recent)
			maps.DeleteFunc(p.Recent, gone)
			return true
		}
	}
	return false
}

// fresh is the presence without those who were here too long ago.
func (r *room) fresh() *model.Presence {
	p := *r.presence.Load()
	if r.expire(&p) {
		r.change(func(*model.Presence) {})
	}
	return r.presence.Load()
}

// count says on a presence that is being made how many are here, look on, and
// could vote.
func (r *room) count(p *model.Presence) {
	b := r.board()
	p.People, p.Watching = b.Connected(p)
	p.Voters = len(r.voters(p))
}

// cast is who has laid a ballot in a round, in memory only.
type cast struct {
	round  model.RoundID
	people map[model.PersonID]bool // never changed in place
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
	before := r.cast.Load()
	if before.round != round.ID {
		before = &cast{}
	}
	if before.people[p] {
		return
	}
	next := &cast{round.ID, maps.Clone(before.people)}
	if next.people == nil {
		next.people = map[model.PersonID]bool{}
	}
	next.people[p] = true
	r.cast.Store(next)
}

// voters is who could vote now: those who attend, and those who have voted in the
// open round, in order.
func (r *room) voters(p *model.Presence) []model.PersonID {
	b := r.board()
	here := b.Attending(p)
	round, known := b.OpenRound(), r.cast.Load()
	if round == nil || known.round != round.ID {
		return here
	}
	for id := range known.people {
		if who := b.Person(id); who != nil && !who.Removed && who.Role == model.Participant {
			here = append(here, id)
		}
	}
	slices.Sort(here)
	return slices.Compact(here)
}

// recount counts anew after the people on the board have changed, and tells if
// it came out otherwise.
func (r *room) recount() {
	was := r.presence.Load()
	now := *was
	if r.count(&now); now.People != was.People || now.Watching != was.Watching || now.Voters != was.Voters {
		r.change(func(*model.Presence) {})
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
	now, here := r.now(), r.presence.Load()
	if p == 0 || here.Here(p) || now.Sub(here.Recent[p]) < recentEvery {
		return
	}
	r.change(func(next *model.Presence) {
		if !next.Here(p) {
			setRecent(next, p, now)
		}
	})
}

// Presence is who is connected now. It never changes.
func (l *Live) Presence() *model.Presence { return l.room.presence.Load() }

// Enter says that the person, or for 0 a host, has opened a terminal; leave,
// which may be called twice, that it is closed.
func (l *Live) Enter(p model.PersonID) (leave func()) {
	if p == 0 {
		l.room.change(func(next *model.Presence) { next.Hosts++ })
		return sync.OnceFunc(func() { l.room.change(func(next *model.Presence) { next.Hosts-- }) })
	}
	l.room.change(func(next *model.Presence) {
		terminals(next, p, +1)
		if _, lately := next.Recent[p]; lately {
			setRecent(next, p, time.Time{})
		}
	})
	return sync.OnceFunc(func() {
		l.room.change(func(next *model.Presence) {
			if terminals(next, p, -1); !next.Here(p) {
				setRecent(next, p, l.now())
			}
		})
	})
}

// Wait says that somebody is connected who has not joined; leave, which may be
// called twice, that they have, or have gone.
func (l *Live) Wait() (leave func()) {
	l.room.change(func(next *model.Presence) { next.Waiting++ })
	return sync.OnceFunc(func() {
		l.room.change(func(next *model.Presence) { next.Waiting-- })
	})
}

func terminals(p *model.Presence, id model.PersonID, by int) {
	all := maps.Clone(p.Terminals)
	if all == nil {
		all = map[model.PersonID]int{}
	}
	if all[id] += by; all[id] == 0 {
		delete(all, id)
	}
	p.Terminals = all
}

// setRecent notes when a person was here last; the zero time is that they are.
func setRecent(p *model.Presence, id model.PersonID, at time.Time) {
	all := maps.Clone(p.Recent)
	if all == nil {
		all = map[model.PersonID]time.Time{}
	}
	if at.IsZero() {
		delete(all, id)
	} else {
		all[id] = at
	}
	p.Recent = all
}

// runPulse wakes subscribers on the seconds of the clock and, not too often,
// when people come and go.
func (l *Live) runPulse() {
	defer close(l.pulsed)
	second, soon, lately := time.NewTimer(time.Hour), time.NewTimer(time.Hour), time.NewTicker(recentEvery)
	defer second.Stop()
	defer soon.Stop()
	defer lately.Stop()
	var woken time.Time // because of presence
	for {
		wait, runs := untilSecond(l.Board(), l.now())
		if !runs {
			wait = time.Hour
		}
		second.Reset(wait)
		select {
		case <-l.stop:
			return
		case <-l.room.changed:
		case <-second.C:
			if runs {
				l.subs.wake()
			}
		case <-lately.C:
			l.room.fresh()
			l.expireClaims()
		case <-l.room.moved:
			soon.Reset(presenceEvery - time.Since(woken))
		case <-soon.C:
			woken = time.Now()
			l.subs.wake()
		}
	}
}

// untilSecond is how long until what is left of the phase is whole seconds,
// above 0 and at most a second; runs is false when the clock stands.
func untilSecond(b *model.Board, now time.Time) (wait time.Duration, runs bool) {
	ph := b.Phase()
	if ph == nil || !ph.Running() || !b.Ended.IsZero() {
		return 0, false
	}
	wait = ph.Remaining(now) % time.Second
	if wait <= 0 {
		wait += time.Second
	}
	return wait, true
}
