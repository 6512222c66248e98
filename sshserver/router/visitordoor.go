package router

import (
	"context"
	"sync/atomic"

	"verkstad/model"
	"verkstad/model/code"
	"verkstad/sshserver"
	"verkstad/ui/stage"
)

// visitorDoor is the [stage.Door] of a visitor's terminal: joining, coming back, claiming a
// place.
type visitorDoor struct {
	v          *visitor
	claimCount atomic.Int32 // number made
}

var _ stage.Door = (*visitorDoor)(nil)

func (t *visitorDoor) Keyless() bool    { return !t.v.caller.HasKey }
func (t *visitorDoor) Identity() string { return t.v.identity(t.v.room()) }
func (t *visitorDoor) JoinAs() string   { return t.v.joinAs(t.v.room()) }
func (t *visitorDoor) WayBack() string  { return t.v.id.wayBack() }

// Typed finds the person that a code belongs to that was typed where a name is asked for.
func (t *visitorDoor) Typed(text string) (known bool, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), lookupTimeout)
	defer cancel()
	kind, symbols := code.Typed(text)
	switch kind {
	case code.Returning, code.Mistyped:
		return true, t.v.comeBack(ctx, t.v.room(), symbols)
	case code.OldReturn: // or a name that looks like one
		return t.v.comeBack(ctx, t.v.room(), symbols) == nil, nil
	case code.Ticketed:
		return true, t.v.showTicket(ctx, symbols)
	}
	return false, nil
}

// maxClaims is how many places may be claimed at one terminal.
const maxClaims = 5

// Claim claims a person's place, after the others who wait to claim one.
func (t *visitorDoor) Claim(p model.PersonID) (model.Claim, func(), error) {
	if t.v.caller.Plain {
		return model.Claim{}, nil, ErrPlainCode
	}
	if t.claimCount.Add(1) > maxClaims {
		return model.Claim{}, nil, errTooManyTries
	}
	v := t.v
	from := sshserver.SourceOf(v.caller.Remote)
	if err := v.r.pace.claims.pass(context.Background(), v.gone, from, 0, nil); err != nil {
		return model.Claim{}, nil, err
	}
	one := &openClaim{workshop: v.room().Board().ID, from: from, person: p, at: v.r.config.Now()}
	if !v.r.claims.begin(one) {
		return model.Claim{}, nil, model.ErrClaims
	}
	claim, withdraw, err := v.room().Claim(p, v.joinAs(v.room()))
	if err != nil {
		v.r.claims.end(one)
		return claim, withdraw, err
	}
	v.r.claims.shown(one, withdraw)
	return claim, func() { withdraw(); v.r.claims.end(one) }, nil
}
