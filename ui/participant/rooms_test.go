package participant_test

import (
	"fmt"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// Two workshops on one server, whose cards have the same numbers and were made
// by the same events, never show each other's texts.
func TestNoWorkshopShowsAnothersCards(t *testing.T) {
	shared := stage.NewShared(frame.NewCache(16 << 20))
	for _, at := range []stagetest.Moment{stagetest.Clustering, stagetest.Revealed} {
		var apps []*stage.App
		for n := range 2 {
			r := stagetest.CoLab(t, at)
			for i := range 6 {
				r.Must(model.Host, model.AddIdea{Text: fmt.Sprintf("Rum %d kort %d", n, i)})
			}
			a := seated(t, r, 0)
			a.Env.Shared = shared
			apps = append(apps, stage.NewApp(a.Env, a.Screen(), 120, 40))
		}
		for n, a := range apps {
			stagetest.Shows(t, a, fmt.Sprintf("Rum %d kort 4", n))
			stagetest.Hides(t, a, fmt.Sprintf("Rum %d kort", 1-n))
		}
	}
}

// A terminal without a seat, as the local one, shows the time as it goes, also
// where nothing else has happened since it was first shown.
func TestTheClockGoesAtATerminalWithoutASeat(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Revealed)
	r.Go(method.Cluster)
	a := seated(t, r, 0)
	stagetest.Shows(t, a, "25:00")
	r.Pass(50 * time.Minute)
	stagetest.Wake(a)
	stagetest.Shows(t, a, "+25:00")
}
