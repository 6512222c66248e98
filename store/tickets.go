package store

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"maps"
	"sync"
	"sync/atomic"

	"verkstad/model"
	"verkstad/model/code"
)

// tickets is what a workshop's tickets are known by: their numbers by hash.
type tickets struct {
	known atomic.Pointer[map[[32]byte]int] // never changed in place
}

// load takes up the tickets that are on disk.
func (t *tickets) load(saved map[[32]byte]int) { t.known.Store(&saved) }

func (t *tickets) number(hash model.TicketHash) int {
	if all := t.known.Load(); all != nil {
		return (*all)[hash]
	}
	return 0
}

// add takes up new ones, which are on disk.
func (t *tickets) add(made map[[32]byte]int) {
	if len(made) == 0 {
		return
	}
	all := map[[32]byte]int{}
	if before := t.known.Load(); before != nil {
		all = maps.Clone(*before)
	}
	maps.Copy(all, made)
	t.known.Store(&all)
}

// TicketHash is what stands for what is written on a ticket of this workshop:
// the HMAC-SHA-256 with the server's secret. Case and hyphens do not matter.
func (l *Live) TicketHash(written string) model.TicketHash {
	symbols, _ := code.Normalise(written)
	secret := l.store.db.Secret()
	mac := hmac.New(sha256.New, secret[:])
	mac.Write([]byte("ticket:" + l.id + ":" + symbols))
	return model.TicketHash(mac.Sum(nil))
}

// Ticket is the number of the ticket with this written on it, whether or not it
// is good still. It returns model.ErrTicket if there is none. How long it takes
// tells nothing, since it looks for a keyed hash.
func (l *Live) Ticket(_ context.Context, written string) (int, error) {
	if no := l.tickets.number(l.TicketHash(written)); no != 0 {
		return no, nil
	}
	return 0, model.ErrTicket
}

// hashesOf is the hashes of the tickets that a command makes.
func hashesOf(c model.Command) []model.TicketHash {
	switch c := c.(type) {
	case model.MakeTickets:
		return c.Hashes
	case model.ReplaceTicket:
		return []model.TicketHash{c.Hash}
	}
	return nil
}

// makeTickets notes which numbers the tickets of a command have got. It refuses
// a hash that is another ticket's already.
func (b *batch) makeTickets(hashes []model.TicketHash, first int, known *tickets) error {
	made := make(map[[32]byte]int, len(hashes))
	for i, hash := range hashes {
		if made[hash] != 0 || b.tickets[hash] != 0 || known.number(hash) != 0 {
			return model.ErrTicket
		}
		made[hash] = first + i
	}
	maps.Copy(b.tickets, made)
	return nil
}

// heirs is who cast each ballot of the open round last, in memory only. A
// ticket that replaces another has its ballot too: who holds it now changes
// that ballot, and may not see what the holder before voted.
type heirs struct {
	mu sync.Mutex
	of map[model.Token]model.PersonID
}

// cast notes who cast ballots that are on disk.
func (h *heirs) cast(voters map[model.Token]model.PersonID) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.of == nil {
		h.of = map[model.Token]model.PersonID{}
	}
	maps.Copy(h.of, voters)
}

func (h *heirs) are(t model.Token, p model.PersonID) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.of[t] == p
}

func (h *heirs) clear() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.of = nil
}
