package facilitator

import (
	"verkstad/model"
	"verkstad/ui/stage"
)

// whereabouts are the words for where people are: at whose terminal, and in
// which session.
type whereabouts struct {
	via      string // a format of the name
	sessions map[model.SessionID]string
}

func whereaboutsOf(e *stage.Env) whereabouts {
	n := whereabouts{via: e.Words.T("facilitator.people.via", "Name", "%s"), sessions: map[model.SessionID]string{}}
	if ph := e.Board().Phase(); ph != nil {
		for _, s := range ph.Sessions {
			n.sessions[model.SessionID(s.ID)] = e.Local(s.Title)
		}
	}
	return n
}

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
