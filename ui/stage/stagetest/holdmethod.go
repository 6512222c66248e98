package stagetest

import (
	"context"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
)

// Hold holds the first workshop of a method with six people of four sectors, or
// two where it is for two, and calls see in each phase once something has been
// done in it. The first of the people is person 1.
func Hold(t *testing.T, m method.Method, see func(r *Room, n int)) {
	t.Helper()
	r := NewRoom(t)
	_, err := r.Do(context.Background(), model.Host, "", model.CreateWorkshop{
		ID: "01METHOD" + m.ID, Title: "Återbruk i byn", Method: m.ID, Node: "Svalöv", Lang: "sv", Code: "KRABBA", Phases: m.Agenda(1),
	})
	if err != nil {
		t.Fatal(err)
	}
	var people []model.Actor
	for i, name := range []string{"Åsa", "Bosse", "Cilla", "Doris", "Eskil", "Fatima"}[:min(6, max(2, m.GroupMax))] {
		r.Must(model.Actor{Role: model.Participant}, model.JoinPerson{Key: name, Name: name, Sector: model.Sectors[i%4], Role: model.Participant})
		people = append(people, model.Actor{Person: model.PersonID(i + 1), Role: model.Participant})
	}
	for n, ph := range r.Board().Phases() {
		if open := r.Board().OpenRound(); open != nil {
			r.Must(model.Host, model.CloseRound{})
		}
		r.Must(model.Host, model.EnterPhase{Phase: ph.ID})
		if ph.Parallel() { // the first two choose, the rest are placed
			r.Must(people[0], model.ChooseSession{Session: model.SessionID(ph.Sessions[0].ID)})
			r.Must(people[1], model.ChooseSession{Session: model.SessionID(ph.Sessions[1].ID)})
			r.Must(model.Host, model.PlaceSessions{Phase: ph.ID})
		}
		r.play(r.Board().Phase(), people)
		see(r, n+1)
	}
}

// play does what a phase is for.
func (r *Room) play(ph *model.Phase, people []model.Actor) {
	a, b := people[0], people[1]
	switch ph.Activity {
	case method.Checkin:
		r.Must(b, model.CheckIn{Text: "Jag vill lära känna grannarna"})
	case method.Gather:
		category := min(1, len(ph.Categories))
		r.Must(a, model.AddIdea{Text: "Verktygspool i varje by", Category: category})
		r.Must(b, model.AddIdea{Text: "Byggmaterial från rivning", Category: category})
		r.Must(model.Host, model.Reveal{})
	case method.Cluster:
		id := r.Must(a, model.CreateCluster{Title: "Dela det vi har", Ideas: []model.ItemID{r.Board().Ideas(model.Host)[0].ID}})
		if len(ph.Categories) > 0 {
			r.Must(a, model.FileItem{ID: id, Category: 2})
		}
	case method.Define:
		id := r.Must(a, model.AskQuestion{Text: "Hur kan vi dela verktyg?"})
		r.Must(model.Host, model.ChooseQuestion{ID: id, Chosen: true})
		r.Must(model.Host, model.ChooseQuestion{ID: r.Must(b, model.AskQuestion{Text: "Hur bygger vi av det som rivs?"}), Chosen: true})
	case method.Vote:
		if len(r.Board().Votable()) > 1 {
			r.Must(model.Host, model.OpenRound{Dots: 3, MaxPer: 2})
		}
	case method.Talk:
		if len(ph.Checklist) > 0 {
			r.Must(model.Host, model.TickPoint{Point: 1, Ticked: true})
		}
		if ph.TakesNotes() {
			r.Must(b, model.TakeNote{Text: "Inte utan ersättning"})
		}
		r.Must(b, model.MoveHand{Person: b.Person, Up: true})
	case method.Commit:
		r.Must(a, model.MakeCommitment{What: "Ringer kommunen", Who: "Åsa", When: "fredag"})
	}
}
