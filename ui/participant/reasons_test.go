package participant_test

import (
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/stage/stagetest"
)

// TestTheReasonIsTheRightOne presses keys that do nothing just then.
func TestTheReasonIsTheRightOne(t *testing.T) {
	t.Run("no idea", func(t *testing.T) {
		a := seated(t, stagetest.CoLab(t, stagetest.Talking), 0)
		r := a.Env.Room.(*stagetest.Room)
		r.Go(method.Gather)
		stagetest.Wake(a)
		stagetest.Press(a, "tab", "e")
		stagetest.Shows(t, a, "Här ligger ingen idé än.")
	})
	t.Run("no commitment", func(t *testing.T) {
		r := stagetest.CoLab(t, stagetest.Counted)
		r.Go(method.Commit)
		a := seated(t, r, 0)
		stagetest.Press(a, "esc", "e")
		stagetest.Shows(t, a, "Här finns inget åtagande än.")
	})
	for most, want := range map[int]string{2: "Alla dina prickar är lagda", 1: "Fler prickar får du inte lägga på samma"} {
		t.Run("dots", func(t *testing.T) {
			r := stagetest.CoLab(t, stagetest.Defining)
			r.Go(method.Vote)
			for _, q := range r.Board().Questions()[:3] {
				r.Must(model.Host, model.ChooseQuestion{ID: q.ID, Chosen: true})
			}
			r.Must(model.Host, model.OpenRound{Dots: 2, MaxPer: most})
			a := seated(t, r, 0)
			stagetest.Press(a, "+", "+", "+")
			stagetest.Shows(t, a, want)
		})
	}
}

// TestAVoteThatHasClosedIsNotCalledOpen closes a vote while somebody reads what lies
// behind a candidate.
func TestAVoteThatHasClosedIsNotCalledOpen(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Voting)
	a := seated(t, r, 0)
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "Det här ligger bakom")
	r.Must(model.Host, model.CloseRound{})
	stagetest.Wake(a)
	stagetest.Shows(t, a, "Omröstningen är stängd")
	stagetest.Hides(t, a, "Omröstningen är öppen")
}

// TestAVoteThatHasNotBegunIsNotCalledClosed comes to the vote with a dialog open.
func TestAVoteThatHasNotBegunIsNotCalledClosed(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Defining)
	a := seated(t, r, 0)
	stagetest.Press(a, "p")
	r.Go(method.Vote)
	stagetest.Wake(a)
	stagetest.Shows(t, a, "Nu: Rösta")
}

// TestWhoWritesForThemselvesIsToldSo goes back from writing for somebody else.
func TestWhoWritesForThemselvesIsToldSo(t *testing.T) {
	_, a := atTable(t, stagetest.Gathering)
	stagetest.Press(a, "ctrl+t", "down", "enter")
	stagetest.Shows(t, a, "Nu skriver du åt Ester")
	stagetest.Press(a, "ctrl+t", "home", "up", "up", "up", "enter")
	stagetest.Shows(t, a, "Nu skriver du för dig själv.")
}

// TestAnInstructionIsWholeWhereThereIsRoom reads that of the theme on a small screen.
func TestAnInstructionIsWholeWhereThereIsRoom(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.CheckingIn)
	r.Go(method.Talk)
	a := seated(t, r, 0)
	for _, size := range [][2]int{{60, 20}, {50, 18}} {
		stagetest.Resize(a, size[0], size[1])
		shown := strings.Join(strings.Fields(stagetest.Screen(a)), " ")
		ph := r.Board().Phase()
		if whole := strings.Join(strings.Fields(ph.Instruction["sv"]), " "); !strings.Contains(shown, whole) {
			t.Errorf("on %v it is cut:\n%s", size, stagetest.Screen(a))
		}
	}
}

// TestTheKeyOfTheHelpIsInTheFooter looks at screens where letters are keys, and where
// they go into a text.
func TestTheKeyOfTheHelpIsInTheFooter(t *testing.T) {
	for moment, want := range map[stagetest.Moment]string{stagetest.Clustering: "? hjälp", stagetest.Gathering: "f1 hjälp"} {
		a := seated(t, stagetest.CoLab(t, moment), 0)
		stagetest.Shows(t, a, want)
		stagetest.Press(a, strings.Fields(want)[0])
		stagetest.Shows(t, a, "ctrl+c")
	}
}

// TestAClosedVoteIsToldWhereItsResultIsNotShown closes one that was opened while the
// group talks.
func TestAClosedVoteIsToldWhereItsResultIsNotShown(t *testing.T) {
	for _, ballots := range []int{1, 3} {
		r := stagetest.CoLab(t, stagetest.Defining)
		for _, q := range r.Board().Questions() {
			r.Must(model.Host, model.ChooseQuestion{ID: q.ID, Chosen: true})
		}
		r.Go(method.Talk)
		r.Must(model.Host, model.OpenRound{Dots: 3, MaxPer: 2})
		a := seated(t, r, 0)
		first := r.Board().OpenRound().Candidates[0].ID
		for _, p := range r.People[:ballots] {
			r.Must(p, model.CastBallot{After: model.AfterAny, Dots: []model.Dot{{ID: first, N: 1}}})
		}
		r.Must(model.Host, model.CloseRound{})
		stagetest.Wake(a)
		stagetest.Shows(t, a, "Omröstningen är stängd.")
		if few := strings.Contains(stagetest.Screen(a), "Färre än tre röstade."); few != (ballots < 3) {
			t.Errorf("of %d ballots:\n%s", ballots, stagetest.Screen(a))
		}
	}
}
