package participant_test

import (
	"testing"

	"verkstad/model"
	"verkstad/ui/stage/stagetest"
)

// TestTheColumnsOfAHeldCardAreMarked holds that a card that is picked up shows
// where it may belong, as people have put others together, and no longer when
// it has been put down.
func TestTheColumnsOfAHeldCardAreMarked(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Clustering)
	a := seated(t, r, 0)
	stagetest.Resize(a, 120, 40)
	stagetest.Hides(t, a, "▼")
	r.Must(model.Host, model.AddIdea{Text: "Låna ut verktyg till grannar i byn"})
	stagetest.Wake(a)
	stagetest.Press(a, "end", "space")
	stagetest.Shows(t, a, "▼", "Kanske i")
	stagetest.Press(a, "f2")
	stagetest.Shows(t, a, "Maybe in")
	stagetest.Press(a, "f2", "1")
	stagetest.Hides(t, a, "▼", "Kanske i")
}
