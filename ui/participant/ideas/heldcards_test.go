package ideas

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/ui/stage/stagetest"
)

// TestNothingJumpsUnderTheHand has somebody else put the card that one holds into a
// new cluster, which has no room on a small screen.
func TestNothingJumpsUnderTheHand(t *testing.T) {
	r, a, c, now := sorting(t)
	stagetest.Resize(a, 60, 20)
	stagetest.Screen(a)
	stagetest.Press(a, "C")
	*now = now.Add(time.Second)
	held := c.picked[0]
	where := func() string {
		stagetest.Screen(a)
		out := ""
		for _, card := range c.table.cards {
			if card.id != held {
				out += fmt.Sprintf("%c %d in %d\n", card.letter, card.id, c.table.columns[card.column].id())
			}
		}
		for n, spot := range c.table.spots {
			if !spot.Empty() {
				out += fmt.Sprintf("%d at %v\n", c.table.columns[n].id(), spot)
			}
		}
		return out
	}
	before := strings.Split(where(), "\n")
	r.Must(r.People[2], model.CreateCluster{Title: "Reparera", Ideas: []model.ItemID{held}})
	sees(a)
	stagetest.Shows(t, a, "Någon annan hann före:", "”Reparera”.")
	after := where()
	for _, line := range before {
		if !strings.Contains(after, line) {
			t.Errorf("%q no longer lies there; now\n%s", line, after)
		}
	}
	*now = now.Add(time.Second)
	stagetest.Press(a, "1")
	if got := r.Board().Idea(held); r.Board().ClusterOf(got).Title != "Reparera" || len(c.picked) != 0 {
		t.Errorf("it was taken from where somebody else had put it: %+v", got)
	}
}

// TestTheColumnsStayWhenOthersDissolveOne looks at a cluster far to the right.
func TestTheColumnsStayWhenOthersDissolveOne(t *testing.T) {
	r, a, c, now := sorting(t)
	stagetest.Resize(a, 60, 20)
	stagetest.Screen(a)
	for n := range 4 {
		free := c.table.columns[0].ideas[:2]
		r.Must(model.Host, model.CreateCluster{Title: fmt.Sprint("Kluster ", n), Ideas: []model.ItemID{free[0].ID, free[1].ID}})
		sees(a)
	}
	*now = now.Add(time.Second)
	stagetest.Press(a, "5", "0")
	stagetest.Screen(a)
	seen := func() (ids []model.ItemID, letters string) {
		stagetest.Screen(a)
		for n, spot := range c.table.spots {
			if !spot.Empty() {
				ids = append(ids, c.table.columns[n].id())
			}
		}
		for _, card := range c.table.cards {
			if card.column > 0 {
				letters += fmt.Sprintf("%c%d ", card.letter, card.id)
			}
		}
		return ids, letters
	}
	ids, letters := seen()
	r.Must(model.Host, model.RemoveCluster{ID: c.table.columns[2].id()})
	sees(a)
	if now, same := seen(); fmt.Sprint(now) != fmt.Sprint(ids) || same != letters {
		t.Errorf("the columns %v with %q became %v with %q", ids, letters, now, same)
	}
}

// TestAHeldCardThatIsGoneIsSaid hides a card that somebody holds.
func TestAHeldCardThatIsGoneIsSaid(t *testing.T) {
	r, a, c, _ := sorting(t)
	stagetest.Press(a, "B")
	r.Must(model.Host, model.HideIdea{ID: c.picked[0], Hidden: true})
	sees(a)
	stagetest.Shows(t, a, "Kortet i din hand ligger inte kvar på tavlan.")
}

// TestColumnsFromTenOnHaveAKey puts a card into the twelfth cluster, while another
// is dissolved.
func TestColumnsFromTenOnHaveAKey(t *testing.T) {
	r, a, c, now := sorting(t)
	stagetest.Hides(t, a, "#")
	for n := len(r.Board().Clusters()) + 1; n <= 12; n++ {
		r.Must(model.Host, model.CreateCluster{Title: fmt.Sprint("Kluster ", n)})
	}
	sees(a)
	stagetest.Resize(a, 200, 50)
	*now = now.Add(time.Second)
	stagetest.Press(a, "right", "right")
	stagetest.Shows(t, a, "siffra eller # lägger ner")
	stagetest.Press(a, "B")
	stagetest.Shows(t, a, "Siffra eller # lägger ner")
	*now = now.Add(time.Second)
	card, into := c.picked[0], r.Board().Clusters()[11].ID
	stagetest.Press(a, "#", "1", "2")
	stagetest.Shows(t, a, "▸ 12 Kluster 12")
	r.Must(model.Host, model.RemoveCluster{ID: r.Board().Clusters()[4].ID})
	sees(a)
	stagetest.Press(a, "enter")
	if got := r.Board().ClusterOf(r.Board().Idea(card)); got == nil || got.ID != into {
		t.Errorf("the card lies in %+v, want %d", got, into)
	}
	*now = now.Add(time.Second)
	stagetest.Screen(a)
	stagetest.Shows(t, a, "#12 Kluster 12")
	stagetest.Press(a, "#", "1", "0", "enter")
	if got := c.table.cluster(); got == nil || got.ID != r.Board().Clusters()[8].ID {
		t.Errorf("went to %+v", got)
	}
	stagetest.Press(a, "?")
	stagetest.Shows(t, a, "A–Z", "0–9")
}

// TestANewClusterTakesNoCardThatNobodyPickedUp makes one where the cursor rests on a
// card that lies in another.
func TestANewClusterTakesNoCardThatNobodyPickedUp(t *testing.T) {
	r, a, c, now := sorting(t)
	stagetest.Press(a, "2", "down")
	card := c.table.card()
	in := r.Board().ClusterOf(r.Board().Idea(card))
	stagetest.Press(a, "n")
	stagetest.Shows(t, a, "Det börjar tomt.")
	*now = now.Add(time.Second)
	stagetest.Type(a, "Mat")
	stagetest.Press(a, "enter")
	all := r.Board().Clusters()
	if got := r.Board().ClusterOf(r.Board().Idea(card)); in == nil || got != in || all[len(all)-1].Title != "Mat" {
		t.Errorf("the card lies in %+v, and lay in %+v", got, in)
	}
}
