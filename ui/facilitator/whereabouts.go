package facilitator

import "verkstad/model"

// whereOf is at whose terminal somebody takes part, empty for their own, and
// the session they are in, 0 for none.
func whereOf(b *model.Board, who *model.Person) (via string, slot model.SessionID) {
	if other := b.Person(who.Via); other != nil {
		via = other.Name
	}
	if ph := b.Phase(); ph.Parallel() {
		slot = b.SessionOf(who, ph)
	}
	return via, slot
}
