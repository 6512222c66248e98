package lineage_test

import (
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/lineage"
	"verkstad/model/method"
)

// meeting drives a board.
type meeting struct {
	t   *testing.T
	b   *model.Board
	now time.Time
}

func newMeeting(t *testing.T, id string, number int, carry model.CarryIn) *meeting {
	t.Helper()
	m := &meeting{t, model.Empty(), time.Date(2026, 11, 23+number, 9, 0, 0, 0, time.UTC)}
	phases := []method.Phase{
		{Activity: method.Gather, Minutes: 5}, {Activity: method.Cluster, Minutes: 5},
		{Activity: method.Define, Minutes: 5}, {Activity: method.Commit, Minutes: 5},
	}
	m.must(model.Host, model.CreateWorkshop{
		ID: id, Code: "C" + id, Title: "Träff", Series: "S", Number: number, Lang: "sv", Phases: phases, Carry: carry,
	})
	return m
}

func (m *meeting) must(by model.Actor, c model.Command) model.ItemID {
	m.t.Helper()
	events, err := model.Decide(m.b, by, c, m.now)
	if err != nil {
		m.t.Fatalf("%T: %v", c, err)
	}
	var made model.ItemID
	for _, e := range events {
		m.b = model.Apply(m.b, model.Record{Seq: m.b.Seq + 1, At: m.now, By: by, Event: e})
		if id, ok := model.Created(e); ok {
			made = id
		}
	}
	return made
}

func (m *meeting) join(name string, s model.Sector) model.Actor {
	m.t.Helper()
	m.must(model.Actor{Role: model.Participant}, model.JoinPerson{Key: "key-" + name, Name: name, Sector: s, Role: model.Participant})
	return model.Actor{Person: m.b.PersonByKey("key-" + name).ID, Role: model.Participant}
}

// story is two meetings: ideas, one of them merged, a heap, a question and a
// promise; the question and the promise go on to the second meeting.
type story struct {
	first, second                       *meeting
	tools, pool, hidden, heap, ask, did model.ItemID
}

func tell(t *testing.T) story {
	t.Helper()
	a := newMeeting(t, "A", 1, model.CarryIn{})
	asa, bo := a.join("Åsa", model.CivilSociety), a.join("Bo", model.Business)
	a.must(model.Host, model.Next{})
	s := story{first: a}
	s.tools = a.must(asa, model.AddIdea{Text: "Verktygspool"})
	s.pool = a.must(bo, model.AddIdea{Text: "Pool av verktyg"})
	s.hidden = a.must(bo, model.AddIdea{Text: "Elakt"})
	a.must(model.Host, model.Next{})
	a.must(model.Host, model.Reveal{})
	a.must(model.Host, model.MergeIdeas{Into: s.tools, From: []model.ItemID{s.pool}})
	a.must(model.Host, model.HideIdea{ID: s.hidden, Hidden: true})
	s.heap = a.must(model.Host, model.CreateCluster{Title: "Dela", Ideas: []model.ItemID{s.tools, s.hidden}})
	a.must(model.Host, model.Next{})
	s.ask = a.must(asa, model.AskQuestion{Text: "Hur delar vi?", Cluster: s.heap})
	a.must(model.Host, model.Next{})
	s.did = a.must(bo, model.MakeCommitment{What: "Ringer", Who: "Bo", From: s.ask})
	s.second = newMeeting(t, "B", 2, a.b.Leaves(nil))
	return s
}

func texts(rows []lineage.Row) (out []string) {
	for _, r := range rows {
		out = append(out, r.Text)
	}
	return out
}

func same(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %q, want %q", what, got, want)
	}
	for i := range got {
		if got[i] != want[i] {
			t.Errorf("%s: %q, want %q", what, got, want)
		}
	}
}

func TestTrailLeadsThroughTheMeetings(t *testing.T) {
	s := tell(t)
	g := lineage.New(lineage.Meeting{Board: s.first.b, Eyes: model.Host}, lineage.Meeting{Board: s.second.b, Eyes: model.Host})
	promise := lineage.Place{Workshop: "B", Item: s.second.b.CameFrom("A", s.did)}
	back := g.Trail(promise, false)
	same(t, "back", texts(back), "Ringer", "Hur delar vi?", "Dela", "Verktygspool", "Pool av verktyg", "Elakt")
	for i, want := range []lineage.How{lineage.Carried, lineage.Committed, lineage.Asked, lineage.Clustered, lineage.Merged, lineage.Clustered} {
		if back[i].How != want {
			t.Errorf("step %d is %s, want %s", i, back[i].How, want)
		}
	}
	if back[0].From == nil || back[0].From.Number != 1 || back[3].Sector != model.CivilSociety {
		t.Errorf("the origin is %+v, the sector %v", back[0].From, back[3].Sector)
	}
	on := g.Trail(lineage.Place{Workshop: "A", Item: s.pool}, true)
	same(t, "on", texts(on), "Verktygspool", "Dela", "Hur delar vi?", "Ringer", "Ringer", "Hur delar vi?")
	if on[len(on)-1].Workshop != "B" {
		t.Errorf("the last step lies in %s", on[len(on)-1].Workshop)
	}
	by, n := g.Sectors(promise)
	if n != 3 || by[model.CivilSociety] != 1 || by[model.Business] != 2 {
		t.Errorf("%d ideas by sector %v", n, by)
	}
}

func TestTrailShowsWhatTheReaderMaySee(t *testing.T) {
	s := tell(t)
	reader := model.Actor{Role: model.Observer}
	g := lineage.New(lineage.Meeting{Board: s.second.b, Eyes: reader})
	promise := lineage.Place{Workshop: "B", Item: s.second.b.CameFrom("A", s.did)}
	back := g.Trail(promise, false)
	if len(back) != 1 || back[0].Seen || back[0].Text != "" || back[0].From == nil || back[0].From.Title != "Träff" {
		t.Errorf("of a meeting that is not open to the reader: %+v", back)
	}
	g = lineage.New(lineage.Meeting{Board: s.first.b, Eyes: reader})
	same(t, "hidden", texts(g.Trail(lineage.Place{Workshop: "A", Item: s.ask}, false)), "Dela", "Verktygspool", "Pool av verktyg")
	if _, ok := g.Item(lineage.Place{Workshop: "A", Item: s.hidden}); ok {
		t.Error("a reader finds a hidden idea")
	}
	if _, n := g.Sectors(lineage.Place{Workshop: "A", Item: s.heap}); n != 2 {
		t.Errorf("%d ideas are counted, want the 2 that are seen", n)
	}
}
