package projector_test

import (
	"testing"

	"verkstad/ui/projector"
	"verkstad/ui/stage/stagetest"
)

func TestTwoVotesSideBySide(t *testing.T) {
	r := stagetest.Again(t)
	e := stagetest.Env(r, r.People[0])
	a := stagetest.App(t, e, projector.New(e, nil))
	stagetest.Golden(t, "again", a)
	stagetest.Resize(a, 120, 40)
	stagetest.Shows(t, a, "omröstning 1: plats 4 · 1 prick")
	stagetest.Press(a, "right")
	stagetest.Shows(t, a, "▲", "▼", "omröstning 1: delad förstaplats · 12 prickar")
}
