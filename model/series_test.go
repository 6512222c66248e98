package model_test

import (
	"errors"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
)

// TestASeriesIsKnownByWhoeverMayLayAWorkshopInIt holds that a name alone opens
// nothing: a person who was appointed in a workshop can call its series anything.
func TestASeriesIsKnownByWhoeverMayLayAWorkshopInIt(t *testing.T) {
	s := sceneAt(t, method.Gather)
	s.must(model.Host, model.AppointFacilitator{Person: s.asa.Person})
	asa := model.Actor{Person: s.asa.Person, Role: model.Facilitator}
	describe := func(series string) model.Command {
		return model.DescribeWorkshop{Title: "Återbruk", Node: "Lund", Series: series}
	}
	known := func(want bool, after string) {
		t.Helper()
		if s.b.SeriesKnown() != want {
			t.Errorf("after %s it is known: %v", after, !want)
		}
	}
	known(false, "no series")
	if _, err := s.try(model.Host, model.ConfirmSeries{}); !errors.Is(err, model.ErrNoSeries) {
		t.Errorf("no series is confirmed: %v", err)
	}
	s.must(asa, describe("Energi"))
	known(false, "an appointed leader's word")
	if _, err := s.try(asa, model.ConfirmSeries{}); !errors.Is(err, model.ErrSeriesUnknown) {
		t.Errorf("who leads here alone confirms: %v", err)
	}
	if _, err := s.try(s.bo, model.ConfirmSeries{LeadsAnother: true}); !errors.Is(err, model.ErrNotAllowed) {
		t.Errorf("a participant confirms: %v", err)
	}
	s.must(asa, model.ConfirmSeries{LeadsAnother: true})
	known(true, "the word of who leads another, too")
	s.must(asa, describe("Vatten"))
	known(false, "another series")
	s.must(asa, describe("energi"))
	known(true, "the old series again, in small letters")
	s.must(model.Host, describe("Mat"))
	known(true, "the host's word")
	other := sceneAt(t, method.Gather)
	other.must(model.Host, model.DescribeWorkshop{Title: "Återbruk", Node: "LUND", Series: "MAT"})
	if !s.b.Knows(other.b) || !other.b.Knows(s.b) {
		t.Error("two that the host laid in one series do not know each other")
	}
	s.must(asa, describe("Vatten"))
	s.must(model.Host, model.DescribeWorkshop{Title: "Annat", Node: "Lund", Series: "Vatten"})
	known(true, "the host's word on the title alone")
}

// TestWhatWasNotShownIsNotCarried holds that carrying takes no card that its own
// workshop kept from the others.
func TestWhatWasNotShownIsNotCarried(t *testing.T) {
	s := sceneAt(t, method.Gather)
	wants := []method.Phase{{Settings: method.Settings{CarryIn: []string{method.CarryIdeas}}}}
	hidden := s.b.Phase()
	shown := func() (n int) {
		for _, i := range s.b.Leaves(wants).Ideas {
			if s.b.Idea(i.Origin.Item) != nil && s.b.Idea(i.Origin.Item).Phase == hidden.ID {
				n++
			}
		}
		return n
	}
	s.must(s.asa, model.AddIdea{Text: "Det här ser bara jag"})
	s.must(s.asa, model.AddIdea{Text: "Och det här på sidan", Parked: true})
	if n := shown(); n != 0 {
		t.Errorf("%d cards that nobody has been shown are carried", n)
	}
	s.must(model.Host, model.Reveal{})
	if n := shown(); n < 2 {
		t.Errorf("%d cards are carried after the reveal", n)
	}
}
