package participant_test

import (
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/ui/participant"
	"verkstad/ui/stage/stagetest"
)

// TestTheReturnCodeCanBeReadOnAnyScreen has somebody without a key come in on
// the smallest terminal and on a wide one.
func TestTheReturnCodeCanBeReadOnAnyScreen(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {60, 20}, {80, 24}, {120, 34}} {
		r := stagetest.CoLab(t, stagetest.Gathering)
		a := stranger(t, r, participant.Hint{Name: "Bo Lövström", Door: &stagetest.Door{Room: r, Code: "X7K2M94QD"}})
		stagetest.Resize(a, size[0], size[1])
		stagetest.Press(a, "enter", "1")
		stagetest.Shows(t, a, "✓ X7K-2M9-4QD")
		stagetest.Press(a, "esc", "ctrl+g")
		if size[0] >= 60 { // it stood in the header, and is hidden now
			stagetest.Hides(t, a, "X7K-2M9-4QD")
			stagetest.Press(a, "ctrl+g")
			stagetest.Shows(t, a, "kod X7K-2M9-4QD")
		} else {
			stagetest.Shows(t, a, "Skriv ner X7K-2M9-4QD")
			stagetest.Press(a, "enter")
		}
		stagetest.Press(a, "?")
		stagetest.Shows(t, a, "ctrl+g", "X7K-2M9-4QD")
	}
}

// TestTheHeaderDropsWholeWords gives somebody all that a header can say, at
// every width.
func TestTheHeaderDropsWholeWords(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Gathering)
	a := stranger(t, r, participant.Hint{Name: "Bo Lövström", Door: &stagetest.Door{Room: r, Code: "X7K2M94QD"}})
	stagetest.Press(a, "enter", "1")
	me := r.Board().PersonByKey("return:X7K2M94QD").ID
	r.Must(model.Actor{Person: me, Role: model.Participant}, model.MoveHand{Up: true})
	r.Must(model.Actor{Person: me, Role: model.Participant}, model.MarkReady{Ready: true})
	stagetest.Wake(a)
	for w := 40; w <= 130; w++ {
		stagetest.Resize(a, w, 28)
		head := strings.Split(stagetest.Screen(a), "\n")[0]
		for _, part := range []string{"handen uppe: nr", "kod X7K-2M9-4QD", "✓ färdig", "Bo Lövström"} {
			words := strings.Fields(part)
			if last := words[len(words)-1]; strings.Contains(head, last) && !strings.Contains(head, part) {
				t.Errorf("%d cells: %q is cut in %q", w, part, head)
			}
		}
		if w >= 60 && !strings.Contains(head, "handen uppe") {
			t.Errorf("%d cells: the hand is lost in %q", w, head)
		}
		if w >= 90 && !strings.Contains(head, "kod X7K-2M9-4QD") {
			t.Errorf("%d cells: the code is lost in %q", w, head)
		}
	}
}

// TestWhoIsSweptOutIsToldWhatBecameOfTheirTexts sweeps somebody out with what
// they wrote, and another without.
func TestWhoIsSweptOutIsToldWhatBecameOfTheirTexts(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Gathering)
	r.Must(model.Host, model.Reveal{})
	r.Must(model.Host, model.SweepPeople{People: []model.PersonID{r.People[2].Person}, Texts: true})
	stagetest.Shows(t, seated(t, r, 2), "tagits bort från")
	r.Must(model.Host, model.SweepPeople{People: []model.PersonID{r.People[3].Person}})
	stagetest.Shows(t, seated(t, r, 3), "finns kvar")
}
