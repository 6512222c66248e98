package model_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/ui/i18n"
)

// promisers is who keeps each commitment and who wrote it, by what it says.
func (w *workshop) promisers() map[string]string {
	said := map[string]string{}
	for _, c := range w.b.Commitments() {
		said[c.What] = report.Promiser(w.b, c, i18n.For("sv"))
	}
	return said
}

// writers is the column of the table that says who wrote each commitment.
func (w *workshop) writers() map[string]string {
	w.t.Helper()
	table, err := report.CSV(w.b, model.Host, i18n.For("sv"))
	if err != nil {
		w.t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(table)), "\n")
	at := slices.Index(strings.Split(lines[0], ","), "writer")
	said := map[string]string{}
	for _, line := range lines[1:] {
		if cells := strings.Split(line, ","); cells[1] == "commitment" {
			said[cells[2]] = cells[at]
		}
	}
	return said
}

// TestWhoeverRewordsAPromiseIsItsWriter holds that a promise that another changed
// says so and asks whose it is, here, in the two meetings after it, and in each
// of them when it is exported and brought in again; and that what nobody else
// changed, or whose maker changed it again, is their own word.
func TestWhoeverRewordsAPromiseIsItsWriter(t *testing.T) {
	s := sceneAt(t, method.Commit)
	s.must(model.Host, model.WithdrawCommitment{ID: s.commitment})
	s.must(model.Host, model.AppointFacilitator{Person: s.bo.Person})
	bo := model.Actor{Person: s.bo.Person, Role: model.Facilitator}
	promise := func(what, who string) model.ItemID {
		return s.must(s.asa, model.MakeCommitment{What: what, Who: who})
	}
	edit := func(by model.Actor, id model.ItemID, what, who, when string) {
		s.must(by, model.EditCommitment{ID: id, What: what, Who: who, When: when})
	}
	edit(model.Host, promise("Ringer", "Åsa"), "Ringer alla", "Åsa", "")
	edit(bo, promise("Mejlar", "Åsa"), "Mejlar", "Åsa", "fredag")
	edit(bo, promise("Skriver", ""), "Skriver ner", "", "")
	edit(s.asa, promise("Cyklar", "Åsa"), "Cyklar dit", "Åsa", "")
	again := promise("Bakar", "Åsa")
	edit(model.Host, again, "Bakar mycket", "Åsa", "")
	edit(s.asa, again, "Bakar lite", "Åsa", "")
	took := s.must(s.cleo, model.MakeCommitment{What: "Bär", Who: "Cleo"})
	edit(bo, took, "Bär allt", "Bo", "")

	if c := s.b.AskedOf(s.asa.Person); c == nil || c.What != "Ringer alla" {
		t.Errorf("Åsa is asked about %+v", c)
	}
	waits := map[string]string{
		"Ringer alla": "Åsa (skrivet av processledaren, inte bekräftat)",
		"Mejlar":      "Åsa (skrivet av Bo, inte bekräftat)",
		"Skriver ner": "Åsa (skrivet av Bo, inte bekräftat)",
		"Cyklar dit":  "Åsa", "Bakar lite": "Åsa", "Bär allt": "Bo",
	}
	columns := map[string]string{"Ringer alla": "#host", "Mejlar": "Bo", "Skriver ner": "Bo", "Cyklar dit": "", "Bakar lite": "", "Bär allt": ""}
	w := s.workshop
	for n := range 3 {
		for _, w := range []*workshop{w, imports(t, w)} {
			if got := fmt.Sprint(w.promisers()); got != fmt.Sprint(waits) {
				t.Errorf("meeting %d tells\n%s\nwant\n%s", n+1, got, fmt.Sprint(waits))
			}
			if got := fmt.Sprint(w.writers()); got != fmt.Sprint(columns) {
				t.Errorf("the table of meeting %d tells\n%s\nwant\n%s", n+1, got, fmt.Sprint(columns))
			}
		}
		w = w.next(n + 2)
	}
}

// TestAYesMakesARewordedPromiseOnesOwn holds that it is told to be confirmed, and
// one's own word in the next meeting; and that what was carried and is reworded
// there is the word of the person who did so.
func TestAYesMakesARewordedPromiseOnesOwn(t *testing.T) {
	s := sceneAt(t, method.Commit)
	id := s.must(s.asa, model.MakeCommitment{What: "Ringer"})
	s.must(model.Host, model.EditCommitment{ID: id, What: "Ringer alla"})
	s.must(s.asa, model.AnswerCommitment{ID: id, Agree: true})
	w := s.workshop
	for n, want := range []string{
		"Åsa (skrivet av processledaren, bekräftat)", "Åsa", "Åsa (skrivet av processledaren, inte bekräftat)",
	} {
		if n > 0 {
			w = w.next(n + 1)
		}
		if n == 2 {
			c := carriedOf(t, w.b, "Ringer alla")
			w.enter(method.Commit)
			w.must(model.Host, model.EditCommitment{ID: c.ID, What: c.What, Who: c.Who, When: "i natt"})
			w.join("Åsa", model.Academia)
		}
		if got := w.promisers()["Ringer alla"]; got != want {
			t.Errorf("meeting %d tells %q, want %q", n+1, got, want)
		}
	}
}

// TestAnotherDayTakesNoRefusalAway holds that a person who said no to a promise, here or
// in the meeting before, has said so still when its day is changed, by whomever; not
// when it says something else, or does not name them any more.
func TestAnotherDayTakesNoRefusalAway(t *testing.T) {
	for _, c := range []struct {
		what, who, when string
		want            string
	}{
		{"Bjuder in", "Åsa, Cleo", "fredag", "Åsa, Cleo (skrivet av processledaren, Åsa tackade nej)"},
		{"Bjuder in", "Åsa, Cleo, Bo", "", "Åsa, Cleo, Bo (skrivet av processledaren, Åsa tackade nej)"},
		{"Bjuder in alla", "Åsa, Cleo", "", "Åsa, Cleo (skrivet av processledaren, inte bekräftat)"},
		{"Bjuder in", "Cleo", "", "Cleo (skrivet av processledaren, inte bekräftat)"},
	} {
		s := sceneAt(t, method.Commit)
		id := s.must(s.bo, model.MakeCommitment{What: "Bjuder in", Who: "Åsa, Cleo"})
		s.must(s.asa, model.AnswerCommitment{ID: id})
		next := s.next(2)
		next.enter(method.Commit)
		for n, w := range []*workshop{s.workshop, next} {
			all := w.b.Commitments()
			w.must(model.Host, model.EditCommitment{ID: all[len(all)-1].ID, What: c.what, Who: c.who, When: c.when})
			if got := w.promisers()[c.what]; got != c.want {
				t.Errorf("%+v in meeting %d tells %q", c, n+1, got)
			}
		}
	}
}

// TestARewordedPromiseNamesNobodyWhereNamesAreNotShown holds that an anonymous
// workshop asks whose promise was reworded, and that neither its document, table
// nor exported board tell who that is.
func TestARewordedPromiseNamesNobodyWhereNamesAreNotShown(t *testing.T) {
	s := seated(t)
	s.must(model.Host, model.DescribeWorkshop{Title: "T", Anonymous: true})
	s.reach(method.Commit)
	id := s.must(s.asa, model.MakeCommitment{What: "Ringer"})
	s.must(model.Host, model.EditCommitment{ID: id, What: "Ringer alla"})
	if c := s.b.AskedOf(s.asa.Person); c == nil || c.ID != id {
		t.Errorf("Åsa is asked about %+v", c)
	}
	raw, err := s.b.Document(model.Host).JSON()
	if err != nil {
		t.Fatal(err)
	}
	for _, told := range []string{"reworded", "rewordedBy", "asks", "Åsa"} {
		if strings.Contains(string(raw), `"`+told) {
			t.Errorf("the export tells %s", told)
		}
	}
	if got := s.promisers()["Ringer alla"] + s.writers()["Ringer alla"]; got != "" {
		t.Errorf("it is told to be %q", got)
	}
}

// TestALogOfBeforeTakesAnswersAwayAsThen holds that an edit which does not say what
// is left of the answers leaves none where the day was changed.
func TestALogOfBeforeTakesAnswersAwayAsThen(t *testing.T) {
	s := sceneAt(t, method.Commit)
	id := s.must(s.bo, model.MakeCommitment{What: "Bjuder in", Who: "Åsa"})
	s.must(s.asa, model.AnswerCommitment{ID: id})
	b := model.Apply(s.b, model.Record{Seq: s.b.Seq + 1, At: s.now, By: model.Host, Event: model.CommitmentEdited{
		ID: id, What: "Bjuder in", Who: "Åsa", When: "fredag", Asks: []model.PersonID{s.asa.Person},
	}})
	if c := b.Commitment(id); len(c.Declined) > 0 || c.Reworded || b.ConsentOf(c) != model.Waiting {
		t.Errorf("it is %+v", c)
	}
}
