package model_test

import (
	"errors"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
)

// TestNobodyIsCalledWhatVerkstadWrites refuses names that are a number, or that
// stand where a name would, and says how long a name may be.
func TestNobodyIsCalledWhatVerkstadWrites(t *testing.T) {
	w := newWorkshop(t, "colab")
	as := func(name string, role model.Role) model.JoinPerson {
		return model.JoinPerson{Key: "key " + name, Name: name, Sector: model.Academia, Role: role}
	}
	who := model.Actor{Role: model.Participant}
	for _, name := range []string{"2", "#3", "Storbild 1", "somebody", "någon", "all"} {
		w.refuse(who, as(name, model.Participant), model.ErrNameReserved)
	}
	for _, name := range []string{"Facilitator", "Processledare", "host"} {
		w.refuse(who, as(name, model.Participant), model.ErrName)
	}
	w.refuse(who, as(strings.Repeat("Anna ", 9), model.Participant), model.ErrNameLong)
	w.must(who, as("Anna 2", model.Participant))
	w.must(model.Actor{Role: model.Observer}, as("Storbild 1", model.Observer))
	change := as("Storbild 1", model.Observer)
	change.Name = "7"
	change.Role = model.Participant
	w.refuse(who, change, model.ErrNameReserved)
}

// TestAnOldNumberAsAName holds that a log of before, in which somebody is called
// 1, is read, and that 1 means nobody there while #1 and #2 mean one each.
func TestAnOldNumberAsAName(t *testing.T) {
	w := newWorkshop(t, "colab")
	for i, name := range []string{"Åsa", "1", "Bo"} {
		w.b = model.Apply(w.b, model.Record{Seq: w.b.Seq + 1, At: w.now, Event: model.PersonJoined{
			ID: model.PersonID(i + 1), Key: name, Name: name, NameKey: name, Sector: model.Academia, Role: model.Participant,
		}})
	}
	if _, err := w.b.Meant("1", true, false); !errors.Is(err, model.ErrAmbiguous) || !strings.Contains(err.Error(), "#1 Åsa") || !strings.Contains(err.Error(), "#2 1") {
		t.Errorf("1 means %v", err)
	}
	for asked, want := range map[string]model.PersonID{"#1": 1, "#2": 2, "2": 2, "bo": 3, "3": 3, "Åsa": 1} {
		if p, err := w.b.Meant(asked, true, false); err != nil || p.ID != want {
			t.Errorf("%q means %v, %v", asked, p, err)
		}
	}
	for _, asked := range []string{"#9", "9", "Ingen", ""} {
		if p, err := w.b.Meant(asked, true, false); !errors.Is(err, model.ErrNoSuchPerson) {
			t.Errorf("%q means %v, %v", asked, p, err)
		}
	}
	if _, err := w.b.Meant("Åsa", false, false); !errors.Is(err, model.ErrNoSuchPerson) {
		t.Error("a name is told of where none are shown")
	}
	// A person who already has that name may still change their sector.
	w.must(model.Actor{Role: model.Participant}, model.JoinPerson{Key: "1", Name: "1", Sector: model.Business, Role: model.Participant})
}

// TestNoRoleKeepsACommitment holds that a person promises, not a role.
func TestNoRoleKeepsACommitment(t *testing.T) {
	s := sceneAt(t, method.Commit)
	s.refuse(s.bo, model.MakeCommitment{What: "Ringer", Who: "Facilitator"}, model.ErrWhoRole)
	id := s.must(s.bo, model.MakeCommitment{What: "Ringer", Who: "Bo och kommunen"})
	s.refuse(s.bo, model.EditCommitment{ID: id, What: "Ringer", Who: "Bo, processledaren"}, model.ErrWhoRole)
}
