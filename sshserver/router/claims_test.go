package router

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"verkstad/model"
)

// asking is a list of places that are asked for, as a facilitator sees it.
type asking struct {
	openClaims
	now  time.Time
	list []*openClaim
}

// asks asks for a person's place from an address.
func (a *asking) asks(from string, person model.PersonID) *openClaim {
	one := &openClaim{workshop: "W", from: at(from), person: person, at: a.now}
	if !a.begin(one) {
		return nil
	}
	a.list = append(a.list, one)
	a.shown(one, func() {
		a.list = slices.DeleteFunc(a.list, func(o *openClaim) bool { return o == one })
	})
	return one
}

// TestNoAddressAsksForAllPlaces holds that somebody who asks for others' places
// again and again keeps nobody elsewhere from asking for theirs, by all places or
// by one name, and that a claim stays for long enough to be seen.
func TestNoAddressAsksForAllPlaces(t *testing.T) {
	a := &asking{now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}
	for n := range 50 {
		if one := a.asks("127.0.0.66", model.PersonID(10+n)); (one != nil) != (n < claimsOfSource) {
			t.Fatalf("the %d. of one address: %v", n+1, one)
		}
	}
	for n := range 50 {
		a.asks("127.0.0.67", model.PersonID(100+n))
	}
	bo := a.asks("127.0.0.7", 1)
	if bo == nil || len(a.list) != model.MaxClaims {
		t.Fatalf("who comes from elsewhere: %v, of %d", bo, len(a.list))
	}
	for n := range 500 { // others come from ever new addresses, and for the same name
		a.now = a.now.Add(100 * time.Millisecond)
		a.asks(fmt.Sprintf("10.0.%d.%d", n/200, n%200), model.PersonID(1+n%2))
		a.asks("127.0.0.66", 1)
		if len(a.list) > model.MaxClaims {
			t.Fatalf("%d are on the list", len(a.list))
		}
		if !slices.Contains(a.list, bo) {
			t.Fatalf("Bo was pushed out after %v", a.now.Sub(bo.at))
		}
	}
	a.now = a.now.Add(claimLasts)
	asa := a.asks("127.0.0.8", 1)
	if asa == nil {
		t.Error("who comes when others have stood there for a minute is not taken up")
	}
	for _, one := range slices.Clone(a.list) {
		one.withdraw()
		a.end(one)
		a.end(one)
	}
	if len(a.byWorkshop)+len(a.list) != 0 {
		t.Errorf("left behind: %v, %v", a.byWorkshop, a.list)
	}
}

// TestAClaimThatGoesWhileItIsShownIsWithdrawn has others come just as claims are put
// on the facilitator's list: each that had to go is taken from there. Run with -race.
func TestAClaimThatGoesWhileItIsShownIsWithdrawn(t *testing.T) {
	var c openClaims
	var on atomic.Int64 // how many are on the list
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	var all sync.WaitGroup
	for n := range 400 {
		all.Go(func() {
			one := &openClaim{workshop: "W", from: at(fmt.Sprintf("10.0.0.%d", n%20)), person: model.PersonID(n % 50), at: now.Add(time.Duration(n) * claimLasts)}
			if !c.begin(one) {
				return
			}
			on.Add(1)
			c.shown(one, sync.OnceFunc(func() { on.Add(-1) }))
		})
	}
	all.Wait()
	if n := len(c.byWorkshop["W"]); int64(n) != on.Load() || n > model.MaxClaims {
		t.Errorf("%d are on the list, and %d places are taken", on.Load(), n)
	}
}
