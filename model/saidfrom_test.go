package model_test

import (
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
)

// moves makes somebody join another sector.
func (w *workshop) moves(who model.Actor, to model.Sector) {
	w.t.Helper()
	p := w.b.Person(who.Person)
	w.must(who, model.JoinPerson{Key: p.Key, Name: p.Name, Sector: to, Role: model.Participant})
}

// TestWhatIsSaidIsOfTheSectorOfThen holds that a person who joins another
// sector takes nothing along of what they have said, on the board or in what is exported.
func TestWhatIsSaidIsOfTheSectorOfThen(t *testing.T) {
	s := seated(t)
	s.enter(method.Checkin)
	s.must(s.asa, model.CheckIn{Text: "Hej"})
	s.enter(method.Gather)
	idea := s.must(s.asa, model.AddIdea{Text: "Pool"})
	s.enter(method.Cluster)
	cluster := s.must(s.asa, model.CreateCluster{Title: "Dela", Ideas: []model.ItemID{idea}})
	s.enter(method.Define)
	question := s.must(s.asa, model.AskQuestion{Text: "Hur?", Cluster: cluster})
	s.enter(method.Commit)
	promise := s.must(s.asa, model.MakeCommitment{What: "Ringer"})
	then := s.b.Person(s.asa.Person).Sector
	s.moves(s.asa, model.Entrepreneur)

	asa := s.b.Person(s.asa.Person)
	for what, got := range map[string]model.Sector{
		"check-in": s.b.SectorOfCheckIn(asa), "idea": s.b.Idea(idea).Sector,
		"question": s.b.Question(question).Sector, "commitment": s.b.SectorOf(s.b.Commitment(promise)),
	} {
		if got != then || asa.Sector == then {
			t.Errorf("the %s is of %v, want %v", what, got, then)
		}
	}
	d := s.b.Document(model.Host)
	d2, err := d.JSON()
	if err != nil {
		t.Fatal(err)
	}
	back, err := model.ParseDocument(d2)
	if err != nil {
		t.Fatal(err)
	}
	if p := back.People[asa.ID-1]; p.CheckInSector != then || back.Questions[0].Sector != then || back.Commitments[0].Sector != then {
		t.Error("the export has lost it")
	}
}

// TestACheckInIsNobodysWhereNamesAreKeptBack holds that nothing ties a check-in
// to somebody in an anonymous workshop, or a phase that hides its authors.
func TestACheckInIsNobodysWhereNamesAreKeptBack(t *testing.T) {
	s := seated(t)
	s.enter(method.Checkin)
	s.must(model.Host, s.changed(func(p *model.Phase) { p.Anonymous = p.Is(method.Checkin) }))
	s.must(s.asa, model.CheckIn{Text: "Hej från Lund"})
	if asa := s.b.Person(s.asa.Person); s.b.CheckInNamed(asa) || s.b.SectorOfCheckIn(asa) != model.NoSector {
		t.Errorf("one of few is told of by %v", s.b.SectorOfCheckIn(asa))
	}
	raw, err := s.b.Document(model.Host).JSON()
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(raw), "Hej från Lund") {
		t.Error("the export says it beside the name")
	}
}
