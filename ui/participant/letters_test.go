package participant

import (
	"testing"

	"verkstad/model"
)

// TestACardKeepsItsLetterWhileItIsSeen moves, takes away and brings cards in
// one view, as others do while one looks for a letter.
func TestACardKeepsItsLetterWhileItIsSeen(t *testing.T) {
	b := letterBook{views: map[lettersView]*lettering{}}
	v := lettersView{workshop: "01", w: 80, h: 24}
	hold := func(rev uint64, want string, ids ...model.ItemID) {
		t.Helper()
		if got := string(b.give(v, rev, ids)); got != want {
			t.Errorf("the cards %v have the letters %q, want %q", ids, got, want)
		}
	}
	hold(1, "ABC", 10, 11, 12)
	hold(2, "CAB", 12, 10, 11) // others moved a card to the front
	hold(3, "CB", 12, 11)      // one is gone
	hold(4, "CAB", 12, 13, 11) // a new one takes the letter that is free
	hold(3, "CBA", 12, 11, 10) // who is behind changes nothing for the others
	hold(4, "CAB", 12, 13, 11)
	v.left = 1 // who scrolls sees another view
	hold(4, "AB", 11, 12)
	many := make([]model.ItemID, 30)
	for i := range many {
		many[i] = model.ItemID(i + 1)
	}
	v.left = 2
	got := b.give(v, 1, many)
	if string(got[:24]) != letters || got[24] != 0 {
		t.Errorf("thirty cards have the letters %q", got)
	}
	for n := range 2 * mostViews {
		v.w = n
		b.give(v, 1, many)
	}
	if len(b.views) > mostViews || len(b.order) > mostViews {
		t.Errorf("the book remembers %d views", len(b.views))
	}
}
