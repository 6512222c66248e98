package report_test

import (
	"cmp"
	"os"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/i18n"
)

func TestMain(m *testing.M) {
	time.Local = time.UTC // reports are in the machine's own time
	os.Exit(m.Run())
}

// room drives a board by commands, as the live workshop does.
type room struct {
	t   *testing.T
	b   *model.Board
	now time.Time

	reword func(model.Command) model.Command // what is done in place of a command; nil is the command
	pace   time.Duration                     // how long a command takes; 0 is a minute
}

func newRoom(t *testing.T, anonymous bool) *room {
	t.Helper()
	m, ok := method.Get("colab")
	if !ok {
		t.Fatal("no method colab")
	}
	return plannedRoom(t, m, 1, anonymous)
}

// plannedRoom is one workshop of a method's series, before its first phase.
func plannedRoom(t *testing.T, m method.Method, meeting int, anonymous bool) *room {
	t.Helper()
	r := &room{t: t, b: model.Empty(), now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}
	r.do(model.Host, model.CreateWorkshop{
		ID: "01TEST", Title: "Återbruk & *cirkulär* ekonomi", Method: m.ID, Node: "Lund", Series: "Skåne", Number: meeting,
		Lang: "sv", Code: "KRABBA", Anonymous: anonymous, Phases: m.Agenda(meeting), Ending: m.Ending,
	})
	return r
}

// do takes its time and gives the item that it made.
func (r *room) do(by model.Actor, c model.Command) (made model.ItemID) {
	r.t.Helper()
	r.now = r.now.Add(cmp.Or(r.pace, time.Minute))
	if r.reword != nil {
		c = r.reword(c)
	}
	events, err := model.Decide(r.b, by, c, r.now)
	if err != nil {
		r.t.Fatalf("%T: %v", c, err)
	}
	for _, e := range events {
		r.b = model.Apply(r.b, model.Record{Seq: r.b.Seq + 1, At: r.now, By: by, Event: e})
		if id, ok := model.Created(e); ok {
			made = id
		}
	}
	return made
}

func (r *room) join(name string, s model.Sector) model.Actor {
	r.t.Helper()
	r.do(model.Actor{Role: model.Participant}, model.JoinPerson{Key: "key-" + name, Name: name, Sector: s, Role: model.Participant})
	return model.Actor{Person: r.b.PersonByKey("key-" + name).ID, Role: model.Participant}
}

func (r *room) enter(a model.Activity) {
	r.t.Helper()
	for _, ph := range r.b.Phases() {
		if ph.Activity == a {
			r.do(model.Host, model.EnterPhase{Phase: ph.ID, Start: true})
			return
		}
	}
	r.t.Fatalf("no phase with %s", a)
}

// colab is a co-lab until its vote is open.
func colab(t *testing.T, anonymous bool) (r *room, people []model.Actor) {
	t.Helper()
	r = newRoom(t, anonymous)
	for i, name := range []string{"Åsa", "Bosse", "Cilla", "Doris"} {
		people = append(people, r.join(name, model.Sectors[i]))
	}
	asa, bosse := people[0], people[1]
	r.enter(method.Checkin)
	r.do(asa, model.CheckIn{Text: "Hälsning från Åsa"})
	r.enter(method.Gather)
	one := r.do(asa, model.AddIdea{Text: "Verktygspool | i varje by\n# och en cykel"})
	two := r.do(bosse, model.AddIdea{Text: "=SUMMA(A1) från rivning"})
	three := r.do(asa, model.AddIdea{Text: "En pool till"})
	hidden := r.do(bosse, model.AddIdea{Text: "Doldord"})
	r.do(model.Host, model.AddIdea{Text: "Importerad", Author: "Utomstående", Sector: model.Academia})
	r.do(bosse, model.AddIdea{Text: "Parkerad", Parked: true})
	r.do(model.Host, model.HideIdea{ID: hidden, Hidden: true})
	r.do(asa, model.EditIdea{ID: three, Text: "En verktygspool till"})
	r.do(model.Host, model.Reveal{})
	r.enter(method.Cluster)
	r.do(asa, model.MergeIdeas{Into: one, From: []model.ItemID{three}})
	dela := r.do(asa, model.CreateCluster{Title: "Dela", Ideas: []model.ItemID{one}})
	bygga := r.do(bosse, model.CreateCluster{Title: "Bygga", Ideas: []model.ItemID{two}})
	r.do(asa, model.TagItem{ID: dela, Goals: []int{11, 12}})
	r.enter(method.Define)
	q1 := r.do(asa, model.AskQuestion{Text: "Hur kan vi dela verktyg?", Cluster: dela})
	q2 := r.do(bosse, model.AskQuestion{Text: "Hur bygger vi av det som rivs?", Cluster: bygga})
	better := r.do(bosse, model.AskQuestion{Text: "Vem får dela?", Parent: q1})
	r.do(asa, model.SupportQuestion{ID: q2, Support: true})
	r.do(asa, model.MarkQuestion{ID: q1, Kind: model.OpenQuestion})
	for _, q := range []model.ItemID{q1, q2, better} {
		r.do(model.Host, model.ChooseQuestion{ID: q, Chosen: q != better})
	}
	r.enter(method.Vote)
	r.do(model.Host, model.OpenRound{Candidates: []model.ItemID{q1, q2, better}, Dots: 3, MaxPer: 2})
	for i, p := range people {
		r.do(p, model.CastBallot{After: model.AfterAny, Voter: model.Token{byte(i + 1)}, Dots: []model.Dot{{ID: q1, N: 1 + i%2}, {ID: q2, N: 1}}})
	}
	return r, people
}

// finish closes the vote and takes the co-lab to its end.
func (r *room) finish(people []model.Actor) {
	r.t.Helper()
	r.do(model.Host, model.CloseRound{})
	r.enter(method.Commit)
	q := r.b.Questions()[0]
	c := r.do(people[1], model.MakeCommitment{What: "Ringer kommunen", Who: "Bosse", When: "fredag", From: q.ID})
	r.do(model.Host, model.FollowCommitment{ID: c, Status: model.CommitmentGoingOn, Note: "bokat"})
	r.enter(method.Feedback)
	r.do(people[0], model.Rate{Score: 4, Text: "Bra *tempo*"})
	r.do(people[1], model.Rate{Score: 3})
	r.do(people[2], model.Rate{Score: 2})
	r.do(model.Host, model.EndWorkshop{})
}

func swedish() *i18n.Words { return i18n.For("sv") }
