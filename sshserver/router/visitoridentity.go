package router

import (
	"cmp"
	"context"
	"crypto/rand"
	"sync"

	"verkstad/model"
	"verkstad/model/code"
	"verkstad/model/workshop"
	"verkstad/ui/lines"
)

// identity is what a visitor is known by: the key that the server saw proved, or else a
// return code, a ticket, or a place that a facilitator gave back.
type identity struct {
	mu sync.Mutex
	// code is the return code that they came with, or that was made for them; ticket is the
	// ticket that they are known by. Both are normalised.
	code, ticket string
	// stored is their identity in a workshop, if it does not follow from their key.
	stored, workshop string
}

// newReturnCode makes a random return code.
func newReturnCode() string {
	for {
		var random [code.ReturnLength - 1]byte
		_, _ = rand.Read(random[:]) // never fails, see crypto/rand
		if symbols, ok := code.NewReturn(random); ok {
			return symbols
		}
	}
}

// set sets the visitor's identity in a workshop.
func (i *identity) set(room workshop.Boards, stored, code, ticket string) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.stored, i.workshop, i.code, i.ticket = stored, room.Board().ID, code, ticket
}

// returnCode returns their return code as symbols; empty if they have none.
func (i *identity) returnCode() string {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.code
}

// storedIn returns the visitor's identity in a workshop, if one has been found; empty if
// their key decides.
func (i *identity) storedIn(room workshop.Boards) string {
	i.mu.Lock()
	defer i.mu.Unlock()
	if room.Board().ID != i.workshop {
		return ""
	}
	return i.stored
}

// wayBack returns what the visitor comes back with, as it is shown; empty if their key is
// enough.
func (i *identity) wayBack() string {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.ticket != "" {
		return code.Ticket(i.ticket)
	}
	return code.Return(i.code)
}

// identity returns the caller's identity in a room; empty for a caller without a key who
// has neither joined nor come back.
func (v *visitor) identity(room workshop.Live) string {
	if stored := v.id.storedIn(room); stored != "" || !v.caller.HasKey {
		return stored
	}
	return room.Identify(v.caller.Key)
}

// joinAs returns the identity that the caller will have in a room when they join. Without a
// key, the first call takes some milliseconds, and waits for others who need the same; it
// returns "" if the caller leaves meanwhile.
func (v *visitor) joinAs(room workshop.Live) string {
	if id := v.identity(room); id != "" {
		return id
	}
	drawn := v.id.returnCode()
	ctx := context.Background() // cancelled when the caller leaves
	stored, err := v.identifySlowly(ctx, v.r.pace.newCodes, room, drawn)
	if err != nil {
		return ""
	}
	v.id.set(room, stored, drawn, "")
	return v.identity(room)
}

// hasOwnIdentity reports whether the caller is the person that their key says, and not one
// whose code, ticket or place they came back to.
func (v *visitor) hasOwnIdentity() bool {
	return v.caller.HasKey && (v.room() == nil || v.id.storedIn(v.room()) == "")
}

// comeBack gives the caller the identity of the person who has the return code.
func (v *visitor) comeBack(ctx context.Context, room workshop.Live, symbols string) error {
	if v.caller.Plain {
		return ErrPlainCode
	}
	if !code.IsReturn(symbols) {
		return errWrongReturn // a typing mistake does not count as a guess
	}
	var waited error
	err := v.tryCode(ctx, errWrongReturn, func() bool {
		stored, known := v.r.returnCodes.find(room, symbols)
		if !known {
			if stored, waited = v.identifySlowly(ctx, v.r.pace.unknownCodes, room, symbols); waited != nil {
				return false
			}
		}
		if room.Board().PersonByKey(stored) == nil {
			return false
		}
		v.id.set(room, stored, symbols, "")
		v.r.returnCodes.remember(room, symbols, stored)
		return true
	})
	if err == nil {
		v.caller.Conn.SetOwner("code " + symbols)
	}
	return cmp.Or(waited, err)
}

// showTicket finds the ticket that the caller came with. If they have joined before they
// hold it from now on, or else when they join. A caller who shows a ticket held by a person
// without a key is that person: a ticket is as secret as a return code.
func (v *visitor) showTicket(ctx context.Context, written string) error {
	v.ticket.Store(0)
	b := v.room().Board()
	if written == "" || v.leads() {
		return nil
	}
	if v.caller.Plain {
		return ErrPlainCode
	}
	no, err := v.room().Ticket(ctx, written)
	if err != nil {
		return err
	}
	p := b.PersonByKey(v.identity(v.room()))
	if holder := b.Person(ticketHolder(b, no)); p == nil && holder != nil {
		v.id.set(v.room(), holder.Key, "", written)
		v.ticket.Store(int64(no))
		return nil
	}
	switch {
	case !b.Ended.IsZero():
		return nil
	case p == nil:
		err = b.CheckTicket(no, 0)
	default:
		if err = b.CheckTicket(no, p.ID); err == nil && p.Ticket == 0 && p.Role == model.Participant && !p.Removed {
			by := model.Actor{Person: p.ID, Role: model.Participant}
			_, err = v.room().Do(ctx, by, lines.NewOp(), model.UseTicket{Ticket: no})
		}
	}
	if err == nil {
		v.ticket.Store(int64(no))
	}
	return err
}

// ticketHolder returns the person who can come back by showing the ticket alone: its
// holder, if they have no key and do not lead; otherwise 0.
func ticketHolder(b *model.Board, no int) model.PersonID {
	t := b.Ticket(no)
	if t == nil || t.Void {
		return 0
	}
	if p := b.Person(t.Holder); p != nil && p.Keyless && p.Role != model.Facilitator {
		return p.ID
	}
	return 0
}

// seats records who is at which terminals, so that a person who comes back without a key
// leaves no half-dead terminal behind.
type seats struct {
	mu       sync.Mutex
	byPerson map[personKey]map[*visitor]struct{}
}

// sit records that the visitor has taken their seat. Other visitors at the same seat are
// told and disconnected, unless the visitor came by the key that they joined with.
func (s *seats) sit(v *visitor, at personKey) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.byPerson == nil {
		s.byPerson = map[personKey]map[*visitor]struct{}{}
	}
	if p := v.person(); !v.hasOwnIdentity() || p != nil && p.Key != v.identity(v.room()) {
		for other := range s.byPerson[at] {
			if other.caller.Conn != v.caller.Conn {
				other.caller.Conn.Replace()
			}
		}
	}
	if s.byPerson[at] == nil {
		s.byPerson[at] = map[*visitor]struct{}{}
	}
	s.byPerson[at][v] = struct{}{}
}

// leave records that the visitor has left the seat.
func (s *seats) leave(v *visitor, at personKey) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.byPerson[at], v)
	if len(s.byPerson[at]) == 0 {
		delete(s.byPerson, at)
	}
}

// takeSeat takes the visitor's seat; leave gives it up.
func (v *visitor) takeSeat(p model.PersonID) (leave func()) {
	at := personKey{v.room().Board().ID, p}
	v.r.seats.sit(v, at)
	return func() { v.r.seats.leave(v, at) }
}
