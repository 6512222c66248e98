package model_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"verkstad/model"
	"verkstad/model/audit"
	"verkstad/model/method"
)

// How a text can have no name.
const (
	byWorkshop = "an anonymous workshop"
	byPhase    = "phases that hide their authors"
	byReveal   = "a phase that is not revealed"
)

// hiding adds an activity once more at the end of the agenda, hiding its authors if
// asked, and goes there.
func (s *scene) hiding(a model.Activity, hide bool) {
	var c model.ChangeAgenda
	var added model.Phase
	for _, ph := range s.b.Phases() {
		c.Phases = append(c.Phases, *ph)
		if ph.Activity == a {
			added = *ph
		}
	}
	added.ID, added.Anonymous, added.Reveal = 0, hide, ""
	s.must(model.Host, model.ChangeAgenda{Phases: append(c.Phases, added)})
	s.must(model.Host, model.EnterPhase{Phase: s.b.Phases()[len(c.Phases)].ID, Start: true})
}

// fiveOf is a meeting of five of one sector in which one of them, by place, wrote
// whatever can be written without a name. Where phases hide their authors it lies
// among texts that others signed.
func fiveOf(t *testing.T, how string, writer int) (s *scene, people []model.Actor) {
	s = &scene{workshop: newWorkshop(t, "colab")}
	for _, name := range []string{"Anna", "Bodil", "Cilla", "Doris", "Ebba"} {
		people = append(people, s.join(name, model.Academia))
	}
	w := people[writer]
	s.enter(method.Gather)
	if how == byReveal {
		s.must(w, model.AddIdea{Text: "Ensam kritik"})
		return s, people
	}
	if how == byWorkshop {
		s.must(model.Host, model.DescribeWorkshop{Title: "T", Anonymous: true})
	}
	signed := s.must(people[3], model.AddIdea{Text: "Signerad, om namn visas"})
	s.must(people[0], model.AddIdea{Text: "En till, av en annan"})
	s.must(model.Host, model.Reveal{})
	s.hiding(method.Gather, how == byPhase)
	idea := s.must(w, model.AddIdea{Text: "Ensam kritik"})
	part := s.must(w, model.AddIdea{Text: "Del av annat"})
	s.hiding(method.Cluster, false)
	heap := s.must(people[4], model.CreateCluster{Title: "Doris idé och något mer", Ideas: []model.ItemID{idea}})
	s.must(people[3], model.MergeIdeas{Into: signed, From: []model.ItemID{part}})
	s.hiding(method.Cluster, how == byPhase)
	s.must(w, model.CreateCluster{Title: "Tom hög"})
	s.hiding(method.Define, how == byPhase)
	question := s.must(w, model.AskQuestion{Text: "Hur?", Cluster: heap})
	s.must(w, model.SupportQuestion{ID: question, Support: true})
	s.hiding(method.Commit, how == byPhase)
	s.must(w, model.MakeCommitment{What: "Ringer"})
	return s, people
}

// toLeader is all that a leader is given of a board and its log.
func toLeader(t *testing.T, s *scene, how string) map[string]string {
	out := map[string]string{}
	if how != byReveal { // whose exported boards tell who leads the authors of ideas there
		out = given(t, s.b, model.Host)
		maps.Copy(out, documents(t, s.b, model.Host))
	}
	for _, sweep := range []model.Sweep{{}, {Here: true}, {Wrote: true}, {Here: true, Wrote: true}} {
		people, items := s.b.Swept(sweep, &model.Presence{Terminals: map[model.PersonID]int{2: 1}})
		out[fmt.Sprintf("the sweep %+v", sweep)] = fmt.Sprint(people, items)
	}
	for n, r := range s.log {
		if e, ok := audit.EntryOf(s.b, r); ok {
			out[fmt.Sprint("entry ", n, " of the audit")] = fmt.Sprint(e)
		}
	}
	return out
}

// TestASweepTellsNotWhoWroteWhat has three meetings that differ only in who wrote
// what has no name, and holds that for every list of people a leader is answered,
// told and shown the same by showing those out with their texts, by taking that back
// and by doing it again.
func TestASweepTellsNotWhoWroteWhat(t *testing.T) {
	for _, how := range []string{byWorkshop, byPhase, byReveal} {
		t.Run(how, func(t *testing.T) {
			var all []*scene
			var people []model.Actor
			for writer := range 3 {
				s, five := fiveOf(t, how, writer)
				all, people = append(all, s), five
			}
			for list := 1; list < 1<<len(people); list++ {
				sweep := model.SweepPeople{Texts: true}
				for n, p := range people {
					if list&(1<<n) != 0 {
						sweep.People = append(sweep.People, p.Person)
					}
				}
				for _, c := range []model.Command{sweep, model.Undo{}, model.Redo{}, model.Undo{}} {
					holdAlike(t, all, how, c)
				}
			}
		})
	}
}

// holdAlike has the host do something in every meeting, and holds that it is answered
// the same and leaves the same to see.
func holdAlike(t *testing.T, all []*scene, how string, c model.Command) {
	t.Helper()
	var first string
	var seen map[string]string
	for n, s := range all {
		events, err := s.try(model.Host, c)
		told := fmt.Sprintf("%+v %v", events, err)
		sees := toLeader(t, s, how)
		if n == 0 {
			first, seen = told, sees
			continue
		}
		if told != first {
			t.Fatalf("%+v is %s where one wrote and %s where another did", c, first, told)
		}
		for what, text := range sees {
			if text != seen[what] {
				t.Fatalf("after %+v a leader sees a difference in %s:\n%s\n%s", c, what, seen[what], text)
			}
		}
	}
}

// TestASweepTakesWhatIsSigned holds that texts under a name go with their writer and
// come back, beside one that has no name and stays.
func TestASweepTakesWhatIsSigned(t *testing.T) {
	s, people := fiveOf(t, byPhase, 0)
	_, items := s.b.Swept(model.Sweep{Wrote: true, Here: true}, nil)
	if len(items) != 1 || s.b.Idea(items[0]).Text != "En till, av en annan" {
		t.Fatalf("a sweep would take %v, want the one signed text that nothing else went into", items)
	}
	s.must(model.Host, model.SweepPeople{People: []model.PersonID{people[0].Person, people[1].Person}, Texts: true})
	if !s.b.Idea(items[0]).Removed || !s.b.Person(people[0].Person).TextsSwept() || s.b.Person(people[1].Person).TextsSwept() {
		t.Error("one text is gone, and its writer alone is told so: not so")
	}
	s.must(model.Host, model.Undo{})
	if s.b.Idea(items[0]).Removed {
		t.Error("undo laid nothing back")
	}
}

// TestTextsAreTakenByTheirNumbers holds that a flood goes at once, that one undo lays
// all of it back, and that it is for facilitators.
func TestTextsAreTakenByTheirNumbers(t *testing.T) {
	s := sceneAt(t, method.Gather)
	s.must(model.Host, model.DescribeWorkshop{Title: "T", Anonymous: true})
	var flood []model.ItemID
	for n := range 30 {
		flood = append(flood, s.must(s.cleo, model.AddIdea{Text: fmt.Sprint("Skräp ", n)}))
	}
	before := s.b
	if got := s.b.MadeIn(s.b.Phase().ID)[:10]; got[0] != flood[29] || got[9] != flood[20] {
		t.Errorf("the newest ten are %v", got)
	}
	s.must(s.cleo, model.RemoveIdea{ID: flood[3]})
	s.refuse(model.Host, model.RemoveItems{Items: flood}, model.ErrNoSuchItem)
	items := s.b.Lying(flood[0], flood[29]+100)
	if len(items) != 29 || slices.Contains(items, flood[3]) {
		t.Fatalf("%v lie there", items)
	}
	s.refuse(s.cleo, model.RemoveItems{Items: items[:2]}, model.ErrNotAllowed)
	s.must(model.Host, model.RemoveItems{Items: append(items, items...)})
	if got := len(s.b.Ideas(model.Host)); got != len(before.Ideas(model.Host))-30 {
		t.Errorf("%d ideas are left", got)
	}
	s.must(model.Host, model.Undo{})
	if got := s.b.Lying(flood[0], flood[29]); !slices.Equal(got, items) {
		t.Errorf("undo laid %v back, want %v", got, items)
	}
	assertSame(t, s.b, model.Fold(s.log))
}

// TestWhatIsVotedOnIsNotTaken holds it for several things at once too.
func TestWhatIsVotedOnIsNotTaken(t *testing.T) {
	s := sceneAt(t, method.Vote)
	s.refuse(model.Host, model.RemoveItems{Items: []model.ItemID{s.idea}}, model.ErrCandidateIdea)
	s.refuse(model.Host, model.RemoveItems{Items: []model.ItemID{s.cluster}}, model.ErrCandidate)
}
