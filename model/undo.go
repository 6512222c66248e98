package model

import "time"

// Undo takes back the actor's last action that made or changed items on the board, showed
// many people out at once, hid a greeting, or chose what goes on, if nobody has changed them
// since. A participant's action must be of the current phase, while that is open. The
// previous versions of items are remembered, not how to restore them: items are immutable,
// so the old ones can simply be put back.
type Undo struct{}

// Redo does again what the actor's last Undo took back.
type Redo struct{}

// ActionUndone takes back the actor's newest action.
type ActionUndone struct{}

// ActionRedone does the actor's newest undone action again.
type ActionRedone struct{}

const maxUndo = 20 // actions remembered for each person

type change struct {
	id            ItemID
	before, after item
}

type action struct {
	phase   PhaseID // current phase when it was done; 0 before the first
	changes []change
	swept   []PersonID   // people whom it showed out; see SweepPeople
	turned  clockTurn    // what it dropped from a clock; see ResetClock
	decided decisionTurn // what it chose after a vote; see ChooseCandidates
	heard   greetingTurn // which greetings it hid or showed; see HideGreeting
	// together is how many things were named to be taken away at once; 0 for another
	// action. What lay in a cluster among them is not counted.
	together int
}

// leads reports whether only a facilitator can do an action.
func (a action) leads() bool {
	return a.turned.phase != 0 || a.decided.round != 0 || a.heard.text != ""
}

// history is what one person can undo and redo, newest last.
type history struct{ done, undone []action }

func (Undo) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	if err := b.present(by); err != nil {
		return nil, err
	}
	if b.Votes(by) {
		return nil, ErrUndoVote
	}
	h := b.historyOf(by.Person)
	if len(h.done) == 0 {
		return nil, ErrNothingToUndo
	}
	last := h.done[len(h.done)-1]
	if err := b.mayRevisit(last, by, now); err != nil {
		return nil, err
	}
	for _, c := range last.changes {
		if b.lookup(c.id) != c.after {
			return nil, ErrMovedOn
		}
	}
	if b.joined(last) || !b.stands(last.decided, true) || !b.isHeard(last.heard, true) {
		return nil, ErrMovedOn
	}
	if b.takes(last, true) {
		return nil, ErrCandidate
	}
	if err := b.mayLetBack(last.swept); err != nil {
		return nil, err
	}
	return one(ActionUndone{})
}

// stillSays returns [ErrReworded] if a text is no longer what it was when somebody began to
// change it. So if two people change it at once, the later does not overwrite the earlier's
// words unseen.
func stillSays(was, is string) error {
	if was == "" || was == is {
		return nil
	}
	return ErrReworded.with(is)
}

func (Redo) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	if err := b.present(by); err != nil {
		return nil, err
	}
	if b.Votes(by) {
		return nil, ErrUndoVote
	}
	h := b.historyOf(by.Person)
	if len(h.undone) == 0 {
		return nil, ErrNothingToRedo
	}
	last := h.undone[len(h.undone)-1]
	if err := b.mayRevisit(last, by, now); err != nil {
		return nil, err
	}
	for _, c := range last.changes {
		if b.lookup(c.id) != c.before {
			return nil, ErrMovedOn
		}
	}
	if !b.stands(last.decided, false) || !b.isHeard(last.heard, false) {
		return nil, ErrMovedOn
	}
	if b.takes(last, false) {
		return nil, ErrCandidate
	}
	if err := b.mayLetOut(last.swept); err != nil {
		return nil, err
	}
	return one(ActionRedone{})
}

// joined reports whether an action made an idea that somebody has since merged another
// into: undoing it would remove that one from the board too.
func (b *Board) joined(a action) bool {
	brought := map[ItemID]bool{}
	for _, c := range a.changes {
		if i, ok := c.before.(*Idea); c.before == nil || ok && i.Removed {
			brought[c.id] = true
		}
	}
	if len(brought) == 0 {
		return false
	}
	for _, i := range b.ideas.All() {
		if !i.Removed && brought[i.Merged] && !brought[i.ID] {
			return true
		}
	}
	return false
}

// Votes reports whether the actor has a ballot in the open vote. While people vote, undo is
// about dots, and not for what they did before.
func (b *Board) Votes(by Actor) bool {
	open := b.OpenRound()
	return open != nil && b.MayVote(open, by.Person) == nil
}

// mayRevisit returns nil if the actor may undo or redo an action now: this must be no way
// around a phase that is over.
func (b *Board) mayRevisit(a action, by Actor, now time.Time) error {
	switch {
	case by.Role == Facilitator:
		return nil
	case a.leads():
		return ErrNotAllowed // they were a facilitator when they did it
	case !b.ofPhase(a):
		return ErrWrongPhase
	}
	return b.openPhase(now)
}

// ofPhase reports whether an action was done in the current phase.
func (b *Board) ofPhase(a action) bool {
	ph := b.Phase()
	return ph != nil && ph.ID == a.phase
}

// CanUndo reports whether the actor has done something that they can undo now, unless
// somebody has changed it since.
func (b *Board) CanUndo(by Actor) bool {
	return b.canRevisit(b.historyOf(by.Person).done, by, true)
}

// CanRedo reports whether the actor has undone something that can be done again.
func (b *Board) CanRedo(by Actor) bool {
	return b.canRevisit(b.historyOf(by.Person).undone, by, false)
}

func (b *Board) canRevisit(actions []action, by Actor, back bool) bool {
	n := len(actions)
	if b.Votes(by) || n > 0 && b.takes(actions[n-1], back) {
		return false
	}
	return n > 0 && (by.Role == Facilitator || by.Role == Participant && !actions[n-1].leads() && b.ofPhase(actions[n-1]))
}

func (b *Board) historyOf(p PersonID) history {
	if p < 0 || int(p) >= b.histories.Len() {
		return history{}
	}
	if h := b.histories.At(int(p)); h != nil {
		return *h
	}
	return history{}
}

func (b *Board) setHistory(p PersonID, h history) {
	if p < 0 || p > maxJoined {
		return
	}
	for b.histories.Len() <= int(p) {
		b.histories = b.histories.Append(nil)
	}
	b.histories = b.histories.Set(int(p), &h)
}

func (ActionUndone) apply(b *Board, r Record) {
	h := b.historyOf(r.By.Person)
	if len(h.done) == 0 {
		return
	}
	last := h.done[len(h.done)-1]
	for _, c := range last.changes {
		b.layBack(c.before)
	}
	b.letBack(last.swept, false, r)
	b.turnBack(last.turned, false, r)
	b.turnDecision(last.decided, false, r)
	b.turnGreeting(last.heard, false, r)
	b.setHistory(r.By.Person, history{
		done:   h.done[: len(h.done)-1 : len(h.done)-1],
		undone: appendBounded(h.undone, last),
	})
	b.touchAll(r.Seq)
}

func (ActionRedone) apply(b *Board, r Record) {
	h := b.historyOf(r.By.Person)
	if len(h.undone) == 0 {
		return
	}
	last := h.undone[len(h.undone)-1]
	for _, c := range last.changes {
		b.layBack(c.after)
	}
	b.letBack(last.swept, true, r)
	b.turnBack(last.turned, true, r)
	b.turnDecision(last.decided, true, r)
	b.turnGreeting(last.heard, true, r)
	b.setHistory(r.By.Person, history{
		done:   appendBounded(h.done, last),
		undone: h.undone[: len(h.undone)-1 : len(h.undone)-1],
	})
	b.touchAll(r.Seq)
}

// layBack is putItem without making it an action of its own.
func (b *Board) layBack(x item) {
	if b.lookup(x.itemID()) != nil {
		b.replace(x)
	}
}

// remember records what the record changed, so that its actor can undo it.
func (b *Board) remember(r Record) {
	a := action{changes: b.touched, swept: b.swept, turned: b.turned, decided: b.decided, heard: b.heard, together: b.together}
	b.touched, b.swept, b.turned, b.decided, b.heard, b.together = nil, nil, clockTurn{}, decisionTurn{}, greetingTurn{}, 0
	if len(a.changes)+len(a.swept) == 0 && !a.leads() || r.By.Role == "" || r.By.Role == Observer {
		return
	}
	h := b.historyOf(r.By.Person)
	if ph := b.Phase(); ph != nil {
		a.phase = ph.ID
	}
	b.setHistory(r.By.Person, history{done: appendBounded(h.done, a)})
}

func appendBounded(s []action, a action) []action {
	if len(s) >= maxUndo {
		s = s[len(s)-maxUndo+1:]
	}
	out := make([]action, len(s), len(s)+1)
	copy(out, s)
	return append(out, a)
}

func (b *Board) touchAll(seq uint64) {
	b.Revs.Ideas, b.Revs.Questions, b.Revs.Commitments = seq, seq, seq
}
