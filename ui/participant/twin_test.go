package participant_test

import (
	"testing"

	"verkstad/model"
	"verkstad/ui/stage/stagetest"
)

// TestWhatIsSaidAlreadyIsSaidSo holds that what one writes is compared with one's
// own before the reveal, with everybody's after it, and that tab adds to it.
func TestWhatIsSaidAlreadyIsSaidSo(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Gathering)
	own := r.Must(r.People[0], model.AddIdea{Text: "Fler bänkar längs ån"})
	other := r.Must(r.People[1], model.AddIdea{Text: "Öppna en simskola för vuxna i badhuset"})
	a := seated(t, r, 0)
	stagetest.Type(a, "En simskola i badhuset för vuxna")
	stagetest.Hides(t, a, "Liknar")
	for range 40 {
		stagetest.Press(a, "backspace")
	}
	stagetest.Type(a, "fler bänker längst ån")
	stagetest.Shows(t, a, "Liknar", "Fler bänkar längs ån", "tab lägger din till den")
	stagetest.Press(a, "enter")
	stagetest.Hides(t, a, "Liknar")
	if i := r.Board().Ideas(r.People[0]); i[len(i)-1].Text != "fler bänker längst ån" {
		t.Error("enter does not send it all the same")
	}
	r.Must(r.People[0], model.Undo{})
	stagetest.Type(a, "Bänkar längs ån, fler")
	stagetest.Press(a, "tab")
	parts := r.Board().Parts(own)
	if len(parts) != 1 || parts[0].Text != "Bänkar längs ån, fler" {
		t.Fatalf("the idea has %d parts", len(parts))
	}
	stagetest.Shows(t, a, "Din idé är tillagd.")
	r.Must(model.Host, model.Reveal{})
	stagetest.Wake(a)
	stagetest.Type(a, "En simskola i badhuset för vuxna")
	stagetest.Shows(t, a, "Liknar", "Öppna en simskola")
	stagetest.Resize(a, 40, 12)
	stagetest.Shows(t, a, "Liknar", "tab lägger till")
	stagetest.Press(a, "tab")
	if len(r.Board().Parts(other)) != 1 {
		t.Error("tab has not added it to somebody else's idea that all can see")
	}
}

// TestAHintIsNotOfWhatIsGone holds that a hint goes with the idea.
func TestAHintIsNotOfWhatIsGone(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Gathering)
	own := r.Must(r.People[0], model.AddIdea{Text: "Fler bänkar längs ån"})
	a := seated(t, r, 0)
	stagetest.Type(a, "fler bänker längst ån")
	stagetest.Shows(t, a, "Liknar")
	r.Must(r.People[0], model.RemoveIdea{ID: own})
	stagetest.Wake(a)
	stagetest.Hides(t, a, "Liknar")
	stagetest.Press(a, "tab")
	stagetest.Hides(t, a, "Din idé är tillagd.")
}
