package ideas

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/ui/stage/stagetest"
)

// heap is a room with sixty free cards, and somebody's screen of a size.
func heap(t *testing.T, place, w, h int) (r *stagetest.Room, c *cluster, press func(keys ...string)) {
	r = stagetest.CoLab(t, stagetest.Revealed)
	for n := len(r.Board().Ideas(model.Host)); n < 60; n++ {
		r.Must(r.People[n%5], model.AddIdea{Text: fmt.Sprintf("k%02d om något som kunde användas igen i byn", n)})
	}
	r.Go("cluster")
	a, s, _ := slow(t, r, place)
	stagetest.Resize(a, w, h)
	sees(a)
	return r, s.View.(*cluster), func(keys ...string) { stagetest.Press(a, keys...); sees(a) }
}

// seen is the free cards that are seen.
func (c *cluster) seen() (ids []model.ItemID) {
	for _, card := range c.table.cards {
		if card.column == 0 {
			ids = append(ids, card.id)
		}
	}
	return ids
}

// TestTheHeapTakesTheFreeWidth counts the cards that are seen of sixty, with no cluster
// and with more than there is room for.
func TestTheHeapTakesTheFreeWidth(t *testing.T) {
	r, c, press := heap(t, 0, 160, 45)
	if n := len(c.seen()); n < 30 {
		t.Errorf("%d cards are seen without clusters", n)
	}
	for n := range 8 {
		r.Must(model.Host, model.CreateCluster{Title: fmt.Sprint("Kluster ", n)})
	}
	press("home")
	if n := len(c.seen()); n < 12 || c.table.layout.shown < 4 {
		t.Errorf("%d cards are seen beside %d clusters", n, c.table.layout.shown)
	}
	for _, i := range c.table.columns[0].ideas[2:] {
		r.Must(model.Host, model.HideIdea{ID: i.ID, Hidden: true})
	}
	press("home")
	if lay := c.table.layout; lay.free != 1 || lay.shown != 5 {
		t.Errorf("two cards lie in %d columns beside %d clusters", lay.free, lay.shown)
	}
}

// TestPeopleBeginAtFourPlacesOfTheHeap compares what people see first, and that all come to
// all cards.
func TestPeopleBeginAtFourPlacesOfTheHeap(t *testing.T) {
	firsts := map[model.ItemID]int{}
	for place := range 5 {
		_, c, _ := heap(t, place, 80, 24)
		all := c.table.columns[0].ideas
		firsts[all[0].ID]++
		if len(all) != 60 {
			t.Errorf("person %d has %d cards", place, len(all))
		}
	}
	if len(firsts) != starts {
		t.Errorf("the first cards are %v", firsts)
	}
}

// TestArrowsGoThroughTheHeap goes to the side and down where cards lie side by side.
func TestArrowsGoThroughTheHeap(t *testing.T) {
	r, c, press := heap(t, 0, 160, 45)
	r.Must(model.Host, model.CreateCluster{Title: "Kluster"})
	press("home")
	free := c.table.layout.free
	for _, step := range []struct {
		key         string
		column, row int
	}{{"right", 0, 1}, {"down", 0, 1 + free}, {"left", 0, free}, {"up", 0, 0}, {"up", 0, 0}, {"end", 0, 59}, {"down", 0, 59}, {"home", 0, 0}} {
		if press(step.key); c.table.column != step.column || c.table.row != step.row {
			t.Errorf("%s comes to row %d of column %d, want %d of %d", step.key, c.table.row, c.table.column, step.row, step.column)
		}
	}
	press(slices.Repeat([]string{"right"}, free)...)
	if c.table.column != 1 {
		t.Errorf("the arrow comes to column %d", c.table.column)
	}
	if press("left"); c.table.column != 0 || c.table.row != free-1 {
		t.Errorf("and back to row %d of column %d", c.table.row, c.table.column)
	}
}

// TestOthersDoNotScrollTheHeap has others take cards above and below what somebody has
// scrolled to, and put some back at the end.
func TestOthersDoNotScrollTheHeap(t *testing.T) {
	r, c, press := heap(t, 0, 80, 24)
	var kluster model.ItemID
	for n := range 4 { // so many that the columns are the same when one is dissolved
		kluster = r.Must(model.Host, model.CreateCluster{Title: fmt.Sprint("Kluster ", n)})
	}
	press(slices.Repeat([]string{"down"}, 30)...)
	all := slices.Clone(c.table.columns[0].ideas)
	was := map[model.ItemID]placedCard{}
	for _, card := range c.table.cards {
		was[card.id] = card
	}
	if was[all[0].ID].id != 0 {
		t.Fatal("the heap is not scrolled")
	}
	for _, i := range append(slices.Clone(all[:12]), all[50:]...) {
		r.Must(r.People[1], model.MoveIdea{ID: i.ID, Cluster: kluster})
		press()
	}
	r.Must(r.People[1], model.RemoveCluster{ID: kluster})
	press()
	still := 0
	for _, card := range c.table.cards {
		if before, seen := was[card.id]; seen {
			still++
			if card.rect.Y != before.rect.Y || card.letter != before.letter {
				t.Errorf("card %d was %c at %v, and is %c at %v", card.id, before.letter, before.rect, card.letter, card.rect)
			}
		}
	}
	if still < 5 {
		t.Errorf("%d of the cards are still seen", still)
	}
}

// TestACardIsFoundByAWord picks up the card that a word is on, and makes an empty
// cluster where none is held.
func TestACardIsFoundByAWord(t *testing.T) {
	r, a, c, now := sorting(t)
	stagetest.Press(a, "?")
	stagetest.Shows(t, a, "leta upp ett kort och")
	stagetest.Press(a, "esc", "n")
	stagetest.Shows(t, a, "Det börjar tomt.")
	*now = now.Add(time.Second)
	stagetest.Type(a, "Tomt")
	stagetest.Press(a, "enter")
	all := r.Board().Clusters()
	if made := all[len(all)-1]; made.Title != "Tomt" || slices.ContainsFunc(r.Board().Ideas(model.Host), func(i *model.Idea) bool { return i.Cluster == made.ID }) {
		t.Errorf("there is %+v, and not empty", made)
	}
	stagetest.Press(a, "/")
	stagetest.Type(a, "k17")
	stagetest.Press(a, "enter")
	if len(c.picked) != 1 || r.Board().Idea(c.picked[0]).Text != "k17" {
		t.Errorf("picked up %v", c.picked)
	}
}
