package model

// Deed is what somebody did last, or undid: a few words for the message of an undo.
type Deed struct {
	Kind  DeedKind
	Text  string  // of the item that was changed; may be empty
	N     int     // number of items, if there are several
	Phase PhaseID // that it was done in; 0 is before the first
}

// DeedKind is what a deed was about.
type DeedKind string

// The kinds. DeedItems is several items at once, for example from an imported list.
const (
	DeedIdea       DeedKind = "idea"
	DeedCluster    DeedKind = "cluster"
	DeedQuestion   DeedKind = "question"
	DeedCommitment DeedKind = "commitment"
	DeedItems      DeedKind = "items"
	DeedPeople     DeedKind = "people" // that were shown out
	DeedClock      DeedKind = "clock"
	DeedChoice     DeedKind = "choice" // of the candidates of a vote that go on
	DeedHidden     DeedKind = "hidden" // a greeting that was hidden
	DeedShown      DeedKind = "shown"  // a greeting that was shown again
)

// Undone returns what the actor's last undo took back; false if that has been done again,
// or something else since.
func (b *Board) Undone(by Actor) (Deed, bool) { return newest(b.historyOf(by.Person).undone) }

// Done returns the actor's last deed that can be undone.
func (b *Board) Done(by Actor) (Deed, bool) { return newest(b.historyOf(by.Person).done) }

func newest(actions []action) (Deed, bool) {
	if len(actions) == 0 {
		return Deed{}, false
	}
	last := actions[len(actions)-1]
	d := last.deed()
	d.Phase = last.phase
	return d, true
}

func (a action) deed() Deed {
	switch {
	case len(a.swept) > 0:
		return Deed{Kind: DeedPeople, N: len(a.swept)}
	case a.decided.round != 0:
		return Deed{Kind: DeedChoice, N: int(a.decided.round)}
	case a.heard.text != "" && a.heard.hidden:
		return Deed{Kind: DeedHidden, Text: a.heard.text}
	case a.heard.text != "":
		return Deed{Kind: DeedShown, Text: a.heard.text}
	case len(a.changes) == 0:
		return Deed{Kind: DeedClock}
	case a.together > 1:
		return Deed{Kind: DeedItems, N: a.together}
	}
	for _, c := range a.changes { // what is in a cluster goes with it
		if cl, ok := c.after.(*Cluster); ok {
			return Deed{Kind: DeedCluster, Text: cl.Title}
		}
	}
	if n := len(a.changes); n > 1 {
		return Deed{Kind: DeedItems, N: n}
	}
	switch x := a.changes[0].after.(type) {
	case *Question:
		return Deed{Kind: DeedQuestion, Text: x.Text}
	case *Commitment:
		return Deed{Kind: DeedCommitment, Text: x.What}
	case *Idea:
		return Deed{Kind: DeedIdea, Text: x.Text}
	}
	return Deed{Kind: DeedItems, N: 1}
}
