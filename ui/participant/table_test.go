package participant_test

import (
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// atTable is Bengt's terminal, with two at his table who have none.
func atTable(t *testing.T, at stagetest.Moment) (*stagetest.Room, *stage.App) {
	t.Helper()
	r := stagetest.CoLab(t, at)
	r.Must(model.Host, model.AllowProxies{Allowed: true})
	owner := r.People[1]
	for name, s := range map[string]model.Sector{"Ester": model.CivilSociety} {
		r.Must(owner, model.BringPerson{Name: name, Sector: s})
	}
	r.Must(owner, model.BringPerson{Sector: model.Academia})
	return r, seated(t, r, 1)
}

func TestBringsSomebodyInAndWritesForThem(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Gathering)
	a := seated(t, r, 1)
	stagetest.Press(a, "ctrl+t")
	if len(r.Board().WrittenForBy(r.People[1].Person)) != 0 {
		t.Fatal("somebody was brought in though it is not allowed")
	}
	r.Must(model.Host, model.AllowProxies{Allowed: true})
	stagetest.Press(a, "ctrl+t")
	stagetest.Shows(t, a, "Vem skriver?", "Ta med någon")
	stagetest.Press(a, "down", "enter")
	stagetest.Type(a, "Ester")
	stagetest.Press(a, "enter")
	stagetest.Golden(t, "table.sector", a)
	stagetest.Press(a, "enter")
	at := r.Board().WrittenForBy(r.People[1].Person)
	if len(at) != 1 || at[0].Name != "Ester" || at[0].Sector != model.CivilSociety {
		t.Fatalf("brought in %+v", at)
	}
	stagetest.Press(a, "ctrl+t", "down", "enter")
	stagetest.Type(a, "Byt växter över staketet")
	stagetest.Golden(t, "table.writes", a)
	stagetest.Press(a, "enter")
	last := r.Board().Ideas(model.Host)
	if i := last[len(last)-1]; i.By != at[0].ID || i.Sector != model.CivilSociety {
		t.Errorf("the idea is by %d of %v", i.By, i.Sector)
	}
	r.Must(model.Host, model.AllowProxies{Allowed: false})
	stagetest.Press(a, "tab")
	stagetest.Shows(t, a, r.Board().Person(r.People[1].Person).Name)
}

func TestThreeVoteOneAfterTheOther(t *testing.T) {
	r, a := atTable(t, stagetest.Voting)
	stagetest.Golden(t, "turns.list", a)
	stagetest.Press(a, "down", "enter")
	stagetest.Golden(t, "turns.pass", a)
	stagetest.Press(a, "enter", "+", "+", "down", "+")
	stagetest.Golden(t, "turns.vote", a)
	at := r.Board().WrittenForBy(r.People[1].Person)
	if n := len(r.MyBallot(at[0].ID).Dots); n != 0 {
		t.Fatalf("%d dots are sent before the ballot is laid", n)
	}
	stagetest.Press(a, "s")
	first := r.MyBallot(at[0].ID).Dots
	if len(first) != 2 {
		t.Fatalf("Ester's ballot has %v", first)
	}
	stagetest.Golden(t, "turns.next", a) // nothing of Ester's is seen
	stagetest.Press(a, "esc", "up", "enter")
	stagetest.Shows(t, a, "ligger redan i urnan")
	stagetest.Press(a, "down", "enter", "enter", "s")
	stagetest.Shows(t, a, "Lägg minst en prick")
	stagetest.Press(a, "+", "s")
	if len(r.MyBallot(at[1].ID).Dots) != 1 {
		t.Error("the third ballot is not laid")
	}
	before := r.Board().OpenRound().Cast()
	r.Must(model.Host, model.CloseRound{})
	res, _ := r.Board().LastRound().Result()
	if res.Ballots != before {
		t.Errorf("%d ballots counted of %d", res.Ballots, before)
	}
	stagetest.Press(a, "down")
	stagetest.Shows(t, a, "Bengt")
}

// TestALateAnswerTakesNobodysDots holds that what comes of the ballot of whoever voted
// before leaves the dots of the next person at the terminal alone, and that a ballot that
// was refused is not said to be in the box.
func TestALateAnswerTakesNobodysDots(t *testing.T) {
	r, a := atTable(t, stagetest.Voting)
	owner, round := r.People[1], r.Board().OpenRound()
	answer := func(err error) stage.DoneMsg {
		return stage.DoneMsg{By: owner, Command: model.CastBallot{Round: round.ID}, Err: err}
	}
	stagetest.Press(a, "down", "enter", "enter", "+")
	stagetest.Shows(t, a, "●○○")
	stagetest.Send(a, answer(nil))
	stagetest.Shows(t, a, "●○○")
	stagetest.Press(a, "+")
	stagetest.Shows(t, a, "●●○")
	stagetest.Send(a, answer(model.ErrTooManyDots))
	stagetest.Shows(t, a, "●●○")
	stagetest.Press(a, "s")
	mine := r.MyBallot(r.Board().WrittenForBy(owner.Person)[0].ID)
	if n := len(mine.Dots); n == 0 || mine.Dots[0].N+mine.Dots[n-1].N < 2 {
		t.Errorf("the ballot has %+v", mine.Dots)
	}
}

func TestTheVoteEndsInTheMiddleOfATurn(t *testing.T) {
	r, a := atTable(t, stagetest.Voting)
	stagetest.Press(a, "down", "enter", "enter", "+")
	r.Must(model.Host, model.CloseRound{})
	stagetest.Press(a, "down", "s")
	if res, _ := r.Board().LastRound().Result(); res.Dots == 0 {
		t.Fatal("nothing was counted")
	}
	r.Go(method.Commit)
	stagetest.Press(a, "down")
	stagetest.Shows(t, a, "Bengt")
}

func TestWhoIsNotOnTheRollIsPassedOver(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Defining)
	r.Must(model.Host, model.AllowProxies{Allowed: true})
	r.Must(model.Host, model.ChooseParticipation{Participation: model.VoteRoll})
	owner := r.People[1]
	r.Must(owner, model.BringPerson{Name: "Ester", Sector: model.CivilSociety})
	here := []model.PersonID{owner.Person, r.Board().WrittenForBy(owner.Person)[0].ID}
	r.Go(method.Vote)
	r.Must(model.Host, model.OpenRound{Dots: 3, Here: here})
	r.Must(owner, model.BringPerson{Name: "Sen", Sector: model.Business})
	a := seated(t, r, 1)
	stagetest.Press(a, "down", "down", "enter")
	stagetest.Hides(t, a, "Ge tangentbordet")
	stagetest.Press(a, "up", "enter", "enter", "+", "s")
	stagetest.Shows(t, a, "Ge tangentbordet till Bengt")
	stagetest.Press(a, "enter", "+", "s")
	stagetest.Hides(t, a, "Ge tangentbordet") // nobody else may vote
	if n := r.Board().OpenRound().Cast(); n != 2 {
		t.Errorf("%d ballots, want 2", n)
	}
}
