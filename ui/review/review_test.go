package review

import (
	"errors"
	"os"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

func TestMain(m *testing.M) {
	time.Local = time.UTC // times are shown in the machine's own
	os.Exit(m.Run())
}

// open reviews the room as me, with everything that can be done.
func open(t *testing.T, r *stagetest.Room, me model.Actor) (*stage.App, *Screen) {
	t.Helper()
	s := New(stagetest.Env(r, me), Options{
		Load: func() (*History, error) {
			records, err := r.Records()
			return NewHistory(records), err
		},
		Back:   func() tea.Cmd { return stage.Toast("åter") },
		Export: func(format report.Format) (string, error) { return "traff." + string(format), nil },
	})
	return stagetest.App(t, s.env, s), s
}

func TestGolden(t *testing.T) {
	a, s := open(t, stagetest.CoLab(t, stagetest.Ended), model.Host)
	for i, name := range []string{"board", "questions", "votes", "commitments", "feedback", "goals", "report"} {
		s.tab = tab(i)
		stagetest.Golden(t, name, a)
	}
	s.tab = boardTab
	stagetest.GoldenStyled(t, "board", a)
	s.tab = votesTab
	stagetest.Press(a, "shift+left", "shift+left", "shift+left", "right", "right", "right", "right")
	stagetest.Golden(t, "secret", a)
	stagetest.Press(a, "home", "1")
	stagetest.Golden(t, "beginning", a)
	stagetest.Press(a, "end", "/")
	stagetest.Type(a, "kafé")
	stagetest.Golden(t, "search", a)
	stagetest.Press(a, "enter", "e")
	stagetest.Golden(t, "export", a)
}

func TestGoldenOfAWorkshopThatCameToNothing(t *testing.T) {
	a, _ := open(t, stagetest.CoLab(t, stagetest.Waiting), model.Host)
	stagetest.Golden(t, "nothing", a)
}

func TestGoldenOverSSH(t *testing.T) {
	a, s := open(t, stagetest.CoLab(t, stagetest.Ended), model.Host)
	s.opts.Export = nil
	stagetest.Press(a, "e")
	stagetest.Golden(t, "ssh", a)
}

func TestGoldenWithoutAWorkshop(t *testing.T) {
	a, s := open(t, stagetest.CoLab(t, stagetest.Ended), model.Host)
	s.history, s.err = nil, errors.New("disk trasig")
	stagetest.Golden(t, "failed", a)
}

// TestSessionsAreToldApart looks back on a conference: what lies free by the
// session it was written in, the rest with it.
func TestSessionsAreToldApart(t *testing.T) {
	r := stagetest.Conference(t)
	b := r.Board()
	r.Must(model.Host, model.EnterPhase{Phase: b.Phases()[2].ID})
	r.Must(r.People[1], model.AskQuestion{Text: "Går det att hyra per kväll?"})
	r.Must(model.Host, model.EnterPhase{Phase: b.Phases()[5].ID})
	r.Must(model.Host, model.CreateCluster{Title: "Hyran", Ideas: []model.ItemID{1}})
	r.Must(model.Host, model.EndWorkshop{})
	a, s := open(t, r, model.Host)
	stagetest.Golden(t, "sessions", a)
	s.tab = questionsTab
	stagetest.Shows(t, a, "Det som inte gick · B")
}
