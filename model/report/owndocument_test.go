package report_test

import (
	"strings"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
)

// TestEveryPartCanBeWritten holds that the parts that a method file can name are those that
// a document can write: each has what it shows of a workshop with everything in it.
func TestEveryPartCanBeWritten(t *testing.T) {
	m, _ := method.Get("agenda2030")
	m.ID = "own"
	for _, part := range method.Parts {
		m.Document = []method.Section{{Part: part, Heading: method.Text{"sv": "Först av allt"}}}
		r, _ := told(t, m, 1)
		r.do(model.Host, model.ReopenWorkshop{})
		idea := r.b.Ideas(model.Host)[0]
		r.do(model.Host, model.TagItem{ID: idea.ID, Goals: []int{12}})
		md := report.Markdown(r.b, model.Host, swedish())
		_, first, _ := strings.Cut(md, "\n## ")
		switch heads := strings.Count(md, "## Först av allt\n"); part {
		case method.PartPhases, method.PartSessions, method.PartChecklists, method.PartRatings: // they have headings of their own
			if heads != 0 {
				t.Errorf("%s has the heading:\n%s", part, md)
			}
		default:
			if heads != 1 || !strings.HasPrefix(first, "Först av allt\n") && part != method.PartAgenda && part != method.PartPeople && part != method.PartParked && part != method.PartGoals {
				t.Errorf("%s: %d headings:\n%s", part, heads, md)
			}
		}
	}
}

// TestADocumentOfAMethodOfOnesOwn holds that the workshop remembers what a method that is
// not built in ends in: it may be read where the method's file is not.
func TestADocumentOfAMethodOfOnesOwn(t *testing.T) {
	m, err := method.Parse([]byte(`id = "own"
name = { sv = "Vår egen" }
ends_in = { sv = "Löftesbrev" }
[[phases]]
activity = "define"
key = "promise"
title = { sv = "Löften" }
[[phases]]
activity = "define"
key = "rest"
[[document]]
part = "questions"
from = ["promise"]
heading = { sv = "Vi lovar" }
lead = { sv = "Läst högt." }
`))
	if err != nil {
		t.Fatal(err)
	}
	r := &room{t: t, b: model.Empty(), now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}
	r.do(model.Host, model.CreateWorkshop{ID: "01OWN", Title: "Egen", Method: m.ID, Lang: "sv", Code: "KRABBA", Phases: m.Agenda(1), Ending: m.Ending})
	asa := r.join("Åsa", model.Academia)
	for i, text := range []string{"Vi håller dörren öppen", "Vem ringer?"} {
		r.do(model.Host, model.EnterPhase{Phase: r.b.Phases()[i].ID})
		r.do(asa, model.AskQuestion{Text: text})
	}
	phases := []model.Phase{*r.b.Phases()[0], *r.b.Phases()[1]}
	phases[0].Title = method.Text{"sv": "Ett annat namn"}
	r.do(model.Host, model.ChangeAgenda{Phases: phases})
	want := "**Löftesbrev**\n\n1 person · 2 frågor\n\n## Vi lovar\n\nLäst högt.\n\n- Vi håller dörren öppen\n\n## Frågor\n\n- Vem ringer?\n\n## Vi som var med\n"
	if md := report.Markdown(r.b, model.Host, swedish()); !strings.Contains(md, want) {
		t.Errorf("its document:\n%s", md)
	}
}
