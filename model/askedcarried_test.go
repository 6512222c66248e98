package model_test

import (
	"slices"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/ui/i18n"
)

// nextMeeting is a meeting that carries what another leaves; only the facilitator is there.
func nextMeeting(t *testing.T, first *workshop, id string) *workshop {
	t.Helper()
	w := newWorkshop(t, "colab")
	w.b.ID = id // not the same workshop
	w.enter(method.Commit)
	w.must(model.Host, first.b.Leaves(nil))
	return w
}

// carriedOf is a commitment by its text.
func carriedOf(t *testing.T, b *model.Board, what string) *model.Commitment {
	t.Helper()
	all := b.Commitments()
	at := slices.IndexFunc(all, func(c *model.Commitment) bool { return c.What == what })
	if at < 0 {
		t.Fatalf("%q is not there", what)
	}
	return all[at]
}

// comes has somebody come in with a key; isCalled gives somebody another name.
func (w *workshop) comes(key, name string) model.Actor {
	w.t.Helper()
	w.must(model.Actor{Role: model.Participant}, model.JoinPerson{Key: key, Name: name, Sector: model.Academia, Role: model.Participant})
	return model.Actor{Person: w.b.PersonByKey(key).ID, Role: model.Participant}
}

func (w *workshop) isCalled(who model.Actor, name string) {
	w.t.Helper()
	w.comes(w.b.Person(who.Person).Key, name)
}

const nextID = "01JZ0000000000000000000009"

// TestAYesTakesBackTheNoOfAnotherMeeting holds that a person who said no in
// one meeting and says yes in the next is no longer named as having said no, also if they
// were asked by their first name and are called by it in one of the two, and that
// another person's no stays.
func TestAYesTakesBackTheNoOfAnotherMeeting(t *testing.T) {
	for _, c := range []struct{ then, who, now, want string }{
		{"Eva Berg", "Eva", "Eva", "Eva (skrivet av Bo, bekräftat)"},
		{"Eva", "Eva", "Eva Berg", "Eva (skrivet av Bo, bekräftat)"},
		{"Eva Berg", "Eva Berg", "Eva Berg", "Eva Berg (skrivet av Bo, bekräftat)"},
		{"Eva Berg", "Eva", "Eva Ek", "Eva (skrivet av Bo, Eva Berg tackade nej)"},
		{"Eva Berg", "Eva, Eva Berg", "Eva", "Eva, Eva Berg (skrivet av Bo, Eva Berg tackade nej)"},
	} {
		first := sceneAt(t, method.Commit)
		eva := first.join(c.then, model.Business)
		id := first.must(first.bo, model.MakeCommitment{What: "Ringer runt", Who: c.who})
		first.must(eva, model.AnswerCommitment{ID: id})

		next := nextMeeting(t, first.workshop, nextID)
		now := next.join(c.now, model.Business)
		carried := carriedOf(t, next.b, "Ringer runt")
		for _, agree := range []bool{false, true} { // who says no again is named once
			next.must(now, model.AnswerCommitment{ID: carried.ID, Agree: agree})
			if !agree && next.b.ConsentOf(carriedOf(t, next.b, "Ringer runt")) != model.Refused {
				t.Errorf("%+v: no is not no", c)
			}
		}
		carried = carriedOf(t, next.b, "Ringer runt")
		if got := report.Promiser(next.b, carried, i18n.For("sv")); got != c.want {
			t.Errorf("%s said no to %q, %s says yes: %q, want %q", c.then, c.who, c.now, got, c.want)
		}
		if next.b.Untaken(carried) {
			t.Errorf("%+v: nobody has taken on what %s has", c, c.now)
		}
	}
}

// TestAnotherNoOfTheSamePersonIsOne holds that a person who says no again under
// a shorter name is not two who said no: another whose name it has too has not answered.
func TestAnotherNoOfTheSamePersonIsOne(t *testing.T) {
	first := sceneAt(t, method.Commit)
	eva := first.join("Eva Berg", model.Business)
	id := first.must(first.bo, model.MakeCommitment{What: "Ringer runt", Who: "Eva, Dan"})
	first.must(eva, model.AnswerCommitment{ID: id})
	next := nextMeeting(t, first.workshop, nextID)
	now := next.join("Eva", model.Business)
	next.must(now, model.AnswerCommitment{ID: carriedOf(t, next.b, "Ringer runt").ID})
	c := carriedOf(t, next.b, "Ringer runt")
	if names := next.b.RefusersOf(c); names != "Eva" || next.b.Untaken(c) {
		t.Errorf("%q said no, nobody has taken it on: %v", names, next.b.Untaken(c))
	}
}

// TestEachNameOfACarriedPromiseNeedsItsOwnYes has two who are called Åsa one after the
// other say yes to what is also Bo's, and one of them take Bo's name.
func TestEachNameOfACarriedPromiseNeedsItsOwnYes(t *testing.T) {
	first := sceneAt(t, method.Commit)
	first.must(first.cleo, model.MakeCommitment{What: "Bjuder in", Who: "Asa, Bo"})
	next := nextMeeting(t, first.workshop, nextID)
	id := carriedOf(t, next.b, "Bjuder in").ID
	says := func(want model.Consent) {
		t.Helper()
		if got := next.b.ConsentOf(next.b.Commitment(id)); got != want {
			t.Errorf("consent is %v, want %v: %+v", got, want, next.b.Commitment(id))
		}
		doc := next.b.Document(model.Host)
		raw, err := doc.JSON()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := model.ParseDocument(raw); err != nil {
			t.Errorf("its own document is refused: %v", err)
		}
	}
	one := next.join("Åsa", model.Business)
	next.must(one, model.AnswerCommitment{ID: id, Agree: true})
	next.isCalled(one, "Mallory")
	two := next.comes("second", "Åsa")
	says(model.Waiting)
	next.must(two, model.AnswerCommitment{ID: id, Agree: true})
	says(model.NotAsked)
	next.isCalled(one, "Bo")
	says(model.NotAsked) // what Mallory said yes to was Åsa's
	next.isCalled(one, "Mallory")
	bo := next.comes("third", "Bo")
	says(model.Waiting)
	next.must(bo, model.AnswerCommitment{ID: id, Agree: true})
	says(model.Agreed)
	next.isCalled(bo, "Bosse") // and stays so
	says(model.Agreed)
	next.must(model.Host, model.EditCommitment{ID: id, What: "Bjuder in", Who: "Bosse, Åsa"})
	says(model.Agreed)
	next.must(model.Host, model.EditCommitment{ID: id, What: "Bjuder in", Who: "Bosse, Åsa, Dan"})
	says(model.NotAsked)
}

// TestWhatTheHostWroteNeedsEachYesToo holds what was written at the host's terminal,
// where one said no, to the same.
func TestWhatTheHostWroteNeedsEachYesToo(t *testing.T) {
	first := sceneAt(t, method.Commit)
	id := first.must(model.Host, model.MakeCommitment{What: "Bjuder in", Who: "Åsa, Bo"})
	first.must(first.asa, model.AnswerCommitment{ID: id})
	next := nextMeeting(t, first.workshop, nextID)
	id = carriedOf(t, next.b, "Bjuder in").ID
	asa := next.join("Åsa", model.Business)
	next.must(asa, model.AnswerCommitment{ID: id, Agree: true})
	if got := next.b.ConsentOf(next.b.Commitment(id)); got != model.NotAsked {
		t.Errorf("without Bo's word it is %v", got)
	}
	bo := next.join("Bo", model.Business)
	next.must(bo, model.AnswerCommitment{ID: id, Agree: true})
	if got := next.b.ConsentOf(next.b.Commitment(id)); got != model.Agreed {
		t.Errorf("with both it is %v", got)
	}
}

// TestOneNameTwiceNeedsOneYes holds that a name that is written twice waits for
// one person, and that one which is only its writer's first name is asked of the
// person who has it as their whole name.
func TestOneNameTwiceNeedsOneYes(t *testing.T) {
	first := sceneAt(t, method.Commit)
	first.must(first.cleo, model.MakeCommitment{What: "Ringer runt", Who: "Bo, bo"})
	ek := first.join("Dan Ek", model.Business)
	first.join("Dan", model.Business)
	first.must(ek, model.MakeCommitment{What: "Bjuder in", Who: "Dan"})
	next := nextMeeting(t, first.workshop, nextID)
	for what, name := range map[string]string{"Ringer runt": "Bo", "Bjuder in": "Dan"} {
		who := next.join(name, model.Business)
		c := next.b.AskedOf(who.Person)
		if c == nil || c.What != what {
			t.Errorf("%s is asked of %+v", name, c)
			continue
		}
		next.must(who, model.AnswerCommitment{ID: c.ID, Agree: true})
		if got := next.b.ConsentOf(carriedOf(t, next.b, what)); got != model.Agreed {
			t.Errorf("%q is %v once %s has said yes", what, got, name)
		}
	}
}
