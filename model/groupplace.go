package model

// Place is where the group is: in a phase, with a vote open or not. A command that moves
// the group can say from where, so that it does nothing if another facilitator has moved
// the group meanwhile. The zero Place is anywhere.
type Place struct {
	Phase PhaseID // 0 before the first
	Round RoundID // the open vote; 0 if none
	known bool
}

// Place returns where the group is.
func (b *Board) Place() Place {
	p := Place{known: true}
	if ph := b.Phase(); ph != nil {
		p.Phase = ph.ID
	}
	if round := b.OpenRound(); round != nil {
		p.Round = round.ID
	}
	return p
}

// Closed returns the same place after its vote has closed.
func (p Place) Closed() Place {
	p.Round = 0
	return p
}

// isAt returns ErrElsewhere if the group is not in a place any more.
func (b *Board) isAt(p Place) error {
	if p.known && p != b.Place() {
		return ErrElsewhere
	}
	return nil
}

// isIn returns ErrElsewhere if the group is not in a place's phase any more.
func (b *Board) isIn(p Place) error {
	if p.known && p.Phase != b.Place().Phase {
		return ErrElsewhere
	}
	return nil
}

// leadAt is [Board.lead] for a command that is meant for a place.
func (b *Board) leadAt(by Actor, p Place) error {
	if err := b.lead(by); err != nil {
		return err
	}
	return b.isAt(p)
}

// leadIn is [Board.lead] for a command that is meant for a place's phase,
// whether a vote is open there or not.
func (b *Board) leadIn(by Actor, p Place) error {
	if err := b.lead(by); err != nil {
		return err
	}
	return b.isIn(p)
}
