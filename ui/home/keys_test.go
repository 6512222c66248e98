package home

import (
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

func TestSelectionBeginsWhereWorkGoesOn(t *testing.T) {
	a, _ := begin(t, house(t)...)
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "leder Återbruk: smalna av")
}

func TestKeysMoveAndLead(t *testing.T) {
	a, s := begin(t, house(t)...)
	stagetest.Press(a, "home")
	if s.selected().Title != "Unga och stan" {
		t.Errorf("home leads to %q", s.selected().Title)
	}
	stagetest.Press(a, "down", "r")
	stagetest.Shows(t, a, "granskar "+s.selected().ID)
	stagetest.Press(a, "end", "down")
	if s.selected().Title != "Styrgruppen" {
		t.Errorf("end leads to %q", s.selected().Title)
	}
	x, y := stagetest.Find(t, a, "Unga och stan")
	stagetest.Click(a, x, y)
	stagetest.Hides(t, a, "leder")
	stagetest.Click(a, x, y)
	stagetest.Shows(t, a, "leder Unga och stan")
}

func TestWhatIsOverIsLookedBackOn(t *testing.T) {
	over := newWorkshop(t, "01OVER", "Förra veckan", "Lund", "", 0)
	over.Must(model.Host, model.Next{})
	over.Must(model.Host, model.EndWorkshop{})
	a, _ := begin(t, over)
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "granskar 01OVER")
	stagetest.Press(a, "down")
	stagetest.Hides(t, a, "granskar")
	stagetest.Press(a, "o")
	stagetest.Shows(t, a, "leder Förra veckan")
}

func TestSearchFindsByNodeAndSeries(t *testing.T) {
	a, s := begin(t, house(t)...)
	stagetest.Press(a, "/")
	stagetest.Type(a, "SVALÖV")
	stagetest.Shows(t, a, "Mat nära", "2 träffar")
	stagetest.Hides(t, a, "Unga och stan", "Styrgruppen")
	if sel := s.selected(); sel == nil || sel.Node != "Svalöv" {
		t.Error("the selection is on a workshop that is not shown")
	}
	stagetest.Type(a, "zzz")
	stagetest.Shows(t, a, "Ingen träff passar")
	stagetest.Press(a, "enter", "enter", "r", "a", "e") // nothing to act on
	stagetest.Press(a, "esc")
	stagetest.Shows(t, a, "6 träffar")
}

func TestArchiveAndBack(t *testing.T) {
	a, s := begin(t, house(t)...)
	stagetest.Hides(t, a, "Provträff")
	stagetest.Press(a, "home", "a")
	stagetest.Shows(t, a, "Inget tas bort")
	stagetest.Press(a, "esc")
	stagetest.Shows(t, a, "6 träffar")
	stagetest.Press(a, "a", "enter")
	stagetest.Shows(t, a, "5 träffar")
	stagetest.Hides(t, a, "Unga och stan")
	stagetest.Press(a, "A", "home")
	stagetest.Shows(t, a, "Unga och stan", "Provträff", "arkiverad")
	if !s.selected().Archived {
		t.Fatal("the archived workshop is not selected")
	}
	stagetest.Press(a, "a", "A")
	stagetest.Shows(t, a, "6 träffar", "Unga och stan")
}

func TestExport(t *testing.T) {
	a, s := begin(t, house(t)...)
	stagetest.Press(a, "e", "down", "down", "down", "down", "down", "down", "enter")
	stagetest.Shows(t, a, "Sparad: "+s.selected().ID+".json")
}

func TestANewWorkshop(t *testing.T) {
	a, s := begin(t, house(t)...)
	stagetest.Press(a, "n", "ctrl+s")
	stagetest.Shows(t, a, "Skriv först vad träffen heter")
	stagetest.Type(a, "Öppna? Ja q")
	stagetest.Press(a, "enter", "enter", "enter", "enter", "right", "left", "space", "home")
	for range s.form.methods {
		if s.form.methods[s.form.method].ID == "tematisk" {
			break
		}
		stagetest.Press(a, "down", "enter")
		if m, _ := s.form.chosen(); m.ID != "tematisk" {
			stagetest.Press(a, "space")
		}
	}
	stagetest.Press(a, "enter")
	stagetest.Type(a, "SV")
	stagetest.Press(a, "right", "enter")
	stagetest.Type(a, "mat")
	stagetest.Press(a, "right", "enter")
	if s.form.number != 3 {
		t.Errorf("the proposed number is %d, want the next of the series", s.form.number)
	}
	stagetest.Shows(t, a, "det som blev kvar av")
	stagetest.Press(a, "right", "enter", "enter", "right", "enter", "right", "enter")
	stagetest.Shows(t, a, "röstsedlar utan namn")
	stagetest.Press(a, "right")
	stagetest.Shows(t, a, "röstsummor per sektor")
	stagetest.Press(a, "enter", "enter")
	stagetest.Shows(t, a, "leder Öppna? Ja q")
	rooms := a.Env.House.(*stagetest.House).Rooms
	b := rooms[len(rooms)-1].Board()
	got := b.Summarize()
	if got.Node != "Svalöv" || got.Series != "Maten i Svalöv" || got.Number != 4 || got.Method != "tematisk" {
		t.Errorf("made %+v", got)
	}
	if b.Lang != "en" || !b.Anonymous {
		t.Errorf("language %q, anonymous %v", b.Lang, b.Anonymous)
	}
	for _, ph := range b.Phases() {
		if ph.Is(method.Vote) && ph.Keep != method.KeepSums {
			t.Errorf("a vote of the agenda keeps %q", ph.Keep)
		}
	}
}

func TestTheAgendaIsThatOfTheMeeting(t *testing.T) {
	a, s := begin(t, house(t)...)
	stagetest.Press(a, "n")
	for i, m := range s.form.methods {
		s.form.method = i
		for _, number := range []int{0, 1, 2, 99} {
			s.form.number = number
			c := s.form.command()
			if len(c.Phases) == 0 {
				t.Errorf("%s has no agenda for workshop %d", m.ID, number)
			}
			if want := m.Agenda(max(1, min(number, m.Series))); len(want) != len(c.Phases) {
				t.Errorf("%s, workshop %d: %d phases, want %d", m.ID, number, len(c.Phases), len(want))
			}
		}
	}
	if _, ok := method.Get("colab"); !ok || s.form.command().Lang != "sv" {
		t.Error("the form does not begin in the terminal's language")
	}
}

func TestLeavingTheFormAsksFirst(t *testing.T) {
	a, s := begin(t, house(t)...)
	stagetest.Press(a, "n", "esc")
	if s.form != nil {
		t.Fatal("an empty form asks before it closes")
	}
	stagetest.Press(a, "n")
	stagetest.Type(a, "Nytt")
	if s.Unsaved() == "" {
		t.Error("a written form is not unsaved")
	}
	stagetest.Press(a, "esc")
	stagetest.Shows(t, a, "Släpp den nya träffen?")
	stagetest.Press(a, "esc")
	if s.form == nil || s.form.value(titleField) != "Nytt" {
		t.Fatal("no answers yes")
	}
	stagetest.Press(a, "f2")
	stagetest.Shows(t, a, "A new workshop", "Nytt")
	stagetest.Press(a, "esc", "enter")
	if s.form != nil {
		t.Error("yes does not close the form")
	}
}

func TestFormByMouse(t *testing.T) {
	a, s := begin(t, house(t)...)
	stagetest.Press(a, "n")
	x, y := stagetest.Find(t, a, "Namn")
	stagetest.Click(a, x, y)
	stagetest.Click(a, x, y)
	if !s.form.anonymous {
		t.Error("two clicks on names do not hide them")
	}
	x, y = stagetest.Find(t, a, "Titel")
	stagetest.Click(a, x, y)
	stagetest.Type(a, "Klickad")
	x, y = stagetest.Find(t, a, "Skapa träffen")
	stagetest.Click(a, x, y)
	stagetest.Shows(t, a, "leder Klickad")
}

func TestWhatFailsIsSaid(t *testing.T) {
	r := newWorkshop(t, "01A", "Unga och stan", "", "", 0)
	a, _ := begin(t, r)
	r.Break(model.ErrNotAllowed)
	stagetest.Press(a, "a", "enter")
	stagetest.Shows(t, a, "!")
}

func TestChoosingByPeopleAndTime(t *testing.T) {
	a, s := begin(t, house(t)...)
	stagetest.Press(a, "n", "down", "2", "down", "9", "0", "down", "down")
	for range s.form.methods {
		stagetest.Press(a, "right")
		m, _ := s.form.chosen()
		if m.GroupMin > 2 || method.Least(m.Agenda(1)) > 90 {
			t.Fatalf("%s is offered for 2 people and 90 minutes", m.ID)
		}
	}
	s.form.setMethod(0)
	for i, m := range s.form.methods {
		if m.ID == "colab" {
			s.form.method = i
		}
	}
	stagetest.Shows(t, a, "Metoden är för 8–40 personer")
	stagetest.Press(a, "up", "up", "backspace", "backspace", "2", "4", "0", "up", "backspace", "2", "4", "down", "down", "down")
	stagetest.Hides(t, a, "Metoden är för")
	minutes := 0
	for _, ph := range s.form.command().Phases {
		minutes += ph.Minutes
	}
	if minutes != 240 {
		t.Errorf("the agenda is stretched to %d minutes", minutes)
	}
	stagetest.Press(a, "up", "up", "left")
	if s.form.minutes != 225 {
		t.Errorf("a quarter less is %d minutes", s.form.minutes)
	}
}

func TestTheNextCarriesInUnlessTold(t *testing.T) {
	for _, alone := range []bool{false, true} {
		last := named(t, stagetest.CoLab(t, stagetest.Rating), "Träff ett", "Lund", "Återbruk", 1)
		a, s := begin(t, last)
		stagetest.Press(a, "n")
		stagetest.Type(a, "Träff två")
		s.form.texts[seriesField].SetValue("återbruk")
		s.form.propose()
		s.form.alone = alone
		stagetest.Press(a, "ctrl+s")
		rooms := a.Env.House.(*stagetest.House).Rooms
		b := rooms[len(rooms)-1].Board()
		questions, commitments := b.Carried()
		if got := len(questions)+len(commitments) > 0; got == alone || b.Number != 2 {
			t.Errorf("alone %v: number %d, %d questions and %d commitments carried in", alone, b.Number, len(questions), len(commitments))
		}
	}
}

func TestPlannedWorkshopsComeFirst(t *testing.T) {
	rooms := house(t)
	rooms[3].Must(model.Host, model.PlanWorkshop{Start: stagetest.Start.AddDate(0, 0, 8)})
	rooms[4].Must(model.Host, model.PlanWorkshop{Start: stagetest.Start.AddDate(0, 0, 2)})
	a, s := begin(t, rooms...)
	lines := s.shown()
	if lines[0].kind != nodeLine || lines[1].sum.Title != "Mat nära" || lines[2].sum.Title != "Unga och stan" || lines[3].kind != blankLine {
		t.Errorf("the list begins with %+v, %+v, %+v", lines[0], lines[1].sum, lines[2].sum)
	}
	stagetest.Shows(t, a, "Planerade", "börjar 09:00", "25 november")
	stagetest.Golden(t, "planned", a)
}

func TestAWorkshopIsPlannedWhenItIsMade(t *testing.T) {
	a, s := begin(t)
	stagetest.Press(a, "n")
	stagetest.Type(a, "Vårt vatten")
	stagetest.Press(a, "down", "down", "down")
	stagetest.Type(a, "i morgon")
	stagetest.Press(a, "ctrl+s")
	stagetest.Shows(t, a, "Skriv dag och tid som")
	for range "i morgon" {
		stagetest.Press(a, "backspace")
	}
	stagetest.Type(a, "12-01 13:00")
	stagetest.Shows(t, a, "12-01 13:00  tisdag 1 ")
	stagetest.Press(a, "ctrl+s")
	all, err := s.env.House.List()
	if err != nil || len(all) != 1 || all[0].Start.Format(stage.StartLayout) != "2026-12-01 13:00" {
		t.Errorf("%+v, %v", all, err)
	}
}

// TestTheNextAfterOneThatEnded holds that the form is filled in for the next
// meeting of the series.
func TestTheNextAfterOneThatEnded(t *testing.T) {
	last := named(t, stagetest.CoLab(t, stagetest.Rating), "Träff ett", "Lund", "Återbruk", 1)
	_, s := begin(t, last)
	next := Continue(s.env, s.actions, last.Board())
	a := stagetest.App(t, s.env, next)
	stagetest.Shows(t, a, "Ny träff", "Träff ett", "Lund", "Återbruk", "‹ 2 ›", "det som blev kvar av")
	stagetest.Press(a, "ctrl+s")
	all, err := s.env.House.List()
	if err != nil || len(all) != 2 || all[0].Number != 2 || all[0].Series != "Återbruk" || all[0].Questions == 0 {
		t.Errorf("made %+v, %v", all, err)
	}
}
