package router

import (
	"slices"
	"sync"
	"time"

	"verkstad/model"
	"verkstad/sshserver"
)

const (
	// claimsOfSource is how many places may be asked for from one address at a time:
	// half of all that a workshop takes.
	claimsOfSource = model.MaxClaims / 2
	// claimsOfPerson is how many may say to be the same person.
	claimsOfPerson = 3
	// claimLasts is how long a claim stays where many ask, whoever comes: time enough
	// for a facilitator to look at two screens.
	claimLasts = time.Minute
)

// claiming is who asks for places, so that the list that a facilitator sees is
// bounded, and nobody can keep others from it. Where it is full, or three say to be
// the same person, another comes in for one of the source that has the most: for
// the newest if that source has two more than one's own, or else for the oldest
// that has stood there for a minute.
type claiming struct {
	mu sync.Mutex
	of map[string][]*claimed // by workshop, in the order in which they came
}

// claimed is one place that is asked for.
type claimed struct {
	workshop string
	from     sshserver.Source
	person   model.PersonID
	at       time.Time
	withdraw func() // takes it from the facilitator's list; nil until it is there
}

// begin takes up one more; ok is false if there is no room for it. It takes another
// away if it must.
func (c *claiming) begin(one *claimed) (ok bool) {
	c.mu.Lock()
	all := c.of[one.workshop]
	var among []*claimed
	for _, full := range []struct {
		most int
		is   func(*claimed) bool
	}{
		{claimsOfSource, func(o *claimed) bool { return o.from == one.from }},
		{claimsOfPerson, func(o *claimed) bool { return o.person == one.person }},
		{model.MaxClaims, func(*claimed) bool { return true }},
	} {
		same := slices.DeleteFunc(slices.Clone(all), func(o *claimed) bool { return !full.is(o) })
		if len(same) >= full.most {
			among = same
			break
		}
	}
	var withdraw func()
	if among != nil {
		gives := one.takesThePlaceOf(among)
		if gives == nil {
			c.mu.Unlock()
			return false
		}
		withdraw = gives.withdraw // nil if it is not shown yet, which looks whether it has had to go
		all = slices.DeleteFunc(slices.Clone(all), func(o *claimed) bool { return o == gives })
	}
	if c.of == nil {
		c.of = map[string][]*claimed{}
	}
	c.of[one.workshop] = append(slices.Clip(all), one)
	c.mu.Unlock()
	if withdraw != nil {
		withdraw()
	}
	return true
}

// takesThePlaceOf is who of some must go for one more; nil if nobody.
func (one *claimed) takesThePlaceOf(some []*claimed) (gives *claimed) {
	has := map[sshserver.Source]int{}
	for _, o := range some {
		has[o.from]++
	}
	rank := func(o *claimed) int { // 0: stays
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

// shown notes how one is taken from the facilitator's list, and does so if it has
// had to go meanwhile.
func (c *claiming) shown(one *claimed, withdraw func()) {
	c.mu.Lock()
	one.withdraw = withdraw
	stays := slices.Contains(c.of[one.workshop], one)
	c.mu.Unlock()
	if !stays {
		withdraw()
	}
}

// end forgets one. It may be called twice.
func (c *claiming) end(one *claimed) {
	c.mu.Lock()
	defer c.mu.Unlock()
	left := slices.DeleteFunc(slices.Clone(c.of[one.workshop]), func(o *claimed) bool { return o == one })
	if len(left) == 0 {
		delete(c.of, one.workshop)
		return
	}
	c.of[one.workshop] = left
}
