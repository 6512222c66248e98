package model

// Place is where the group is: in a phase, with a vote open or not. A command
// that moves the group can say from where, so that it moves nobody who has been
// moved meanwhile by another facilitator. The zero Place is anywhere.
type Place struct {
	Phase PhaseID // 0 before the first
	Round RoundID // that is open; 0 is none
	known bool
}

// Place is where the group is.
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

// Closed is the same place when its vote has closed.
func (p Place) Closed() Place {
	p.Round = 0
	return p
}

// isAt is ErrElsewhere if the group is not in a place any more.
func (b *Board) isAt(p Place) error {
	if p.known && p != b.Place() {
		return ErrElsewhere
	}
	return nil
}

// isIn is ErrElsewhere if the group is not in a place's phase any more.
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
