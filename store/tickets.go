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

// tickets are the numbers of a workshop's tickets, by hash.
type tickets struct {
	known atomic.Pointer[map[[32]byte]int] // the map is never changed in place
}

// load sets the tickets that are on disk.
func (t *tickets) load(saved map[[32]byte]int) { t.known.Store(&saved) }

func (t *tickets) number(hash model.TicketHash) int {
	if all := t.known.Load(); all != nil {
		return (*all)[hash]
	}
	return 0
}

// add adds new tickets, which are on disk.
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

// TicketHash returns the hash of what is written on a ticket of this workshop: an
// HMAC-SHA-256 with the server's secret. Case and hyphens do not matter.
func (l *Live) TicketHash(written string) model.TicketHash {
	symbols, _ := code.Normalise(written)
	secret := l.store.db.Secret()
	mac := hmac.New(sha256.New, secret[:])
	mac.Write([]byte("ticket:" + l.id + ":" + symbols))
	return model.TicketHash(mac.Sum(nil))
}

// Ticket returns the number of the ticket with this written on it, whether or not it is
// still valid. It returns model.ErrTicket if there is none. The time it takes tells
// nothing, since it looks up a keyed hash.
func (l *Live) Ticket(_ context.Context, written string) (int, error) {
	if no := l.tickets.number(l.TicketHash(written)); no != 0 {
		return no, nil
	}
	return 0, model.ErrTicket
}

// hashesOf returns the hashes of the tickets that a command makes.
func hashesOf(c model.Command) []model.TicketHash {
	switch c := c.(type) {
	case model.MakeTickets:
		return c.Hashes
	case model.ReplaceTicket:
		return []model.TicketHash{c.Hash}
	}
	return nil
}

// makeTickets records the numbers that the tickets of a command have been given. It returns
// an error for a hash that is another ticket's.
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

// heirs records who last cast each ballot of the open round, in memory only. A ticket that
// replaces another takes over its ballot: its holder now can change that ballot, and may
// not see what the previous holder voted.
type heirs struct {
	mu      sync.Mutex
	byToken map[model.Token]model.PersonID
}

// cast records who cast ballots that are on disk.
func (h *heirs) cast(voters map[model.Token]model.PersonID) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.byToken == nil {
		h.byToken = map[model.Token]model.PersonID{}
	}
	maps.Copy(h.byToken, voters)
}

func (h *heirs) isHolder(t model.Token, p model.PersonID) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.byToken[t] == p
}

func (h *heirs) clear() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.byToken = nil
}
