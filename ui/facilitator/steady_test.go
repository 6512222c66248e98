package facilitator

import (
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

const nothingDone = "Inget gjordes"

// slow is a cockpit at which the test moves the time.
func slow(t *testing.T, until stagetest.Moment) (r *stagetest.Room, a *stage.App, s *Screen, now *time.Time) {
	t.Helper()
	now = new(time.Time)
	*now = time.Unix(1000, 0)
	r = stagetest.CoLab(t, until)
	e := stagetest.Env(r, model.Host)
	e.Timer.Now = func() time.Time { return *now }
	s = New(e).(*Screen)
	a = stagetest.App(t, e, s)
	stagetest.Screen(a)
	*now = now.Add(time.Second)
	return r, a, s, now
}

func sees(a *stage.App) {
	stagetest.Wake(a)
	stagetest.Screen(a)
}

// A click on the board counts half a second after another item came to lie
// there, and so does enter after what was selected went. Space is for the clock
// whatever is selected.
func TestNoClickTakesTheItemThatJustCame(t *testing.T) {
	r, a, s, now := slow(t, stagetest.Clustering)
	places := s.board.lay(s.board.rect).Places()
	var at int
	for places[at].Page != s.board.page || r.Board().Idea(places[at].Item) == nil {
		at++
	}
	p := places[at]
	x, y := s.board.rect.X+p.Rect.X+1, s.board.rect.Y+p.Rect.Y
	r.Must(model.Host, model.RemoveIdea{ID: p.Item})
	sees(a)
	stagetest.Click(a, x, y)
	stagetest.Shows(t, a, nothingDone)
	if s.board.selected != 0 {
		t.Errorf("it selected %d", s.board.selected)
	}
	*now = now.Add(500 * time.Millisecond)
	if stagetest.Click(a, x, y); s.board.selected == 0 || s.board.selected == p.Item {
		t.Errorf("it selected %d", s.board.selected)
	}
	running := r.Board().Phase().Running()
	r.Must(model.Host, model.RemoveIdea{ID: s.board.selected})
	sees(a)
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, nothingDone)
	if stagetest.Press(a, "space"); r.Board().Phase().Running() == running {
		t.Error("space was not for the clock")
	}
}

// The first of the people stays selected when somebody raises a hand above
// them, and a click counts half a second after another came to stand there.
func TestNoHandTakesThePersonWhoJustCame(t *testing.T) {
	r, a, _, now := slow(t, stagetest.Clustering)
	stagetest.Press(a, "P")
	p := a.Screen().(*people)
	first, third := p.selected().ID, p.guests()[2].person.ID
	*now = now.Add(time.Second)
	last := p.guests()[len(p.guests())-1].person.ID
	r.Must(model.Actor{Person: last, Role: model.Participant}, model.MoveHand{Up: true})
	sees(a)
	if got := p.selected().ID; got != first {
		t.Errorf("%d is selected, and was %d", got, first)
	}
	y := p.list.Rect().Y + 2
	stagetest.Click(a, p.list.Rect().X+3, y)
	stagetest.Shows(t, a, nothingDone)
	if got := p.selected().ID; got != first {
		t.Errorf("%d is selected, and was %d", got, first)
	}
	*now = now.Add(500 * time.Millisecond)
	stagetest.Click(a, p.list.Rect().X+3, y+1)
	if got := p.selected().ID; got != third {
		t.Errorf("%d is selected, not %d", got, third)
	}
	stagetest.Press(a, "f") // only those who have not spoken
	p.selected()
	chosen := p.selected().ID
	r.Must(model.Host, model.MarkSpoken{Person: chosen, Spoken: true})
	sees(a)
	stagetest.Press(a, "x")
	stagetest.Shows(t, a, nothingDone)
	stagetest.Hides(t, a, "kan inte längre delta")
}

// The agenda's keys stay on their phase when another facilitator puts one
// before it.
func TestTheAgendaKeysStayOnTheirPhase(t *testing.T) {
	r, a, s, _ := slow(t, stagetest.Clustering)
	stagetest.Press(a, "tab", "down", "down")
	chosen := s.agenda.selected().ID
	add := func() {
		var phases []model.Phase
		for i, ph := range r.Board().Phases() {
			if i == len(r.Board().Phases())-3 || ph.ID == chosen {
				phases = append(phases, model.Phase{Phase: method.Phase{Activity: method.Break, Minutes: 5}})
			}
			phases = append(phases, *ph)
		}
		r.Must(model.Host, model.ChangeAgenda{Phases: phases})
	}
	add()
	sees(a)
	if got := s.agenda.selected().ID; got != chosen {
		t.Errorf("the keys are on %d, and were on %d", got, chosen)
	}
	stagetest.Press(a, "a")
	d := a.Screen().(*editor)
	stagetest.Press(a, "end", "up")
	edited := d.selected().ID
	add()
	sees(a)
	if got := d.selected().ID; got != edited {
		t.Errorf("the editor is on %d, and was on %d", got, edited)
	}
}
