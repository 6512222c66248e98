package model_test

import (
	"testing"

	"verkstad/model"
	"verkstad/model/method"
)

// leading is somebody as the facilitator that they say to be.
func leading(a model.Actor) model.Actor {
	return model.Actor{Person: a.Person, Role: model.Facilitator}
}

func TestTheLeadIsGivenSharedAndTakenBack(t *testing.T) {
	s := sceneAt(t, method.Gather)
	s.refuse(s.asa, model.AppointFacilitator{Person: s.bo.Person}, model.ErrNotAllowed)
	s.refuse(leading(s.asa), model.PauseClock{}, model.ErrNotAllowed) // to say so is not enough
	s.must(model.Host, model.AppointFacilitator{Person: s.asa.Person})
	s.must(leading(s.asa), model.PauseClock{})
	s.must(leading(s.asa), model.AppointFacilitator{Person: s.bo.Person})
	if n := len(s.b.Leaders()); n != 2 || !s.b.Person(s.bo.Person).Leads() {
		t.Errorf("%d lead, and Bo is %+v", n, s.b.Person(s.bo.Person))
	}
	s.must(leading(s.bo), model.DismissFacilitator{Person: s.asa.Person})
	s.refuse(leading(s.asa), model.StartClock{}, model.ErrNotAllowed)
	if p := s.b.Person(s.asa.Person); p.Role != model.Participant || p.Sector != model.Academia {
		t.Errorf("after it was taken back Åsa is %+v", p)
	}
	s.must(s.asa, model.AddIdea{Text: "Nu skriver jag igen"})
}

func TestSomebodyAlwaysLeads(t *testing.T) {
	s := sceneAt(t, method.Gather)
	s.must(model.Host, model.AppointFacilitator{Person: s.asa.Person})
	asa, bo := leading(s.asa), leading(s.bo)
	s.refuse(asa, model.DismissFacilitator{Person: asa.Person}, model.ErrLastFacilitator)
	s.refuse(asa, model.HandOver{Person: asa.Person}, model.ErrAlready)
	s.must(asa, model.HandOver{Person: bo.Person})
	if a, b := s.b.Person(asa.Person), s.b.Person(bo.Person); a.Leads() || !b.Leads() {
		t.Errorf("after the hand-over Åsa is %s and Bo %s", a.Role, b.Role)
	}
	s.refuse(asa, model.Reveal{}, model.ErrNotAllowed)
	s.must(bo, model.Reveal{})
	s.must(bo, model.DismissFacilitator{Person: bo.Person, HostThere: true})
	s.must(model.Host, model.HandOver{Person: asa.Person}) // who cannot step down only appoints
	s.must(model.Host, model.DismissFacilitator{Person: asa.Person})
	if n := len(s.b.Leaders()); n != 0 {
		t.Errorf("%d lead besides the host", n)
	}
}

func TestWhoLeadsIsNotShownOutNorRenamedOutOfIt(t *testing.T) {
	s := sceneAt(t, method.Gather)
	s.must(model.Host, model.RemovePerson{Person: s.bo.Person})
	s.refuse(model.Host, model.AppointFacilitator{Person: s.bo.Person}, model.ErrShownOut)
	s.refuse(model.Host, model.AppointFacilitator{Person: 99}, model.ErrNoSuchPerson)
	s.must(model.Host, model.AppointFacilitator{Person: s.asa.Person})
	s.refuse(model.Host, model.RemovePerson{Person: s.asa.Person}, model.ErrStillLeads)
	s.must(model.Actor{Role: model.Participant}, model.JoinPerson{
		Key: "key-Åsa", Name: "Åsa Ek", Sector: model.Academia, Role: model.Participant,
	})
	if p := s.b.Person(s.asa.Person); p.Name != "Åsa Ek" || !p.Leads() {
		t.Errorf("with a new name Åsa is %+v", p)
	}
	s.must(leading(s.asa), model.Reveal{})
}

func TestWhoLeadsDoesNotVoteAndKeepsTheBallot(t *testing.T) {
	s := sceneAt(t, method.Vote)
	s.must(s.asa, ballot(s, 1, s.idea, 2))
	s.must(model.Host, model.AppointFacilitator{Person: s.asa.Person})
	s.refuse(leading(s.asa), ballot(s, 1, s.idea, 1), model.ErrLeads)
	s.refuse(s.asa, ballot(s, 1, s.idea, 1), model.ErrLeads) // a terminal that has not heard
	s.must(leading(s.asa), model.CloseRound{})
	if n := s.b.LastRound().Cast(); n != 1 {
		t.Errorf("%d ballots, want the one that was laid before", n)
	}
}

func TestAFacilitatorWithoutASectorBecomesAnObserver(t *testing.T) {
	s := sceneAt(t, method.Gather)
	s.must(model.Host, model.JoinPerson{Key: "key-Eva", Name: "Eva", Role: model.Facilitator})
	eva := model.Actor{Person: s.b.PersonByKey("key-Eva").ID, Role: model.Facilitator}
	if s.b.Person(eva.Person).Leads() {
		t.Error("who leads by the server's word leads by appointment")
	}
	s.must(eva, model.HandOver{Person: s.asa.Person})
	if p := s.b.Person(eva.Person); p.Role != model.Observer {
		t.Errorf("Eva is %s", p.Role)
	}
	s.refuse(model.Actor{Person: eva.Person, Role: model.Observer}, model.AddIdea{Text: "Nej"}, model.ErrObserver)
}

func TestAnonymityIsAPromise(t *testing.T) {
	describe := func(on bool) model.Command { return model.DescribeWorkshop{Title: "Återbruk", Anonymous: on} }
	s := sceneAt(t, method.Gather) // ideas with names
	s.must(model.Host, describe(true))
	s.must(model.Host, describe(false)) // nobody has written under it yet
	s.must(model.Host, describe(true))
	hers := s.must(s.asa, model.AddIdea{Text: "Utan namn"})
	s.refuse(model.Host, describe(false), model.ErrPromise)
	s.must(s.asa, model.RemoveIdea{ID: hers})
	s.refuse(model.Host, describe(false), model.ErrPromise)
	s.must(model.Host, model.DescribeWorkshop{Title: "Annat namn", Anonymous: true})
	if b := model.Fold(s.log); !b.Anonymous {
		t.Error("the promise is not in the log")
	}
}

func TestAPhaseKeepsItsPromiseToo(t *testing.T) {
	s := sceneAt(t, method.Checkin)
	change := func(anonymous bool) model.Command {
		var c model.ChangeAgenda
		for _, ph := range s.b.Phases() {
			p := *ph
			p.Anonymous = p.Is(method.Gather) && anonymous
			c.Phases = append(c.Phases, p)
		}
		return c
	}
	s.must(model.Host, change(true))
	s.must(model.Host, change(false))
	s.must(model.Host, change(true))
	s.enter(method.Gather)
	s.must(s.asa, model.AddIdea{Text: "Utan namn"})
	s.refuse(model.Host, change(false), model.ErrPromise)
}
