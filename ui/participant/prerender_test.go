package participant_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/colorprofile"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/live"
	"verkstad/ui/participant"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// watched is a terminal as the server runs it.
type watched struct {
	app     *stage.App
	painter *frame.Painter
	sent    strings.Builder
}

func terminalOf(r *stagetest.Room, hub *live.Hub, cache *frame.Cache, n int) *watched {
	e := stagetest.Env(r, model.Actor{})
	e.Hub, e.Shared = hub, stage.NewShared(cache)
	w := &watched{app: stage.NewApp(e, participant.New(e, participant.Hint{Key: r.Board().Person(r.People[n].Person).Key}), 120, 40)}
	w.painter = frame.NewPainter(&w.sent, cache, colorprofile.TrueColor)
	w.app.Init()
	w.paint()
	return w
}

func (w *watched) paint() { _ = w.painter.Paint(w.app.Layout()) }

// wake tells the terminal that there is something new, and gives what was sent for
// that.
func (w *watched) wake() string {
	w.sent.Reset()
	w.app.Update(live.FrameMsg{})
	w.paint()
	return w.sent.String()
}

// hubOf is a hub with the room's time.
func hubOf(r *stagetest.Room) *live.Hub { return live.NewHub(live.Config{Still: true, Now: r.Now}) }

// What is on its way to the disk is made ready and shown to nobody. If it gets
// there, nothing is left to be drawn; if not, nothing of it is ever seen, also
// where another event takes its number.
func TestWhatIsPendingIsMadeReadyAndNotShown(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Revealed)
	r.Crowd(3) // who have written nothing yet
	writer, n := r.People[len(r.People)-1], len(r.People)-3
	cache := frame.NewCache(16 << 20)
	hub := hubOf(r)
	a, b := terminalOf(r, hub, cache, n), terminalOf(r, hub, cache, n+1)
	say := func(text string) model.AddIdea { return model.AddIdea{Text: text} }
	all := func(want ...string) {
		t.Helper()
		r.Pass(100 * time.Millisecond) // a burst is another matter
		for n, w := range []*watched{a, b} {
			got := w.wake() + stagetest.Screen(w.app)
			for _, text := range want {
				shown := !strings.HasPrefix(text, "!")
				if strings.Contains(got, strings.TrimPrefix(text, "!")) != shown {
					t.Errorf("terminal %d: %q shown is %v in\n%s", n, text, !shown, got)
				}
			}
		}
	}
	r.Must(writer, say("Grunden"))
	all("Grunden")

	r.Pass(100 * time.Millisecond)
	r.Begin(writer, say("Tolv äpplen"))
	a.app.Update(live.PrerenderMsg{})
	all("!Tolv")
	before := cache.Stats()
	r.Must(writer, say("Tolv äpplen"))
	sent := b.wake()
	if after := cache.Stats(); after.Frames.Misses != before.Frames.Misses || after.Steps.Misses != before.Steps.Misses {
		t.Errorf("after it came, still drawn: %+v, before: %+v", after, before)
	}
	if !strings.Contains(sent, "äpplen") {
		t.Errorf("sent was %q", sent)
	}
	a.wake()

	r.Begin(writer, say("Giftig svamp"))
	a.app.Update(live.PrerenderMsg{})
	all("!Giftig")
	stagetest.Press(a.app, "tab", "down", "tab") // what is seen is what keys are for
	all("!Giftig")
	r.Fail()
	all("!Giftig", "Tolv äpplen")
	r.Must(writer, say("Färska päron"))
	all("!Giftig", "Färska päron")
}

// After a failed write another change has the number of the one that never was, on
// every screen that shares. It is seen as at a terminal that worked nothing out.
func TestAfterAFailedWriteTheNextChangeIsSeen(t *testing.T) {
	cluster := func(title string) func(*stagetest.Room) model.Command {
		return func(r *stagetest.Room) model.Command {
			return model.RenameCluster{ID: r.Board().Clusters()[0].ID, Title: title}
		}
	}
	hello := func(text string) func(*stagetest.Room) model.Command {
		return func(*stagetest.Room) model.Command { return model.CheckIn{Text: text} }
	}
	idea := func(text string) func(*stagetest.Room) model.Command {
		return func(*stagetest.Room) model.Command { return model.AddIdea{Text: text} }
	}
	for name, c := range map[string]struct {
		until        stagetest.Moment
		never, comes func(*stagetest.Room) model.Command
	}{
		"columns":  {stagetest.Clustering, cluster("Giftig svamp"), cluster("Färska päron")},
		"check-in": {stagetest.CheckingIn, hello("Giftig svamp"), hello("Färska päron")},
		"ideas":    {stagetest.Revealed, idea("Giftig svamp"), idea("Färska päron")},
	} {
		t.Run(name, func(t *testing.T) {
			r := stagetest.CoLab(t, c.until)
			r.Crowd(3) // who have written nothing yet
			n, by := len(r.People)-3, r.People[len(r.People)-1]
			cache, hub := frame.NewCache(16<<20), hubOf(r)
			both := []*watched{terminalOf(r, hub, cache, n), terminalOf(r, hub, cache, n+1)}
			for _, w := range both {
				w.wake()
			}
			r.Begin(by, c.never(r))
			before := cache.Stats().Frames.Misses
			both[0].app.Update(live.PrerenderMsg{})
			if cache.Stats().Frames.Misses == before {
				t.Fatal("nothing was prerendered")
			}
			r.Fail()
			r.Must(by, c.comes(r))
			r.Pass(100 * time.Millisecond)
			alone := terminalOf(r, hubOf(r), frame.NewCache(16<<20), n)
			stagetest.Shows(t, alone.app, "Färska päron")
			for i, w := range both {
				w.wake()
				stagetest.Shows(t, w.app, "Färska päron")
				stagetest.Hides(t, w.app, "Giftig")
				if want := stagetest.Screen(alone.app); i == 0 && stagetest.Screen(w.app) != want {
					t.Errorf("it shows\n%s\nalone\n%s", stagetest.Screen(w.app), want)
				}
			}
		})
	}
}

// In a burst there are fewer pictures than ideas: all go on from one to the next of
// the same. What somebody types meanwhile is seen at once.
func TestInABurstAllGoOnToTheSamePictures(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Revealed)
	r.Crowd(4)
	writer, n := r.People[len(r.People)-1], len(r.People)-4
	cache := frame.NewCache(16 << 20)
	all := []*watched{}
	for i, hub := 0, hubOf(r); i < 3; i++ {
		all = append(all, terminalOf(r, hub, cache, n+i))
	}
	before := cache.Stats().Composed.Misses
	const ideas = 40
	for i := range ideas {
		r.Must(writer, model.AddIdea{Text: fmt.Sprintf("Nummer %d av många", i)})
		r.Pass(time.Millisecond)
		for k, w := range all {
			if (i+k)%3 == 0 {
				w.wake()
			}
		}
		if i == ideas/2+1 { // the second has not been woken for this one
			all[1].app.Update(stagetest.Key("x"))
			stagetest.Shows(t, all[1].app, "│ x")
			stagetest.Hides(t, all[1].app, fmt.Sprintf("Nummer %d av", i))
		}
	}
	if made := cache.Stats().Composed.Misses - before; made > 6 {
		t.Errorf("%d pictures of %d ideas in as many milliseconds", made, ideas)
	}
	r.Pass(time.Second / 10)
	for _, w := range all {
		w.wake()
		stagetest.Shows(t, w.app, fmt.Sprintf("Nummer %d av", ideas-1), fmt.Sprintf("%d idéer i rummet", ideas+24))
	}
	stagetest.Shows(t, all[1].app, "│ x")
}
