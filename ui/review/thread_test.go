package review

import (
	"context"
	"errors"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/lineage"
	"verkstad/model/method"
	"verkstad/model/workshop"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// series is two meetings: the second opens with what the first left, and Åsa
// was at both.
func series(t *testing.T) (first, second *stagetest.Room, house *stagetest.House) {
	t.Helper()
	first = stagetest.CoLab(t, stagetest.Ended)
	m, _ := method.Get("colab")
	house = &stagetest.House{TB: t, Rooms: []*stagetest.Room{first}}
	room, err := house.Create(context.Background(), model.CreateWorkshop{
		Title: "Återbruk och cirkulär ekonomi", Method: m.ID, Node: "Lund", Series: "återbruk i lund", Number: 2, Lang: "sv",
		Phases: m.Agenda(2), Carry: first.Board().Leaves(m.Agenda(2)),
	})
	if err != nil {
		t.Fatal(err)
	}
	second = room.(*stagetest.Room)
	second.Join("Åsa", model.CivilSociety)
	second.Join("Ny", model.Business)
	promise := second.Board().Commitments()[0]
	second.Must(model.Host, model.FollowCommitment{ID: promise.ID, Status: model.CommitmentDone, Note: "De sa ja."})
	second.Must(model.Host, model.EndWorkshop{})
	return first, second, house
}

// read reviews a meeting of a series as somebody who was there.
func read(t *testing.T, r *stagetest.Room, house *stagetest.House, me model.Actor) (*stage.App, *Screen) {
	t.Helper()
	name := ""
	if p := r.Board().Person(me.Person); p != nil {
		name = p.Key
	}
	viewpoint := func(workshop.Live) (model.Actor, bool) { return model.Host, true }
	if me.Role != model.Facilitator {
		viewpoint = func(other workshop.Live) (model.Actor, bool) {
			p := other.Board().PersonByKey(name)
			if p == nil {
				return model.Actor{}, false
			}
			return model.Actor{Person: p.ID, Role: model.Participant}, true
		}
	}
	a, s := open(t, r, me)
	s.opts.Series = func(b *model.Board) ([]lineage.Meeting, error) { return stage.SeriesAs(house, b, viewpoint) }
	return a, s
}

func TestFollowAPromiseBackThroughTheSeries(t *testing.T) {
	_, second, house := series(t)
	a, s := read(t, second, house, model.Host)
	stagetest.Resize(a, 80, 40)
	stagetest.Press(a, "4", "enter")
	stagetest.Shows(t, a, "följ tråden", "buren hit från träff 1")
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "Det växte ur", "Det blev", "klart", "åtagande · träff 2", "Ur 3 idéer från 3 sektorer")
	stagetest.Press(a, "down", "enter") // to the promise as it was made
	stagetest.Shows(t, a, "åtagande · träff 1", "Låna och dela i byn")
	stagetest.Press(a, "down", "enter", "down", "enter") // to its question and its heap
	stagetest.Shows(t, a, "kluster · träff 1", "Verktygspool i varje by", "Hur kan vi göra det lättare")
	if len(s.thread.way) != 4 {
		t.Fatalf("%d items were walked, want 4:\n%s", len(s.thread.way), stagetest.Screen(a))
	}
	stagetest.Press(a, "esc", "backspace", "esc")
	stagetest.Shows(t, a, "åtagande · träff 2")
	stagetest.Press(a, "esc")
	if s.following() || s.chosen() != 1 {
		t.Errorf("after as many steps back: following %v, chosen %d", s.following(), s.chosen())
	}
	stagetest.Press(a, "esc")
	if s.chosen() != 0 {
		t.Error("esc does not let go of what was chosen")
	}
}

func TestFollowAnIdeaOnThroughTheSeries(t *testing.T) {
	first, _, house := series(t)
	a, s := read(t, first, house, model.Host)
	stagetest.Resize(a, 120, 40)
	x, y := stagetest.Find(t, a, "Verktygspool i varje by")
	stagetest.Click(a, x, y)
	stagetest.Click(a, x, y)
	stagetest.Shows(t, a, "Här börjar tråden", "Låna och dela i byn", "? Hur kan vi göra det lättare", "→ Frågar byalaget", "träff 2", "klart")
	x, y = stagetest.Find(t, a, "? Hur kan vi göra det lättare")
	stagetest.Click(a, x+4, y)
	stagetest.Click(a, x+4, y)
	stagetest.Shows(t, a, "fråga · träff 1")
	stagetest.Press(a, "1")
	if s.following() || s.tab != boardTab {
		t.Error("a tab does not lead away from the thread")
	}
}

func TestAThreadShowsNoMoreThanTheReaderMaySee(t *testing.T) {
	_, second, house := series(t)
	a, _ := read(t, second, house, second.People[1]) // was not at the first
	stagetest.Press(a, "4", "enter", "enter")
	stagetest.Shows(t, a, "Buret hit från Återbruk", "så här slutar tråden")
	stagetest.Hides(t, a, "Låna och dela i byn", "Verktygspool")
	a, _ = read(t, second, house, second.People[0]) // was
	stagetest.Press(a, "4", "enter", "enter")
	stagetest.Shows(t, a, "Låna och dela i byn", "Verktygspool")
}

func TestAThreadWithoutTheOtherMeetings(t *testing.T) {
	_, second, _ := series(t)
	a, s := open(t, second, model.Host)
	s.opts.Series = func(*model.Board) ([]lineage.Meeting, error) { return nil, errors.New("disk trasig") }
	stagetest.Press(a, "4", "enter", "enter")
	stagetest.Shows(t, a, "gick inte att läsa", "Buret hit från")
	stagetest.Press(a, "esc", "6", "enter")
	if s.following() || s.chosen() != 0 {
		t.Error("something is chosen in the report")
	}
}

func TestGoldenThread(t *testing.T) {
	_, second, house := series(t)
	a, _ := read(t, second, house, model.Host)
	stagetest.Press(a, "2", "enter")
	stagetest.Golden(t, "chosen", a)
	stagetest.Press(a, "enter", "down")
	stagetest.Golden(t, "thread", a)
	stagetest.GoldenStyled(t, "thread", a)
	if s := stagetest.Screen(a); strings.Contains(s, "Cecilia") {
		t.Errorf("a thread names who wrote:\n%s", s)
	}
}
