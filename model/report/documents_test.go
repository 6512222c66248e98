package report_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/model/tally"
	"verkstad/ui/i18n"
)

// held is a workshop of a method that six people of four sectors have held
// from its first phase to its last; two people where the method is for two.
func held(t *testing.T, m method.Method) *room {
	t.Helper()
	names := []string{"Åsa", "Bosse", "Cilla", "Doris", "Eskil", "Fatima"}
	return heldBy(t, m, names[:min(len(names), max(2, m.GroupMax))], 4, nil)
}

// heldBy is a workshop of a method that those people, of so many sectors by turns, have
// held, with what they did reworded.
func heldBy(t *testing.T, m method.Method, names []string, sectors int, reword func(model.Command) model.Command) *room {
	t.Helper()
	r := &room{t: t, b: model.Empty(), now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC), reword: reword, pace: min(time.Minute, 6*time.Minute/time.Duration(len(names)))}
	r.do(model.Host, model.CreateWorkshop{
		ID: "01DOC", Title: "Återbruk i byn", Method: m.ID, Node: "Svalöv", Lang: "sv", Code: "KRABBA", Phases: m.Agenda(1),
		Carry: model.CarryIn{Questions: []model.Question{{
			Text: "Vem äger verktygen?", Chosen: true, Origin: &model.Origin{Workshop: "01LAST", Title: "Första träffen", Number: 1, Item: 7},
		}}},
	})
	var people []model.Actor
	for i, name := range names {
		people = append(people, r.join(name, model.Sectors[i%sectors]))
	}
	for _, ph := range r.b.Phases() {
		r.do(model.Host, model.EnterPhase{Phase: ph.ID, Start: true})
		if ph.Parallel() {
			for i, p := range people {
				r.do(p, model.ChooseSession{Session: model.SessionID(ph.Sessions[i%2].ID)})
			}
		}
		r.act(r.b.Phase(), people)
	}
	r.do(model.Host, model.EndWorkshop{})
	return r
}

// act does what the phase is for.
func (r *room) act(ph *model.Phase, people []model.Actor) {
	r.t.Helper()
	title := ph.Title.In("sv")
	switch ph.Activity {
	case method.Checkin:
		r.do(people[0], model.CheckIn{Text: "Hej"})
	case method.Gather:
		for i, p := range people {
			category := 0
			if n := len(ph.Categories); n > 0 {
				category = i%n + 1
			}
			id := r.do(p, model.AddIdea{Text: "Tanke <b>" + string(rune('1'+i)) + "</b> om " + title, Category: category})
			if ph.Goals {
				r.do(p, model.TagItem{ID: id, Goals: []int{12, 8 + i}, Targets: []model.Target{"12.5", model.Target(strconv.Itoa(8+i) + ".1")}[:1+i%2]})
			}
		}
		r.do(model.Host, model.Reveal{})
	case method.Cluster:
		ideas := r.b.Ideas(model.Host)
		for i := 0; i+1 < len(ideas) && i < 6; i += 2 {
			id := r.do(people[0], model.CreateCluster{Title: "Hög " + string(rune('A'+i/2)), Ideas: []model.ItemID{ideas[i].ID, ideas[i+1].ID}})
			if n := len(ph.Categories); n > 0 {
				r.do(people[1], model.FileItem{ID: id, Category: (i/2)%n + 1})
			}
		}
	case method.Define:
		id := r.do(people[0], model.AskQuestion{Text: "Hur gör vi " + title + "?"})
		r.do(people[1], model.SupportQuestion{ID: id, Support: true})
		r.do(model.Host, model.ChooseQuestion{ID: id, Chosen: true})
	case method.Vote:
		r.ballots(people)
	case method.Talk:
		if len(ph.Checklist) > 0 {
			r.do(model.Host, model.TickPoint{Point: 2, Ticked: true})
		}
		if ph.TakesNotes() {
			r.do(people[0], model.TakeNote{Text: "Inte utan ersättning"})
			r.do(people[1], model.TakeNote{Text: "Bara på prov"})
		}
	case method.Commit:
		for i, p := range people[:2] {
			r.do(p, model.MakeCommitment{What: "Ringer " + string(rune('1'+i)), Who: r.b.Person(p.Person).Name, When: "fredag"})
		}
	case method.Feedback:
		for i, p := range people[:min(3, len(people))] {
			r.do(p, model.Rate{Score: 4 - i%2, Text: []string{"Bra", "", "Lagom långt"}[i]})
		}
	}
}

// ballots votes on what there is, so that the order differs between rounds.
func (r *room) ballots(people []model.Actor) {
	r.t.Helper()
	ids := r.b.Votable()
	if len(ids) < 2 {
		return
	}
	round := r.b.Rounds().Len()
	r.do(model.Host, model.OpenRound{Dots: 2, MaxPer: 2, Candidates: ids})
	for i, p := range people {
		r.do(p, model.CastBallot{After: model.AfterAny, Voter: model.Token{byte(i + 1)}, Dots: []model.Dot{{ID: ids[(i/3+round)%len(ids)], N: 2}}})
	}
	r.do(model.Host, model.CloseRound{})
	last := r.b.LastResult()
	for _, c := range last.Alternatives(2) {
		if c.Rule == tally.MostVoted && len(c.Tied) == 0 {
			r.do(model.Host, model.ChooseCandidates{Decision: model.Decision{IDs: c.IDs, Basis: model.BasisMost, ByRoom: true}})
		}
	}
}

// TestEveryMethodEndsInItsDocument compares each with its golden.
func TestEveryMethodEndsInItsDocument(t *testing.T) {
	for _, m := range method.All() {
		r := held(t, m)
		for _, lang := range i18n.Languages {
			md := report.Markdown(r.b, model.Host, i18n.For(lang))
			golden(t, "documents/"+m.ID+"."+lang+".md", md)
			if !strings.Contains(md, m.EndsIn.In(lang)) {
				t.Errorf("%s does not say that it is: %s", m.ID, m.EndsIn.In(lang))
			}
		}
	}
}

func TestAPageNeedsNothingElse(t *testing.T) {
	for _, m := range method.All() {
		id, r := m.ID, held(t, m)
		raw, err := report.HTML(r.b, model.Host, swedish())
		if err != nil {
			t.Fatal(err)
		}
		s := string(raw)
		if id == "positionspapper" || id == "agenda2030" {
			golden(t, "documents/"+id+".sv.html", s)
		}
		if dir := os.Getenv("VERKSTAD_SHOT"); dir != "" { // to be looked at in a browser
			if err := os.WriteFile(filepath.Join(dir, id+".html"), raw, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		alone(t, id, s)
	}
}

// alone holds a page to need nothing else, to run nothing, and to be fit for
// light, dark and paper.
func alone(t *testing.T, name, page string) {
	t.Helper()
	for _, bad := range []string{"<script", "http://", "https://", "<b>", "<img", "<link", "<iframe", "@import", "url(", "javascript:", " onload"} {
		if strings.Contains(page, bad) {
			t.Errorf("%s: the page has %q", name, bad)
		}
	}
	for _, want := range []string{"<svg", "prefers-color-scheme", "@media print", "&lt;b&gt;", "default-src 'none'"} {
		if !strings.Contains(page, want) {
			t.Errorf("%s: the page lacks %q", name, want)
		}
	}
}
