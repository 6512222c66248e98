package participant_test

import (
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/stage/stagetest"
)

// TestAHandTellsNoSectorOfTheOnlyOne holds that in an anonymous workshop the mark of
// a sector in which somebody is alone does not stand beside their hand, whether they
// are here or away.
func TestAHandTellsNoSectorOfTheOnlyOne(t *testing.T) {
	r := stagetest.NewRoom(t)
	r.Must(model.Host, model.CreateWorkshop{Title: "Ny", Lang: "sv", Anonymous: true, Phases: []method.Phase{{Activity: method.Talk, Minutes: 10}}})
	for _, name := range []string{"Åsa", "Bo", "Cilla", "Dan"} {
		r.Join(name, model.CivilSociety)
	}
	r.Must(model.Actor{Role: model.Participant}, model.JoinPerson{Key: "k", Name: "Eva", Sector: model.Entrepreneur, Role: model.Participant})
	eva := model.Actor{Person: r.Board().PersonByKey("k").ID, Role: model.Participant}
	leave := r.Enter(eva.Person)
	r.Go(method.Talk)
	r.Must(eva, model.MoveHand{Up: true})
	a := seated(t, r, 0)
	stagetest.Hides(t, a, "☼")
	leave()
	stagetest.Wake(a)
	stagetest.Shows(t, a, "borta")
	stagetest.Hides(t, a, "☼")
}

// TestAHandAndAMateTellNoSector holds that where names are not shown no sector, however
// many are of it, stands beside a hand or somebody at one's table: those in the room
// see who that is.
func TestAHandAndAMateTellNoSector(t *testing.T) {
	r := stagetest.NewRoom(t)
	r.Must(model.Host, model.CreateWorkshop{Title: "Ny", Lang: "sv", Anonymous: true, Phases: []method.Phase{{Activity: method.Talk, Minutes: 10}}})
	for _, name := range []string{"Åsa", "Bo", "Cilla", "Dan"} {
		r.Join(name, model.CivilSociety)
	}
	r.Enter(r.People[1].Person)
	r.Go(method.Talk)
	r.Must(model.Host, model.SetTables{Tables: 1})
	r.Must(r.People[1], model.MoveHand{Up: true})
	a := seated(t, r, 0)
	stagetest.Shows(t, a, "någon")
	stagetest.Hides(t, a, "idéburen")
}
