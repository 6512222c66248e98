package model_test

import (
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
)

// TestTheGroupIsMovedFromWhereItIs gives each command that moves the group after
// a colleague has moved it: in the same phase it is done, elsewhere refused.
func TestTheGroupIsMovedFromWhereItIs(t *testing.T) {
	for name, c := range map[string]func(model.Place) model.Command{
		"next":   func(p model.Place) model.Command { return model.Next{From: p} },
		"back":   func(p model.Place) model.Command { return model.Back{From: p} },
		"goto":   func(p model.Place) model.Command { return model.EnterPhase{Phase: 5, From: p} },
		"open":   func(p model.Place) model.Command { return model.OpenRound{From: p} },
		"close":  func(p model.Place) model.Command { return model.CloseRound{From: p} },
		"end":    func(p model.Place) model.Command { return model.EndWorkshop{From: p} },
		"reveal": func(p model.Place) model.Command { return model.Reveal{From: p} },
		"start":  func(p model.Place) model.Command { return model.StartClock{From: p} },
		"pause":  func(p model.Place) model.Command { return model.PauseClock{From: p} },
		"extend": func(p model.Place) model.Command { return model.ExtendClock{By: time.Minute, From: p} },
		"fit": func(p model.Place) model.Command {
			return model.FitAgenda{Due: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC), From: p}
		},
		"reset": func(p model.Place) model.Command { return model.ResetClock{From: p} },
	} {
		t.Run(name, func(t *testing.T) {
			w := begun(t)
			seen := w.b.Place()
			w.must(model.Host, model.Next{})
			w.refuse(model.Host, c(seen), model.ErrElsewhere)
			if name != "close" { // nothing is open
				w.must(model.Host, c(model.Place{}))
			}
		})
	}
}

// TestTwoWhoGoOnAtOnceGoOnOnce also when the second has seen the first arrive.
func TestTwoWhoGoOnAtOnceGoOnOnce(t *testing.T) {
	w := begun(t)
	seen := w.b.Place()
	to := w.b.Phases()[w.b.Current()+1].ID
	w.must(model.Host, model.EnterPhase{Phase: to, From: seen})
	w.must(model.Host, model.EnterPhase{Phase: to, From: seen}) // they meant the same
	w.refuse(model.Host, model.Next{From: seen}, model.ErrElsewhere)
	if got := w.b.Phase().ID; got != to {
		t.Errorf("the group is in %d", got)
	}
}

// begun is a workshop with ideas in its second phase of writing.
func begun(t *testing.T) *workshop {
	w := newWorkshop(t, "colab")
	for !w.b.Phase().Is(method.Gather) {
		w.must(model.Host, model.Next{})
	}
	for _, text := range []string{"ett", "två", "tre"} {
		w.must(model.Host, model.AddIdea{Text: text})
	}
	w.must(model.Host, model.Reveal{})
	return w
}
