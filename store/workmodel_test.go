package store_test

import (
	"cmp"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/anishathalye/porcupine"
)

// A workshop as it should be, one thing after the other, in parts that do not
// touch each other: who has joined; the votes and the phases, which wait for
// them; and for each group, which works on its own cards, the phases and those.

// card is a version of a card.
type card struct {
	workCard
	version int
}

// deed is what undo takes back: it made a card one version of another.
type deed struct {
	phase         int
	before, after card
}

// groupState is a group's cards; it is never changed, only copied.
type groupState struct {
	rank     int // of the last operation that has one
	phase    int
	versions int
	cards    map[int]card   // by item
	done     map[int][]deed // by person, newest last
}

// comesNow reports whether an operation with that rank can come after those of
// rank before; those of one rank came at the same time.
func comesNow(rank, before int) bool { return rank == 0 || rank == before || rank == before+1 }

func (s groupState) step(ask workAsk, says workSays) (bool, groupState) {
	if !comesNow(ask.Rank, s.rank) {
		return false, s
	}
	s.rank = max(s.rank, ask.Rank)
	switch ask.Kind {
	case "look":
		return says.Phase == s.phase && slices.Equal(says.Cards, s.all()), s
	case "phase":
		s.phase = ask.Phase
		return true, s
	case "undo":
		return s.undo(ask.Person, says)
	}
	was, next, refused := s.change(ask, says)
	if says.Refused != refused || refused != "" {
		return says.Refused == refused, s
	}
	if same := was.workCard == next.workCard; same || says.Same {
		return same == says.Same, s
	}
	return true, s.with(ask.Person, was, next)
}

// all is the cards as a look gives them.
func (s groupState) all() (all []workCard) {
	for _, item := range slices.Sorted(maps.Keys(s.cards)) {
		all = append(all, s.cards[item].workCard)
	}
	return all
}

// change is the card that an operation is about, before and after it, or the
// rule that says no.
func (s groupState) change(ask workAsk, says workSays) (was, next card, refused string) {
	was, known := s.cards[ask.Item]
	next = was
	switch ask.Kind {
	case "add":
		if s.phase != 1 {
			return was, next, "wrong-phase"
		}
		next.workCard = workCard{Item: says.Item, By: ask.Person, Text: ask.Text}
		was = card{workCard: next.workCard}
		was.Removed = true
		return was, next, ""
	case "edit":
		next.Text = ask.Text
	case "move":
		if s.phase != 2 {
			return was, next, "wrong-phase"
		}
		next.Cluster = ask.Cluster
	}
	if !known || was.Removed {
		return was, next, "no-such-item"
	}
	return was, next, ""
}

// with is the state after somebody has changed a card.
func (s groupState) with(person int, was, next card) groupState {
	s.versions++
	next.version = s.versions
	if _, known := s.cards[next.Item]; !known { // what it goes back to is a version of its own
		s.versions++
		was.version = s.versions
	}
	s.cards, s.done = maps.Clone(s.cards), maps.Clone(s.done)
	s.cards[next.Item] = next
	s.done[person] = append(slices.Clip(s.done[person]), deed{s.phase, was, next})
	return s
}

func (s groupState) undo(person int, says workSays) (bool, groupState) {
	if says.Refused == "undo-vote" { // the votes are another part
		return true, s
	}
	done := s.done[person]
	if len(done) == 0 {
		return says.Refused == "nothing-to-undo", s
	}
	last := done[len(done)-1]
	switch {
	case last.phase != s.phase:
		return says.Refused == "wrong-phase", s
	case s.cards[last.after.Item] != last.after:
		return says.Refused == "moved-on", s
	case says.Refused != "":
		return false, s
	}
	s.cards, s.done = maps.Clone(s.cards), maps.Clone(s.done)
	s.cards[last.after.Item] = last.before
	s.done[person] = slices.Clip(done[:len(done)-1])
	return true, s
}

// doorState is the people who have come in, by client.
type doorState struct {
	rank, people int
	person       [voters + 1]int
}

func (s doorState) step(ask workAsk, says workSays) (bool, doorState) {
	if !comesNow(ask.Rank, s.rank) {
		return false, s
	}
	s.rank = max(s.rank, ask.Rank)
	if s.person[ask.Client] == 0 {
		s.people++
		s.person[ask.Client] = s.people
	}
	return says.Refused == "" && says.Person == s.person[ask.Client], s
}

// leadState is the votes, and that the agenda waits while one is open.
type leadState struct {
	rank int
	vote voteState
}

func (s leadState) step(ask workAsk, o workOutcome) (bool, leadState) {
	if !comesNow(ask.Rank, s.rank) {
		return false, s
	}
	s.rank = max(s.rank, ask.Rank)
	if ask.Kind == "phase" {
		want := ""
		if s.vote.open {
			want = "round-open"
		}
		return o.Refused == want, s
	}
	ok, vote := s.vote.step(ask.Vote, voteOutcome{o.Vote, o.again})
	s.vote = vote
	return ok, s
}

// workOutcome is what a client was told, at first or when it asked again.
type workOutcome struct {
	workSays
	again bool
}

var workModel = porcupine.Model{
	Partition: partWork,
	Init:      func() any { return nil },
	Step: func(state, input, output any) (bool, any) {
		ask, o := input.(workAsk), output.(workOutcome)
		if state == nil {
			state = firstState(ask)
		}
		switch s := state.(type) {
		case doorState:
			return pair(s.step(ask, o.workSays))
		case leadState:
			return pair(s.step(ask, o))
		}
		return pair(state.(groupState).step(ask, o.workSays))
	},
	Equal:             func(a, b any) bool { return reflect.DeepEqual(a, b) },
	DescribeOperation: func(input, output any) string { return fmt.Sprintf("%+v → %+v", input, output) },
}

func pair[S any](ok bool, s S) (bool, any) { return ok, s }

// firstState is that of the part that an operation belongs to.
func firstState(ask workAsk) any {
	switch {
	case ask.Kind == "join":
		return doorState{}
	case ask.Group == 0:
		return leadState{}
	}
	return groupState{phase: 1, cards: map[int]card{}, done: map[int][]deed{}}
}

// partWork parts a history. The phases are in each group's part, under its
// number, but for those that the open vote held back.
func partWork(history []porcupine.Operation) (parts [][]porcupine.Operation) {
	var door, lead []porcupine.Operation
	groups := map[int][]porcupine.Operation{}
	for _, o := range history {
		switch ask := o.Input.(workAsk); {
		case ask.Kind == "join":
			door = append(door, o)
		case ask.Group == 0:
			lead = append(lead, o)
		default:
			groups[ask.Group] = append(groups[ask.Group], o)
		}
	}
	for _, o := range lead {
		ask := o.Input.(workAsk)
		if ask.Kind != "phase" || o.Output.(workOutcome).Refused != "" {
			continue
		}
		for group := range groups {
			ask.Group = group
			o.Input = ask
			groups[group] = append(groups[group], o)
		}
	}
	parts = [][]porcupine.Operation{door, lead}
	for _, group := range slices.Sorted(maps.Keys(groups)) {
		parts = append(parts, groups[group])
	}
	for _, part := range parts {
		rank(part)
	}
	return parts
}

// rank gives the operations of a part their rank in the log, where the store
// says it: not those that were refused, nor ballots that changed nothing. An
// order that fits the ranks is an order; without there would be too many to try.
func rank(part []porcupine.Operation) {
	at := func(o porcupine.Operation) uint64 {
		n := 2 * o.Output.(workOutcome).Seq
		if ask := o.Input.(workAsk); ask.Kind == "look" || ask.Kind == "vote" && ask.Vote.Kind == "tally" {
			n++ // it sees what was written up to there
		}
		return n
	}
	slices.SortStableFunc(part, func(a, b porcupine.Operation) int {
		return cmp.Or(cmp.Compare(at(a), at(b)), cmp.Compare(a.Call, b.Call))
	})
	last, n := uint64(0), 0
	for i, o := range part {
		ask, says := o.Input.(workAsk), o.Output.(workOutcome)
		if says.Same || says.Refused != "" || says.Vote.Refused || says.Vote.Same {
			continue
		}
		if at(o) != last {
			last, n = at(o), n+1
		}
		ask.Rank = n
		part[i].Input = ask
	}
}
