package audit_test

import (
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/audit"
	"verkstad/model/method"
)

// run is a workshop that is played.
type run struct {
	t   *testing.T
	b   *model.Board
	log []model.Record
	now time.Time
}

func newRun(t *testing.T, anonymous bool) *run {
	t.Helper()
	r := &run{t: t, b: model.Empty(), now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}
	m, _ := method.Get("colab")
	r.do(model.Host, model.CreateWorkshop{ID: "01", Title: "T", Code: "C", Anonymous: anonymous, Phases: m.Agenda(1)})
	for i, name := range []string{"Åsa", "Bo", "Cleo"} {
		r.do(model.Actor{Role: model.Participant}, model.JoinPerson{
			Key: name, Name: name, Sector: model.Sectors[i], Role: model.Participant,
		})
	}
	return r
}

func (r *run) do(by model.Actor, c model.Command) {
	r.t.Helper()
	events, err := model.Decide(r.b, by, c, r.now)
	if err != nil {
		r.t.Fatalf("%T: %v", c, err)
	}
	r.now = r.now.Add(time.Second)
	for _, e := range events {
		rec := model.Record{Seq: r.b.Seq + 1, At: r.now, By: by, Op: "op", Event: e}
		if _, secret := e.(model.BallotCast); secret {
			rec.At, rec.By, rec.Op = time.Time{}, model.Actor{}, ""
		}
		r.log = append(r.log, rec)
		r.b = model.Apply(r.b, rec)
	}
}

func (r *run) enter(a model.Activity) {
	r.t.Helper()
	for _, ph := range r.b.Phases() {
		if ph.Activity == a {
			r.do(model.Host, model.EnterPhase{Phase: ph.ID, Start: true})
			return
		}
	}
	r.t.Fatalf("no phase with %s", a)
}

// source reads the log as a store does.
func (r *run) source(last uint64, n int) ([]model.Record, error) {
	return r.log[max(0, int(last)-n):last], nil
}

func (r *run) all(f audit.Filter) []audit.Entry {
	r.t.Helper()
	entries, err := audit.NewReader(r.b, r.source, f).Next(1 << 20)
	if err != nil {
		r.t.Fatal(err)
	}
	return entries
}

func who(p model.PersonID) model.Actor { return model.Actor{Person: p, Role: model.Participant} }

// secretly plays what nobody may be told: who of two wrote what, who undid,
// supported, promised, judged, and how each voted, how often they changed it.
func secretly(r *run, one, two model.PersonID, dots int) {
	r.enter(method.Gather)
	r.do(who(one), model.AddIdea{Text: "Verktygspool"})
	r.do(who(two), model.AddIdea{Text: "Rivningsvirke"})
	r.do(who(one), model.EditIdea{ID: 1, Text: "Verktygspool i byn"})
	r.do(who(two), model.RemoveIdea{ID: 2})
	r.do(who(two), model.Undo{})
	r.do(model.Host, model.HideIdea{ID: 2, Hidden: true})
	r.do(model.Host, model.HideIdea{ID: 2})
	if !r.b.Anonymous {
		return // after the reveal names are no secret
	}
	r.do(model.Host, model.AppointFacilitator{Person: 3})
	r.do(model.Actor{Person: 3, Role: model.Facilitator}, model.Reveal{})
	r.enter(method.Cluster)
	r.do(who(one), model.CreateCluster{Title: "Dela", Ideas: []model.ItemID{1}})
	r.do(who(two), model.MoveIdea{ID: 2, Cluster: 3})
	r.enter(method.Define)
	r.do(who(two), model.AskQuestion{Text: "Hur delar vi?", Cluster: 3})
	r.do(who(one), model.SupportQuestion{ID: 4, Support: true})
	r.enter(method.Vote)
	r.do(model.Host, model.OpenRound{Candidates: []model.ItemID{1, 2, 3}, Dots: 3, MaxPer: 3})
	for n := range dots {
		r.do(who(one), model.CastBallot{After: model.AfterAny, Voter: model.Token{byte(one)}, Dots: []model.Dot{{ID: 1, N: n + 1}}})
	}
	r.do(who(two), model.CastBallot{After: model.AfterAny, Voter: model.Token{byte(two)}, Dots: []model.Dot{{ID: 2, N: 1}}})
	r.do(model.Host, model.CloseRound{})
	r.enter(method.Commit)
	r.do(who(one), model.MakeCommitment{What: "Ringer"})
	r.enter(method.Feedback)
	r.do(who(two), model.Rate{Score: 2, Text: "Långt"})
}

func TestASecretMakesNoDifference(t *testing.T) {
	for _, anonymous := range []bool{true, false} {
		a, b := newRun(t, anonymous), newRun(t, anonymous)
		secretly(a, 1, 2, 1)
		secretly(b, 2, 1, 3)
		if x, y := a.all(audit.Filter{}), b.all(audit.Filter{}); !reflect.DeepEqual(timeless(x), timeless(y)) {
			t.Errorf("anonymous %v: the audit tells of a secret:\n%+v\n%+v", anonymous, x, y)
		}
		for p := model.PersonID(1); p <= 3; p++ {
			f := audit.Filter{Person: p}
			if x, y := a.all(f), b.all(f); !reflect.DeepEqual(timeless(x), timeless(y)) {
				t.Errorf("anonymous %v: what is told of person %d tells of a secret:\n%+v\n%+v", anonymous, p, x, y)
			}
		}
	}
}

// timeless is the entries without their times, which differ with how many
// ballots were cast.
func timeless(entries []audit.Entry) []audit.Entry {
	for i := range entries {
		entries[i].At = time.Time{}
	}
	return entries
}

func TestTheUnrevealedHasNoText(t *testing.T) {
	r := newRun(t, false)
	secretly(r, 1, 2, 1)
	for _, e := range r.all(audit.Filter{Kind: model.AboutIdeas}) {
		if e.Text != "" || e.Person != 0 {
			t.Errorf("before the reveal the audit has %+v", e)
		}
	}
	r.do(model.Host, model.Reveal{})
	told := r.all(audit.Filter{Kind: model.AboutIdeas})
	if last := told[len(told)-1]; last.Person != 1 || last.Text != "Verktygspool i byn" || last.What != "idea.added" {
		t.Errorf("after the reveal it has %+v", last)
	}
}

func TestWhatAFacilitatorDoesIsTold(t *testing.T) {
	r := newRun(t, true)
	secretly(r, 1, 2, 1)
	r.do(model.Actor{Person: 3, Role: model.Facilitator}, model.HideIdea{ID: 1, Hidden: true})
	r.do(model.Host, model.RemovePerson{Person: 2})
	got := r.all(audit.Filter{})[:2]
	want := []audit.Entry{
		{Who: audit.Host, Leads: true, Kind: model.AboutPeople, What: "person.removed", About: 2},
		{Who: audit.Person, Person: 3, Leads: true, Kind: model.AboutIdeas, What: "idea.hidden", Item: 1, Text: "Verktygspool i byn"},
	}
	if !reflect.DeepEqual(timeless(got), want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if n := len(r.all(audit.Filter{Person: 2})); n != 2 { // joined, and was shown out
		t.Errorf("%d entries are about Bo, want 2", n)
	}
}

func TestTheLogIsReadAsFarAsAsked(t *testing.T) {
	r := newRun(t, false)
	r.enter(method.Gather)
	for i := range 5 * audit.PageSize / 2 {
		r.do(model.Host, model.AddIdea{Text: fmt.Sprint("nummer ", i)})
	}
	reads := 0
	source := func(last uint64, n int) ([]model.Record, error) { reads++; return r.source(last, n) }
	reader := audit.NewReader(r.b, source, audit.Filter{})
	first, err := reader.Next(100)
	if err != nil || len(first) != 100 || reads != 1 || first[0].Item != model.ItemID(5*audit.PageSize/2) {
		t.Fatalf("%d entries, the first about %d, after %d reads: %v", len(first), first[0].Item, reads, err)
	}
	all := len(first)
	for {
		next, err := reader.Next(777)
		if err != nil {
			t.Fatal(err)
		}
		if all += len(next); len(next) < 777 {
			break
		}
	}
	if all != len(r.log) || reads != 3 {
		t.Errorf("%d of %d entries in %d reads", all, len(r.log), reads)
	}
	broken := errors.New("the disk")
	if _, err := audit.NewReader(r.b, func(uint64, int) ([]model.Record, error) { return nil, broken }, audit.Filter{}).Next(1); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

// TestATicketThatWasHandedOutAgainStandsInTheAudit holds that coming in by a ticket which
// replaced another is told to have, apart from who uses one that did not.
func TestATicketThatWasHandedOutAgainStandsInTheAudit(t *testing.T) {
	r := newRun(t, false)
	r.do(model.Host, model.MakeTickets{Hashes: []model.TicketHash{{1}, {2}}})
	r.do(model.Actor{Person: 1, Role: model.Participant}, model.UseTicket{Ticket: 1})
	r.do(model.Host, model.ReplaceTicket{Ticket: 2, Hash: model.TicketHash{3}})
	r.do(model.Actor{Role: model.Participant}, model.JoinPerson{Key: "Dag", Name: "Dag", Sector: model.Academia, Role: model.Participant, Ticket: 3})
	var said []string
	for _, e := range r.all(audit.Filter{Kind: model.AboutVotes}) {
		said = append(said, fmt.Sprint(e.What, " ", e.Person, " ", e.N))
	}
	want := []string{"ticket.usedanew 4 0", "ticket.replaced 0 2", "ticket.voided 0 2", "ticket.used 1 0", "participation.chosen 0 0", "tickets.made 0 2"}
	if !reflect.DeepEqual(said, want) {
		t.Errorf("the audit says %q, want %q", said, want)
	}
}
