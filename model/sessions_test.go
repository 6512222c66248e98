package model_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/ui/i18n"
)

// slots is an agenda of two slots of sessions, questions between them, and a stop.
func slots() []method.Phase {
	name := func(s string) method.Text { return method.Text{"sv": s} }
	return []method.Phase{
		{Activity: method.Gather, Settings: method.Settings{Sessions: []method.Session{
			{Title: name("Odla"), Place: "A"}, {Title: name("Laga"), Place: "B", Seats: 2}, {Title: name("Dela")},
		}}},
		{Activity: method.Define, Settings: method.Settings{BySession: true}},
		{Activity: method.Gather, Settings: method.Settings{Sessions: []method.Session{{Title: name("Sy")}, {Title: name("Snickra")}}}},
		{Activity: method.Gather, Settings: method.Settings{Sessions: []method.Session{{Title: name("Besök på verkstaden")}}}},
	}
}

func newSlots(t *testing.T) *workshop {
	w := &workshop{t: t, b: model.Empty(), now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}
	w.must(model.Host, model.CreateWorkshop{ID: "01", Title: "Dag", Lang: "sv", Code: "K", Phases: slots()})
	return w
}

func (w *workshop) go1(to int) {
	w.must(model.Host, model.EnterPhase{Phase: w.b.Phases()[to].ID})
}

func TestASlotOfSessions(t *testing.T) {
	w := newSlots(t)
	asa, bo, cia, dan := w.join("Åsa", model.Academia), w.join("Bo", model.Business), w.join("Cia", model.Business), w.join("Dan", model.Academia)
	w.go1(0)
	w.refuse(asa, model.AddIdea{Text: "Var?"}, model.ErrNoSession)
	w.must(asa, model.AddIdea{Text: "Till senare", Parked: true})
	w.must(asa, model.ChooseSession{Session: 2})
	w.must(bo, model.ChooseSession{Session: 2})
	w.refuse(cia, model.ChooseSession{Session: 2}, model.ErrSessionFull)
	w.refuse(cia, model.ChooseSession{Session: 99}, model.ErrNoSuchSession)
	w.refuse(cia, model.ChooseSession{Session: 1, Person: bo.Person}, model.ErrNotAllowed)
	w.must(cia, model.ChooseSession{Session: 1})
	w.must(model.Host, model.ChooseSession{Session: 2, Person: dan.Person}) // a chair is brought in
	id := w.must(asa, model.AddIdea{Text: "Laga kaffebryggare"})
	if s := w.b.Idea(id).Session; s != 2 {
		t.Errorf("the idea belongs to session %d, want 2", s)
	}
	w.refuse(asa, model.AddIdea{Text: "x", Session: 1}, model.ErrNoSuchSession)
	w.must(model.Host, model.AddIdea{Text: "Från någon utan dator", Session: 3})
	w.must(bo, model.ChooseSession{Session: 3})
	counts := w.b.SessionCounts(w.b.Phase())
	got := [3][2]int{}
	for i := range got {
		got[i] = [2]int{counts[i].People, counts[i].Ideas}
	}
	if got != [3][2]int{{1, 0}, {2, 1}, {1, 1}} {
		t.Errorf("people and ideas of the sessions: %v", got)
	}

	w.go1(1)
	q := w.must(asa, model.AskQuestion{Text: "Vem lagar sådant som ingen äger?"})
	if s := w.b.Question(q).Session; s != 2 {
		t.Errorf("the question comes from session %d, want 2", s)
	}
	w.refuse(asa, model.ChooseSession{Session: 1}, model.ErrPhaseOver)
	w.must(asa, model.ChooseSession{Session: 5}) // of the next slot already

	w.go1(3)
	stop := w.must(dan, model.AddIdea{Text: "De har en bock"})
	if s := w.b.Idea(stop).Session; s != 6 {
		t.Errorf("what was seen at the stop belongs to session %d, want 6", s)
	}
	assertSame(t, w.b, model.Fold(w.log))
	w.refuse(model.Host, model.DropSession{Session: 2}, model.ErrAgenda)
}

func TestSessionsChangeDuringTheDay(t *testing.T) {
	w := newSlots(t)
	asa := w.join("Åsa", model.Academia)
	w.go1(0)
	first := w.b.Phases()[0].ID
	w.refuse(asa, model.SetSession{Phase: first, Session: method.Session{Title: method.Text{"sv": "Min"}}}, model.ErrNotAllowed)
	w.must(model.Host, model.SetSession{Phase: first, Session: method.Session{Title: method.Text{"sv": "Ny"}, Place: "C"}})
	if ph, s := w.b.Session(7); s == nil || ph.ID != first || s.Place != "C" {
		t.Fatalf("the new session is not there: %+v", s)
	}
	w.must(asa, model.ChooseSession{Session: 7})
	w.must(model.Host, model.DropSession{Session: 7})
	if id := w.b.SessionOf(w.b.Person(asa.Person), w.b.Phase()); id != 0 {
		t.Errorf("Åsa is in session %d, which is gone", id)
	}
	w.must(model.Host, model.SetSession{Phase: first, Session: method.Session{Title: method.Text{"sv": "En till"}}})
	if _, s := w.b.Session(7); s != nil {
		t.Error("the id of a session that went names another")
	}
	w.must(model.Host, model.SetSession{Phase: first, Session: method.Session{ID: 1, Title: method.Text{"sv": "Odla i stan"}, Place: "Trädgården"}})
	if _, s := w.b.Session(1); s.Place != "Trädgården" {
		t.Errorf("session 1 is in %q", s.Place)
	}
	w.refuse(model.Host, model.SetSession{Phase: first, Session: method.Session{ID: 42, Title: method.Text{"sv": "x"}}}, model.ErrNoSuchSession)
	w.refuse(model.Host, model.SetSession{Phase: first, Session: method.Session{}}, model.ErrAgenda)
	raw, err := w.b.Document(model.Host).JSON()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := model.ParseDocument(raw)
	if err != nil {
		t.Fatal(err)
	}
	copied := newWorkshop(t, "colab")
	copied.must(model.Host, model.ImportDocument{Document: doc})
	if _, s := copied.b.Session(1); s == nil || s.Place != "Trädgården" {
		t.Error("an import forgets the sessions")
	}
}

// TestPlacingIsEven puts people in sessions: people who have chosen stay, no seat
// is given twice, and nobody is left out while there is one.
func TestPlacingIsEven(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newSlots(t)
		w.must(model.Host, model.AllowProxies{Allowed: true})
		chosen := map[model.PersonID]model.SessionID{}
		for i := range rapid.IntRange(0, 25).Draw(rt, "people") {
			p := w.join(string(rune('A'+i))+"nna", model.Sectors[i%5])
			if s := model.SessionID(rapid.IntRange(0, 3).Draw(rt, "choice")); s != 0 {
				if _, err := w.try(p, model.ChooseSession{Session: s}); err == nil {
					chosen[p.Person] = s
				}
			}
		}
		first := w.b.Phases()[0]
		w.must(model.Host, model.PlaceSessions{Phase: first.ID})
		for _, p := range w.b.People() {
			got := w.b.SessionOf(p, w.b.Phases()[0])
			if got == 0 || chosen[p.ID] != 0 && got != chosen[p.ID] {
				rt.Fatalf("%s chose %d and is in %d", p.Name, chosen[p.ID], got)
			}
		}
		counts := w.b.SessionCounts(w.b.Phases()[0])
		if counts[1].People > 2 {
			rt.Fatalf("%d people on two seats", counts[1].People)
		}
		if len(chosen) == 0 && max(counts[0].People, counts[2].People)-min(counts[0].People, counts[2].People) > 1 {
			rt.Fatalf("%d and %d people", counts[0].People, counts[2].People)
		}
	})
}

// TestWhoHoldsASessionIsNotToldWhereNamesAreNot holds that the exported board and the
// document of an anonymous workshop, or phase, leave out who holds a session, and
// that the board itself keeps it.
func TestWhoHoldsASessionIsNotToldWhereNamesAreNot(t *testing.T) {
	for _, how := range []string{"named", byWorkshop, byPhase} {
		w := newSlots(t)
		w.go1(0)
		agenda := w.changed(func(ph *model.Phase) {
			ph.Anonymous = how == byPhase
			ph.Sessions = slices.Clone(ph.Sessions)
			ph.Sessions[0].Host = "Greta Värd"
		})
		w.must(model.Host, agenda)
		if how == byWorkshop {
			w.must(model.Host, model.DescribeWorkshop{Title: "Dag", Anonymous: true})
		}
		asa := w.join("Åsa", model.Academia)
		w.must(asa, model.ChooseSession{Session: 1})
		w.must(asa, model.AddIdea{Text: "Frön"})
		raw, err := w.b.Document(model.Host).JSON()
		if err != nil {
			t.Fatal(err)
		}
		document := report.Markdown(w.b, model.Host, i18n.For("sv"))
		for kind, text := range map[string]string{"exported board": string(raw), "document": document} {
			if told := strings.Contains(text, "Greta"); told != (how == "named") {
				t.Errorf("%s: the %s tells who holds a session: %v\n%s", how, kind, told, document)
			}
		}
		if w.b.Phases()[0].Sessions[0].Host == "" {
			t.Errorf("%s: the board has lost who holds it", how)
		}
	}
}
