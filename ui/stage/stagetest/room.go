// Package stagetest helps tests of screens: a live workshop in memory, a
// co-lab that has come as far as one likes, a driver for apps, and golden
// screens. Time stands still until a test moves it.
package stagetest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/code"
	"verkstad/ui/stage"
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
	coming   *model.Board
	failed   int // writes

	claimKeys []string // of all claims there have been
}

var _ stage.Room = (*Room)(nil)

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

// Do decides and applies at once.
func (r *Room) Do(_ context.Context, by model.Actor, op string, c model.Command) (model.Outcome, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.health.Err != nil {
		return model.Outcome{}, r.health.Err
	}
	if out, ok := r.done[op]; ok && op != "" {
		out.Repeated = true
		return out, nil
	}
	events, err := model.Decide(r.board, by, r.complete(by, c), r.now)
	if err != nil {
		return model.Outcome{}, err
	}
	if open := r.board.OpenRound(); len(events) > 0 && open != nil {
		if _, closes := c.(model.CloseRound); closes { // as the live workshop counts what it came to
			if found := open.Weigh(1); found != nil {
				events = append(events, model.RoundWeighed{ID: open.ID, Findings: *found})
			}
		}
	}
	var out model.Outcome
	for _, e := range events {
		record := model.Record{Seq: r.board.Seq + 1, At: r.now, By: by, Op: op, Event: e}
		if _, secret := e.(model.BallotCast); secret {
			record.At, record.By, record.Op = time.Time{}, model.Actor{}, ""
		}
		r.log = append(r.log, record)
		r.board = model.Apply(r.board, record)
		if id, made := model.Created(e); made {
			out.Item = id
		}
		switch e := e.(type) {
		case model.RoundOpened:
			out.Round = e.ID
		case model.TicketsMade:
			out.Ticket = e.First
		}
	}
	switch c := c.(type) {
	case model.JoinPerson:
		out.Person = r.board.PersonByKey(c.Key).ID
	case model.MakeTickets:
		for i, hash := range c.Hashes {
			r.tickets[hash] = out.Ticket + i
		}
	case model.ReplaceTicket:
		r.tickets[c.Hash] = out.Ticket
	}
	if back, ok := c.(model.HandBack); ok {
		r.presence.Claims = slices.DeleteFunc(slices.Clone(r.presence.Claims), func(c model.Claim) bool { return c.No == back.Claim })
		r.presence.Rev++
	}
	out.Seq = r.board.Seq
	r.done[op] = out
	r.coming = nil
	r.wakeAll()
	return out, nil
}

// complete fills in what only the live workshop knows.
func (r *Room) complete(by model.Actor, c model.Command) model.Command {
	switch c := c.(type) {
	case model.CastBallot:
		c.Voter = r.token(by.Person)
		return c
	case model.OpenRound:
		c.Here = r.board.Attending(&r.presence)
		return c
	case model.CloseRound:
		c.Here = len(r.board.Attending(&r.presence))
		return c
	case model.HandBack:
		for _, claim := range r.presence.Claims {
			if claim.No == c.Claim {
				c.Person, c.Key = claim.Person, r.claimKeys[claim.No-1]
			}
		}
		return c
	case model.DismissFacilitator:
		c.HostThere = r.presence.Hosts > 0
		return c
	case model.CreateWorkshop:
		n := rooms.Add(1)
		if c.ID == "" {
			c.ID = fmt.Sprintf("01TEST%06d", n)
		}
		if c.Code == "" {
			c.Code = "KRABBA"
		}
		return c
	}
	return c
}

func (r *Room) token(p model.PersonID) model.Token {
	switch e := r.board.Elector(r.board.OpenRound(), p); {
	case e.Ticket != 0:
		return model.Token{2, byte(e.Ticket >> 8), byte(e.Ticket)}
	case e.Person != 0:
		return model.Token{1, byte(e.Person >> 8), byte(e.Person)}
	}
	return model.Token{}
}

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
		if terminals[p] += n; terminals[p] <= 0 {
			delete(terminals, p)
		}
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

// IdentifyReturn is the code itself with a mark before it.
func (r *Room) IdentifyReturn(symbols string) string { return "return:" + symbols }

// Claim puts a claim among those that wait; its check counts up from 41.
func (r *Room) Claim(p model.PersonID, key string) (model.Claim, func(), error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.board.CanBeClaimed(p); err != nil {
		return model.Claim{}, nil, err
	}
	no := len(r.claimKeys) + 1
	c := model.Claim{No: no, Person: p, Check: 40 + no, At: r.now}
	r.claimKeys = append(r.claimKeys, key)
	r.presence.Claims = append(slices.Clip(r.presence.Claims), c)
	r.presence.Rev++
	r.wakeAll()
	return c, func() { r.Refuse(no) }, nil
}

// Refuse takes a claim away.
func (r *Room) Refuse(claim int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.presence.Claims = slices.DeleteFunc(slices.Clone(r.presence.Claims), func(c model.Claim) bool { return c.No == claim })
	r.presence.Rev++
	r.wakeAll()
}

// Identify writes the hash in hexadecimal.
func (r *Room) Identify(key [32]byte) string { return hex.EncodeToString(key[:]) }

// TicketHash is of what is written alone.
func (r *Room) TicketHash(written string) model.TicketHash {
	symbols, _ := code.Normalise(written)
	return sha256.Sum256([]byte(symbols))
}

// Ticket is the number of the ticket with this written on it.
func (r *Room) Ticket(_ context.Context, written string) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if no := r.tickets[r.TicketHash(written)]; no != 0 {
		return no, nil
	}
	return 0, model.ErrTicket
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
