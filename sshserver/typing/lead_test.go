package typing

import (
	"testing"

	"verkstad/model"
	"verkstad/model/safego"
	"verkstad/sshserver"
	"verkstad/sshserver/sshtest"
)

// TestTwoWhoLeadGoOnOnce has two cockpits press n at the same moment, several
// times.
func TestTwoWhoLeadGoOnOnce(t *testing.T) {
	r := open(t, sshserver.Limits{})
	one, other := r.sit("one", r.leader), r.sit("other", r.leader)
	one.sees("Samla idéer")
	other.sees("Samla idéer")
	at := r.live.Board().Current()
	for n := range 3 {
		sshtest.AwaitStillHands()
		pressed := make(chan struct{})
		safego.Go("press", func() { defer close(pressed); one.types("n") })
		other.types("n")
		<-pressed
		one.eventually("the group goes on", func() bool { return r.live.Board().Current() > at+n })
		title := r.live.Board().Phase().Title["sv"]
		one.sees(title)
		other.sees(title)
		if got := r.live.Board().Current(); got != at+n+1 {
			t.Fatalf("the group is in phase %d, want %d", got, at+n+1)
		}
	}
	sshtest.AwaitStillHands()
	r.do(model.Next{}) // and one presses it just when another has gone on
	one.types("n")
	other.types("n")
	one.sees(r.live.Board().Phase().Title["sv"])
	other.sees(r.live.Board().Phase().Title["sv"])
	if got := r.live.Board().Current(); got != at+4 {
		t.Errorf("the group is in phase %d, want %d", got, at+4)
	}
}
