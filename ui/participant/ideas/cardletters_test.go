package ideas

import (
	"slices"
	"testing"

	"verkstad/model"
	"verkstad/ui/stage"
)

// TestACardKeepsItsLetterWhileItIsSeen moves, takes away and brings cards in
// one view, as others do while one looks for a letter.
func TestACardKeepsItsLetterWhileItIsSeen(t *testing.T) {
	var b letterBook
	v := lettersView{workshop: stage.WorkshopEpoch{ID: "01"}, w: 80, h: 24}
	hold := func(rev uint64, want string, ids ...model.ItemID) {
		t.Helper()
		if got := string(b.give(v, free(rev, ids...))); got != want {
			t.Errorf("the cards %v have the letters %q, want %q", ids, got, want)
		}
	}
	hold(1, "ABC", 10, 11, 12)
	hold(2, "CAB", 12, 10, 11) // others moved a card to the front
	hold(3, "CB", 12, 11)      // one is gone
	hold(4, "CDB", 12, 13, 11) // a new one takes the first letter that no other has had
	hold(3, "CBA", 12, 11, 10) // who is behind changes nothing for the others
	hold(4, "CDB", 12, 13, 11)
	hold(5, "CA", 12, 10) // the one that was gone has its letter again
	hold(6, "CADB", 12, 10, 13, 11)
	own := v
	own.own = 7
	b.turn(v, own)
	hold(6, "CADB", 12, 10, 13, 11)
	if got := string(b.give(own, free(6, 14, 12, 11))); got != "ECB" {
		t.Errorf("who scrolls on has the letters %q", got)
	}
	hold(6, "CADB", 12, 10, 13, 11) // which changes none of the others'
	many := make([]model.ItemID, 30)
	for i := range many {
		many[i] = model.ItemID(i + 1)
	}
	b.turn(own, own)
	b.give(own, free(6, many[:24]...)) // what one turns away from need not rest
	b.turn(own, own)
	if got := b.give(own, free(6, 25, 26, 27)); slices.Contains(got, 0) {
		t.Errorf("who scrolls further has the letters %q", got)
	}
	wider := own
	wider.w++
	b.turn(own, wider)
	if got := string(b.give(wider, free(6, 14, 12, 11))); got != "ABC" {
		t.Errorf("on a wider screen the letters are %q", got)
	}
	v.phase = 2
	got := b.give(v, free(1, many...))
	if string(got[:24]) != letters || got[24] != 0 {
		t.Errorf("thirty cards have the letters %q", got)
	}
	for n := range 2 * mostViews {
		v.w = n
		b.give(v, free(1, many...))
	}
	if len(b.views) > mostViews || len(b.order) > mostViews {
		t.Errorf("the book remembers %d views", len(b.views))
	}
}

// free is cards that lie free, while all letters that are freed rest.
func free(rev uint64, ids ...model.ItemID) seenCards {
	return seenCards{ids, len(ids), rev, rev}
}

// TestALetterRestsBeforeItIsGivenAgain has more cards than letters: one that is freed is
// given again once it has rested.
func TestALetterRestsBeforeItIsGivenAgain(t *testing.T) {
	var b letterBook
	v := lettersView{workshop: stage.WorkshopEpoch{ID: "01"}, w: 160, h: 45}
	var all []model.ItemID
	for i := range len(letters) {
		all = append(all, model.ItemID(100+i))
	}
	b.give(v, free(1, all...))
	seen := append(all[1:], 200) // the first has gone, one comes
	last := func(fresh uint64) byte {
		given := b.give(v, seenCards{seen, len(seen), 7, fresh})
		return given[len(given)-1]
	}
	for _, fresh := range []uint64{5, 7} {
		if got := last(fresh); got != 0 {
			t.Errorf("while changes are marked from %d on the card has the letter %c", fresh, got)
		}
	}
	if got := last(8); got != 'A' {
		t.Errorf("once only later changes are marked the card has the letter %c", got)
	}

	// A card in a cluster gives its letter up for one that lies free, and that rests too.
	b = letterBook{}
	b.give(v, seenCards{all, 20, 1, 0})
	seen = append(append(slices.Clone(all[:20]), 300), all[20:]...)
	sees := func(rev, fresh uint64) string { return string(b.give(v, seenCards{seen, 21, rev, fresh})[20:]) }
	if got := sees(2, 2); got != string([]byte{0, letters[20], letters[21], letters[22], 0}) {
		t.Errorf("for a card that comes, the letters are %q", got)
	}
	if got := sees(2, 0); got != string([]byte{letters[23], letters[20], letters[21], letters[22], 0}) {
		t.Errorf("when its letter has rested, the letters are %q", got)
	}
}
