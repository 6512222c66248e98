package participant_test

import (
	"fmt"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/participant"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// late is the terminal of somebody who joins now.
func late(t *testing.T, r *stagetest.Room, name string) *stage.App {
	a := stranger(t, r, participant.Hint{Key: name, Name: name})
	stagetest.Press(a, "enter", "1")
	return a
}

// TestWhoComesLateIsToldWhatTheOthersKnow has somebody join in every phase of every method,
// at every size: they read where the group is, what was decided and what to do, and go on to
// what everybody sees. In the first phase there is nothing to catch up with.
func TestWhoComesLateIsToldWhatTheOthersKnow(t *testing.T) {
	for _, m := range method.All() {
		stagetest.Hold(t, m, func(r *stagetest.Room, n int) {
			ph := r.Board().Phase()
			where := fmt.Sprintf("Vi är i moment %d av %d", n, len(r.Board().Phases()))
			for i, size := range [][2]int{{40, 12}, {80, 24}, {120, 40}} {
				a := late(t, r, fmt.Sprintf("Nora %d %d", n, i))
				stagetest.Resize(a, size[0], size[1])
				if n == 1 {
					stagetest.Hides(t, a, where)
					continue
				}
				stagetest.Shows(t, a, where, a.Env.Words.T("report.sofar.now"))
				if size[1] > 12 {
					for _, line := range firstWords(ph.Instruction["sv"]) {
						stagetest.Shows(t, a, line)
					}
				}
				stagetest.Press(a, "enter")
				stagetest.Hides(t, a, where)
			}
		})
	}
}

// firstWords is the beginning of an instruction, as long as no line breaks it.
func firstWords(text string) []string {
	if len(text) < 12 {
		return nil
	}
	return []string{text[:8]}
}

// TestALatecomerReadsWhatWasDecided comes after a vote, and while one is open.
func TestALatecomerReadsWhatWasDecided(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Committing)
	a := late(t, r, "Nora")
	stagetest.Shows(t, a, "Välkommen, Nora!", "På tavlan:", "idéer", "Det här gör du nu")
	stagetest.Golden(t, "late.commit", a)
	r = stagetest.CoLab(t, stagetest.Voting)
	a = late(t, r, "Nora")
	stagetest.Shows(t, a, "Omröstningen är öppen. Du har")
	stagetest.Golden(t, "late.vote", a)
	stagetest.Press(a, "x", "y", "space") // nothing but enter goes on
	stagetest.Shows(t, a, "Omröstningen är öppen. Du har")
	stagetest.Press(a, "enter")
	stagetest.Hides(t, a, "Vi är i moment")
	stagetest.Golden(t, "late.gather", late(t, stagetest.CoLab(t, stagetest.Revealed), "Nora"))
}

// TestWhoComesInTimeIsToldNothing joins before the first phase, and goes on with the group.
func TestWhoComesInTimeIsToldNothing(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Waiting)
	a := late(t, r, "Nora")
	for range 2 {
		r.Must(model.Host, model.Next{})
		stagetest.Wake(a)
		stagetest.Hides(t, a, "Vi är i moment")
	}
}

// TestTheEnterAfterASectorIsNotTheOneThatGoesOn holds that whoever presses enter after the
// number of their sector, which joins by itself, still reads what the others know.
func TestTheEnterAfterASectorIsNotTheOneThatGoesOn(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Committing)
	a := stranger(t, r, participant.Hint{Key: "Nora", Name: "Nora"})
	now := time.Unix(1000, 0)
	a.Env.Timer.Now = func() time.Time { return now }
	stagetest.Press(a, "enter", "1")
	now = now.Add(300 * time.Millisecond)
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "Vi är i moment")
	now = now.Add(2 * time.Second)
	stagetest.Press(a, "enter")
	stagetest.Hides(t, a, "Vi är i moment")
}
