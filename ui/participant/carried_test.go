package participant_test

import (
	"context"
	"slices"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/participant"
	"verkstad/ui/stage/stagetest"
)

// secondMeeting is a co-lab that opens with what the first left, and Bo in it.
func secondMeeting(t *testing.T, id string) (*stagetest.Room, model.Actor) {
	t.Helper()
	m, _ := method.Get(id)
	r := stagetest.NewRoom(t)
	from := func(item model.ItemID) *model.Origin {
		return &model.Origin{Workshop: "01A", Title: "Träff ett", Number: 1, Item: item}
	}
	_, err := r.Do(context.Background(), model.Host, "", model.CreateWorkshop{
		ID: "01B", Title: "Träff två", Method: id, Lang: "sv", Code: "TVAA", Phases: m.Agenda(2),
		Carry: model.CarryIn{
			Questions:   []model.Question{{Text: "Hur delar vi verktyg?", Chosen: true, Origin: from(4)}},
			Commitments: []model.Commitment{{What: "Ringer kommunen", Who: "Bo", Origin: from(9)}, {What: "Bjuder in", Who: "Åsa", Origin: from(10)}},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	r.Must(model.Actor{Role: model.Participant}, model.JoinPerson{Key: "bo", Name: "Bo", Sector: model.Business, Role: model.Participant})
	r.Must(model.Host, model.Next{Start: true})
	return r, model.Actor{Person: 1, Role: model.Participant}
}

func TestFollowingUpAtTheCheckin(t *testing.T) {
	r, bo := secondMeeting(t, "colab")
	env := stagetest.Env(r, bo)
	a := stagetest.App(t, env, participant.New(env, participant.Hint{Key: "bo"}))
	stagetest.Shows(t, a, "Ringer kommunen · Bo", "Bjuder in · Åsa", "Hur delar vi verktyg?")
	stagetest.Golden(t, "carried", a)
	stagetest.Press(a, "tab", "o", "enter")
	stagetest.Type(a, "De svarade ja")
	stagetest.Press(a, "enter")
	_, commitments := r.Board().Carried()
	if c := commitments[0]; c.Status != model.CommitmentDone || c.Note != "De svarade ja" {
		t.Errorf("followed up as %+v", c)
	}
	stagetest.Shows(t, a, "✓ Ringer kommunen")
}

func TestReservationsBySector(t *testing.T) {
	r, bo := secondMeeting(t, "positionspapper")
	for !r.Board().Phase().Is(method.Talk) {
		r.Must(model.Host, model.Next{})
	}
	env := stagetest.Env(r, bo)
	a := stagetest.App(t, env, participant.New(env, participant.Hint{Key: "bo"}))
	stagetest.Press(a, "n")
	stagetest.Type(a, "Inte utan ersättning")
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "Inte utan ersättning")
	if notes := r.Board().Notes(bo, 0); len(notes) != 1 || notes[0].Sector != model.Business {
		t.Errorf("notes %+v", notes)
	}
}

func TestTaggingByName(t *testing.T) {
	r, bo := secondMeeting(t, "agenda2030")
	r.Must(model.Host, model.Next{})
	id := r.Must(bo, model.AddIdea{Text: "Hyr ut verktyg", Category: 1})
	env := stagetest.Env(r, bo)
	a := stagetest.App(t, env, participant.New(env, participant.Hint{Key: "bo"}))
	stagetest.Press(a, "f8")
	stagetest.Golden(t, "goals", a)
	stagetest.Type(a, "konsum")
	stagetest.Shows(t, a, "Hållbar konsumtion och produktion")
	stagetest.Press(a, "enter")
	stagetest.Type(a, "5")
	stagetest.Press(a, "enter")
	stagetest.Type(a, "matsvinn")
	stagetest.Shows(t, a, "Halvera matsvinnet")
	stagetest.Hides(t, a, "Jämställdhet")
	stagetest.Press(a, "enter")
	stagetest.Golden(t, "targets", a)
	stagetest.Press(a, "esc")
	if got := r.Board().ServedBy(id); !slices.Equal(got.Goals, []int{5, 12}) || !slices.Equal(got.Targets, []model.Target{"12.3"}) {
		t.Errorf("tagged with %v", got)
	}
	stagetest.Shows(t, a, "mål 5, 12.3")
	stagetest.Press(a, "tab", "/")
	stagetest.Type(a, "#12.5")
	stagetest.Press(a, "enter")
	stagetest.Hides(t, a, "Hyr ut verktyg")
	stagetest.Press(a, "/", "ctrl+u")
	stagetest.Type(a, "#matsvinn")
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "Hyr ut verktyg")
}

func TestFilingByKey(t *testing.T) {
	r, bo := secondMeeting(t, "positionspapper")
	r.Must(bo, model.AddIdea{Text: "Verktyg saknas"})
	r.Must(model.Host, model.Reveal{})
	r.Must(model.Host, model.Next{})
	r.Must(model.Host, model.CreateCluster{Title: "Verktyg"})
	env := stagetest.Env(r, bo)
	a := stagetest.App(t, env, participant.New(env, participant.Hint{Key: "bo"}))
	stagetest.Press(a, "right", "c", "down", "down", "enter")
	stagetest.Shows(t, a, "lång sikt")
	if c := r.Board().Clusters()[0]; r.Board().CategoryOf(c.ID).In("sv") != "lång sikt" {
		t.Errorf("filed as %+v", c.Filed)
	}
}
