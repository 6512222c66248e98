package facilitator_test

import (
	"fmt"
	"testing"

	"verkstad/model"
	"verkstad/ui/stage/stagetest"
)

// TestManyAreShownOutAtOnce goes through the menu: how many each line takes,
// whom it names, and undo.
func TestManyAreShownOutAtOnce(t *testing.T) {
	r, a := lead(t, stagetest.Waiting)
	before := len(r.Board().People())
	for n := range 20 {
		r.Join(fmt.Sprintf("Spöke %c", 'A'+n), model.Academia)
	}
	stagetest.Press(a, "P", "S")
	stagetest.Golden(t, "room-sweep", a)
	stagetest.Press(a, "down", "enter")
	stagetest.Golden(t, "room-sweep-ask", a)
	stagetest.Press(a, "esc")
	if n := len(r.Board().People()); n != before+20 {
		t.Fatalf("%d are left after esc", n)
	}
	stagetest.Press(a, "S", "down", "enter", "enter")
	swept := before + 20 - len(r.Board().People())
	if swept < 20 {
		t.Errorf("%d were shown out, want the twenty at least", swept)
	}
	stagetest.Press(a, "u")
	if n := len(r.Board().People()); n != before+20 {
		t.Errorf("%d are back, want %d", n, before+20)
	}
}

// TestTheNewestTextsAreTakenAway goes through the menu: how many there are to take, and
// undo.
func TestTheNewestTextsAreTakenAway(t *testing.T) {
	r, a := lead(t, stagetest.Gathering)
	for n := range 12 {
		r.Must(r.People[0], model.AddIdea{Text: fmt.Sprint("Skräp ", n)})
	}
	lies := func() int { return len(r.Board().MadeIn(r.Board().Phase().ID)) }
	before := lies()
	stagetest.Press(a, "P", "S")
	stagetest.Golden(t, "texts-sweep", a)
	stagetest.Press(a, "end", "up", "enter")
	stagetest.Golden(t, "texts-sweep-ask", a)
	stagetest.Press(a, "enter")
	if n := lies(); n != 0 {
		t.Errorf("%d texts are left of all", n)
	}
	stagetest.Press(a, "u")
	if n := lies(); n != before {
		t.Errorf("%d texts are back, want %d", n, before)
	}
}

// TestAGreetingIsHiddenInTheMenu hides one and shows it again.
func TestAGreetingIsHiddenInTheMenu(t *testing.T) {
	r, a := lead(t, stagetest.Gathering)
	said := len(r.Board().Greetings())
	stagetest.Press(a, "P", "S", "end", "enter", "enter")
	if n := len(r.Board().Greetings()); n != said-1 {
		t.Fatalf("%d greetings of %d are shown, want one fewer", n, said)
	}
	stagetest.Press(a, "S", "end", "enter", "end", "enter")
	if n := len(r.Board().Greetings()); n != said {
		t.Errorf("%d greetings are shown again, want %d", n, said)
	}
}
