// Package stagetest helps tests of screens: a live workshop in memory, a
// co-lab that has come as far as one likes, a driver for apps, and golden
// screens. Time stands still until a test moves it.
package stagetest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/workshop"
)

// Start is when every workshop here begins.
var Start = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

// Room is a live workshop in memory. It keeps the rules of the model, and
// keeps nothing else. It is safe for concurrent use.
type Room struct {
	// People are those who joined with [Room.Join], in order.
	People []model.Actor

	tb testing.TB

	mu       sync.Mutex
	now      time.Time
	board    *model.Board
	log      []model.Record
	done     map[string]model.Outcome
	presence model.Presence
	here     *model.Presence // the presence that was given last,
	hereOf   uint64          // and the people's revision that it is of
	tickets  map[model.TicketHash]int
	health   model.Health
	drafts   map[string]string
	wakes    map[int]chan struct{}
	nextWake int
	pending  model.Pending

	claimKeys []string // of all claims there have been
}

var _ workshop.Live = (*Room)(nil)

var rooms atomic.Int64 // numbers the workshops, so that no two have the same id

// NewRoom makes a room without a workshop in it. ID and Code of the workshop
// that is made in it may be left out.
func NewRoom(tb testing.TB) *Room {
	return &Room{
		tb: tb, now: Start, board: model.Empty(), done: map[string]model.Outcome{},
		drafts: map[string]string{}, tickets: map[model.TicketHash]int{}, wakes: map[int]chan struct{}{},
	}
}

// Replay is a room whose log is given, whatever stands in it: also what the
// rules would not have let through. Its time is the last record's.
func Replay(tb testing.TB, records []model.Record) *Room {
	r := NewRoom(tb)
	r.log, r.board = slices.Clone(records), model.Fold(records)
	for _, record := range records {
		if record.At.After(r.now) {
			r.now = record.At
		}
	}
	for _, p := range r.board.People() {
		r.People = append(r.People, model.Actor{Person: p.ID, Role: model.Participant})
		r.Enter(p.ID)
	}
	return r
}

// Now is the room's time.
func (r *Room) Now() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.now
}

// Pass lets time go by.
func (r *Room) Pass(d time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.now = r.now.Add(d)
}

// Break makes the room unable to write, until it is given nil.
func (r *Room) Break(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.health = model.Health{Err: err, Since: r.now}
}

// NoBackup makes the room's last backup one that could not be made.
func (r *Room) NoBackup(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.health.Backup = err
}

// Board is the latest snapshot.
func (r *Room) Board() *model.Board {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.board
}

// Presence is who is connected.
func (r *Room) Presence() *model.Presence {
	r.mu.Lock()
	defer r.mu.Unlock()
	if people := r.board.Revs.People; r.here == nil || r.here.Rev != r.presence.Rev || r.hereOf != people {
		p := r.presence
		p.Voters = len(r.board.Attending(&p))
		p.Recent = maps.Clone(p.Recent)
		for _, up := range r.board.Hands() { // who has raised a hand has been here
			if p.Recent == nil {
				p.Recent = map[model.PersonID]time.Time{}
			}
			p.Recent[up.ID] = r.now
		}
		r.here, r.hereOf = &p, people
	}
	return r.here
}

// Rescue mends what Break broke.
func (r *Room) Rescue(_ context.Context, by model.Actor) error {
	if by.Role != model.Facilitator {
		return model.ErrNotAllowed
	}
	r.Break(nil)
	return nil
}

// Lose makes the room one whose database file is gone.
func (r *Room) Lose(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.health = model.Health{Err: err, Since: r.now, Lasts: true, Rescue: true}
}

// Health is what Break said.
func (r *Room) Health() model.Health {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.health
}

// Gone is nil: the room is there as long as the test.
func (r *Room) Gone() error { return nil }

func (r *Room) wakeAll() {
	for _, wake := range r.wakes {
		select {
		case wake <- struct{}{}:
		default:
		}
	}
}

// Subscribe wakes after every command.
func (r *Room) Subscribe() (wake <-chan struct{}, cancel func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	n, ch := r.nextWake, make(chan struct{}, 1)
	r.nextWake++
	r.wakes[n] = ch
	return ch, func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		delete(r.wakes, n)
	}
}

// Enter counts a terminal of the person.
func (r *Room) Enter(p model.PersonID) (leave func()) {
	return r.count(func(n int) {
		if p == 0 {
			r.presence.Hosts += n
			return
		}
		terminals := maps.Clone(r.presence.Terminals)
		if terminals == nil {
			terminals = map[model.PersonID]int{}
		}
		left := maps.Clone(r.presence.Left)
		if left == nil {
			left = map[model.PersonID]bool{}
		}
		delete(left, p)
		if terminals[p] += n; terminals[p] <= 0 {
			delete(terminals, p)
			left[p] = true
		}
		r.presence.Left = left
		r.presence.Terminals, r.presence.People = terminals, len(terminals)
	})
}

// Wait counts a terminal at the door.
func (r *Room) Wait() (leave func()) { return r.count(func(n int) { r.presence.Waiting += n }) }

func (r *Room) count(change func(n int)) (leave func()) {
	add := func(n int) {
		r.mu.Lock()
		defer r.mu.Unlock()
		change(n)
		r.presence.Rev++
	}
	add(1)
	return sync.OnceFunc(func() { add(-1) })
}

// MyBallot is the person's ballot in the open round.
func (r *Room) MyBallot(p model.PersonID) model.OwnBallot {
	r.mu.Lock()
	defer r.mu.Unlock()
	if t := r.token(p); t != (model.Token{}) {
		return r.board.OpenRound().Own(t)
	}
	return model.OwnBallot{}
}

// Writing is how many people have a draft.
func (r *Room) Writing() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	people := map[model.PersonID]bool{}
	for at, text := range r.drafts {
		var p model.PersonID
		if _, err := fmt.Sscan(at, &p); err == nil && text != "" {
			people[p] = true
		}
	}
	return len(people)
}

// Draft is what SaveDraft kept.
func (r *Room) Draft(p model.PersonID, slot string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.drafts[fmt.Sprint(p, " ", slot)]
}

// SaveDraft keeps a text.
func (r *Room) SaveDraft(p model.PersonID, slot, text string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.drafts[fmt.Sprint(p, " ", slot)] = text
}

// Records is the whole log.
func (r *Room) Records() ([]model.Record, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.log), nil
}

// Page is the records that end with last, at most n.
func (r *Room) Page(last uint64, n int) ([]model.Record, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	last = min(last, uint64(len(r.log)))
	return slices.Clone(r.log[max(0, int(last)-n):last]), nil
}

// Must does a command that has to be taken and gives the item it made.
func (r *Room) Must(by model.Actor, c model.Command) model.ItemID {
	r.tb.Helper()
	out, err := r.Do(context.Background(), by, "", c)
	if err != nil {
		r.tb.Fatalf("%T: %v", c, err)
	}
	return out.Item
}

// Join lets somebody in and marks them as here. Their key is "key-" and the name.
func (r *Room) Join(name string, s model.Sector) model.Actor {
	r.tb.Helper()
	r.Must(model.Actor{Role: model.Participant}, model.JoinPerson{
		Key: "key-" + name, Name: name, Sector: s, Role: model.Participant,
	})
	me := model.Actor{Person: r.Board().PersonByKey("key-" + name).ID, Role: model.Participant}
	r.Enter(me.Person)
	r.People = append(r.People, me)
	return me
}

// Go takes the group to the first phase with the activity and starts its clock.
func (r *Room) Go(a model.Activity) {
	r.tb.Helper()
	for _, ph := range r.Board().Phases() {
		if ph.Activity == a {
			r.Must(model.Host, model.EnterPhase{Phase: ph.ID, Start: true})
			return
		}
	}
	r.tb.Fatalf("no phase with %s", a)
}
