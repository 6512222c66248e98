package participant_test

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// sentences are what people write without looking up; each begins with, and has in it,
// letters that are commands somewhere.
var sentences = []string{"ring kommunen om lokalen", "ofta pratar vi förbi varandra", "parkera bilen utanför byn", "fixa upp i ruiner", "exempel på något nytt"}

// TestASentenceTypedBlindlyDoesNothing has somebody write in every phase where no field is
// open, as quickly and as slowly as people write: no hand goes up, nothing is undone, and
// no dialog takes the rest and enter.
func TestASentenceTypedBlindlyDoesNothing(t *testing.T) {
	moments := map[string]stagetest.Moment{
		"talk": stagetest.Talking, "cluster": stagetest.Clustering, "vote": stagetest.Voting, "counted": stagetest.Counted,
	}
	for name, moment := range moments {
		for _, sentence := range sentences {
			for _, pace := range []time.Duration{60 * time.Millisecond, 180 * time.Millisecond, 300 * time.Millisecond} {
				r := stagetest.CoLab(t, moment)
				a := seated(t, r, 0)
				now := time.Unix(1000, 0)
				a.Env.Timer.Now = func() time.Time { return now }
				a.Env.Timer.After = func(time.Duration, tea.Msg) tea.Cmd { return nil } // it is over before
				stagetest.Screen(a)
				now = now.Add(time.Minute)
				before := r.Board().Seq
				for _, letter := range sentence {
					now = now.Add(pace)
					stagetest.Type(a, string(letter))
				}
				now = now.Add(pace)
				stagetest.Press(a, "enter")
				if strings.Contains(stagetest.Screen(a), "Var det hit du ville skriva?") {
					continue // it is asked
				}
				if r.Board().Seq != before {
					t.Errorf("%s, %q at %v a letter: %d things were done", name, sentence, pace, r.Board().Seq-before)
				}
			}
		}
	}
}

// TestALetterAloneIsACommand raises a hand with r, and is told where what one types goes
// nowhere.
func TestALetterAloneIsACommand(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Talking)
	a := seated(t, r, 0)
	me := r.People[0].Person
	now := time.Unix(1000, 0)
	var waiting []tea.Msg
	a.Env.Timer = stage.Timer{Now: func() time.Time { return now }, After: func(_ time.Duration, msg tea.Msg) tea.Cmd {
		waiting = append(waiting, msg)
		return nil
	}}
	up := r.Board().HandUp(r.Board().Person(me))
	stagetest.Press(a, "r")
	now = now.Add(400 * time.Millisecond)
	for _, msg := range waiting {
		stagetest.Send(a, msg)
	}
	if r.Board().HandUp(r.Board().Person(me)) == up {
		t.Error("r does nothing")
	}
	now = now.Add(time.Second)
	for _, letter := range "räkna" {
		stagetest.Type(a, string(letter))
		now = now.Add(100 * time.Millisecond)
	}
	stagetest.Shows(t, a, "Inget fält är öppet")
	if r.Board().HandUp(r.Board().Person(me)) == up {
		t.Error("a sentence takes the hand down")
	}
}

// TestRenamingNeedNotWait holds that the letter which opens a prompt does so at once, so
// that nothing which is typed after it is lost; what came at once is asked about, and what
// comes after a look is sent.
func TestRenamingNeedNotWait(t *testing.T) {
	for pause, asked := range map[time.Duration]bool{50 * time.Millisecond: true, 600 * time.Millisecond: false} {
		r := stagetest.CoLab(t, stagetest.Clustering)
		a := seated(t, r, 0)
		now := time.Unix(1000, 0)
		a.Env.Timer.Now = func() time.Time { return now }
		stagetest.Screen(a)
		now = now.Add(time.Minute)
		stagetest.Press(a, "1")
		now = now.Add(time.Second)
		stagetest.Press(a, "e")
		now = now.Add(pause)
		stagetest.Press(a, "ctrl+u")
		stagetest.Type(a, "Det som går igen")
		now = now.Add(time.Second)
		stagetest.Press(a, "enter")
		if asks := strings.Contains(stagetest.Screen(a), "Var det hit du ville skriva?"); asks != asked {
			t.Errorf("after %v it asks: %v", pause, asks)
		}
		if asked {
			stagetest.Press(a, "enter")
		}
		stagetest.Shows(t, a, "Det som går igen")
		stagetest.Hides(t, a, "Var det hit du ville skriva?")
	}
}
