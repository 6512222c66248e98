package home

import (
	"context"
	"errors"
	"os"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/model/workshop"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

func TestMain(m *testing.M) {
	time.Local = time.UTC // times are shown in the machine's own
	os.Exit(m.Run())
}

// begin shows a house at home. What is led and reviewed is said in a toast.
func begin(t *testing.T, rooms ...*stagetest.Room) (*stage.App, *Screen) {
	t.Helper()
	house := &stagetest.House{TB: t, Rooms: rooms}
	env := stagetest.Env(stagetest.NewRoom(t), model.Host)
	env.House = house
	s := New(env, Actions{
		Host:    func(r workshop.Live) tea.Cmd { return stage.Toast("leder " + r.Board().Title) },
		Review:  func(id string) tea.Cmd { return stage.Toast("granskar " + id) },
		Methods: method.All,
		Export:  func(id string, format report.Format) (string, error) { return id + "." + string(format), nil },
	})
	return stagetest.App(t, env, s), s
}

// newWorkshop is a room with a workshop in which nothing has happened.
func newWorkshop(t *testing.T, id, title, node, series string, number int) *stagetest.Room {
	t.Helper()
	r := stagetest.NewRoom(t)
	r.Pass(time.Duration(number) * -30 * 24 * time.Hour)
	m, _ := method.Get("colab")
	_, err := r.Do(context.Background(), model.Host, "", model.CreateWorkshop{
		ID: id, Title: title, Method: m.ID, Node: node, Series: series, Number: number, Lang: "sv", Phases: m.Agenda(1),
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// named gives a co-lab a place and a number of its own. Its id is that of
// stagetest, and not part of any picture.
func named(t *testing.T, r *stagetest.Room, title, node, series string, number int) *stagetest.Room {
	t.Helper()
	r.Must(model.Host, model.DescribeWorkshop{Title: title, Node: node, Series: series, Number: number})
	return r
}

// house has workshops of three nodes.
func house(t *testing.T) []*stagetest.Room {
	t.Helper()
	going := named(t, stagetest.CoLab(t, stagetest.Clustering), "Återbruk: smalna av", "Lund", "Återbruk i Lund", 2)
	ended := stagetest.CoLab(t, stagetest.Rating)
	named(t, ended, "Återbruk och cirkulär ekonomi", "Lund", "Återbruk i Lund", 1)
	ended.Must(model.Host, model.EndWorkshop{})
	archived := newWorkshop(t, "01D", "Provträff", "Lund", "", 0)
	archived.Must(model.Host, model.ArchiveWorkshop{Archived: true})
	return []*stagetest.Room{
		ended, going, archived,
		newWorkshop(t, "01A", "Unga och stan", "Kristianstad", "", 0),
		newWorkshop(t, "01B", "Mat nära", "Svalöv", "Maten i Svalöv", 1),
		newWorkshop(t, "01C", "Mat nära: pröva", "Svalöv", "Maten i Svalöv", 2),
		newWorkshop(t, "01E", "Styrgruppen", "", "", 0),
	}
}

func TestGolden(t *testing.T) {
	a, _ := begin(t, house(t)...)
	stagetest.Golden(t, "list", a)
	stagetest.GoldenStyled(t, "list", a)
	stagetest.Press(a, "A", "/")
	stagetest.Type(a, "lund")
	stagetest.Golden(t, "search", a)
	stagetest.Press(a, "esc", "n")
	stagetest.Golden(t, "new", a)
	stagetest.Type(a, "Cykling")
	stagetest.Press(a, "enter", "enter", "enter", "enter", "enter")
	stagetest.Type(a, "lu")
	stagetest.Press(a, "right", "enter")
	stagetest.Type(a, "Återbruk i Lund")
	stagetest.Golden(t, "form", a)
	stagetest.GoldenStyled(t, "form", a)
	stagetest.Press(a, "up", "up", "space")
	stagetest.Golden(t, "methods", a)
}

func TestGoldenWelcome(t *testing.T) {
	a, _ := begin(t)
	stagetest.Golden(t, "welcome", a)
	stagetest.GoldenStyled(t, "welcome", a)
	stagetest.Press(a, "d")
	stagetest.Golden(t, "demo", a)
}

func TestGoldenWhenItCannotBeRead(t *testing.T) {
	a, s := begin(t)
	s.err = errors.New("disk trasig")
	stagetest.Golden(t, "failed", a)
}
