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

// identity is how a visitor is known: by the key that the server saw proven, or
// else by a return code, a ticket, or a place that a facilitator gave back.
type identity struct {
	mu sync.Mutex
	// code is the return code that they came with, or that was drawn for them;
	// written is the ticket that they are known by. Both normalised.
	code, written string
	// stored is who they are in a workshop, where it does not follow from their key.
	stored, workshop string
}

// newReturnCode draws a return code.
func newReturnCode() string {
	for {
		var random [code.ReturnLength - 1]byte
		_, _ = rand.Read(random[:]) // never fails, see crypto/rand
		if symbols, ok := code.NewReturn(random); ok {
			return symbols
		}
	}
}

// know says who the visitor is in a workshop.
func (i *identity) know(room workshop.Boards, stored, code, ticket string) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.stored, i.workshop, i.code, i.written = stored, room.Board().ID, code, ticket
}

// drawn is their return code as symbols; empty for none.
func (i *identity) drawn() string {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.code
}

// in is who the visitor is in a workshop, as far as that has been found; empty
// if their key decides.
func (i *identity) in(room workshop.Boards) string {
	i.mu.Lock()
	defer i.mu.Unlock()
	if room.Board().ID != i.workshop {
		return ""
	}
	return i.stored
}

// wayBack is what the visitor comes back with, as it is shown; empty if their
// key is enough.
func (i *identity) wayBack() string {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.written != "" {
		return code.Ticket(i.written)
	}
	return code.Return(i.code)
}

// identity is who the caller is in a room; empty for somebody without a key who
// has neither joined nor come back.
func (v *visitor) identity(room workshop.Live) string {
	if stored := v.id.in(room); stored != "" || !v.caller.HasKey {
		return stored
	}
	return room.Identify(v.caller.Key)
}

// joinAs is who the caller will be in a room when they join. For somebody without
// a key it takes some milliseconds the first time, after those who wait for the
// same; it is empty if they leave meanwhile.
func (v *visitor) joinAs(room workshop.Live) string {
	if id := v.identity(room); id != "" {
		return id
	}
	drawn := v.id.drawn()
	ctx := context.Background() // who leaves waits no more
	stored, err := v.slowly(ctx, v.r.pace.drawn, room, drawn)
	if err != nil {
		return ""
	}
	v.id.know(room, stored, drawn, "")
	return v.identity(room)
}

// own tells whether the caller is who their key says, and not somebody whose
// code, ticket or place they came back to.
func (v *visitor) own() bool {
	return v.caller.HasKey && (v.room() == nil || v.id.in(v.room()) == "")
}

// comeBack makes the caller who has a return code.
func (v *visitor) comeBack(ctx context.Context, room workshop.Live, symbols string) error {
	if !code.IsReturn(symbols) {
		return ErrWrongReturn // a slip of the hand is no guess
	}
	var waited error
	err := v.try(ctx, ErrWrongReturn, func() bool {
		stored, known := v.r.returns.find(room, symbols)
		if !known {
			if stored, waited = v.slowly(ctx, v.r.pace.codes, room, symbols); waited != nil {
				return false
			}
		}
		if room.Board().PersonByKey(stored) == nil {
			return false
		}
		v.id.know(room, stored, symbols, "")
		v.r.returns.remember(room, symbols, stored)
		return true
	})
	if err == nil {
		v.caller.Conn.SetOwner("code " + symbols)
	}
	return cmp.Or(waited, err)
}

// showTicket finds the ticket that somebody came with. Who has joined before
// holds it from now on, others when they join. Whoever comes with a ticket that
// somebody without a key holds is that person: the ticket is as much theirs
// alone as a return code is.
func (v *visitor) showTicket(ctx context.Context, written string) error {
	v.ticket.Store(0)
	b := v.room().Board()
	if written == "" || v.leads() {
		return nil
	}
	no, err := v.room().Ticket(ctx, written)
	if err != nil {
		return err
	}
	p := b.PersonByKey(v.identity(v.room()))
	if holder := b.Person(ticketHolder(b, no)); p == nil && holder != nil {
		v.id.know(v.room(), holder.Key, "", written)
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

// ticketHolder is who comes back by showing the ticket alone: its holder, if they
// have no key and do not lead; otherwise 0.
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

// seats is who sits at which terminals, so that somebody who comes back without
// a key leaves no terminal behind that is half alive.
type seats struct {
	mu sync.Mutex
	at map[paced]map[*visitor]struct{}
}

// sit notes that the visitor has taken their seat. Others at it are told and let
// go, unless the visitor came by the key that they joined with.
func (s *seats) sit(v *visitor, at paced) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.at == nil {
		s.at = map[paced]map[*visitor]struct{}{}
	}
	if p := v.person(); !v.own() || p != nil && p.Key != v.identity(v.room()) {
		for other := range s.at[at] {
			if other.caller.Conn != v.caller.Conn {
				other.caller.Conn.Replace()
			}
		}
	}
	if s.at[at] == nil {
		s.at[at] = map[*visitor]struct{}{}
	}
	s.at[at][v] = struct{}{}
}

// leave notes that the visitor has gone.
func (s *seats) leave(v *visitor, at paced) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.at[at], v)
	if len(s.at[at]) == 0 {
		delete(s.at, at)
	}
}

// take takes the visitor's seat; leave gives it up.
func (v *visitor) take(p model.PersonID) (leave func()) {
	at := paced{v.room().Board().ID, p}
	v.r.seats.sit(v, at)
	return func() { v.r.seats.leave(v, at) }
}
