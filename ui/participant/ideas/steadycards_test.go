package ideas

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// nothingDone is what is said when nothing was done.
const nothingDone = "Inget gjordes"

// slow is a terminal at which the test moves the time.
func slow(t *testing.T, r *stagetest.Room, place int) (a *stage.App, s *testScreen, now *time.Time) {
	t.Helper()
	now = new(time.Time)
	*now = time.Unix(1000, 0)
	e := stagetest.Env(r, model.Actor{})
	e.Timer.Now = func() time.Time { return *now }
	s = newTestScreen(e, r.People[place])
	a = stagetest.App(t, e, s)
	stagetest.Screen(a)
	*now = now.Add(time.Second)
	return a, s, now
}

// sees has the terminal show what others have done.
func sees(a *stage.App) {
	stagetest.Wake(a)
	stagetest.Screen(a)
}

// sorting is a room with many free cards, and somebody who sorts them.
func sorting(t *testing.T) (r *stagetest.Room, a *stage.App, c *cluster, now *time.Time) {
	r = stagetest.CoLab(t, stagetest.Clustering)
	for n := range 24 {
		r.Must(model.Host, model.AddIdea{Text: fmt.Sprintf("k%02d", n)})
	}
	a, s, now := slow(t, r, 0)
	return r, a, s.View.(*cluster), now
}

// A letter, a number, a click and a drop mean nothing for half a second after
// others have brought another thing there, and the new one after that.
func TestNoHandTakesTheCardThatJustCame(t *testing.T) {
	t.Run("letter", func(t *testing.T) {
		r, a, c, now := sorting(t)
		gone, _ := c.table.lettered('B')
		r.Must(model.Host, model.HideIdea{ID: gone, Hidden: true})
		sees(a)
		*now = now.Add(400 * time.Millisecond)
		stagetest.Press(a, "B")
		stagetest.Shows(t, a, nothingDone)
		if len(c.picked) != 0 {
			t.Errorf("it picked up %v", c.picked)
		}
		stagetest.Press(a, "C") // which kept its card
		*now = now.Add(100 * time.Millisecond)
		stagetest.Press(a, "B") // which waits for its card to come back
		if id, some := c.table.lettered('B'); some || len(c.picked) != 1 {
			t.Errorf("picked up %v, and B is %d", c.picked, id)
		}
		for _, card := range c.table.cards {
			if card.letter == 0 {
				t.Errorf("the card %d that has come has no letter", card.id)
			}
		}
		r.Must(model.Host, model.HideIdea{ID: gone})
		sees(a)
		*now = now.Add(500 * time.Millisecond)
		stagetest.Press(a, "B")
		if len(c.picked) != 2 || c.picked[1] != gone {
			t.Errorf("picked up %v, and B was %d", c.picked, gone)
		}
	})
	t.Run("number", func(t *testing.T) {
		r, a, c, now := sorting(t)
		stagetest.Press(a, "B")
		card := c.picked[0]
		second := c.table.columns[2].id()
		r.Must(model.Host, model.RemoveCluster{ID: c.table.columns[1].id()})
		sees(a)
		stagetest.Press(a, "1")
		stagetest.Shows(t, a, nothingDone)
		*now = now.Add(500 * time.Millisecond)
		stagetest.Press(a, "B", "1") // which no cluster has now
		stagetest.Shows(t, a, "Det klustret finns inte längre.")
		if r.Board().ClusterOf(r.Board().Idea(card)) != nil || len(c.picked) != 0 {
			t.Error("the card lies in a cluster, or is still held")
		}
		stagetest.Press(a, "B", "2") // which has kept its number
		if in := r.Board().ClusterOf(r.Board().Idea(card)); in == nil || in.ID != second {
			t.Errorf("the card lies in %+v, want %d", in, second)
		}
	})
	t.Run("click", func(t *testing.T) {
		r, a, c, now := sorting(t)
		first := c.table.cards[0]
		r.Must(model.Host, model.HideIdea{ID: first.id, Hidden: true})
		sees(a)
		stagetest.Click(a, first.rect.X+5, first.rect.Y)
		stagetest.Shows(t, a, nothingDone)
		if len(c.picked) != 0 {
			t.Errorf("it picked up %v", c.picked)
		}
		*now = now.Add(500 * time.Millisecond)
		stagetest.Click(a, first.rect.X+5, first.rect.Y)
		if len(c.picked) != 1 {
			t.Errorf("it picked up %v", c.picked)
		}
	})
	t.Run("drop", func(t *testing.T) {
		r, a, c, _ := sorting(t)
		card, to := c.table.cards[0], c.table.spots[1]
		stagetest.Send(a, tea.MouseClickMsg{X: card.rect.X + 5, Y: card.rect.Y, Button: tea.MouseLeft}, tea.MouseMotionMsg{X: to.X, Y: to.Y + 2})
		r.Must(model.Host, model.RemoveCluster{ID: c.table.columns[1].id()})
		sees(a)
		stagetest.Send(a, tea.MouseReleaseMsg{X: to.X, Y: to.Y + 2})
		stagetest.Shows(t, a, nothingDone)
		if r.Board().ClusterOf(r.Board().Idea(card.id)) != nil {
			t.Error("the card lies in a cluster")
		}
	})
	t.Run("chosen", func(t *testing.T) {
		r, a, c, now := sorting(t)
		r.Must(model.Host, model.HideIdea{ID: c.table.card(), Hidden: true})
		sees(a)
		stagetest.Press(a, "space")
		stagetest.Shows(t, a, nothingDone)
		*now = now.Add(500 * time.Millisecond)
		if stagetest.Press(a, "space"); len(c.picked) != 1 {
			t.Errorf("it picked up %v", c.picked)
		}
	})
}

// The chosen column stays chosen when others dissolve one before it, so that x
// dissolves no other.
func TestTheChosenColumnStaysChosen(t *testing.T) {
	r, a, c, _ := sorting(t)
	stagetest.Press(a, "2", "up", "up", "up", "up", "up", "up", "up", "up")
	chosen := c.table.cluster().ID
	r.Must(model.Host, model.RemoveCluster{ID: c.table.columns[1].id()})
	sees(a)
	if got := c.table.cluster(); got == nil || got.ID != chosen {
		t.Errorf("%+v is chosen, and was %d", got, chosen)
	}
}

// A click in the list of ideas counts half a second after another came to lie
// there.
func TestNoClickTakesTheIdeaThatJustCame(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Revealed)
	a, s, now := slow(t, r, 0)
	g := s.View.(*gather)
	x, y := g.list.Place().X+5, g.list.Place().Y
	for g.list.Under(y) == 0 {
		y++
	}
	r.Must(model.Host, model.RemoveIdea{ID: g.list.Under(y)})
	sees(a)
	stagetest.Click(a, x, y)
	stagetest.Shows(t, a, nothingDone)
	if g.listing {
		t.Error("the list has the keys")
	}
	*now = now.Add(500 * time.Millisecond)
	if stagetest.Click(a, x, y); !g.listing {
		t.Error("the list has no keys")
	}
}

var cardOnScreen = regexp.MustCompile(`([A-Z])[^A-Z]{2} (k\d\d)`)

// glance is which card each letter was seen on from a time on.
type glance struct {
	at    time.Time
	cards map[string]string
}

// TestNoLetterTakesACardThatWasNotThere has several people move cards while one
// presses letters, at a terminal as the server runs it. A letter takes a
// card if it has been seen on it for half a second, and else none.
func TestNoLetterTakesACardThatWasNotThere(t *testing.T) {
	landed, dropped := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		r := stagetest.CoLab(t, stagetest.Clustering)
		for _, i := range r.Board().Ideas(model.Host) {
			r.Must(model.Host, model.HideIdea{ID: i.ID, Hidden: true})
		}
		var cards []model.ItemID
		for n := range 40 { // more than there are letters
			cards = append(cards, r.Must(model.Host, model.AddIdea{Text: fmt.Sprintf("k%02d", n)}))
		}
		now, cache := time.Unix(1000, 0), frame.NewCache(8<<20)
		shared := stage.NewShared(cache)
		e := stagetest.Env(r, model.Actor{})
		e.Timer.Now, e.Shared = func() time.Time { return now }, shared
		s := newTestScreen(e, r.People[0])
		a := stage.NewApp(e, s, 80, 24)
		defer a.Close()
		beside := stagetest.Env(r, model.Actor{})
		beside.Shared = shared
		first := stage.NewApp(beside, newTestScreen(beside, r.People[4]), 80, 24)
		defer first.Close()
		hub := stagetest.Hub()
		both := []*stage.App{first, a} // the other lays out what this one goes on to
		for _, app := range both {
			app.Env.Hub = hub
			app.Init()
			app.Layout()
		}
		var seen []glance
		look := func() {
			g := glance{now, map[string]string{}}
			for _, m := range cardOnScreen.FindAllStringSubmatch(cache.Compose(a.Layout()).Plain(), -1) {
				g.cards[m[1]] = m[2]
			}
			seen = append(seen, g)
		}
		look()
		now = now.Add(time.Second)
		for range 25 {
			now = now.Add(time.Duration(rapid.IntRange(0, 6).Draw(rt, "passes")) * 100 * time.Millisecond)
			if rapid.IntRange(0, 2).Draw(rt, "who") > 0 {
				card, into := rapid.SampledFrom(cards).Draw(rt, "card"), model.ItemID(0)
				if all := r.Board().Clusters(); rapid.Bool().Draw(rt, "in") && len(all) > 0 {
					into = rapid.SampledFrom(all).Draw(rt, "cluster").ID
				}
				_, _ = r.Do(context.Background(), rapid.SampledFrom(r.People[1:4]).Draw(rt, "by"), "", model.MoveIdea{ID: card, Cluster: into})
				for _, app := range both {
					app.Update(stage.WakeMsg{})
					app.Layout()
				}
				look()
				continue
			}
			key := rapid.SampledFrom([]string{"A", "B", "C", "D", "E", "F", "H", "I"}).Draw(rt, "letter")
			c := s.View.(*cluster)
			before := slices.Clone(c.picked)
			a.Update(stagetest.Key(key))
			var took model.ItemID
			for _, id := range append(slices.Clone(before), c.picked...) {
				if slices.Contains(before, id) != slices.Contains(c.picked, id) {
					took = id
				}
			}
			shown, steady := seen[len(seen)-1].cards[key], true
			for i, g := range seen {
				over := i+1 < len(seen) && now.Sub(seen[i+1].at) >= 500*time.Millisecond
				steady = steady && (over || g.cards[key] == shown)
			}
			switch {
			case took == 0 && steady && shown != "":
				rt.Fatalf("%s, which was on %q, did nothing", key, shown)
			case took == 0:
				dropped++
			case !steady || r.Board().Idea(took).Text != shown:
				rt.Fatalf("%s took %q, and was on %q, or on another just before", key, r.Board().Idea(took).Text, shown)
			default:
				landed++
			}
			look()
		}
	})
	if landed == 0 || dropped == 0 {
		t.Errorf("%d letters took a card, %d did not", landed, dropped)
	}
}

// A terminal that nobody touches goes on to what others have laid out without
// being asked what is its own. What it showed meanwhile counts all the same.
func TestWhatWasShownWhileGlidingCounts(t *testing.T) {
	for waits, takes := range map[time.Duration]bool{300 * time.Millisecond: false, 500 * time.Millisecond: true} {
		t.Run(waits.String(), func(t *testing.T) { clickAfterGliding(t, waits, takes) })
	}
}

// clickAfterGliding clicks in the list so long after the last idea came.
func clickAfterGliding(t *testing.T, waits time.Duration, takes bool) {
	r := stagetest.CoLab(t, stagetest.Revealed)
	now, shared := time.Unix(1000, 0), stage.NewShared(frame.NewCache(8<<20))
	var apps []*stage.App
	var screens []*testScreen
	hub := stagetest.Hub()
	for _, place := range []int{4, 0} { // the first lays out what the second goes on to
		e := stagetest.Env(r, model.Actor{})
		e.Timer.Now, e.Shared = func() time.Time { return now }, shared
		s := newTestScreen(e, r.People[place])
		a := stage.NewApp(e, s, 80, 24)
		defer a.Close()
		e.Hub = hub
		a.Init()
		a.Layout()
		apps, screens = append(apps, a), append(screens, s)
	}
	comes := func(text string) {
		r.Must(r.People[1], model.AddIdea{Text: text})
		for _, a := range apps {
			a.Update(stage.WakeMsg{})
			a.Layout()
		}
	}
	g := screens[1].View.(*gather)
	x, y := g.list.Place().X+5, g.list.Place().Y
	for g.list.Under(y) == 0 {
		y++
	}
	now = now.Add(time.Second)
	comes("en")
	now = now.Add(300 * time.Millisecond)
	comes("två")
	now = now.Add(waits)
	apps[1].Update(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	if g.listing != takes {
		t.Errorf("the list has the keys: %v, want %v", g.listing, takes)
	}
}
