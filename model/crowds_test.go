package model_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"verkstad/model"
	"verkstad/model/audit"
	"verkstad/model/method"
)

// TestNobodyIsAloneUnderASector plays who comes and goes in an anonymous
// workshop, and holds that everybody who writes is one of at least three who are told
// of the same way: by their sector, or by none.
func TestNobodyIsAloneUnderASector(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := seated(t)
		s.must(model.Host, model.DescribeWorkshop{Title: "T", Anonymous: true})
		s.enter(method.Gather)
		type likely struct {
			sector  model.Sector
			authors int
		}
		wrote := map[model.ItemID]likely{}
		for n := range rapid.IntRange(1, 30).Draw(rt, "steps") {
			people := s.b.People()
			who := people[rapid.IntRange(0, len(people)-1).Draw(rt, "who")]
			switch rapid.IntRange(0, 3).Draw(rt, "step") {
			case 0:
				s.join(fmt.Sprint("Gäst ", n), rapid.SampledFrom(model.Sectors[:]).Draw(rt, "sector"))
			case 1:
				if len(people) > model.MinGroup {
					s.must(model.Host, model.RemovePerson{Person: who.ID})
				}
			default:
				id := s.must(model.Actor{Person: who.ID, Role: model.Participant}, model.AddIdea{Text: fmt.Sprint("idé ", n)})
				told := s.b.SectorsOfPeople()
				l := likely{sector: told.Told(who.Sector)}
				for _, p := range s.b.People() {
					if told.Told(p.Sector) == l.sector {
						l.authors++
					}
				}
				wrote[id] = l
			}
		}
		for _, i := range s.b.Document(model.Host).Ideas {
			if l := wrote[i.ID]; i.Sector != l.sector || l.authors < model.MinGroup {
				rt.Fatalf("idea %d is told to be of %q, which then was one of %d", i.ID, i.Sector, l.authors)
			}
		}
	})
}

// TestWhatWasNamedIsRetoldWhenNamesAreKeptBack holds that to make a workshop
// anonymous hides the sectors that name somebody, and that undo brings none back.
func TestWhatWasNamedIsRetoldWhenNamesAreKeptBack(t *testing.T) {
	s := sceneAt(t, method.Gather)
	if s.b.Idea(s.idea).Sector != model.Academia {
		t.Fatal("names are shown, and the sector is not")
	}
	s.must(s.asa, model.RemoveIdea{ID: s.idea})
	s.must(model.Host, model.DescribeWorkshop{Title: "T", Anonymous: true})
	if _, err := s.try(s.asa, model.Undo{}); err == nil {
		t.Error("an undo brings back a card as it was when names were shown")
	}
	for _, i := range s.b.AllIdeas().All() {
		if i.Sector != model.NoSector {
			t.Errorf("%q is of %v, who is alone", i.Text, i.Sector)
		}
	}
	if _, by := s.b.IdeaCount(0); by[model.Business] != 0 {
		t.Error("the count tells of a sector with one person")
	}
	s.must(model.Host, model.DescribeWorkshop{Title: "T"})
	if s.b.Idea(s.other).Sector != model.Business {
		t.Error("the sector is gone for good")
	}
}

// TestWhatIsNobodysTellsNoTime holds that where it is not told who did
// something, it is told only in which phase it was done.
func TestWhatIsNobodysTellsNoTime(t *testing.T) {
	s := seated(t)
	s.must(model.Host, model.DescribeWorkshop{Title: "T", Anonymous: true})
	later := func() { s.now = s.now.Add(1777 * time.Millisecond) }
	at := func(a model.Activity, by model.Actor, c model.Command) model.ItemID {
		later()
		s.enter(a)
		later()
		return s.must(by, c)
	}
	idea := at(method.Gather, s.asa, model.AddIdea{Text: "Verktygspool"})
	at(method.Gather, s.asa, model.EditIdea{ID: idea, Text: "Pool"})
	s.must(model.Host, model.Reveal{})
	cluster := at(method.Cluster, s.bo, model.CreateCluster{Title: "Dela", Ideas: []model.ItemID{idea}})
	question := at(method.Define, s.asa, model.AskQuestion{Text: "Hur?", Cluster: cluster})
	at(method.Define, s.bo, model.SupportQuestion{ID: question, Support: true})
	at(method.Commit, s.bo, model.MakeCommitment{What: "Ringer"})
	at(method.Feedback, s.asa, model.Rate{Score: 3, Text: "Lagom"})
	later()
	phases := map[string]bool{s.b.Created.Format(time.RFC3339Nano): true}
	for _, ph := range s.b.Phases() {
		phases[ph.Entered().Format(time.RFC3339Nano)] = true
	}
	var d map[string]json.RawMessage
	raw, err := s.b.Document(model.Host).JSON()
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &d); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"ideas", "clusters", "questions", "commitments", "feedback", "people"} {
		var entries []map[string]any
		if err := json.Unmarshal(d[part], &entries); err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if at, ok := e["at"]; ok && !phases[at.(string)] {
				t.Errorf("of %s it is told that it was made at %s", part, at)
			}
			if strings.Contains(fmt.Sprint(e), "joined") {
				t.Errorf("it is told when somebody came: %v", e)
			}
		}
	}
	someone := 0
	for _, r := range s.log {
		if e, ok := audit.EntryOf(s.b, r); ok && e.Who == audit.Someone {
			if someone++; !phases[e.At.Format(time.RFC3339Nano)] {
				t.Errorf("the audit says that somebody %s at %s", e.What, e.At)
			}
		}
	}
	if someone < 5 {
		t.Errorf("only %d entries are somebody's", someone)
	}
}

// TestAnExportTellsOfNoNumberWhichSectorItIs holds that the people of an anonymous
// workshop's export are the same whoever is of which sector: those who lead know by
// name which number somebody is.
func TestAnExportTellsOfNoNumberWhichSectorItIs(t *testing.T) {
	export := func(sectors ...model.Sector) string {
		w := newWorkshop(t, "colab")
		w.must(model.Host, model.DescribeWorkshop{Title: "T", Anonymous: true})
		for i, s := range sectors {
			w.join(fmt.Sprint("Gäst ", 'a'+rune(i)), s)
		}
		for _, v := range []model.Actor{model.Host, {Person: 1, Role: model.Participant}} {
			n := map[model.Sector]int{}
			for _, p := range w.b.Document(v).People {
				n[p.Sector]++
			}
			for s, of := range w.b.BySector() {
				if n[model.Sector(s)] != of {
					t.Errorf("%d of sector %d in the export, want %d", n[model.Sector(s)], s, of)
				}
			}
		}
		raw, err := json.Marshal(w.b.Document(model.Host).People)
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	civil, public, academia := model.CivilSociety, model.PublicSector, model.Academia
	one := export(civil, civil, civil, public, public, public, academia, academia, academia)
	if other := export(public, academia, civil, academia, public, civil, academia, civil, public); one != other {
		t.Errorf("one export has\n%s\nand the other\n%s", one, other)
	}
}
