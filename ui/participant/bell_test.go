package participant_test

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// rings reports whether a wake-up rings the terminal's bell.
func rings(a *stage.App) bool {
	var heard func(cmd tea.Cmd) bool
	heard = func(cmd tea.Cmd) bool {
		if cmd == nil {
			return false
		}
		switch msg := cmd().(type) {
		case tea.RawMsg:
			return msg.Msg == "\a"
		case tea.BatchMsg:
			for _, c := range msg {
				if heard(c) {
					return true
				}
			}
		}
		return false
	}
	return heard(a.Screen().Update(stage.WakeMsg{}))
}

// TestTheBellRingsAsOneWants lets the time run out, and gives somebody the floor, while their
// bell is set in each way; the choice is found again at another terminal.
func TestTheBellRingsAsOneWants(t *testing.T) {
	for presses, want := range []struct {
		floor, time bool
		said        string
	}{{true, false, ""}, {true, true, "tiden är slut"}, {false, false, "Ingen ljudsignal"}} {
		r := stagetest.CoLab(t, stagetest.Talking)
		me := r.People[0]
		first := seated(t, r, 0)
		for range presses {
			stagetest.Press(first, "z")
		}
		if want.said != "" {
			stagetest.Shows(t, first, want.said)
		}
		a := seated(t, r, 0)
		rings(a)
		r.Pass(r.Board().Phase().Remaining(r.Now()) - time.Second)
		rings(a)
		r.Pass(2 * time.Second)
		if got := rings(a); got != want.time {
			t.Errorf("pressed %d times: at the end of the time it rings: %v", presses, got)
		}
		r.Must(me, model.MoveHand{Up: true})
		rings(a)
		r.Must(model.Host, model.MoveHand{Person: me.Person})
		if got := rings(a); got != want.floor {
			t.Errorf("pressed %d times: with the floor it rings: %v", presses, got)
		}
	}
}
