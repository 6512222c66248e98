package model_test

import (
	"errors"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
)

// workshop drives a board by commands, as the live workshop does.
type workshop struct {
	t   *testing.T
	b   *model.Board
	now time.Time
	log []model.Record
}

func newWorkshop(t *testing.T, methodID string) *workshop {
	t.Helper()
	m, ok := method.Get(methodID)
	if !ok {
		t.Fatalf("no method %q", methodID)
	}
	w := &workshop{t: t, b: model.Empty(), now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}
	w.must(model.Host, model.CreateWorkshop{
		ID: "01TEST", Title: "Återbruk", Method: m.ID, Lang: "sv", Code: "KRABBA", Phases: m.Agenda(1),
	})
	return w
}

func (w *workshop) try(by model.Actor, c model.Command) ([]model.Event, error) {
	events, err := model.Decide(w.b, by, c, w.now)
	for _, e := range events {
		r := model.Record{Seq: w.b.Seq + 1, At: w.now, By: by, Event: e}
		if _, secret := e.(model.BallotCast); secret {
			r.At, r.By = time.Time{}, model.Actor{}
		}
		w.log = append(w.log, r)
		w.b = model.Apply(w.b, r)
	}
	return events, err
}

func (w *workshop) must(by model.Actor, c model.Command) model.ItemID {
	w.t.Helper()
	events, err := w.try(by, c)
	if err != nil {
		w.t.Fatalf("%T: %v", c, err)
	}
	for _, e := range events {
		if id, ok := model.Created(e); ok {
			return id
		}
	}
	return 0
}

// happened has something in the log that a host did, whatever the rules say now.
func (w *workshop) happened(e model.Event) {
	r := model.Record{Seq: w.b.Seq + 1, At: w.now, By: model.Host, Event: e}
	w.log, w.b = append(w.log, r), model.Apply(w.b, r)
}

func (w *workshop) refuse(by model.Actor, c model.Command, want error) {
	w.t.Helper()
	if _, err := w.try(by, c); !errors.Is(err, want) {
		w.t.Fatalf("%T: got %v, want %v", c, err, want)
	}
}

func (w *workshop) join(name string, s model.Sector) model.Actor {
	w.t.Helper()
	w.must(model.Actor{Role: model.Participant}, model.JoinPerson{Key: "key-" + name, Name: name, Sector: s, Role: model.Participant})
	return model.Actor{Person: w.b.PersonByKey("key-" + name).ID, Role: model.Participant}
}

// enter goes to the first phase with the activity.
func (w *workshop) enter(a model.Activity) {
	w.t.Helper()
	for _, ph := range w.b.Phases() {
		if ph.Activity == a {
			w.must(model.Host, model.EnterPhase{Phase: ph.ID, Start: true})
			return
		}
	}
	w.t.Fatalf("no phase with %s", a)
}

func TestACoLabFromStartToEnd(t *testing.T) {
	w := newWorkshop(t, "colab")
	asa, bo, cia := w.join("Åsa", model.Academia), w.join("Bo", model.Business), w.join("Cia", model.Business)
	w.enter(method.Checkin)
	w.must(asa, model.CheckIn{Text: "Hej"})
	w.refuse(asa, model.AddIdea{Text: "för tidigt"}, model.ErrWrongPhase)

	w.enter(method.Gather)
	one := w.must(asa, model.AddIdea{Text: "Verktygspool i varje by"})
	two := w.must(bo, model.AddIdea{Text: "Byggmaterial från rivning"})
	if n := len(w.b.Ideas(bo)); n != 1 {
		t.Errorf("before the reveal Bo sees %d ideas, want his own alone", n)
	}
	w.must(model.Host, model.Reveal{})
	if n := len(w.b.Ideas(bo)); n != 2 {
		t.Errorf("after the reveal Bo sees %d ideas, want 2", n)
	}

	w.enter(method.Cluster)
	c1 := w.must(asa, model.CreateCluster{Title: "Dela", Ideas: []model.ItemID{one}})
	c2 := w.must(bo, model.CreateCluster{Title: "Bygga", Ideas: []model.ItemID{two}})

	w.enter(method.Define)
	q1 := w.must(asa, model.AskQuestion{Text: "Hur kan vi dela verktyg?", Cluster: c1})
	q2 := w.must(bo, model.AskQuestion{Text: "Hur kan vi bygga av det som rivs?", Cluster: c2})
	w.must(asa, model.SupportQuestion{ID: q2, Support: true})
	w.must(model.Host, model.ChooseQuestion{ID: q1, Chosen: true})
	w.must(model.Host, model.ChooseQuestion{ID: q2, Chosen: true})

	w.enter(method.Vote)
	w.must(model.Host, model.OpenRound{Dots: 3, MaxPer: 2})
	w.must(asa, model.CastBallot{After: model.AfterAny, Voter: model.Token{1}, Dots: []model.Dot{{ID: q1, N: 2}, {ID: q2, N: 1}}})
	w.refuse(asa, model.CastBallot{After: model.AfterAny, Voter: model.Token{1}, Dots: []model.Dot{{ID: q1, N: 3}}}, model.ErrMaxPer)
	w.refuse(asa, model.CastBallot{After: model.AfterAny, Voter: model.Token{1}, Dots: []model.Dot{{ID: q1, N: 2}, {ID: q2, N: 2}}}, model.ErrTooManyDots)
	w.must(bo, model.CastBallot{After: model.AfterAny, Voter: model.Token{2}, Dots: []model.Dot{{ID: q2, N: 1}}})
	w.must(cia, model.CastBallot{After: 0, Voter: model.Token{3}, Dots: []model.Dot{{ID: q1, N: 1}, {ID: q2, N: 1}}})
	if _, ok := w.b.LastRound().Result(); ok {
		t.Error("a secret round shows its result while it is open")
	}
	w.refuse(model.Host, model.Next{}, model.ErrRoundOpen)
	w.must(model.Host, model.CloseRound{})
	res, ok := w.b.LastRound().Result()
	if !ok || res.Rows[0].Dots != 3 || res.Rows[1].Dots != 3 || !res.Rows[0].Tied || res.Rows[1].Rank != 1 {
		t.Errorf("result %+v, want a tie of three dots each", res.Rows)
	}

	w.enter(method.Commit)
	w.must(bo, model.MakeCommitment{What: "Ringer kommunen", Who: "Bo", When: "fredag", From: q2})
	w.enter(method.Feedback)
	w.must(asa, model.Rate{Score: 4, Text: "Bra"})
	w.must(model.Host, model.EndWorkshop{})
	w.refuse(asa, model.Rate{Score: 1}, model.ErrWorkshopClosed)

	assertSame(t, w.b, model.Fold(w.log))
	raw, err := w.b.Document(model.Host).JSON()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := model.ParseDocument(raw)
	if err != nil {
		t.Fatal(err)
	}
	copied := newWorkshop(t, "tematisk")
	copied.must(model.Host, model.ImportDocument{Document: doc})
	again := copied.b.Document(model.Host)
	again.Workshop.ID = w.b.ID
	raw2, err := again.JSON()
	if err != nil {
		t.Fatal(err)
	}
	if string(raw) != string(raw2) {
		t.Errorf("the import is another board:\n%s\n---\n%s", raw, raw2)
	}
}

// assertSame holds two boards to the same document.
func assertSame(t *testing.T, a, b *model.Board) {
	t.Helper()
	x, err1 := a.Document(model.Host).JSON()
	y, err2 := b.Document(model.Host).JSON()
	if err1 != nil || err2 != nil || string(x) != string(y) {
		t.Errorf("two boards that should be the same differ (%v, %v):\n%s\n---\n%s", err1, err2, x, y)
	}
}
