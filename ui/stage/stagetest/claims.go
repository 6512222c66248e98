package stagetest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"verkstad/model"
	"verkstad/model/code"
)

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
