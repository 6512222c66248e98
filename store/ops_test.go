package store

import (
	"fmt"
	"testing"
	"time"

	"verkstad/model"
)

// TestWhatWasDoneIsKnownForAsLongAsSomebodyAsksAgain holds that a command is found
// for as long as a client may repeat it, and that what is kept is bounded, however
// long a workshop lives and however much is done.
func TestWhatWasDoneIsKnownForAsLongAsSomebodyAsksAgain(t *testing.T) {
	began := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	key := func(n int) opKey { return opKey{model.PersonID(n % 7), fmt.Sprint(n)} }
	for _, every := range []time.Duration{time.Minute, 7 * time.Minute, 29 * time.Minute, 31 * time.Minute, 3 * time.Hour} {
		var o ops
		most := 0
		for n := range 5000 {
			now := began.Add(time.Duration(n) * every)
			o.add(key(n), model.Outcome{Seq: uint64(n)}, now)
			for before := n; before >= 0 && now.Sub(began.Add(time.Duration(before)*every)) <= opsFor; before-- {
				if out, done := o.find(key(before)); !done || out.Seq != uint64(before) {
					t.Fatalf("one every %v: what was done %v ago is not known", every, time.Duration(n-before)*every)
				}
			}
			most = max(most, len(o.newer)+len(o.older))
		}
		if bound := int(2*opsFor/every) + 2; most > bound {
			t.Errorf("one every %v: %d are kept, over %d", every, most, bound)
		}
	}
	var o ops
	for n := range 5 * maxOps { // all at once
		o.add(key(n), model.Outcome{}, began)
		if _, done := o.find(key(max(0, n-maxOps))); !done {
			t.Fatal("one of the newest is not known")
		}
	}
	if kept := len(o.newer) + len(o.older); kept > 2*maxOps {
		t.Errorf("%d are kept", kept)
	}
}
