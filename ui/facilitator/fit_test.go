package facilitator_test

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/facilitator"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// overdue is a workshop with an agenda whose first phase, of 20 minutes, has taken some
// minutes more.
func overdue(t *testing.T, over int, rest ...method.Phase) (*stagetest.Room, *stage.App) {
	t.Helper()
	r := stagetest.NewRoom(t)
	phases := append([]method.Phase{{Activity: method.Checkin, Minutes: 20}}, rest...)
	r.Must(model.Host, model.CreateWorkshop{ID: "01", Title: "Sen", Code: "KRABBA", Lang: "sv", Phases: phases})
	r.Must(model.Host, model.Next{Start: true})
	r.Pass(time.Duration(20+over) * time.Minute)
	env := stagetest.Env(r, model.Host)
	return r, stagetest.App(t, env, facilitator.New(env))
}

// TestTheRestIsFittedWithOneKeyAndEnter holds that J proposes minutes for what is left
// with the end, that the break stays, and that enter does it.
func TestTheRestIsFittedWithOneKeyAndEnter(t *testing.T) {
	r, a := overdue(t, 15, method.Phase{Activity: method.Gather, Minutes: 40}, method.Phase{Activity: method.Break, Minutes: 10}, method.Phase{Activity: method.Commit, Minutes: 20, MinMinutes: 15})
	end := r.Board().Due().In(r.Now().Location()).Format("15:04")
	stagetest.Shows(t, a, "15 min sent", "J passa in resten")
	stagetest.Press(a, "J")
	stagetest.Shows(t, a, "Passa in resten: slut "+end, "Samla idéer: 40 → 30 min", "Åtaganden: 20 → 15 min", "Pauser ändras inte")
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "slut "+end, "Resten är inpassad")
	stagetest.Hides(t, a, "min sent", "J passa in resten")
	if ph := r.Board().Phases(); ph[1].Minutes != 30 || ph[2].Minutes != 10 || ph[3].Minutes != 15 {
		t.Errorf("%d, %d and %d minutes", ph[1].Minutes, ph[2].Minutes, ph[3].Minutes)
	}
	stagetest.Press(a, "J")
	stagetest.Shows(t, a, "Ni ligger inte efter")
}

// TestWhatDoesNotFitSaysWhatToLeaveOut holds that where minimum minutes are too many it is
// said, and that what is suggested is left out with enter.
func TestWhatDoesNotFitSaysWhatToLeaveOut(t *testing.T) {
	r, a := overdue(t, 25, method.Phase{Activity: method.Gather, Minutes: 25, MinMinutes: 20},
		method.Phase{Activity: method.Talk, Minutes: 30, MinMinutes: 30, Title: method.Text{"sv": "Vid borden"}}, method.Phase{Activity: method.Commit, Minutes: 10, MinMinutes: 10})
	stagetest.Press(a, "J")
	stagetest.Shows(t, a, "Allt ryms inte", "20 min efter", "Ta bort ”Vid borden”", "Korta så långt det går", "Ändra agendan")
	stagetest.Press(a, "enter")
	b := r.Board()
	if _, _, late := b.Plan(r.Now()); len(b.Phases()) != 3 || late > 0 {
		t.Errorf("%d phases, %v late", len(b.Phases()), late)
	}
}

// TestFittingShowsOnASmallScreen reads all of the proposal at 40×12 before enter does it.
func TestFittingShowsOnASmallScreen(t *testing.T) {
	var rest []method.Phase
	for range 8 {
		rest = append(rest, method.Phase{Activity: method.Talk, Minutes: 20})
	}
	r, a := overdue(t, 30, rest...)
	a.Update(tea.WindowSizeMsg{Width: 40, Height: 12})
	stagetest.Press(a, "J")
	for range 6 {
		if r.Board().Phases()[1].Minutes != 20 {
			break
		}
		stagetest.Press(a, "enter")
	}
	if got := r.Board().Phases()[8].Minutes; got == 20 {
		t.Error("enter never did it")
	}
}
