package model_test

import (
	"slices"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
)

// enterNth goes to the phase of that place in the agenda, from 1.
func (w *workshop) enterNth(n int) {
	w.t.Helper()
	w.must(model.Host, model.EnterPhase{Phase: w.b.Phases()[n-1].ID, Start: true})
}

// aloud is a thematic workshop in which ideas are read out, and talked about by topic.
func aloud(t *testing.T) []model.Record {
	w := newWorkshop(t, "tematisk")
	asa, bo := w.join("Åsa", model.Academia), w.join("Bo", model.Business)
	w.enterNth(1)
	first := w.must(asa, model.AddIdea{Text: "Verktygspool"})
	second := w.must(bo, model.AddIdea{Text: "Rivningsvirke"})
	w.enterNth(2)
	w.must(asa, model.ReadOut{ID: first, Read: true})
	w.must(bo, model.ReadOut{ID: second, Read: true})
	w.must(bo, model.ReadOut{ID: second})
	w.must(model.Host, model.Reveal{})
	w.enterNth(3)
	one := w.must(asa, model.CreateCluster{Title: "Dela", Ideas: []model.ItemID{first}})
	two := w.must(bo, model.CreateCluster{Title: "Bygga", Ideas: []model.ItemID{second}})
	w.enterNth(6)
	w.must(asa, model.ChooseTopic{Topic: one})
	w.must(bo, model.ChooseTopic{Topic: one})
	w.must(model.Host, model.ChooseTopic{Topic: two, Person: bo.Person})
	w.must(asa, model.TakeNote{Text: "Vem sköter poolen?"})
	w.must(bo, model.TakeNote{Text: "Fråga rivningsfirman", About: two})
	w.must(model.Host, model.LetNotes{Closed: true})
	w.must(model.Host, model.LetNotes{})
	w.must(asa, model.ChooseTopic{})
	return w.log
}

// TestWhatIsReadOutIsForAll holds that an idea that its author ticks off as read out is
// seen by all from then on, though nothing else of its phase is, that the tick can be taken
// back and undone, and that nobody ticks for others.
func TestWhatIsReadOutIsForAll(t *testing.T) {
	w := newWorkshop(t, "tematisk")
	asa, bo := w.join("Åsa", model.Academia), w.join("Bo", model.Business)
	w.enterNth(1)
	one := w.must(asa, model.AddIdea{Text: "Verktygspool"})
	w.must(asa, model.AddIdea{Text: "Kvar"})
	w.refuse(asa, model.ReadOut{ID: one, Read: true}, model.ErrWrongPhase)
	w.enterNth(2)
	room := model.Actor{Role: model.Observer}
	seen := func() (texts string) {
		for _, i := range w.b.Ideas(room) {
			texts += i.Text + " "
		}
		return texts
	}
	if got := seen(); got != "" || w.b.Unrevealed() != 2 {
		t.Fatalf("before: %q, %d unrevealed", got, w.b.Unrevealed())
	}
	w.refuse(bo, model.ReadOut{ID: one, Read: true}, model.ErrNoSuchItem)
	w.must(asa, model.ReadOut{ID: one, Read: true})
	if got := seen(); got != "Verktygspool " || w.b.Unrevealed() != 1 {
		t.Errorf("once read: %q, %d unrevealed", got, w.b.Unrevealed())
	}
	w.refuse(bo, model.ReadOut{ID: one}, model.ErrNotYours)
	w.must(asa, model.Undo{})
	if got := seen(); got != "" {
		t.Errorf("undone: %q", got)
	}
	w.must(model.Host, model.ReadOut{ID: one, Read: true}) // for somebody without a terminal
	if got := seen(); got != "Verktygspool " {
		t.Errorf("ticked by whoever leads: %q", got)
	}
	w.enterNth(3)
	w.refuse(asa, model.ReadOut{ID: one}, model.ErrWrongPhase)
}

// TestMatterIsTheNewestThatWasMade goes through the thematic workshop and asks in each
// phase what it works on.
func TestMatterIsTheNewestThatWasMade(t *testing.T) {
	w := newWorkshop(t, "tematisk")
	asa, bo := w.join("Åsa", model.Academia), w.join("Bo", model.Business)
	var ids []model.ItemID
	for n, want := range []model.MatterKind{
		model.NoMatter, model.MatterIdeas, model.MatterIdeas, model.MatterClusters, model.MatterResult, model.MatterResult,
		model.MatterResult, model.MatterResult, model.MatterResult,
	} {
		w.enterNth(n + 1)
		if got := w.b.Matter().Kind; got != want {
			t.Errorf("phase %d works on %d, want %d", n+1, got, want)
		}
		switch ph := w.b.Phase(); ph.Activity {
		case method.Gather:
			ids = append(ids, w.must(asa, model.AddIdea{Text: "Verktygspool"}))
		case method.Cluster:
			w.must(model.Host, model.Reveal{})
			for _, id := range ids {
				w.must(asa, model.CreateCluster{Title: "Dela", Ideas: []model.ItemID{id}})
			}
		case method.Vote:
			w.must(model.Host, model.OpenRound{Dots: 1})
			for _, by := range []model.Actor{asa, bo} {
				w.must(by, model.CastBallot{After: model.AfterAny, Voter: model.Token{byte(by.Person)}, Dots: []model.Dot{{ID: w.b.OpenRound().Candidates[0].ID, N: 1}}})
			}
			w.must(model.Host, model.CloseRound{})
		case method.Talk:
			if len(w.b.Topics()) != 2 {
				t.Errorf("the talk has %d topics", len(w.b.Topics()))
			}
		}
	}
}

// TestTopicsOfATalk holds who chooses a topic and writes notes there, that a facilitator
// can close the notes, and that where people sat ends with the phase.
func TestTopicsOfATalk(t *testing.T) {
	w := newWorkshop(t, "colab")
	asa, bo := w.join("Åsa", model.Academia), w.join("Bo", model.Business)
	var chosen []model.ItemID
	w.enter(method.Define)
	for _, text := range []string{"Hur delar vi?", "Hur bygger vi?", "Vem betalar?"} {
		chosen = append(chosen, w.must(asa, model.AskQuestion{Text: text}))
	}
	for _, id := range chosen[:2] {
		w.must(model.Host, model.ChooseQuestion{ID: id, Chosen: true})
	}
	w.refuse(asa, model.ChooseTopic{Topic: chosen[0]}, model.ErrWrongPhase)
	w.enterNth(7)
	if got := w.b.Topics(); !slices.Equal(got, chosen[:2]) {
		t.Fatalf("topics are %v, want the chosen questions %v", got, chosen[:2])
	}
	w.refuse(asa, model.ChooseTopic{Topic: chosen[2]}, model.ErrNoSuchItem)
	w.refuse(asa, model.ChooseTopic{Topic: chosen[0], Person: bo.Person}, model.ErrNotAllowed)
	w.must(asa, model.ChooseTopic{Topic: chosen[0]})
	if got := w.b.TopicOf(w.b.Person(asa.Person)); got != chosen[0] {
		t.Errorf("Åsa talks at %d", got)
	}
	w.must(asa, model.TakeNote{Text: "Fråga kommunen"})
	w.must(bo, model.TakeNote{Text: "Sal B är kall"})
	if at, none := w.b.NotesOf(model.Host, w.b.Phase().ID, chosen[0]), w.b.NotesOf(model.Host, w.b.Phase().ID, 0); len(at) != 1 || len(none) != 1 {
		t.Errorf("%d notes at her topic and %d at none", len(at), len(none))
	}
	w.refuse(asa, model.LetNotes{Closed: true}, model.ErrNotAllowed)
	w.must(model.Host, model.LetNotes{Closed: true})
	w.refuse(asa, model.TakeNote{Text: "Mer"}, model.ErrWrongPhase)
	w.must(model.Host, model.TakeNote{Text: "Sagt vid bordet", About: chosen[1]})
	w.must(model.Host, model.LetNotes{})
	w.must(asa, model.TakeNote{Text: "Mer", About: chosen[1]})
	doc, err := w.b.Document(model.Actor{Role: model.Observer}).JSON()
	if err != nil || !strings.Contains(string(doc), `"about": `) && !strings.Contains(string(doc), `"about":`) {
		t.Errorf("the export does not say what a note is about: %v", err)
	}
	w.enterNth(8)
	if got := w.b.TopicOf(w.b.Person(asa.Person)); got != 0 {
		t.Errorf("in the next phase Åsa still talks at %d", got)
	}
	w.refuse(asa, model.ChooseTopic{}, model.ErrWrongPhase)
}
