package participant_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/colorprofile"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/participant"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// watched is a terminal as the server runs it: it waits for wake-ups itself.
type watched struct {
	app     *stage.App
	painter *frame.Painter
	wakes   <-chan struct{}
	sent    strings.Builder
}

func terminalOf(r *stagetest.Room, cache *frame.Cache, n int) *watched {
	e := stagetest.Env(r, model.Actor{})
	e.Shared = stage.NewShared(cache)
	w := &watched{app: stage.NewApp(e, participant.New(e, participant.Hint{Key: r.Board().Person(r.People[n].Person).Key}), 120, 40)}
	w.painter = frame.NewPainter(&w.sent, cache, colorprofile.TrueColor)
	w.app.Wakes()
	w.app.Init()
	w.wakes = w.app.Wakes()
	w.paint()
	return w
}

func (w *watched) paint() { _ = w.painter.Paint(w.app.Layout()) }

// wake takes the wake-ups there are, and gives what was sent for them.
func (w *watched) wake() string {
	w.sent.Reset()
	select {
	case <-w.wakes:
		if msg := w.app.WakeMsg(); msg != nil {
			w.app.Update(msg)
			w.paint()
		}
	default:
	}
	return w.sent.String()
}

// What is on its way to the disk is made ready and shown to nobody. If it gets
// there, nothing is left to be drawn; if not, nothing of it is ever seen, also
// where another event takes its number.
func TestWhatIsComingIsMadeReadyAndNotShown(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Revealed)
	r.Crowd(3) // who have written nothing yet
	writer, n := r.People[len(r.People)-1], len(r.People)-3
	cache := frame.NewCache(16 << 20)
	a, b := terminalOf(r, cache, n), terminalOf(r, cache, n+1)
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
	all("!Giftig")
	stagetest.Press(a.app, "tab", "down", "tab") // what is seen is what keys are for
	all("!Giftig")
	r.Fail()
	all("!Giftig", "Tolv äpplen")
	r.Must(writer, say("Färska päron"))
	all("!Giftig", "Färska päron")
}

// In a burst there are fewer pictures than ideas. Who is shown one that is not
// the newest comes back, and in the end everybody has seen the last; what
// somebody types meanwhile is seen at once.
func TestInABurstAllHopFromPictureToPicture(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Revealed)
	r.Crowd(4)
	writer, n := r.People[len(r.People)-1], len(r.People)-4
	cache := frame.NewCache(16 << 20)
	all := []*watched{terminalOf(r, cache, n), terminalOf(r, cache, n+1), terminalOf(r, cache, n+2)}
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
			if l := all[1].app.Layout(); !l.Late {
				t.Error("who typed is not asked again for what others wrote")
			}
		}
	}
	if made := cache.Stats().Composed.Misses - before; made > 6 {
		t.Errorf("%d pictures of %d ideas in as many milliseconds", made, ideas)
	}
	r.Pass(time.Second / 10)
	for k, w := range all {
		if w.app.Layout().Late {
			w.app.Update(w.app.WakeMsg())
		}
		w.wake()
		if l := w.app.Layout(); l.Late {
			t.Errorf("terminal %d is still late", k)
		}
		stagetest.Shows(t, w.app, fmt.Sprintf("Nummer %d av", ideas-1), fmt.Sprintf("%d idéer i rummet", ideas+24))
	}
	stagetest.Shows(t, all[1].app, "│ x")
}
