package ideas

import (
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
		if got := string(b.give(v, rev, ids)); got != want {
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
	v.left = 1 // who scrolls sees another view
	hold(4, "AB", 11, 12)
	many := make([]model.ItemID, 30)
	for i := range many {
		many[i] = model.ItemID(i + 1)
	}
	scrolled := v
	scrolled.tops = "further down"
	b.carry(v, scrolled)
	if got := string(b.give(scrolled, 6, []model.ItemID{14, 12, 11})); got != "CBA" {
		t.Errorf("who scrolls on has the letters %q", got)
	}
	wider := scrolled
	wider.w++
	b.carry(scrolled, wider)
	if got := string(b.give(wider, 6, []model.ItemID{14, 12, 11})); got != "ABC" {
		t.Errorf("on a wider screen the letters are %q", got)
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
