package review

import (
	"testing"

	"verkstad/model"
	"verkstad/ui/stage/stagetest"
)

func TestTwoVotesSideBySide(t *testing.T) {
	r := stagetest.Again(t)
	r.Must(model.Host, model.EndWorkshop{})
	a, _ := open(t, r, r.People[0])
	stagetest.Press(a, "3")
	stagetest.Golden(t, "again", a)
	stagetest.Resize(a, 120, 40)
	stagetest.Shows(t, a, "▲", "▼", "omröstning 1: plats 1", "→")
}
