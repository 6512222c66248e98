package participant_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/frame"
	"verkstad/ui/participant"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// others is what people do whose screens are not looked at.
var others = []func(r *stagetest.Room, n int){
	func(r *stagetest.Room, n int) { r.Pass(time.Second) },
	func(r *stagetest.Room, n int) { r.Pass(time.Duration(n) * time.Minute) },
	func(r *stagetest.Room, n int) {
		try(r, r.People[n%len(r.People)], model.AddIdea{Text: fmt.Sprintf("Idé %d av någon", n)})
	},
	func(r *stagetest.Room, n int) {
		try(r, r.People[n%len(r.People)], model.MoveHand{Up: r.Board().Person(r.People[n%len(r.People)].Person).Hand == 0})
	},
	func(r *stagetest.Room, n int) { try(r, r.People[n%3], model.MarkReady{Ready: n%2 == 0}) },
	func(r *stagetest.Room, n int) { try(r, model.Host, model.PauseClock{}) },
	func(r *stagetest.Room, n int) { try(r, model.Host, model.SetTables{Tables: n % 5}) },
	func(r *stagetest.Room, n int) { try(r, model.Host, model.StartClock{}) },
	func(r *stagetest.Room, n int) { try(r, model.Host, model.ExtendClock{By: time.Minute}) },
	func(r *stagetest.Room, n int) {
		if all := r.Board().Ideas(model.Host); len(all) > 0 {
			try(r, model.Host, model.CreateCluster{Title: fmt.Sprint("Hög ", n), Ideas: []model.ItemID{all[n%len(all)].ID}})
		}
	},
	func(r *stagetest.Room, n int) {
		if all := r.Board().Ideas(model.Host); len(all) > 0 {
			try(r, model.Host, model.MoveIdea{ID: all[n%len(all)].ID})
		}
	},
	func(r *stagetest.Room, n int) { // one of those whose screens are looked at, and who see no mark
		all, into := r.Board().Ideas(model.Host), r.Board().Clusters()
		if len(all) > 0 && len(into) > 0 {
			try(r, r.People[n%5], model.MoveIdea{ID: all[n%len(all)].ID, Cluster: into[n%len(into)].ID})
		}
	},
	func(r *stagetest.Room, n int) { r.Pass(4 * time.Second) }, // marks of changes go after six
	func(r *stagetest.Room, n int) {
		if all := r.Board().Clusters(); len(all) > 0 {
			try(r, r.People[n%len(r.People)], model.RenameCluster{ID: all[n%len(all)].ID, Title: fmt.Sprint("Så heter den ", n)})
		}
	},
	func(r *stagetest.Room, n int) {
		if round := r.Board().OpenRound(); round != nil {
			try(r, r.People[n%len(r.People)], model.CastBallot{After: model.AfterAny, Round: round.ID, Dots: []model.Dot{{ID: round.Candidates[0].ID, N: 1}}})
		}
	},
}

// try does a command if the rules let it.
func try(r *stagetest.Room, by model.Actor, c model.Command) {
	_, _ = r.Do(context.Background(), by, "", c)
}

var pressed = []string{"tab", "up", "down", "end", "home", "pgdown", "left", "right", "space", "enter", "a", "å", "B", "2", "0", "+", "-", "backspace", "esc", "f2"}

// TestWhatIsSharedIsWhatOneWouldSeeAlone has several people press keys while
// others write, move and vote. At every turn each terminal, which shares most
// of its picture with the others, must show what it shows when it lays out
// everything by itself and remembers nothing.
func TestWhatIsSharedIsWhatOneWouldSeeAlone(t *testing.T) {
	type moment struct {
		until stagetest.Moment
		then  model.Activity
	}
	moments := []moment{{until: stagetest.CheckingIn}, {until: stagetest.Gathering}, {until: stagetest.Revealed}, {stagetest.Revealed, method.Cluster}, {until: stagetest.Clustering}, {until: stagetest.Voting}, {until: stagetest.Talking}, {until: stagetest.Counted}}
	rapid.Check(t, func(rt *rapid.T) {
		m := rapid.SampledFrom(moments).Draw(rt, "moment")
		r := stagetest.CoLab(t, m.until)
		if m.then != "" {
			r.Go(m.then)
		}
		var apps []*stage.App
		hub := stagetest.Hub()
		for i, size := range [][2]int{{120, 40}, {120, 40}, {120, 40}, {80, 24}, {80, 24}, {40, 12}} {
			a := seated(t, r, i%5)
			stagetest.Resize(a, size[0], size[1])
			if rapid.Bool().Draw(rt, "over SSH") {
				a.Env.Hub = hub
				stagetest.Run(a, a.Init())
			}
			apps = append(apps, a)
		}
		for range rapid.IntRange(1, 12).Draw(rt, "turns") {
			n := rapid.IntRange(0, 60).Draw(rt, "n")
			switch rapid.IntRange(0, 4).Draw(rt, "what") {
			case 0:
				stagetest.Wheel(apps[n%len(apps)], 30, 10, 1-n%2*2)
			case 1, 2:
				key := rapid.SampledFrom(pressed).Draw(rt, "pressed")
				if key == "enter" && m.until >= stagetest.Voting {
					key = "space" // enter opens a dialog, which is the app's
				}
				stagetest.Press(apps[n%len(apps)], key)
			default:
				others[rapid.IntRange(0, len(others)-1).Draw(rt, "other")](r, n)
			}
			for i, a := range apps {
				stagetest.Wake(a)
				alone(rt, i, a)
			}
		}
	})
}

// unshared is a screen that shares nothing and keeps nothing.
type unshared struct{ *participant.Screen }

func (unshared) SharedView(frame.Rect) (stage.SharedView, bool) { return nil, false }

// alone holds what a terminal shows to what it shows where nobody else is, in
// letters and in colours.
func alone(t *rapid.T, who int, a *stage.App) {
	l := a.Layout()
	text := frame.NewCache(0).Compose(l).Plain()
	shared := a.Env.Shared
	a.Env.Shared = stage.NewShared(frame.NewCache(1 << 20)) // the letters on cards stay: they are the workshop's
	single := stage.NewApp(a.Env, unshared{a.Screen().(*participant.Screen)}, l.W, l.H).Layout()
	a.Env.Shared = shared
	rows := l.H
	if said := l.Panes[len(l.Panes)-1].Rect; strings.Contains(strings.Join(strings.Split(text, "\n")[said.Y:], "\n"), "! ") || strings.Contains(text[strings.LastIndex(text, "\n"):], "✓ ") {
		rows = said.Y // the app says something there instead of the keys
	}
	got, want := frame.NewCache(0).Compose(l), frame.NewCache(0).Compose(single)
	above := func(f *frame.Frame) string { return strings.Join(strings.Split(f.Styled(), "\n")[:rows], "\n") }
	if above(got) != above(want) {
		t.Fatalf("terminal %d shows\n%s\nalone it would show\n%s\nin letters and colours\n%q\nand\n%q", who, got.Plain(), want.Plain(), got.Styled(), want.Styled())
	}
}

// Whoever sits at a table sees which it is, and who else sits there.
func TestOnesTableIsOnTheScreen(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Gathering)
	r.Must(model.Host, model.SetTables{Tables: 3})
	me := r.Board().Person(r.People[0].Person)
	a := seated(t, r, 0)
	stagetest.Shows(t, a, fmt.Sprint("Bord ", me.Table))
	for _, p := range r.Board().People() {
		if p.ID != me.ID && p.Table == me.Table {
			stagetest.Shows(t, a, p.Name)
		}
	}
	stagetest.Resize(a, 40, 12)
	stagetest.Shows(t, a, fmt.Sprint("Bord ", me.Table))
	r.Must(model.Host, model.SetTables{})
	stagetest.Wake(a)
	stagetest.Hides(t, a, "Bord ")
}

// A terminal that nobody touches is not told what others do, and yet its keys
// and mouse find what is seen: here an idea that came meanwhile.
func TestWhatCameMeanwhileCanBeClicked(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Revealed)
	first, left := seated(t, r, 0), seated(t, r, 1)
	for n := range 3 {
		text := fmt.Sprintf("Något nytt nummer %d", n)
		r.Must(r.People[2], model.AddIdea{Text: text})
		for _, a := range []*stage.App{first, left} {
			stagetest.Wake(a)
			stagetest.Shows(t, a, text)
		}
	}
	fresh := seated(t, r, 1)
	x, y := stagetest.Find(t, left, "Något nytt nummer 2")
	styled := func(a *stage.App) string {
		stagetest.Click(a, x, y)
		return frame.NewCache(0).Compose(a.Layout()).Styled()
	}
	if got, want := styled(left), styled(fresh); got != want {
		t.Errorf("after a click it shows\n%s\nwhere a new terminal shows\n%s", got, want)
	}
}

// The mark of a card that was moved goes after some seconds, also where the phase's
// clock stands, and so no picture is new by the clock.
func TestMarksGoWhereTheClockStands(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Clustering)
	a := seated(t, r, 1)
	stagetest.Resize(a, 120, 40)
	a.Env.Hub = stagetest.Hub()
	stagetest.Run(a, a.Init())
	r.Must(model.Host, model.PauseClock{})
	all, into := r.Board().Ideas(model.Host), r.Board().Clusters()
	r.Must(r.People[0], model.MoveIdea{ID: all[0].ID, Cluster: into[1].ID})
	stagetest.Wake(a)
	stagetest.Shows(t, a, "•")
	stagetest.Wake(a) // from now on nobody touches it
	r.Pass(time.Minute)
	stagetest.Wake(a)
	stagetest.Hides(t, a, "•")
}
