package store

import "testing"

// One subscriber of each shape is told what is coming: the last who asked, for
// as long as it is there.
func TestOneOfEachShapeRunsAhead(t *testing.T) {
	var s subscribers
	s.init()
	var all []chan struct{}
	for range 4 {
		c := make(chan struct{}, 1)
		all = append(all, c)
		s.add(c)
	}
	s.runAhead("80x24", all[0])
	s.runAhead("80x24", all[1])
	s.runAhead("40x12", all[2])
	told := func(want ...bool) {
		t.Helper()
		s.wakeAhead()
		for i, c := range all {
			if got := len(c) == 1; got != want[i] {
				t.Errorf("%d was told: %v", i, got)
			}
			select {
			case <-c:
			default:
			}
		}
	}
	told(false, true, true, false)
	s.remove(all[1])
	s.runAhead("80x24", all[1]) // has gone
	told(false, false, true, false)
	for n := range 5 * mostAhead {
		s.runAhead(n, all[3])
	}
	if len(s.ahead) > mostAhead {
		t.Errorf("%d run ahead", len(s.ahead))
	}
}
