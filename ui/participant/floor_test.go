package participant_test

import (
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/participant"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// sitting is a participant's terminal in a room.
func sitting(t *testing.T, r *stagetest.Room, who model.Actor) *stage.App {
	t.Helper()
	env := stagetest.Env(r, who)
	return stagetest.App(t, env, participant.New(env, participant.Hint{Key: r.Board().Person(who.Person).Key}))
}

// TestWhoIsGivenTheFloorIsTold holds that who is given the floor is told so, and who comes
// next, and that it ends with the phase.
func TestWhoIsGivenTheFloorIsTold(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Defining)
	for _, q := range r.Board().Questions()[:2] {
		r.Must(model.Host, model.ChooseQuestion{ID: q.ID, Chosen: true})
	}
	r.Must(model.Host, model.EnterPhase{Phase: r.Board().Phases()[6].ID})
	first, second := r.People[0], r.People[1]
	r.Enter(first.Person)
	r.Enter(second.Person)
	a, b := sitting(t, r, first), sitting(t, r, second)
	for _, by := range []model.Actor{first, second} {
		r.Must(by, model.MoveHand{Up: true})
	}
	for _, app := range []*stage.App{a, b} {
		stagetest.Wake(app)
	}
	stagetest.Shows(t, a, "Du är näst på tur att tala.")
	stagetest.Hides(t, b, "Du är näst på tur att tala.")
	r.Must(model.Host, model.MoveHand{Person: first.Person})
	for _, app := range []*stage.App{a, b} {
		stagetest.Wake(app)
	}
	stagetest.Shows(t, a, "Du har ordet.", "du har ordet")
	stagetest.Shows(t, b, "Du är näst på tur att tala.")
	r.Go(method.Commit)
	stagetest.Press(a, "esc") // takes the toast away
	stagetest.Wake(a)
	stagetest.Hides(t, a, "du har ordet")
}

// TestPeopleChooseWhatTheyTalkAbout holds that one chooses a question in a talk, sees who
// is there, and notes under it what others then see, until a facilitator closes the notes.
func TestPeopleChooseWhatTheyTalkAbout(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Defining)
	questions := r.Board().Questions()[:2]
	for _, q := range questions {
		r.Must(model.Host, model.ChooseQuestion{ID: q.ID, Chosen: true})
	}
	r.Must(model.Host, model.EnterPhase{Phase: r.Board().Phases()[6].ID})
	a, b := sitting(t, r, r.People[0]), sitting(t, r, r.People[1])
	stagetest.Press(a, "space")
	if got := r.Board().TopicOf(r.Board().Person(r.People[0].Person)); got != questions[0].ID {
		t.Fatalf("talks at %d, want %d:\n%s", got, questions[0].ID, stagetest.Screen(a))
	}
	stagetest.Shows(t, a, "Du är med i samtalet om:", "›")
	stagetest.Press(a, "n")
	stagetest.Type(a, "Fråga byalaget")
	stagetest.Press(a, "enter")
	stagetest.Wake(b)
	stagetest.Shows(t, b, "1 här", r.Board().Person(r.People[0].Person).Name, "Fråga byalaget")
	r.Must(model.Host, model.LetNotes{Closed: true})
	stagetest.Wake(b)
	stagetest.Press(b, "n")
	stagetest.Shows(t, b, "Processledaren har stängt anteckningarna.")
}

// TestACandidateHasOneLetterForAll holds that people see the candidates in different
// orders and each under the same letter, with which all can go to it.
func TestACandidateHasOneLetterForAll(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Voting)
	round := r.Board().OpenRound()
	orders := map[string]bool{}
	for _, who := range r.People[:4] {
		a := sitting(t, r, who)
		stagetest.Resize(a, 120, 60)
		screen, order := stagetest.Screen(a), ""
		for i, c := range round.Candidates {
			letter, beginning := string(rune('A'+i)), string([]rune(c.Title)[:12])
			if !strings.Contains(screen, letter+"  "+beginning) {
				t.Errorf("%q is not %s on this screen:\n%s", beginning, letter, screen)
			}
		}
		for _, line := range strings.Split(screen, "\n") {
			for i, c := range round.Candidates {
				if strings.Contains(line, string([]rune(c.Title)[:12])) {
					order += string(rune('A' + i))
				}
			}
		}
		orders[order] = true
	}
	if len(orders) < 2 {
		t.Errorf("all see one order: %v", orders)
	}
}

// TestParkingIsTold holds that a parked thought does not vanish without a word.
func TestParkingIsTold(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Defining)
	a := sitting(t, r, r.People[0])
	stagetest.Press(a, "p")
	stagetest.Type(a, "Vem har nyckeln?")
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "Parkerat.")
}
