package model_test

import (
	"slices"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/ui/i18n"
)

// TestACarriedPromiseIsAskedAboutAnew holds that what was not confirmed in one
// meeting, or refused, can be confirmed or refused in the next by a person with that
// name, in whatever order they come, and that what was confirmed is their own word after that.
func TestACarriedPromiseIsAskedAboutAnew(t *testing.T) {
	first := sceneAt(t, method.Commit)
	first.must(first.bo, model.MakeCommitment{What: "Ringer runt", Who: "Dan"})
	first.must(first.bo, model.MakeCommitment{What: "Bjuder in", Who: "Dan, Eva och Bo"})
	refused := first.must(first.bo, model.MakeCommitment{What: "Lånar släpet", Who: "Cleo"})
	first.must(first.cleo, model.AnswerCommitment{ID: refused})

	next := sceneAt(t, method.Commit)
	next.b.ID = "01JZ0000000000000000000009" // not the same workshop
	early := next.join("Eva", model.Business)
	next.must(model.Host, first.b.Leaves(nil))
	late := next.join("Dan Ek", model.Academia)
	of := func(b *model.Board, what string) *model.Commitment {
		t.Helper()
		all := b.Commitments()
		at := slices.IndexFunc(all, func(c *model.Commitment) bool { return c.What == what })
		if at < 0 {
			t.Fatalf("%q is not there", what)
		}
		return all[at]
	}
	says := func(b *model.Board, what, want string) {
		t.Helper()
		if got := report.Promiser(b, of(b, what), i18n.For("sv")); got != want {
			t.Errorf("%q is %q, want %q", what, got, want)
		}
	}
	ring, invite, lend := of(next.b, "Ringer runt").ID, of(next.b, "Bjuder in").ID, of(next.b, "Lånar släpet").ID
	says(next.b, "Ringer runt", "Dan (skrivet av Bo, inte bekräftat)")
	if c := next.b.AskedOf(late.Person); c == nil || c.ID != ring {
		t.Errorf("Dan is asked about %v", c)
	}
	next.must(late, model.AnswerCommitment{ID: ring, Agree: true})
	says(next.b, "Ringer runt", "Dan (skrivet av Bo, bekräftat)")

	next.must(late, model.AnswerCommitment{ID: invite, Agree: true})
	says(next.b, "Bjuder in", "Dan, Eva och Bo (skrivet av Bo, inte bekräftat)")
	if c := next.b.AskedOf(early.Person); c == nil || c.ID != invite || next.b.AskedOf(next.bo.Person) != nil {
		t.Errorf("Eva is asked about %v, and its writer about %v", c, next.b.AskedOf(next.bo.Person))
	}
	next.must(early, model.AnswerCommitment{ID: invite, Agree: true})
	says(next.b, "Bjuder in", "Dan, Eva och Bo (skrivet av Bo, bekräftat)")

	says(next.b, "Lånar släpet", "Cleo (skrivet av Bo, Cleo tackade nej)")
	next.must(next.cleo, model.AnswerCommitment{ID: lend})
	says(next.b, "Lånar släpet", "Cleo (skrivet av Bo, Cleo tackade nej)")
	if !next.b.Untaken(of(next.b, "Lånar släpet")) {
		t.Error("what was refused twice is a promise")
	}
	next.must(next.cleo, model.AnswerCommitment{ID: lend, Agree: true})
	says(next.b, "Lånar släpet", "Cleo (skrivet av Bo, bekräftat)")
	if next.b.Untaken(of(next.b, "Lånar släpet")) {
		t.Error("what was taken on at last is no promise")
	}

	third := sceneAt(t, method.Commit)
	third.b.ID = "01JZ0000000000000000000010"
	third.must(model.Host, next.b.Leaves(nil))
	for what, want := range map[string]string{"Ringer runt": "Dan", "Bjuder in": "Dan, Eva och Bo", "Lånar släpet": "Cleo"} {
		says(third.b, what, want)
	}
}

// TestACarriedPromiseIsAskedAboutByName holds that people with other names are
// not asked, and that to come is nothing to take back with a key.
func TestACarriedPromiseIsAskedAboutByName(t *testing.T) {
	first := sceneAt(t, method.Commit)
	first.must(first.bo, model.MakeCommitment{What: "Ringer runt", Who: "Dan"})
	next := sceneAt(t, method.Commit)
	next.b.ID = "01JZ0000000000000000000009"
	next.must(model.Host, first.b.Leaves(nil))
	one := next.join("Dan Ek", model.Academia)
	if _, err := next.try(one, model.Undo{}); err == nil {
		t.Error("to have come can be taken back")
	}
	next.join("Dan Al", model.Academia)
	if c := next.b.AskedOf(one.Person); c != nil {
		t.Errorf("one of two who are called Dan is asked about %v", c)
	}
	asked := next.join("Dan", model.Academia)
	if c := next.b.AskedOf(asked.Person); c == nil || c.What != "Ringer runt" {
		t.Errorf("Dan is asked about %v", c)
	}
}
