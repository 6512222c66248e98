package projector_test

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/projector"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// everything a projector must not tell before its time, by moment.
func TestNothingSecretIsOnTheWall(t *testing.T) {
	names := []string{"Åsa", "Bengt", "Cecilia", "Dilan", "Göran", "Hanna"}
	secrets := map[stagetest.Moment][]string{
		stagetest.CheckingIn: names,
		stagetest.Talking:    {"Åsa", "Bengt", "Cecilia", "Hanna"}, // the others want to speak
		stagetest.Gathering:  append([]string{"Verktygspool", "Lagarkafé", "Vem betalar"}, names...),
		stagetest.Revealed:   append([]string{"Vem betalar"}, names...),
		stagetest.Voting:     append([]string{"12 prickar", "delar plats"}, names...),
		stagetest.Rating:     append([]string{"i snitt", "väl använd", "Lite för varmt"}, names...),
		stagetest.Ended:      {"Bengt", "Hanna", "Lite för varmt", "Tydligt och bra"}, // the others promised something
	}
	for moment, hidden := range secrets {
		r, a := show(t, moment)
		for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 40}, {200, 50}} {
			stagetest.Resize(a, size[0], size[1])
			for range 8 { // every page
				stagetest.Hides(t, a, hidden...)
				r.Pass(12 * time.Second)
			}
		}
	}
}

func TestAHiddenCardLeavesTheWall(t *testing.T) {
	r, a := show(t, stagetest.Revealed)
	r.Pass(10 * time.Second) // a step has just begun, which stands over everything
	stagetest.Resize(a, 120, 40)
	stagetest.Shows(t, a, "Verktygspool")
	r.Must(model.Host, model.HideIdea{ID: r.Board().Ideas(model.Host)[0].ID, Hidden: true})
	stagetest.Hides(t, a, "Verktygspool")
}

// TestACardThatIsHiddenLeavesTheVoteToo holds that what is hidden while it is voted
// on, or after, stands neither on the wall nor in the sentences about the result, and
// comes back when it is shown again.
func TestACardThatIsHiddenLeavesTheVoteToo(t *testing.T) {
	r, a := show(t, stagetest.Revealed)
	stagetest.Resize(a, 160, 50)
	var ids []model.ItemID
	for _, i := range r.Board().Ideas(model.Host)[:4] {
		ids = append(ids, i.ID)
	}
	text := r.Board().Idea(ids[0]).Text
	hide := func(hidden bool) { r.Must(model.Host, model.HideIdea{ID: ids[0], Hidden: hidden}) }
	holds := func() {
		t.Helper()
		hide(false)
		stagetest.Shows(t, a, text)
		hide(true)
		stagetest.Hides(t, a, text)
		stagetest.Shows(t, a, "dolt förslag")
	}
	r.Go(method.Vote)
	r.Must(model.Host, model.OpenRound{Dots: 3, MaxPer: 3, Candidates: ids})
	holds()
	for _, p := range r.People[:5] {
		r.Must(p, model.CastBallot{After: model.AfterAny, Dots: []model.Dot{{ID: ids[0], N: 3}}})
	}
	r.Must(model.Host, model.CloseRound{})
	for say := range 6 {
		r.Must(model.Host, model.ShowOnWall{Say: say})
		holds()
	}
}

func TestPagesTurnByTheClock(t *testing.T) {
	r, a := show(t, stagetest.Revealed)
	r.Pass(10 * time.Second)
	seen := map[string]bool{}
	for range 3 {
		seen[stagetest.Screen(a)] = true
		r.Pass(12 * time.Second)
	}
	if len(seen) != 3 {
		t.Errorf("three turns showed %d pictures, want 3", len(seen))
	}
	one := stagetest.Screen(a)
	_, b := show(t, stagetest.Revealed)
	b.Env.Now = a.Env.Now
	b.Env.Room = r
	if two := stagetest.Screen(b); one != two {
		t.Errorf("two projectors show different pages:\n%s\n%s", one, two)
	}
}

func TestTheWayInIsAlwaysAtHand(t *testing.T) {
	_, a := show(t, stagetest.Clustering)
	stagetest.Shows(t, a, "ssh -p 2222 KRABBA@192.168.1.20")
	stagetest.Press(a, "i")
	stagetest.Shows(t, a, "Välkommen!", "█▀▀▀▀▀█")
	stagetest.Press(a, "esc")
	stagetest.Hides(t, a, "Välkommen!")
	stagetest.Press(a, "esc", "p", "n", "space") // an observer has nowhere to go back to and nothing to steer
	stagetest.Shows(t, a, "6 kluster")
}

func TestWithoutAWayIn(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Waiting)
	e := stagetest.Env(r, observer)
	e.JoinFor = nil
	a := stagetest.App(t, e, projector.New(e, nil))
	stagetest.Shows(t, a, "går inte att nå")
	stagetest.Golden(t, "alone", a)
}

func TestOvertimeAndPause(t *testing.T) {
	r, a := show(t, stagetest.Talking)
	r.Must(model.Host, model.PauseClock{})
	stagetest.Shows(t, a, "klockan är pausad")
	r.Must(model.Host, model.StartClock{})
	r.Pass(19 * time.Minute)
	stagetest.Shows(t, a, "över tiden")
	stagetest.Golden(t, "overtime", a)
}

func TestABreakSaysWhenItIsOver(t *testing.T) {
	r, a := show(t, stagetest.Clustering)
	phases := []model.Phase{}
	for _, ph := range r.Board().Phases() {
		phases = append(phases, *ph)
	}
	phases = append(phases, model.Phase{Phase: method.Phase{Activity: method.Break, Minutes: 15}})
	r.Must(model.Host, model.ChangeAgenda{Phases: phases})
	r.Go(method.Break)
	stagetest.Shows(t, a, "Vi är tillbaka 09:24")
	stagetest.Golden(t, "break", a)
}

func TestTheBellRings(t *testing.T) {
	r, a := show(t, stagetest.Talking)
	_, cmd := a.Update(stage.WakeMsg{})
	r.Pass(r.Board().Phase().Remaining(r.Now()))
	_, ring := a.Update(stage.WakeMsg{})
	if cmd != nil || ring == nil {
		t.Fatalf("before the end %v, at the end %v", cmd != nil, ring != nil)
	}
	if msg, ok := ring().(tea.RawMsg); !ok || msg.Msg != "\a" {
		t.Errorf("at the end it sends %#v, want a bell", msg)
	}
}

func TestStyled(t *testing.T) {
	_, a := show(t, stagetest.Counted)
	stagetest.GoldenStyled(t, "result", a)
}
