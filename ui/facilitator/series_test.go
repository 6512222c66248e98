package facilitator_test

import (
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/facilitator"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// second leads the second meeting of a series, which opened with nothing: the
// first is in the same house.
func second(t *testing.T) (*stagetest.Room, *stage.App) {
	t.Helper()
	house, r := stagetest.Second(t)
	r.Join("Åsa", model.CivilSociety)
	r.Go(method.Talk)
	e := stagetest.Env(r, model.Host)
	e.House = house
	return r, stagetest.App(t, e, facilitator.New(e))
}

func TestBringInDuringTheMeeting(t *testing.T) {
	r, a := second(t)
	stagetest.Press(a, "C")
	stagetest.Shows(t, a, "träff 1 · Återbruk", "Frågor att gå vidare med", "✓ Hur kan vi göra det lättare", "4 av 4 valda")
	stagetest.Press(a, "down", "down", "space") // not the first question
	stagetest.Shows(t, a, "○ Hur kan vi göra det lättare", "3 av 4 valda")
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "10 saker kommer upp på tavlan")
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "Inne från Återbruk och cirkulär ekonomi: 3 frågor, 4 åtaganden, 3 idéer.", "finns redan här", "Följ upp")
	questions, commitments := r.Board().Carried()
	if len(questions) != 3 || len(commitments) != 4 || len(r.Board().ParkingLot(model.Host)) != 3 {
		t.Fatalf("%d questions and %d commitments were carried", len(questions), len(commitments))
	}
	seq := r.Board().Seq
	stagetest.Press(a, "enter", "esc", "esc", "C", "enter")
	if r.Board().Seq != seq {
		t.Error("something was brought in twice")
	}
}

func TestAHeadingChoosesAllUnderIt(t *testing.T) {
	r, a := second(t)
	stagetest.Press(a, "C", "home", "space", "space") // all, then none
	stagetest.Shows(t, a, "0 av 4 valda")
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "Välj med blanksteg")
	x, y := stagetest.Find(t, a, "Hur får vi byggmaterial")
	stagetest.Click(a, x, y)
	stagetest.Click(a, x, y)
	stagetest.Shows(t, a, "✓ Hur får vi byggmaterial", "1 av 4 valda")
	stagetest.Press(a, "enter", "enter")
	if questions, _ := r.Board().Carried(); len(questions) != 1 {
		t.Errorf("%d questions were brought in, want the one clicked", len(questions))
	}
}

func TestFollowUpPromisesInTheSeries(t *testing.T) {
	r, a := second(t)
	stagetest.Resize(a, 120, 40)
	stagetest.Press(a, "C", "enter", "enter", "home", "down", "enter")
	stagetest.Shows(t, a, "Hur gick det? Frågar byalaget", "Gjort", "Pågår", "Blev inte av")
	stagetest.Press(a, "enter")
	stagetest.Type(a, "De sa ja")
	stagetest.Press(a, "enter")
	_, promises := r.Board().Carried()
	if promises[0].Status != model.CommitmentDone || promises[0].Note != "De sa ja" {
		t.Errorf("the promise is %q with %q", promises[0].Status, promises[0].Note)
	}
	stagetest.Shows(t, a, "● Frågar byalaget", "De sa ja")
	stagetest.Press(a, "down", "space", "down", "down", "enter", "enter")
	if _, promises = r.Board().Carried(); promises[1].Status != model.CommitmentDropped {
		t.Errorf("the second promise is %q, want dropped", promises[1].Status)
	}
}

func TestASeriesOfOne(t *testing.T) {
	_, a := lead(t, stagetest.Talking)
	stagetest.Press(a, "C")
	stagetest.Shows(t, a, "Inget väntar från tidigare träffar")
}

func TestGoldenSeries(t *testing.T) {
	_, a := second(t)
	stagetest.Press(a, "C", "down", "down", "space")
	stagetest.Golden(t, "room-series", a)
	stagetest.Press(a, "enter", "enter", "home", "down")
	stagetest.Send(a, stage.ToastMsg{})
	stagetest.Golden(t, "room-follow", a)
}
