package router

import (
	"slices"
	"sync"
	"time"

	"verkstad/model"
	"verkstad/sshserver"
)

const (
	// claimsOfSource is how many claims may be open from one address at a time: half of all
	// that a workshop can have.
	claimsOfSource = model.MaxClaims / 2
	// claimsOfPerson is how many claims may be open on one person's place.
	claimsOfPerson = 3
	// claimLasts is how long a claim is certain to stay if there are many: time enough for
	// a facilitator to look at two screens.
	claimLasts = time.Minute
)

// openClaims are the claims that are open, so that the list that a facilitator sees is
// bounded, and nobody can keep others from it. If it is full, or three claim to be the same
// person, a new claim replaces one of the source that has the most: the newest if that
// source has at least two more than the new claim's own, or else the oldest that has been
// there for claimLasts.
type openClaims struct {
	mu         sync.Mutex
	byWorkshop map[string][]*openClaim // by workshop, the oldest first
}

// openClaim is one claim that is open.
type openClaim struct {
	workshop string
	from     sshserver.Source
	person   model.PersonID
	at       time.Time
	withdraw func() // removes it from the facilitator's list; nil until it is there
}

// begin adds a claim, replacing another if it must. It returns false if there is no room
// for it.
func (c *openClaims) begin(one *openClaim) (ok bool) {
	c.mu.Lock()
	all := c.byWorkshop[one.workshop]
	var among []*openClaim
	for _, full := range []struct {
		most int
		is   func(*openClaim) bool
	}{
		{claimsOfSource, func(o *openClaim) bool { return o.from == one.from }},
		{claimsOfPerson, func(o *openClaim) bool { return o.person == one.person }},
		{model.MaxClaims, func(*openClaim) bool { return true }},
	} {
		same := slices.DeleteFunc(slices.Clone(all), func(o *openClaim) bool { return !full.is(o) })
		if len(same) >= full.most {
			among = same
			break
		}
	}
	var withdraw func()
	if among != nil {
		gives := one.chooseReplaced(among)
		if gives == nil {
			c.mu.Unlock()
			return false
		}
		withdraw = gives.withdraw // nil if it is not shown yet; shown will find that it was replaced
		all = slices.DeleteFunc(slices.Clone(all), func(o *openClaim) bool { return o == gives })
	}
	if c.byWorkshop == nil {
		c.byWorkshop = map[string][]*openClaim{}
	}
	c.byWorkshop[one.workshop] = append(slices.Clip(all), one)
	c.mu.Unlock()
	if withdraw != nil {
		withdraw()
	}
	return true
}

// chooseReplaced returns the claim among some that one replaces; nil if none.
func (one *openClaim) chooseReplaced(some []*openClaim) (gives *openClaim) {
	has := map[sshserver.Source]int{}
	for _, o := range some {
		has[o.from]++
	}
	rank := func(o *openClaim) int { // 0 means that it stays
		switch old := one.at.Sub(o.at) >= claimLasts; {
		case has[o.from] >= has[one.from]+2:
			return 2 * has[o.from]
		case old && (o.from == one.from || has[o.from] > has[one.from]):
			return 2*has[o.from] + 1
		}
		return 0
	}
	best := 0
	for _, o := range some { // the oldest first
		if r := rank(o); r > best || r == best && r > 0 && r%2 == 0 {
			best, gives = r, o
		}
	}
	return gives
}

// shown records how one is removed from the facilitator's list, and removes it if it has
// been replaced meanwhile.
func (c *openClaims) shown(one *openClaim, withdraw func()) {
	c.mu.Lock()
	one.withdraw = withdraw
	stays := slices.Contains(c.byWorkshop[one.workshop], one)
	c.mu.Unlock()
	if !stays {
		withdraw()
	}
}

// end removes a claim. It may be called twice.
func (c *openClaims) end(one *openClaim) {
	c.mu.Lock()
	defer c.mu.Unlock()
	left := slices.DeleteFunc(slices.Clone(c.byWorkshop[one.workshop]), func(o *openClaim) bool { return o == one })
	if len(left) == 0 {
		delete(c.byWorkshop, one.workshop)
		return
	}
	c.byWorkshop[one.workshop] = left
}
