package participant_test

import (
	"fmt"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/frame"
	"verkstad/ui/participant"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// BenchmarkAThousandSeeAnIdea is one person's idea on a board of two thousand,
// until a thousand terminals know what they show.
func BenchmarkAThousandSeeAnIdea(b *testing.B) {
	for _, activity := range []model.Activity{method.Gather, method.Cluster} {
		b.Run(string(activity), func(b *testing.B) {
			r := stagetest.CoLab(b, stagetest.Revealed)
			r.Crowd(1000)
			for i := range 2000 {
				r.Must(r.People[i%len(r.People)], model.AddIdea{Text: fmt.Sprintf("Idé nummer %d om återbruk i byn", i)})
			}
			r.Go(activity)
			screens := make([]stage.Screen, 1000)
			for i := range screens {
				e := stagetest.Env(r, model.Actor{})
				screens[i] = participant.New(e, participant.Hint{Key: r.Board().Person(r.People[i].Person).Key})
			}
			area := frame.Rect{W: 120, H: 39}
			for b.Loop() {
				r.Must(model.Host, model.AddIdea{Text: "En till"})
				for _, s := range screens {
					s.Update(stage.WakeMsg{})
					s.Panes(area)
				}
			}
		})
	}
}
