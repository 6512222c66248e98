package facilitator_test

import (
	"testing"

	"verkstad/model"
	"verkstad/ui/facilitator"
	"verkstad/ui/stage/stagetest"
)

func TestWhoHasNotSpokenYet(t *testing.T) {
	r, a := lead(t, stagetest.Talking)
	stagetest.Press(a, "H")
	spoke := func() (n int) {
		for _, p := range r.Board().People() {
			if p.HasSpoken(r.Board().Phase().ID) {
				n++
			}
		}
		return n
	}
	if spoke() != 1 || len(r.Board().Hands()) != 2 {
		t.Fatalf("%d have had the word with %d hands up, want 1 and 2", spoke(), len(r.Board().Hands()))
	}
	stagetest.Shows(t, a, "14 är med · 13 tysta än")
	stagetest.Press(a, "P")
	stagetest.Shows(t, a, "1 har haft ordet, 13 inte än", "har talat")
	stagetest.Press(a, "H", "end", "space")
	if spoke() != 3 {
		t.Errorf("%d have had the word, want the first, the one with a hand up and the last", spoke())
	}
	stagetest.Press(a, "f")
	stagetest.Shows(t, a, "Frida")
	stagetest.Hides(t, a, "Göran", "Kim")
	stagetest.Press(a, "f", "end", "space")
	if spoke() != 2 {
		t.Error("space does not take it back")
	}
	r.Must(model.Host, model.Next{})
	stagetest.Press(a, "esc")
	stagetest.Hides(t, a, "tysta än")
}

// TestNobodyIsToldFromWhoHasWritten holds that who has written is told by
// sector, small groups laid together, and never by name.
func TestNobodyIsToldFromWhoHasWritten(t *testing.T) {
	_, a := lead(t, stagetest.Gathering)
	stagetest.Shows(t, a, "14/14 har skrivit")
	r, a := lead(t, stagetest.Talking)
	r.Must(model.Host, model.Next{})
	r.Must(r.People[3], model.AddIdea{Text: "Ett kort"}) // Dilan, one of two from academia
	stagetest.Press(a, "P")
	stagetest.Shows(t, a, "1/14 har skrivit", "● 0/4", "▲ 0/3", "■ 0/3", "◆☼ 1/4")
	stagetest.Hides(t, a, "Ett kort")
}

func TestTwoVotesSideBySide(t *testing.T) {
	r := stagetest.Again(t)
	e := stagetest.Env(r, model.Host)
	a := stagetest.App(t, e, facilitator.New(e))
	stagetest.Resize(a, 120, 40)
	stagetest.Shows(t, a, "▲", "▼", "omröstning 1: delad förstaplats · 12 prickar")
	stagetest.Golden(t, "again", a)
}
