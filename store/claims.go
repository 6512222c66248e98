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

// claimsOfOne is how many may wait at a time who say to be the same person, so that
// nobody keeps the others from theirs by one name.
const claimsOfOne = 3

// claims is who waits at the door to be given their place back, in memory only.
type claims struct {
	last int            // number given
	keys map[int]string // of those that wait, by number
}

// Claim says that whoever has the key says to be a person. A facilitator gives
// them their place back with [model.HandBack]; whoever claims sees that by the
// key becoming the person's, and a refusal by the claim being gone. withdraw ends
// it and may be called twice. It returns the errors of [model.Board.CanBeClaimed],
// and model.ErrFull.
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

// Refuse takes a claim away, if it is there.
func (l *Live) Refuse(claim int) {
	l.room.change(func(next *model.Presence) { l.claims.remove(next, func(c model.Claim) bool { return c.No == claim }) })
}

// remove takes claims away, under the room's lock.
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

// expireClaims takes those away that have waited for too long.
func (l *Live) expireClaims() {
	old := func(c model.Claim) bool { return l.now().Sub(c.At) > claimFor }
	if slices.ContainsFunc(l.Presence().Claims, old) {
		l.room.change(func(next *model.Presence) { l.claims.remove(next, old) })
	}
}

// completeClaim fills in whose claim it is. A claim that is gone leaves it empty.
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

// freeCheck draws two digits that no other claim has.
func freeCheck(others []model.Claim) int {
	for {
		n, _ := rand.Int(rand.Reader, big.NewInt(90)) // never fails, see crypto/rand
		check := 10 + int(n.Int64())
		if !slices.ContainsFunc(others, func(c model.Claim) bool { return c.Check == check }) {
			return check
		}
	}
}
