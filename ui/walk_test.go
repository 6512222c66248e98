package ui_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/participant"
	"verkstad/ui/projector"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// TestEveryPhaseShowsWhatItWorksOn holds a workshop of every method, and looks in each
// phase at a participant's terminal of three sizes and at two walls before anybody has done
// anything in it: what an earlier phase made is there if the phase works on it.
func TestEveryPhaseShowsWhatItWorksOn(t *testing.T) {
	for _, m := range method.All() {
		t.Run(m.ID, func(t *testing.T) {
			w := newWalk(t, m)
			for n := range w.room.Board().Phases() {
				w.enter(n)
				if texts := w.worksOn(); len(texts) > 0 {
					w.looks(n, texts)
				}
				w.play(n)
			}
		})
	}
}

// walk is a workshop of a method that is gone through.
type walk struct {
	t      *testing.T
	room   *stagetest.Room
	people []model.Actor
	own    []string // what the first of the people wrote, the newest last
}

func newWalk(t *testing.T, m method.Method) *walk {
	w := &walk{t: t, room: stagetest.NewRoom(t)}
	_, err := w.room.Do(context.Background(), model.Host, "", model.CreateWorkshop{
		ID: "01WALK" + m.ID, Title: "Återbruk i byn", Method: m.ID, Node: "Svalöv", Lang: "sv", Code: "KRABBA", Phases: m.Agenda(1),
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range []string{"Åsa", "Bosse", "Cilla", "Doris"}[:min(4, max(2, m.GroupMax))] {
		w.room.Must(model.Actor{Role: model.Participant}, model.JoinPerson{Key: name, Name: name, Sector: model.Sectors[i], Role: model.Participant})
		w.people = append(w.people, model.Actor{Person: model.PersonID(i + 1), Role: model.Participant})
	}
	return w
}

// enter goes to a phase as a facilitator does: a vote is closed and what is needed revealed.
func (w *walk) enter(n int) {
	r := w.room
	ph := r.Board().Phases()[n]
	if round := r.Board().OpenRound(); round != nil {
		for i, by := range w.people {
			dots := []model.Dot{{ID: round.Candidates[i%2].ID, N: 1}}
			r.Must(by, model.CastBallot{After: model.AfterAny, Voter: model.Token{byte(i + 1)}, Dots: dots})
		}
		r.Must(model.Host, model.CloseRound{})
	}
	if ph.Does(method.BuildsOnIdeas) && r.Board().Unrevealed() > 0 {
		r.Must(model.Host, model.Reveal{})
	}
	r.Must(model.Host, model.EnterPhase{Phase: ph.ID})
	if ph.Parallel() {
		for _, by := range w.people {
			r.Must(by, model.ChooseSession{Session: model.SessionID(ph.Sessions[0].ID)})
		}
	}
}

// worksOn is the beginnings of the texts of which one at least must be seen now; none
// where the phase begins from nothing.
func (w *walk) worksOn() (texts []string) {
	b := w.room.Board()
	ph, m := b.Phase(), b.Matter()
	switch {
	case ph.ReadsOut():
		return w.own
	case m.Kind == model.NoMatter || ph.Slot() && !ph.Does(method.TakesIdeas):
		return nil
	case ph.Does(method.TakesIdeas) && m.Kind != model.MatterQuestions && m.Kind != model.MatterClusters:
		return nil
	case !ph.Does(method.BuildsOnIdeas | method.TakesCommitments | method.TakesIdeas):
		return nil
	case ph.Does(method.TakesCommitments) && m.Kind == model.MatterIdeas:
		return nil
	case len(ph.Checklist) > 0 || len(ph.CarryIn) > 0:
		return nil
	}
	for _, q := range b.Questions() {
		texts = append(texts, q.Text)
	}
	for _, c := range b.Clusters() {
		texts = append(texts, c.Title)
	}
	for _, i := range b.Ideas(model.Actor{Role: model.Observer}) {
		texts = append(texts, i.Text)
	}
	return texts
}

// looks looks at all sizes.
func (w *walk) looks(n int, texts []string) {
	ph := w.room.Board().Phase()
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 40}} {
		if size[0] == 40 && ph.Does(method.TakesIdeas) && !ph.ReadsOut() {
			continue // what one writes needs the rows; the list scrolls to it
		}
		env := stagetest.Env(w.room, w.people[0])
		w.sees(n, "participant", stagetest.App(w.t, env, participant.New(env, participant.Hint{Key: "Åsa"})), size, texts)
	}
	if ph.Does(method.TakesIdeas) {
		return // the wall shows what is read out, or written; see TestWhatIsReadOutComesToTheWall
	}
	for _, size := range [][2]int{{120, 34}, {200, 56}} {
		env := stagetest.Env(w.room, model.Actor{Role: model.Observer})
		w.sees(n, "wall", stagetest.App(w.t, env, projector.New(env, nil)), size, texts)
	}
}

func (w *walk) sees(n int, who string, a *stage.App, size [2]int, texts []string) {
	w.t.Helper()
	stagetest.Resize(a, size[0], size[1])
	screen := stagetest.Screen(a)
	for _, text := range texts {
		if beginning := []rune(text); strings.Contains(screen, string(beginning[:min(len(beginning), 16)])) {
			return
		}
	}
	w.t.Errorf("phase %d, %s: the %s at %v shows nothing of %q:\n%s", n+1, w.room.Board().Phase().Activity, who, size, texts, screen)
}

// play does what the phase is for.
func (w *walk) play(n int) {
	r, ph, a, b := w.room, w.room.Board().Phase(), w.people[0], w.people[1]
	switch {
	case ph.Does(method.TakesIdeas):
		category := min(1, len(ph.Categories))
		text := fmt.Sprintf("Verktyg att låna %d", n)
		w.own = append(w.own, text)
		r.Must(a, model.AddIdea{Text: text, Category: category})
		r.Must(b, model.AddIdea{Text: fmt.Sprintf("Virke från rivning %d", n), Category: category})
	case ph.Does(method.SortsIdeas):
		ideas := r.Board().Ideas(model.Host)
		r.Must(a, model.CreateCluster{Title: fmt.Sprintf("Dela det vi har %d", n), Ideas: []model.ItemID{ideas[0].ID}})
		r.Must(a, model.CreateCluster{Title: fmt.Sprintf("Bygg av det som rivs %d", n), Ideas: []model.ItemID{ideas[1].ID}})
	case ph.Does(method.TakesQuestions):
		for _, text := range []string{"Hur kan vi dela verktyg? %d", "Hur bygger vi av det som rivs? %d"} {
			id := r.Must(a, model.AskQuestion{Text: fmt.Sprintf(text, n)})
			r.Must(model.Host, model.ChooseQuestion{ID: id, Chosen: true})
		}
	case ph.Does(method.TakesVotes) && len(r.Board().Votable()) > 1:
		r.Must(model.Host, model.OpenRound{Dots: 3, MaxPer: 2})
	}
}

// TestWhatIsReadOutComesToTheWall holds the round of the thematic workshop: everybody has
// their own ideas in front of them, ticks off what they have read, and that, and nothing
// else, is on the wall and on the others' screens.
func TestWhatIsReadOutComesToTheWall(t *testing.T) {
	m, _ := method.Get("tematisk")
	w := newWalk(t, m)
	w.enter(0)
	w.play(0)
	w.enter(1)
	asaEnv, boEnv, wallEnv := stagetest.Env(w.room, w.people[0]), stagetest.Env(w.room, w.people[1]), stagetest.Env(w.room, model.Actor{Role: model.Observer})
	asa := stagetest.App(t, asaEnv, participant.New(asaEnv, participant.Hint{Key: "Åsa"}))
	bo := stagetest.App(t, boEnv, participant.New(boEnv, participant.Hint{Key: "Bosse"}))
	wall := stagetest.App(t, wallEnv, projector.New(wallEnv, nil))
	stagetest.Resize(wall, 120, 34)
	stagetest.Shows(t, asa, "○ ● Verktyg att låna 0", "läst upp? tab, sedan blanksteg", "Ingen har läst upp något än.")
	stagetest.Shows(t, bo, "○ ▲ Virke från rivning 0")
	stagetest.Shows(t, wall, "Idéerna kommer hit när de läses upp.")
	stagetest.Press(asa, "tab")
	stagetest.Press(asa, "space")
	for _, a := range []*stage.App{bo, wall} {
		stagetest.Wake(a)
	}
	stagetest.Shows(t, asa, "✓ ● Verktyg att låna 0")
	stagetest.Shows(t, bo, "○ ▲ Virke från rivning 0", "Verktyg att låna 0")
	stagetest.Shows(t, wall, "Verktyg att låna 0")
	stagetest.Hides(t, asa, "Virke från rivning 0")
	stagetest.Hides(t, wall, "Virke från rivning 0")
	stagetest.Press(asa, "u")
	stagetest.Wake(wall)
	stagetest.Shows(t, asa, "○ ● Verktyg att låna 0")
	stagetest.Hides(t, wall, "Verktyg att låna 0")
}
