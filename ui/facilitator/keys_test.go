package facilitator_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/facilitator"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

func TestAFreshWorkshopLeadsBackToTheList(t *testing.T) {
	r := stagetest.NewRoom(t)
	r.Must(model.Host, model.CreateWorkshop{ID: "01", Title: "Ny", Code: "KRABBA", Lang: "sv", Phases: []method.Phase{{Activity: method.Gather, Minutes: 10}}})
	env, left := stagetest.Env(r, model.Host), 0
	a := stagetest.App(t, env, facilitator.NewFrom(env, func() tea.Cmd { left++; return nil }))
	stagetest.Press(a, "K", "esc") // esc leaves the parking lot first
	if left != 0 {
		t.Error("esc left the workshop from the parking lot")
	}
	stagetest.Press(a, "esc")
	if left != 1 {
		t.Errorf("esc led back %d times", left)
	}
	r.Must(model.Actor{Role: model.Participant}, model.JoinPerson{Key: "k", Name: "Bo", Sector: model.Business, Role: model.Participant})
	stagetest.Press(a, "esc")
	if left != 1 {
		t.Error("esc leaves a workshop that somebody has joined")
	}
}

func TestTheGoalsAreShownOnEveryWall(t *testing.T) {
	r, a := lead(t, stagetest.Clustering)
	stagetest.Press(a, "G")
	stagetest.Shows(t, a, "Inget är kopplat till de globala målen än")
	r.Must(model.Host, model.TagItem{ID: r.Board().Ideas(model.Host)[0].ID, Targets: []model.Target{"12.3"}})
	stagetest.Press(a, "G")
	if got := r.Board().Wall; got != model.WallGoals {
		t.Errorf("the wall shows %q", got)
	}
	stagetest.Press(a, "G")
	if got := r.Board().Wall; got != model.WallPhase {
		t.Errorf("taken down, the wall shows %q", got)
	}
}

func TestSpaceStartsAndPausesTheClock(t *testing.T) {
	r, a := lead(t, stagetest.Talking)
	stagetest.Press(a, "space")
	if r.Board().Phase().Running() {
		t.Error("space did not pause the clock")
	}
	stagetest.Shows(t, a, "blanksteg startar klockan")
	stagetest.Press(a, "s", "+", "+", "-")
	if ph := r.Board().Phase(); !ph.Running() || ph.Planned() != 21*time.Minute {
		t.Errorf("running %v with %v planned, want running with 21 min", ph.Running(), ph.Planned())
	}
}

func TestNextGoesThroughTheAgenda(t *testing.T) {
	r, a := lead(t, stagetest.Waiting)
	stagetest.Press(a, "space")
	stagetest.Shows(t, a, "Gå till första momentet först")
	stagetest.Press(a, "n", "n")
	if r.Board().Current() != 1 {
		t.Errorf("n twice came to phase %d, want 1", r.Board().Current())
	}
	stagetest.Press(a, "b")
	if r.Board().Current() != 0 {
		t.Errorf("b came to phase %d, want 0", r.Board().Current())
	}
	stagetest.Press(a, "g", "3", "enter")
	if !r.Board().Phase().Is(method.Gather) {
		t.Errorf("g came to %v, want gathering", r.Board().Phase().Activity)
	}
}

func TestNextOffersToCloseAnOpenRound(t *testing.T) {
	r, a := lead(t, stagetest.Voting)
	stagetest.Press(a, "n")
	stagetest.Shows(t, a, "12 av 14 har röstat")
	stagetest.Press(a, "esc")
	if r.Board().OpenRound() == nil {
		t.Fatal("esc closed the round")
	}
	stagetest.Press(a, "n", "enter")
	if r.Board().OpenRound() != nil || !r.Board().Phase().Is(method.Talk) {
		t.Errorf("the round is open: %v, the phase is %v", r.Board().OpenRound() != nil, r.Board().Phase().Activity)
	}
}

func TestCloseSaysHowManyHaveVoted(t *testing.T) {
	r, a := lead(t, stagetest.Voting)
	stagetest.Hides(t, a, "12 prickar", "Åsa")
	stagetest.Press(a, "c")
	stagetest.Shows(t, a, "12 av 14 har röstat")
	stagetest.Press(a, "enter")
	if r.Board().OpenRound() != nil {
		t.Fatal("the round is still open")
	}
	stagetest.Shows(t, a, "12 prickar · delad förstaplats", "1/2", "går vidare är det ”")
	stagetest.Press(a, "z")
	stagetest.Shows(t, a, "2/2", "Delad förstaplats")
	stagetest.Press(a, "z")
	stagetest.Shows(t, a, "1/2")
}

func TestIdeasAreHiddenUntilShown(t *testing.T) {
	r, a := lead(t, stagetest.Gathering)
	stagetest.Hides(t, a, "Verktygspool")
	stagetest.Press(a, "V")
	stagetest.Shows(t, a, "Verktygspool")
	stagetest.Press(a, "V")
	stagetest.Hides(t, a, "Verktygspool")
	stagetest.Press(a, "v")
	if r.Board().Phase().Revealed() {
		t.Error("v revealed without a question while there was time to write")
	}
	stagetest.Shows(t, a, "kvar att skriva för sig själv")
	stagetest.Press(a, "enter")
	if !r.Board().Phase().Revealed() {
		t.Error("v did not reveal")
	}
	stagetest.Shows(t, a, "Verktygspool")
}

func TestOpenARoundWithoutOneCandidate(t *testing.T) {
	r, a := lead(t, stagetest.Defining)
	stagetest.Press(a, "o", "right", "down", "right", "right", "down", "down", "down", "down", "left", "down", "space", "enter")
	round := r.Board().OpenRound()
	if round == nil {
		t.Fatalf("no round is open:\n%s", stagetest.Screen(a))
	}
	if len(round.Candidates) != 3 || round.Dots != 3 || round.MaxPer != 2 || !round.Secret || round.Choose != 2 {
		t.Errorf("%d candidates, %d dots, at most %d, secret %v, %d go on; want 3, 3, 2, true, 2",
			len(round.Candidates), round.Dots, round.MaxPer, round.Secret, round.Choose)
	}
	stagetest.Press(a, "o")
	stagetest.Shows(t, a, "En omröstning är redan öppen")
}

func TestModerateACard(t *testing.T) {
	r, a := lead(t, stagetest.Revealed)
	stagetest.Press(a, "m")
	stagetest.Shows(t, a, "Välj något på tavlan först")
	stagetest.Press(a, "down", "x")
	id := r.Board().Ideas(model.Host)[0].ID
	if !r.Board().Idea(id).Hidden {
		t.Fatal("x did not hide the first card")
	}
	stagetest.Press(a, "x", "e")
	stagetest.Type(a, " i dag")
	stagetest.Press(a, "enter")
	if got := r.Board().Idea(id).Text; !strings.HasSuffix(got, "köpa i dag") {
		t.Errorf("the card says %q", got)
	}
	stagetest.Press(a, "u")
	if got := r.Board().Idea(id).Text; strings.HasSuffix(got, "i dag") {
		t.Errorf("u did not undo: %q", got)
	}
	stagetest.Press(a, "m", "down", "down", "down", "down", "enter") // park
	if !r.Board().Idea(id).Parked {
		t.Error("the menu did not park the card")
	}
}

func TestMergeTwoCards(t *testing.T) {
	r, a := lead(t, stagetest.Revealed)
	all := r.Board().Ideas(model.Host)
	stagetest.Press(a, "down", "m", "down", "down", "enter", "right", "enter")
	n := 0
	for _, i := range all {
		if r.Board().Idea(i.ID).Merged == all[0].ID {
			n++
		}
	}
	if n != 1 {
		t.Errorf("%d cards were merged into the first, want 1", n)
	}
}

func TestSpaceChoosesAQuestion(t *testing.T) {
	r, a := lead(t, stagetest.Defining)
	stagetest.Press(a, "down", "space")
	if r.Board().Questions()[0].Chosen {
		t.Error("space did not take back the choice of the first question")
	}
	if !r.Board().Phase().Running() {
		t.Error("space paused the clock too")
	}
}

func TestFilterShowsWhatContainsIt(t *testing.T) {
	_, a := lead(t, stagetest.Revealed)
	stagetest.Press(a, "/")
	stagetest.Type(a, "Virke")
	stagetest.Shows(t, a, "Inget här innehåller")
	stagetest.Press(a, "esc", "/")
	stagetest.Type(a, "CYKEL")
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "Cykelverkstad")
	stagetest.Hides(t, a, "Verktygspool")
}

func TestTheAgendaIsChangedDuringTheWorkshop(t *testing.T) {
	r, a := lead(t, stagetest.Talking)
	stagetest.Press(a, "a", "x")
	stagetest.Shows(t, a, "har redan använts")
	stagetest.Press(a, "down", "+", "+", "J")
	ph := r.Board().Phases()[3]
	if !ph.Is(method.Gather) || ph.Minutes != 14 {
		t.Errorf("the fourth is %v with %d min, want gathering with 14", ph.Activity, ph.Minutes)
	}
	stagetest.Press(a, "n", "down", "enter", "e")
	stagetest.Type(a, "Frågestund")
	stagetest.Press(a, "enter")
	added := r.Board().Phases()[4]
	if !added.Is(method.Talk) || added.Title["sv"] != "Frågestund" {
		t.Errorf("added %v %v, want a talk called Frågestund", added.Activity, added.Title)
	}
	stagetest.Press(a, "x", "enter", "esc")
	if n := len(r.Board().Phases()); n != 9 {
		t.Errorf("%d phases after taking it out again, want 9", n)
	}
}

func TestTheAgendaSaysWhatAVoteKeeps(t *testing.T) {
	r, a := lead(t, stagetest.Talking)
	stagetest.Press(a, "a", "s")
	stagetest.Shows(t, a, "Det gäller bara moment där ni röstar")
	at := slices.IndexFunc(r.Board().Phases(), func(ph *model.Phase) bool { return ph.Is(method.Vote) })
	for range at - r.Board().Current() {
		stagetest.Press(a, "down")
	}
	stagetest.Shows(t, a, "Resultatet: visas när den stängs", "Sparas: summor, även per sektor")
	stagetest.Press(a, "s")
	stagetest.Shows(t, a, "Sparas: röstsedlar utan namn")
	if keep := r.Board().Phases()[at].Keep; keep != method.KeepBallots {
		t.Errorf("it keeps %q", keep)
	}
	stagetest.Golden(t, "room-agendavote", a)
	stagetest.Press(a, "t", "home", "enter") // to a check-in and back
	stagetest.Hides(t, a, "Sparas:")
	stagetest.Press(a, "t")
	for range slices.Index(method.Activities(), method.Vote) {
		stagetest.Press(a, "down")
	}
	stagetest.Press(a, "enter")
	if ph := r.Board().Phases()[at]; !ph.Is(method.Vote) || !ph.Secret {
		t.Errorf("turned to a vote it is %v, secret %v", ph.Activity, ph.Secret)
	}
}

func TestTablesDoorAndEnd(t *testing.T) {
	r, a := lead(t, stagetest.Rating)
	stagetest.Press(a, "t", "3", "enter", "D")
	if b := r.Board(); b.Tables != 3 || !b.DoorClosed {
		t.Errorf("%d tables, door closed %v; want 3 and true", b.Tables, b.DoorClosed)
	}
	stagetest.Press(a, "E", "enter")
	if r.Board().Ended.IsZero() {
		t.Fatal("E did not end the workshop")
	}
	stagetest.Shows(t, a, "3,0 av 4 i snitt")
	stagetest.Press(a, "n")
	stagetest.Shows(t, a, "Träffen är avslutad")
	stagetest.Press(a, "R", "enter")
	if !r.Board().Ended.IsZero() {
		t.Error("R did not open it again")
	}
}

func TestTheProjectorComesAndGoes(t *testing.T) {
	_, a := lead(t, stagetest.Revealed)
	stagetest.Press(a, "p")
	stagetest.Shows(t, a, "Lund · träff 1 av 4")
	stagetest.Press(a, "esc")
	stagetest.Shows(t, a, "slut 1")
}

func TestTheMenuSaysWhyNot(t *testing.T) {
	_, a := lead(t, stagetest.Waiting)
	stagetest.Press(a, ":", "enter")
	stagetest.Shows(t, a, "Allt du kan göra", "Gå till första momentet först")
}

func TestClickSelectsAndAgainOpens(t *testing.T) {
	_, a := lead(t, stagetest.Defining)
	x, y := stagetest.Find(t, a, "Ska kommunen")
	stagetest.Click(a, x, y)
	stagetest.Hides(t, a, "Välj att arbeta vidare med")
	stagetest.Click(a, x, y)
	stagetest.Shows(t, a, "Välj att arbeta vidare med")
}

// TestTheBellRings holds that the terminal's bell is asked for once, when the
// time of a phase has run out.
func TestTheBellRings(t *testing.T) {
	r, a := lead(t, stagetest.Talking)
	rings := func() int {
		_, cmd := a.Update(stage.WakeMsg{})
		return bells(cmd)
	}
	r.Pass(r.Board().Phase().Remaining(r.Now()) - time.Second)
	if n := rings(); n != 0 {
		t.Errorf("it rang %d times with a second left", n)
	}
	r.Pass(time.Second)
	if n := rings() + rings(); n != 1 {
		t.Errorf("it rang %d times at the end, want once", n)
	}
}

// bells runs a command and counts the bells it rings.
func bells(cmd tea.Cmd) int {
	if cmd == nil {
		return 0
	}
	switch msg := cmd().(type) {
	case tea.RawMsg:
		if msg.Msg == "\a" {
			return 1
		}
	case tea.BatchMsg:
		n := 0
		for _, c := range msg {
			n += bells(c)
		}
		return n
	}
	return 0
}

func TestStyled(t *testing.T) {
	_, a := lead(t, stagetest.Clustering)
	stagetest.Press(a, "down", "down")
	stagetest.GoldenStyled(t, "cluster", a)
}
