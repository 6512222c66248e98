package facilitator_test

import (
	"slices"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/facilitator"
	"verkstad/ui/stage/stagetest"
)

// BenchmarkScroll goes through a board of 5,000 ideas and 200 clusters, key by
// key.
func BenchmarkScroll(b *testing.B) {
	r := stagetest.Large(b)
	keys := slices.Concat(stagetest.Times(60, "down"), stagetest.Times(40, "pgdown"), stagetest.Times(30, "pgup"))
	for _, activity := range []model.Activity{method.Gather, method.Cluster} {
		b.Run(string(activity), func(b *testing.B) {
			r.Go(activity)
			e := stagetest.Env(r, model.Host)
			stagetest.PressEach(b, e, facilitator.New(e), keys...)
		})
	}
}
