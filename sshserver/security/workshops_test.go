package security

import (
	"context"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// What a co-lab on its own does not have. These are moments as its own are.
const (
	seminars  stagetest.Moment = 100 + iota // sessions side by side, with titles, places, hosts and what they are about
	tabled                                  // people without a terminal are written for
	passed                                  // they vote, one after the other
	ticketed                                // a roll of tickets, some of them used
	planned                                 // a start that is to come
	following                               // the second meeting of a series goes on, with what the first left
	followed                                // it has ended
)

// others are the moments that no co-lab comes to.
var others = []stagetest.Moment{seminars, tabled, passed, ticketed, planned, following, followed}

// atMoment is the workshop at a moment, with harmless texts.
func atMoment(t testing.TB, m stagetest.Moment) *stagetest.Room {
	t.Helper()
	switch m {
	case seminars:
		return conference(t)
	case tabled:
		return atTables(t, stagetest.Defining)
	case passed:
		return atTables(t, stagetest.Voting)
	case ticketed:
		return withTickets(t)
	case planned:
		r := stagetest.CoLab(t, stagetest.Waiting)
		r.Must(model.Host, model.PlanWorkshop{Start: r.Now().Add(25 * time.Hour)})
		return r
	case following, followed:
		return second(t, m == followed)
	}
	return stagetest.CoLab(t, m)
}

// conference has a session with every text, and each thing in one.
func conference(t testing.TB) *stagetest.Room {
	r := stagetest.Conference(t)
	b := r.Board()
	for id := model.SessionID(1); id <= 3; id++ {
		ph, s := b.Session(id)
		change := *s
		change.Place, change.Host, change.Seats = "Stora salen", "Ida Ek", 40
		change.About = method.Text{"sv": "Om det som gick snett", "en": "What went wrong"}
		r.Must(model.Host, model.SetSession{Phase: ph.ID, Session: change})
	}
	return r
}

// atTables is a co-lab with two people at the terminal of the first.
func atTables(t testing.TB, until stagetest.Moment) *stagetest.Room {
	r := stagetest.CoLab(t, until)
	r.Must(model.Host, model.AllowProxies{Allowed: true})
	for _, name := range []string{"Bo vid bordet", "Cia vid bordet"} {
		r.Must(r.People[0], model.BringPerson{Name: name, Sector: model.Business})
	}
	if until == stagetest.Voting {
		return r
	}
	n := r.Board().Everybody().Len()
	bo := model.Actor{Person: model.PersonID(n - 1), Role: model.Participant, Via: r.People[0].Person}
	id := r.Must(bo, model.AskQuestion{Text: "Vem lånar ut?", Cluster: r.Board().Clusters()[0].ID})
	r.Must(model.Host, model.TagItem{ID: id, Goals: []int{11, 12}, Targets: []model.Target{"12.3"}})
	return r
}

// withTickets has tickets, of which the first is used by the first person and
// the second is worth nothing.
func withTickets(t testing.TB) *stagetest.Room {
	r := stagetest.CoLab(t, stagetest.Defining)
	papers, err := stage.MakeTickets(context.Background(), r, model.Host, "", 5)
	if err != nil {
		t.Fatal(err)
	}
	r.Must(r.People[0], model.UseTicket{Ticket: papers[0].No})
	r.Must(model.Host, model.VoidTicket{Ticket: papers[1].No})
	return r
}

// second is a meeting that opened with what an ended co-lab left, and has global
// goals. The co-lab is made by first.
func second(t testing.TB, over bool) *stagetest.Room {
	m, _ := method.Get("colab")
	before := stagetest.Replay(t, records(t, stagetest.Ended))
	room, err := (&stagetest.House{TB: t}).Create(context.Background(), model.CreateWorkshop{
		Title: "Återbruk, en gång till", Method: m.ID, Node: "Lund", Series: "Återbruk i Lund", Number: 2, Lang: "sv",
		Phases: m.Agenda(2), Carry: before.Board().Leaves(m.Agenda(2)),
	})
	if err != nil {
		t.Fatal(err)
	}
	r := room.(*stagetest.Room)
	r.Join("Åsa", model.CivilSociety)
	r.Join("Ny", model.Business)
	questions, promises := r.Board().Carried()
	r.Go(method.Define)
	r.Must(r.People[0], model.TagItem{ID: questions[0].ID, Goals: []int{2, 12}, Targets: []model.Target{"12.3"}})
	r.Must(model.Host, model.FollowCommitment{ID: promises[0].ID, Status: model.CommitmentDone, Note: "De sa ja."})
	if over {
		r.Must(model.Host, model.EndWorkshop{})
	}
	return r
}

// beside is a house with a workshop and the first meeting of its series, whose
// texts are hostile too and whose names of node and series are the same.
func beside(t testing.TB, r *stagetest.Room) *stagetest.House {
	t.Helper()
	b := r.Board()
	p := poisoner{next: 61, names: map[string]string{"Lund": b.Node, "Återbruk i Lund": b.Series}}
	return &stagetest.House{TB: t, Rooms: []*stagetest.Room{stagetest.Replay(t, p.log(records(t, stagetest.Ended))), r}}
}
