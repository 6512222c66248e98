package facilitator

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// TestADoublePressTakesTheGroupOneStep hits n twice and holds it down, before and
// after the screen has shown the next phase; half a second later n is meant, and b
// is meant at once.
func TestADoublePressTakesTheGroupOneStep(t *testing.T) {
	r, a, _, now := slow(t, stagetest.Waiting)
	at := func(what string, want int) {
		t.Helper()
		if got := r.Board().Current(); got != want {
			t.Errorf("%s: the group is at %d, want %d", what, got, want)
		}
	}
	stagetest.Press(a, "n")
	at("n", 0)
	for range 5 {
		*now = now.Add(90 * time.Millisecond)
		stagetest.Press(a, "n")
		stagetest.Shows(t, a, "Gruppen har just bytt moment")
	}
	at("n held down", 0)
	*now = now.Add(51 * time.Millisecond)
	stagetest.Press(a, "n")
	at("n on purpose", 1)
	stagetest.Press(a, "b")
	at("b, to take that back", 0)
	stagetest.Press(a, "b")
	at("b again", 0)
}

// TestADoublePressBeforeTheAnswer has the second n come while the first is on its
// way, and when it has arrived but is not on the screen yet.
func TestADoublePressBeforeTheAnswer(t *testing.T) {
	r, a, s, now := slow(t, stagetest.Waiting)
	*now = now.Add(time.Second)
	_, first := a.Update(stagetest.Key("n"))
	if s.env.Orders() == 0 {
		t.Fatal("the first is not on its way")
	}
	_, second := a.Update(stagetest.Key("n"))
	*now = now.Add(time.Second)
	stagetest.Run(a, first)
	stagetest.Run(a, second)
	stagetest.Send(a)
	if got := r.Board().Current(); got != 0 {
		t.Errorf("on its way: the group is at %d, want 0", got)
	}
	*now = now.Add(time.Second)
	r.Must(model.Host, model.EnterPhase{Phase: r.Board().Phases()[1].ID}) // not laid out yet
	if cmd := s.act("facilitator.act.next"); cmd == nil || !hasty(cmd) {
		t.Error("what nobody has seen was gone on from")
	}
}

// hasty reports whether a command only says that the group has just moved.
func hasty(cmd tea.Cmd) bool {
	said, ok := cmd().(stage.ToastMsg)
	return ok && said.Quiet
}
