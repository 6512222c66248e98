package store

import (
	"crypto/rand"
	"math/big"
	"slices"
	"sync"
	"time"

	"verkstad/model"
)

// claimFor is how long a claim waits for a facilitator.
const claimFor = 10 * time.Minute

// claimsOfOne is how many claims on one person's place may wait at a time, so that nobody
// keeps others from theirs by one name.
const claimsOfOne = 3

// claims are the claims that wait for a facilitator, in memory only.
type claims struct {
	last int            // last number given
	keys map[int]string // keys of those that wait, by number
}

// Claim records that the holder of a key claims a person's place. A facilitator gives them
// the place with [model.HandBack]: the key then becomes the person's. If the claim
// disappears without that, it was refused. withdraw ends the claim and may be called twice.
// Claim returns the errors of [model.Board.CanBeClaimed], and model.ErrFull.
func (l *Live) Claim(p model.PersonID, key string) (c model.Claim, withdraw func(), err error) {
	if err := l.Board().CanBeClaimed(p); err != nil {
		return model.Claim{}, nil, err
	}
	err = model.ErrClaims
	l.room.change(func(next *model.Presence) {
		same := 0
		for _, other := range next.Claims {
			if other.Person == p {
				same++
			}
		}
		if len(next.Claims) >= model.MaxClaims || same >= claimsOfOne {
			return
		}
		l.claims.last++
		c = model.Claim{No: l.claims.last, Person: p, Check: freeCheck(next.Claims), At: l.now()}
		if l.claims.keys == nil {
			l.claims.keys = map[int]string{}
		}
		l.claims.keys[c.No], err = key, nil
		next.Claims = append(slices.Clip(next.Claims), c)
	})
	return c, sync.OnceFunc(func() { l.Refuse(c.No) }), err
}

// Refuse removes a claim, if it is there.
func (l *Live) Refuse(claim int) {
	l.room.change(func(next *model.Presence) { l.claims.remove(next, func(c model.Claim) bool { return c.No == claim }) })
}

// remove removes claims, under the room's lock.
func (s *claims) remove(p *model.Presence, gone func(model.Claim) bool) {
	left := slices.Clone(p.Claims)
	p.Claims = slices.DeleteFunc(left, func(c model.Claim) bool {
		if gone(c) {
			delete(s.keys, c.No)
			return true
		}
		return false
	})
}

// expireClaims removes claims that have waited for too long.
func (l *Live) expireClaims() {
	old := func(c model.Claim) bool { return l.now().Sub(c.At) > claimFor }
	if slices.ContainsFunc(l.Presence().Claims, old) {
		l.room.change(func(next *model.Presence) { l.claims.remove(next, old) })
	}
}

// completeClaim fills in the key and the person of a claim. If the claim is gone, they stay
// empty.
func (l *Live) completeClaim(c model.HandBack) model.HandBack {
	c.Person, c.Key = 0, ""
	l.expireClaims()
	l.room.change(func(next *model.Presence) {
		for _, claim := range next.Claims {
			if claim.No == c.Claim {
				c.Person, c.Key = claim.Person, l.claims.keys[claim.No]
			}
		}
	})
	return c
}

// freeCheck returns two random digits that no other claim has.
func freeCheck(others []model.Claim) int {
	for {
		n, _ := rand.Int(rand.Reader, big.NewInt(90)) // never fails, see crypto/rand
		check := 10 + int(n.Int64())
		if !slices.ContainsFunc(others, func(c model.Claim) bool { return c.Check == check }) {
			return check
		}
	}
}
