package participant_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/workshop"
	"verkstad/ui/participant"
	"verkstad/ui/stage/stagetest"
)

func TestJoinsByNameAndSector(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Waiting)
	a := stranger(t, r, participant.Hint{Name: "Örjan", Door: &stagetest.Door{Room: r, Code: "X7K2M94QD"}})
	if r.Presence().Waiting != 1 {
		t.Error("who stands at the door is not counted as waiting")
	}
	stagetest.Press(a, "enter", "down", "enter")
	p := r.Board().PersonByKey("return:X7K2M94QD")
	if p == nil || p.Name != "Örjan" || p.Sector != model.PublicSector {
		t.Fatalf("joined as %+v", p)
	}
	if r.Presence().Waiting != 0 || !r.Presence().Here(p.ID) {
		t.Error("who has joined is not counted as here")
	}
	stagetest.Shows(t, a, "Välkommen, Örjan!", "kod X7K-2M9-4QD", "X7K-2M9-4QD är din återkomstkod. Välkommen, Örjan!")
	stagetest.Press(a, "ctrl+g")
	stagetest.Hides(t, a, "kod X7K-2M9-4QD  ")
	stagetest.Press(a, "?")
	stagetest.Shows(t, a, "kod X7K-2M9-4QD: visa")
}

func TestANameThatIsTakenGetsAnother(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Waiting)
	a := stranger(t, r, participant.Hint{Key: "new"})
	stagetest.Type(a, "Bengt")
	stagetest.Press(a, "enter", "3")
	if r.Board().PersonByKey("new") != nil {
		t.Fatal("two people have the same name")
	}
	stagetest.Shows(t, a, "Bengt 2")
	stagetest.Press(a, "enter", "3")
	if p := r.Board().PersonByKey("new"); p == nil || p.Name != "Bengt 2" || p.Sector != model.Business {
		t.Errorf("joined as %+v", p)
	}
}

func TestWhoComesBackComesStraightIn(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Gathering)
	a := seated(t, r, 4)
	stagetest.Shows(t, a, "Samla idéer", "Elif")
}

func TestTheCodeFindsTheRoom(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Waiting)
	e := stagetest.Env(r, model.Actor{})
	e.Room = nil
	key := r.Board().Person(2).Key
	find := func(code string) (workshop.Live, error) {
		if room, ok := e.House.ByCode(code); ok {
			return room, nil
		}
		return nil, errors.New("ingen sådan")
	}
	a := stagetest.App(t, e, participant.New(e, participant.Hint{FindRoom: find, KeyFor: func(workshop.Live) string { return key }}))
	stagetest.Type(a, "fel")
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "ingen sådan")
	stagetest.Press(a, "backspace", "backspace", "backspace")
	stagetest.Type(a, "krabba")
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "Välkommen, Bengt!")
}

func TestGathersOneIdeaAfterTheOther(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Gathering)
	a := seated(t, r, 0)
	stagetest.Type(a, "Quiz om återbruk, h j k l? u r f p i")
	stagetest.Press(a, "enter")
	stagetest.Type(a, "En till")
	stagetest.Press(a, "enter")
	mine := r.Board().Ideas(r.People[0])
	if n := len(mine); mine[n-2].Text != "Quiz om återbruk, h j k l? u r f p i" || mine[n-1].Text != "En till" {
		t.Fatalf("the board has %q", mine[n-1].Text)
	}
	stagetest.Hides(t, a, "Kaffesump")
	stagetest.Press(a, "tab", "e")
	stagetest.Type(a, "!")
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "En till!")
	stagetest.Press(a, "tab", "x")
	stagetest.Hides(t, a, "En till!")
	stagetest.Press(a, "u")
	stagetest.Shows(t, a, "En till!")
	stagetest.Press(a, "ctrl+r")
	stagetest.Hides(t, a, "● En till!")
}

func TestADraftOutlivesTheConnection(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Gathering)
	stagetest.Type(seated(t, r, 0), "Halvskriven tan")
	again := seated(t, r, 0)
	stagetest.Shows(t, again, "Halvskriven tan")
	stagetest.Type(again, "ke")
	stagetest.Press(again, "enter")
	stagetest.Shows(t, seated(t, r, 0), "Halvskriven tanke", "Skriv en idé och tryck enter")
}

func TestThePhaseMovesOnAndTheDraftStays(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Gathering)
	a := seated(t, r, 0)
	stagetest.Type(a, "Halvskriven")
	gather := r.Board().Phase().ID
	r.Go(method.Cluster)
	stagetest.Wake(a)
	stagetest.Shows(t, a, "Gruppera", "Lösa idéer")
	r.Must(model.Host, model.EnterPhase{Phase: gather})
	stagetest.Wake(a)
	stagetest.Shows(t, a, "Halvskriven")
}

func TestWhatIsRefusedIsGivenBack(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Gathering)
	a := seated(t, r, 0)
	stagetest.Type(a, "Dyrbar idé")
	r.Break(errors.New("disken är full"))
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "Dyrbar idé", "disken är full")
	r.Break(nil)
	stagetest.Press(a, "enter")
	if mine := r.Board().Ideas(r.People[0]); mine[len(mine)-1].Text != "Dyrbar idé" {
		t.Error("the idea is lost")
	}
}

func TestLeavingAsksIfSomethingIsWritten(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Gathering)
	a := seated(t, r, 0)
	if !stagetest.Quits(a, "ctrl+c") {
		t.Error("nothing is written, and still it asks")
	}
	stagetest.Type(a, "Halv")
	if stagetest.Quits(a, "ctrl+c") {
		t.Error("it leaves without asking")
	}
	stagetest.Shows(t, a, "Lämna?")
}

func TestHandReadyAndParking(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Talking)
	a := seated(t, r, 0)
	me := r.People[0]
	stagetest.Press(a, "r", "f")
	p := r.Board().Person(me.Person)
	if p.Hand == 0 || !r.Board().IsReady(p) {
		t.Errorf("hand %d, ready %v", p.Hand, r.Board().IsReady(p))
	}
	stagetest.Shows(t, a, "handen uppe: nr 4", "✓ färdig", "← du")
	stagetest.Press(a, "r", "p")
	stagetest.Type(a, "Vem har nyckeln?")
	stagetest.Press(a, "enter")
	if r.Board().Person(me.Person).Hand != 0 {
		t.Error("the hand is still up")
	}
	if lot := r.Board().ParkingLot(me); len(lot) != 1 || lot[0].Text != "Vem har nyckeln?" {
		t.Errorf("the parking lot has %v", lot)
	}
}

func TestTheRemovedAreToldKindly(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Gathering)
	a := seated(t, r, 0)
	r.Must(model.Host, model.RemovePerson{Person: r.People[0].Person})
	stagetest.Wake(a)
	stagetest.Shows(t, a, "Du är inte med längre")
	stagetest.Press(a, "r", "enter")
	r.Must(model.Host, model.ReadmitPerson{Person: r.People[0].Person})
	stagetest.Wake(a)
	stagetest.Shows(t, a, "Samla idéer")
}

func TestClustersByLetterAndNumber(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Clustering)
	a := seated(t, r, 0)
	groups := r.Board().Groups(r.People[0])
	card, into := groups[0].Ideas[1], groups[2].Cluster
	stagetest.Press(a, "B", "2")
	if got := r.Board().ClusterOf(r.Board().Idea(card.ID)); got == nil || got.ID != into.ID {
		t.Fatalf("the card lies in %+v", got)
	}
	stagetest.Press(a, "space", "n")
	stagetest.Type(a, "Ny hög")
	stagetest.Press(a, "enter")
	if got := r.Board().ClusterOf(r.Board().Idea(card.ID)); got == nil || got.Title != "Ny hög" {
		t.Errorf("the card lies in %+v", got)
	}
	stagetest.Press(a, "e")
	stagetest.Type(a, "!")
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "Ny hög!")
	stagetest.Press(a, "x")
	stagetest.Hides(t, a, "Ny hög!")
}

func TestClustersByMouse(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Clustering)
	a := seated(t, r, 0)
	card := r.Board().Groups(r.People[0])[0].Ideas[0]
	x1, y1 := stagetest.Find(t, a, "Plantbyte")
	x2, y2 := stagetest.Find(t, a, "Låna och dela")
	stagetest.Drag(a, x1, y1, x2, y2+2)
	if got := r.Board().ClusterOf(r.Board().Idea(card.ID)); got == nil || got.Title != "Låna och dela i byn" {
		t.Errorf("the card lies in %+v", got)
	}
}

func TestTwoWhoMoveTheSameCardDoNotLoseIt(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Clustering)
	one, two := seated(t, r, 0), seated(t, r, 1)
	card := r.Board().Groups(r.People[0])[0].Ideas[0]
	stagetest.Press(one, "A")
	stagetest.Press(two, "A")
	stagetest.Press(one, "1")
	stagetest.Press(two, "2")
	n := 0
	for _, g := range r.Board().Groups(r.People[0]) {
		for _, i := range g.Ideas {
			if i.ID == card.ID {
				n++
			}
		}
	}
	if n != 1 {
		t.Errorf("the card lies in %d places", n)
	}
	stagetest.Wake(one)
	stagetest.Shows(t, one, "•")
	r.Pass(10 * time.Second)
	stagetest.Wake(one)
	stagetest.Hides(t, one, "•")
}

func TestMergesClusters(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Clustering)
	a := seated(t, r, 0)
	before := len(r.Board().Clusters())
	stagetest.Press(a, "1", "m", "enter")
	if got := len(r.Board().Clusters()); got != before-1 {
		t.Errorf("%d clusters, want %d", got, before-1)
	}
}

func TestVotes(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Voting)
	a := seated(t, r, 0)
	me := r.People[0].Person
	order := r.Board().OpenRound().Order(me)
	stagetest.Press(a, "+", "+", "+")
	stagetest.Shows(t, a, "Fler prickar får du inte lägga på samma.")
	stagetest.Press(a, "down", "1", r.Board().OpenRound().Label(order[1].ID), "-", "down", "+")
	dots := r.MyBallot(me).Dots
	want := map[model.ItemID]int{order[0].ID: 2, order[2].ID: 1}
	if len(dots) != 2 || want[dots[0].ID] != dots[0].N || want[dots[1].ID] != dots[1].N {
		t.Fatalf("dots %v, want %v", dots, want)
	}
	stagetest.Shows(t, a, "13 av 14 har röstat", "Resultatet visas när den stängs", "●●●")
	stagetest.Hides(t, a, "12 prickar")
	stagetest.Press(a, "up", "+")
	stagetest.Shows(t, a, "Alla dina prickar är lagda")
	stagetest.Shows(t, seated(t, r, 0), "●●●")
	r.Must(model.Host, model.CloseRound{})
	stagetest.Wake(a)
	stagetest.Shows(t, a, "går vidare är det ”")
}

func TestVotesByMouse(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Voting)
	a := seated(t, r, 0)
	order := r.Board().OpenRound().Order(r.People[0].Person)
	_, y := stagetest.Find(t, a, order[1].Title[:20])
	stagetest.Click(a, 75, y)
	if dots := r.MyBallot(r.People[0].Person).Dots; len(dots) != 1 || dots[0].ID != order[1].ID {
		t.Errorf("dots %v", dots)
	}
}

func TestProposesSupportsAndMarksQuestions(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Defining)
	a := seated(t, r, 13)
	stagetest.Press(a, "n")
	stagetest.Type(a, "Hur kan vi bygga vidare?")
	stagetest.Press(a, "enter", "space", "o")
	all := r.Board().Questions()
	q := all[len(all)-1]
	if q.Text != "Hur kan vi bygga vidare?" || q.Cluster == 0 || len(q.Support) != 1 || q.Kind != model.OpenQuestion {
		t.Fatalf("the question is %+v", q)
	}
	stagetest.Press(a, "e")
	stagetest.Type(a, "?")
	stagetest.Press(a, "enter")
	if got := r.Board().Question(q.ID); !strings.HasSuffix(got.Text, "??") {
		t.Errorf("one's own question became %q", got.Text)
	}
	stagetest.Press(a, "home", "down", "e")
	stagetest.Type(a, " Nu")
	stagetest.Press(a, "enter")
	all = r.Board().Questions()
	if last := all[len(all)-1]; last.Parent != all[0].ID || !strings.HasSuffix(last.Text, " Nu") {
		t.Errorf("the better wording is %+v", last)
	}
}

func TestCommits(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Committing)
	a := seated(t, r, 5)
	stagetest.Press(a, "enter", "tab", "tab", "enter")
	stagetest.Shows(t, a, "Skriv vad du ska göra först.")
	stagetest.Type(a, "Ringer kommunen")
	stagetest.Press(a, "enter", "enter")
	stagetest.Type(a, "fredag")
	stagetest.Press(a, "enter", "right", "enter")
	all := r.Board().Commitments()
	c := all[len(all)-1]
	if c.What != "Ringer kommunen" || c.Who != "Frida" || c.When != "fredag" || r.Board().Question(c.From) == nil {
		t.Fatalf("the commitment is %+v", c)
	}
	stagetest.Press(a, "esc", "e")
	stagetest.Type(a, " i dag")
	stagetest.Press(a, "ctrl+s")
	if got := r.Board().Commitment(c.ID).What; got != "Ringer kommunen i dag" {
		t.Errorf("changed to %q", got)
	}
	stagetest.Press(a, "esc", "x")
	if len(r.Board().Commitments()) != 4 {
		t.Error("the commitment was not taken back")
	}
}

func TestGivesFeedback(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Rating)
	a := seated(t, r, 0)
	stagetest.Press(a, "3")
	if f := r.Board().RatingBy(r.People[0].Person, 0); f == nil || f.Score != 3 || f.Text != "" {
		t.Fatalf("3 does not count at once: %+v", f)
	}
	stagetest.Shows(t, a, "Tack! Du svarade: Gav mer än den kostade", "enter skriv en rad")
	stagetest.Press(a, "enter")
	stagetest.Type(a, "Mer kaffe, 4 koppar")
	stagetest.Press(a, "enter")
	f := r.Board().RatingBy(r.People[0].Person, 0)
	if f == nil || f.Score != 3 || f.Text != "Mer kaffe, 4 koppar" {
		t.Fatalf("the feedback is %+v", f)
	}
	stagetest.Shows(t, a, "Tack! Du svarade: Gav mer än den kostade")
	stagetest.Press(a, "e", "4")
	if f := r.Board().RatingBy(r.People[0].Person, 0); f.Score != 4 || f.Text != "Mer kaffe, 4 koppar" {
		t.Errorf("changed to %+v", f)
	}
}

func TestFilters(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Revealed)
	a := seated(t, r, 0)
	stagetest.Press(a, "tab", "/")
	stagetest.Type(a, "SLÖJD")
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "slöjdsalarna", "1 träff")
	stagetest.Hides(t, a, "Loppis")
	stagetest.Press(a, "esc")
	stagetest.Shows(t, a, "Loppis")
}

func TestAnObserverLooksOn(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Clustering)
	a := stranger(t, r, participant.Hint{Key: "watcher", Name: "Vera", Role: model.Observer})
	stagetest.Press(a, "enter", "enter")
	stagetest.Shows(t, a, "Gruppera")
	stagetest.Press(a, "A")
	stagetest.Shows(t, a, "åhörare")
}

// While one votes, u takes back the last dot and nothing else, and a ballot
// that somebody else's terminal has overtaken is not sent over the newer one.
func TestUndoWhileVotingIsOfDots(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Voting)
	a := seated(t, r, 0)
	me := r.People[0]
	order := r.Board().OpenRound().Order(me.Person)
	ideas := len(r.Board().Ideas(model.Host))
	stagetest.Press(a, "+", "down", "+", "u")
	if dots := r.MyBallot(me.Person).Dots; len(dots) != 1 || dots[0].ID != order[0].ID {
		t.Errorf("after undo the dots are %v", dots)
	}
	stagetest.Press(a, "u", "u")
	if dots := r.MyBallot(me.Person).Dots; len(dots) != 0 || len(r.Board().Ideas(model.Host)) != ideas {
		t.Errorf("after more of it the dots are %v, with %d ideas of %d", dots, len(r.Board().Ideas(model.Host)), ideas)
	}
	other := model.CastBallot{Dots: []model.Dot{{ID: order[2].ID, N: 2}}, After: r.MyBallot(me.Person).Count}
	r.Must(me, other) // at another terminal, of which this one has not heard
	stagetest.Press(a, "+")
	stagetest.Shows(t, a, "Du har röstat från en annan skärm")
	if dots := r.MyBallot(me.Person).Dots; len(dots) != 1 || dots[0] != (model.Dot{ID: order[2].ID, N: 2}) {
		t.Errorf("the newer ballot became %v", dots)
	}
}
