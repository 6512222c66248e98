package reception

import (
	"context"
	"sync"
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

// Claim asks for a person's place.
func (t *threshold) Claim(p model.PersonID) (model.Claim, func(), error) {
	if t.claims.Add(1) > maxClaims {
		return model.Claim{}, nil, ErrTooManyTries
	}
	done, ok := t.v.r.claiming.begin(sshserver.SourceOf(t.v.caller.Remote))
	if !ok {
		return model.Claim{}, nil, model.ErrClaims
	}
	claim, withdraw, err := t.v.room().Claim(p, t.v.joinAs(t.v.room()))
	if err != nil {
		done()
		return claim, withdraw, err
	}
	return claim, func() { withdraw(); done() }, nil
}

// claimsOfSource is how many places may be asked for from one address at a time: half
// of all that a workshop takes, so that no address keeps others from theirs.
const claimsOfSource = model.MaxClaims / 2

// claiming counts the places that are asked for, by source.
type claiming struct {
	mu sync.Mutex
	of map[sshserver.Source]int
}

// begin counts one more, until done is called; ok is false if there are too many.
func (c *claiming) begin(from sshserver.Source) (done func(), ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of[from] >= claimsOfSource {
		return nil, false
	}
	if c.of == nil {
		c.of = map[sshserver.Source]int{}
	}
	c.of[from]++
	return sync.OnceFunc(func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.of[from]--; c.of[from] == 0 {
			delete(c.of, from)
		}
	}), true
}
