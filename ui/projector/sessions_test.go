package projector_test

import (
	"testing"

	"verkstad/model"
	"verkstad/ui/projector"
	"verkstad/ui/stage/stagetest"
)

func TestShowsAllSessionsOrOne(t *testing.T) {
	r := stagetest.Conference(t)
	e := stagetest.Env(r, observer)
	a := stagetest.App(t, e, projector.New(e, nil))
	stagetest.Golden(t, "slot", a)
	stagetest.GoldenStyled(t, "slot", a)
	stagetest.Resize(a, 120, 40)
	stagetest.Press(a, "s", "s")
	stagetest.Shows(t, a, "Det som inte gick", "Hyran åt upp allt")
	stagetest.Hides(t, a, "Börja med ett skåp")
	stagetest.Golden(t, "slot.one", a)
	stagetest.Press(a, "s", "s")
	stagetest.Resize(a, 120, 40)
	stagetest.Shows(t, a, "Börja med ett skåp", "Hyran åt upp allt")
	stagetest.Press(a, "s")
	r.Must(model.Host, model.EnterPhase{Phase: r.Board().Phases()[2].ID})
	r.Must(r.People[1], model.AskQuestion{Text: "Går det att hyra per kväll?"})
	stagetest.Golden(t, "slot.questions", a)
}
