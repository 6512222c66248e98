package model

import "slices"

// A workshop or a phase that is anonymous promises everybody who writes there that nobody
// will be told who wrote what. The promise is kept by never ending it for those who have
// written under it.

// promised reports whether anybody has written something in the workshop since it became
// anonymous.
func (b *Board) promised() bool {
	if !b.Anonymous {
		return false
	}
	for _, p := range b.people.All() {
		if p.CheckIn != "" {
			return true
		}
	}
	return b.signed(func(id ItemID, _ PhaseID) bool { return id >= b.anonymousFrom })
}

// promisedIn returns the same for a phase that hides its authors.
func (b *Board) promisedIn(ph *Phase) bool {
	return ph.Anonymous && b.signed(func(_ ItemID, phase PhaseID) bool { return phase == ph.ID })
}

// signed reports whether a person of this workshop made or supports any of the items that f
// selects.
func (b *Board) signed(f func(ItemID, PhaseID) bool) bool {
	for _, i := range b.ideas.All() {
		if i.By != 0 && i.Origin == nil && f(i.ID, i.Phase) {
			return true
		}
	}
	for _, c := range b.clusters.All() {
		if c.By != 0 && f(c.ID, c.Phase) {
			return true
		}
	}
	for _, q := range b.questions.All() {
		backed := slices.ContainsFunc(q.backedIn, func(phase PhaseID) bool { return f(q.ID, phase) })
		if backed || (q.By != 0 && q.Origin == nil || len(q.Support) > 0) && f(q.ID, q.Phase) {
			return true
		}
	}
	for _, c := range b.commitments.All() {
		if c.By != 0 && f(c.ID, c.Phase) {
			return true
		}
	}
	return false
}

// keepsPromises returns nil unless the phases would show who wrote something under a
// promise not to.
func (b *Board) keepsPromises(phases []Phase) error {
	for _, ph := range phases {
		if old := b.PhaseByID(ph.ID); old != nil && !ph.Anonymous && b.promisedIn(old) {
			return ErrPromise
		}
	}
	return nil
}

// setAnonymous sets whether the workshop is anonymous, on a board that is being made, and
// records from which item on it has been.
func (b *Board) setAnonymous(on bool) {
	if on && !b.Anonymous {
		b.anonymousFrom = b.NextItem()
	}
	b.Anonymous = on
}
