package facilitator_test

import (
	"testing"

	"verkstad/model"
	"verkstad/ui/facilitator"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

func leadConference(t *testing.T) (*stagetest.Room, *stage.App) {
	t.Helper()
	r := stagetest.Conference(t)
	e := stagetest.Env(r, model.Host)
	a := stagetest.App(t, e, facilitator.New(e))
	stagetest.Screen(a)
	return r, a
}

func TestSessionsAreLedFromOneScreen(t *testing.T) {
	r, a := leadConference(t)
	stagetest.Golden(t, "slot", a)
	stagetest.Press(a, "B")
	stagetest.Golden(t, "sessions", a)
	stagetest.Press(a, "d")
	if s := r.Board().SessionOf(r.Board().Person(1), r.Board().Phase()); s == 0 {
		t.Error("Åsa is placed nowhere")
	}
	stagetest.Press(a, "n")
	stagetest.Type(a, "Det ingen vågar säga")
	stagetest.Press(a, "enter", "e", "down", "enter")
	stagetest.Type(a, "Trappan")
	stagetest.Press(a, "enter")
	if _, s := r.Board().Session(7); s == nil || s.Place != "Trappan" || s.Title["sv"] != "Det ingen vågar säga" {
		t.Fatalf("the new session is %+v", s)
	}
	stagetest.Press(a, "x", "enter")
	if _, s := r.Board().Session(7); s != nil {
		t.Error("the session is still there")
	}
	stagetest.Press(a, "up", "x")
	stagetest.Shows(t, a, "4/4 pers")
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "Agendan kan inte vara så")
	stagetest.Press(a, "esc", "n", "n", "n", "n", "B")
	stagetest.Shows(t, a, "Bara samtal")
}

func TestSessionsAreEditedInTheAgenda(t *testing.T) {
	r, a := leadConference(t)
	stagetest.Press(a, "a", "down", "down", "B", "e", "down", "down", "enter")
	stagetest.Type(a, "Bo Ek")
	stagetest.Press(a, "enter", "esc")
	if host := r.Board().Phases()[3].Sessions[0].Host; host != "Bo Ek" {
		t.Errorf("the host is %q", host)
	}
	stagetest.Shows(t, a, "Pass 2")
}

func TestWhoIsWrittenForIsListedAsSuch(t *testing.T) {
	r, a := leadConference(t)
	stagetest.Press(a, "W")
	if !r.Board().Proxies {
		t.Fatal("W does not open for writing for others")
	}
	r.Must(r.People[1], model.BringPerson{Name: "Mats", Sector: model.Business})
	stagetest.Press(a, "P")
	stagetest.Golden(t, "people.table", a)
	stagetest.Press(a, "W")
	if r.Board().Proxies {
		t.Error("W does not close it again")
	}
}
