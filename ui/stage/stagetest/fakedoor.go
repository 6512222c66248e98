package stagetest

import (
	"verkstad/model"
	"verkstad/model/code"
	"verkstad/model/workshop"
	"verkstad/ui/stage"
)

// Door is the door of somebody without a key, with a return code of their own,
// in canonical form. Codes that are typed are those of who joined with one.
type Door struct {
	Room  workshop.Live
	Code  string
	known string
}

var _ stage.Door = (*Door)(nil)

// Keyless is true.
func (d *Door) Keyless() bool { return true }

// Identity is who they have become.
func (d *Door) Identity() string { return d.known }

// JoinAs is the identity of their code.
func (d *Door) JoinAs() string {
	if d.known == "" {
		d.known = d.Room.IdentifyReturn(d.Code)
	}
	return d.known
}

// Typed finds who joined with a return code.
func (d *Door) Typed(text string) (bool, error) {
	kind, symbols := code.Typed(text)
	if kind != code.Returning {
		return kind == code.Mistyped, model.ErrNotJoined
	}
	id := d.Room.IdentifyReturn(symbols)
	if d.Room.Board().PersonByKey(id) == nil {
		return true, model.ErrNotJoined
	}
	d.known, d.Code = id, symbols
	return true, nil
}

// WayBack is their code.
func (d *Door) WayBack() string { return code.Return(d.Code) }

// Claim asks for a person's place.
func (d *Door) Claim(p model.PersonID) (model.Claim, func(), error) {
	return d.Room.Claim(p, d.JoinAs())
}
