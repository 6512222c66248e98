package router

import (
	"context"
	"sync/atomic"

	"verkstad/model"
	"verkstad/model/code"
	"verkstad/sshserver"
	"verkstad/ui/stage"
)

// threshold is a visitor at the door of their room: the [stage.Door] of their
// terminal.
type threshold struct {
	v      *visitor
	claims atomic.Int32 // that they have made
}

var _ stage.Door = (*threshold)(nil)

func (t *threshold) Keyless() bool    { return !t.v.caller.HasKey }
func (t *threshold) Identity() string { return t.v.identity(t.v.room()) }
func (t *threshold) JoinAs() string   { return t.v.joinAs(t.v.room()) }
func (t *threshold) WayBack() string  { return t.v.id.wayBack() }

// Typed finds whom a code belongs to that was typed where a name is asked for.
func (t *threshold) Typed(text string) (known bool, err error) {
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

// maxClaims is how many places may be asked for at one terminal.
const maxClaims = 5

// Claim asks for a person's place, after those who wait to ask.
func (t *threshold) Claim(p model.PersonID) (model.Claim, func(), error) {
	if t.claims.Add(1) > maxClaims {
		return model.Claim{}, nil, ErrTooManyTries
	}
	v := t.v
	from := sshserver.SourceOf(v.caller.Remote)
	if err := v.r.pace.claims.pass(context.Background(), v.gone, from, 0, nil); err != nil {
		return model.Claim{}, nil, err
	}
	one := &claimed{workshop: v.room().Board().ID, from: from, person: p, at: v.r.config.Now()}
	if !v.r.claiming.begin(one) {
		return model.Claim{}, nil, model.ErrClaims
	}
	claim, withdraw, err := v.room().Claim(p, v.joinAs(v.room()))
	if err != nil {
		v.r.claiming.end(one)
		return claim, withdraw, err
	}
	v.r.claiming.shown(one, withdraw)
	return claim, func() { withdraw(); v.r.claiming.end(one) }, nil
}
