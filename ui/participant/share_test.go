package participant_test

import (
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/frame"
	"verkstad/ui/participant"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// TestAWokenScreenShowsWhatAFreshOneShows wakes a screen after all that others
// can do and after the clock has gone on, and holds it to one that was just
// opened: nothing that was kept may be old.
func TestAWokenScreenShowsWhatAFreshOneShows(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Revealed)
	r.Go(method.Gather)
	now := time.Now()
	open := func() stage.Screen {
		e := stagetest.Env(r, model.Actor{})
		e.Now = func() time.Time { return now }
		return participant.New(e, participant.Hint{Key: r.Board().Person(r.People[0].Person).Key})
	}
	plain := func(s stage.Screen) string {
		l := frame.Layout{W: 120, H: 39, Panes: s.Panes(frame.Rect{W: 120, H: 39})}
		return frame.NewCache(1 << 20).Compose(l).Plain()
	}
	woken := open()
	woken.Panes(frame.Rect{W: 120, H: 39})
	for name, do := range map[string]func(){
		"a second":         func() { now = now.Add(time.Second) },
		"eleven minutes":   func() { now = now.Add(11 * time.Minute) },
		"another's idea":   func() { r.Must(r.People[1], model.AddIdea{Text: "Någon annans"}) },
		"one's own":        func() { r.Must(r.People[0], model.AddIdea{Text: "Min från en annan terminal"}) },
		"one's hand":       func() { r.Must(r.People[0], model.MoveHand{Up: true}) },
		"another's hand":   func() { r.Must(r.People[2], model.MoveHand{Up: true}) },
		"being ready":      func() { r.Must(r.People[0], model.MarkReady{Ready: true}) },
		"another's ready":  func() { r.Must(r.People[1], model.MarkReady{Ready: true}) },
		"the clock stands": func() { r.Must(model.Host, model.PauseClock{}) },
		"more time":        func() { r.Must(model.Host, model.ExtendClock{By: 5 * time.Minute}) },
	} {
		do()
		woken.Update(stage.WakeMsg{})
		if got, want := plain(woken), plain(open()); got != want {
			t.Errorf("after %s the screen shows\n%s\na fresh one\n%s", name, got, want)
		}
	}
}
