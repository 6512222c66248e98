package participant_test

import (
	"strings"
	"testing"

	"verkstad/ui/participant"
	"verkstad/ui/stage/stagetest"
)

// TestAnUnsentLineIsNotShownAsSaid changes what was said at the check-in and
// gives up, or looks at the others meanwhile.
func TestAnUnsentLineIsNotShownAsSaid(t *testing.T) {
	begin := func() (a string, press func(...string) string) {
		app := seated(t, stagetest.CoLab(t, stagetest.CheckingIn), 0)
		stagetest.Press(app, "e", "ctrl+u")
		stagetest.Type(app, "En helt annan rad")
		return stagetest.Screen(app), func(keys ...string) string {
			stagetest.Press(app, keys...)
			return stagetest.Screen(app)
		}
	}
	shown, press := begin()
	if !strings.Contains(shown, "esc avbryt") {
		t.Errorf("no key gives it up:\n%s", shown)
	}
	if shown = press("esc"); strings.Contains(shown, "En helt annan rad") || !strings.Contains(shown, "Du sa") {
		t.Errorf("after esc:\n%s", shown)
	}
	if shown = press("e"); strings.Contains(shown, "En helt annan rad") {
		t.Errorf("what was given up is back:\n%s", shown)
	}
	_, press = begin()
	if shown = press("tab"); strings.Contains(shown, "Du sa") || !strings.Contains(shown, "Inte skickat än") || !strings.Contains(shown, "En helt annan rad") {
		t.Errorf("after tab:\n%s", shown)
	}
}

// TestANameThatNobodyMayHaveStaysInItsField asks for the sector only once the
// name is good, and says at once what is wrong with it.
func TestANameThatNobodyMayHaveStaysInItsField(t *testing.T) {
	for name, want := range map[string]string{strings.Repeat("Anna ", 9): "högst 32 tecken", "Facilitator": "inget rollnamn"} {
		a := stranger(t, stagetest.CoLab(t, stagetest.Gathering), participant.Hint{Key: "ny"})
		stagetest.Resize(a, 60, 20)
		stagetest.Type(a, name)
		for range 2 {
			stagetest.Press(a, "enter")
			stagetest.Shows(t, a, want)
			if s := a.Screen().(*participant.Screen); s.Cursor() == nil {
				t.Fatalf("the name %q has not the keys:\n%s", name, stagetest.Screen(a))
			}
		}
		stagetest.Press(a, "ctrl+u")
		stagetest.Type(a, "Anna-Lisa")
		stagetest.Press(a, "enter", "1")
		stagetest.Shows(t, a, "Anna-Lisa")
	}
}

// TestAFullFieldDropsNoLetterInSilence writes more at the check-in than it takes.
func TestAFullFieldDropsNoLetterInSilence(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {60, 20}, {40, 12}} {
		a := seated(t, stagetest.CoLab(t, stagetest.CheckingIn), 0)
		stagetest.Resize(a, size[0], size[1])
		stagetest.Press(a, "e", "ctrl+u")
		stagetest.Type(a, strings.Repeat("vi lånar ", 25)) // of 240 characters
		stagetest.Shows(t, a, "15 kvar")
		stagetest.Type(a, "och delar i byn")
		stagetest.Hides(t, a, "Fältet är fullt")
		stagetest.Shows(t, a, "0 kvar", "i byn")
		stagetest.Type(a, "n")
		stagetest.Shows(t, a, "Fältet är fullt: högst 240")
	}
}
