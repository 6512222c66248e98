package home

import (
	"testing"
	"time"

	"verkstad/ui/stage/stagetest"
)

// A click in the list of workshops counts half a second after another came to
// lie there.
func TestNoClickTakesTheWorkshopThatJustCame(t *testing.T) {
	a, s := begin(t, newWorkshop(t, "01A", "Ett", "", "", 0), newWorkshop(t, "01B", "Två", "", "", 1), newWorkshop(t, "01C", "Tre", "", "", 2))
	now := time.Unix(1000, 0)
	s.env.Timer.Now = func() time.Time { return now }
	s.list.SelectRow(s.list.At()) // forgets what was shown
	stagetest.Screen(a)
	now = now.Add(time.Second)
	x, y := stagetest.Find(t, a, "Två")
	was := s.selected().ID
	house := s.env.House.(*stagetest.House)
	house.Rooms = append(house.Rooms, newWorkshop(t, "01D", "Fyra", "", "", 0))
	stagetest.Send(a, s.read()())
	stagetest.Screen(a)
	stagetest.Click(a, x, y)
	stagetest.Shows(t, a, "Inget gjordes")
	if s.selected().ID != was {
		t.Errorf("%s is chosen", s.selected().ID)
	}
}
