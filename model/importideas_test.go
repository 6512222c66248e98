package model_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
)

// imported is a meeting that takes in two lists, and takes one back.
func imported(t *testing.T) []model.Record {
	s := sceneAt(t, method.Cluster)
	s.must(model.Host, model.ImportIdeas{
		Clusters: []model.ImportedCluster{{Title: "Låna"}, {ID: s.cluster}},
		Ideas: []model.ImportedIdea{
			{Text: "Låna en granne", Author: "Ida", Sector: model.Academia, Cluster: 1, Goals: []int{11, 12}, Targets: []model.Target{"12.3"}},
			{Text: "Byt växter", Cluster: 2, Phase: s.b.Phases()[2].ID}, {Text: "Byta växter", Merged: 2},
			{Text: "Vem har nyckeln?", Parked: true}, {Text: "Dold", Hidden: true}, {Text: "Sagt i talet", Note: true},
		},
		Questions: []model.ImportedQuestion{
			{Text: "Hur kan vi låna?", Author: "Ida", Sector: model.Academia, Cluster: 1, Kind: model.OpenQuestion, Support: 7, Chosen: true, Goals: []int{12}},
			{Text: "Vem lånar?", Parent: model.ImportedRef{Question: 1}},
		},
		Commitments: []model.ImportedCommitment{
			{What: "Ringer kommunen", Who: "Ida", When: "fredag", Author: "Bo", Sector: model.Business, From: model.ImportedRef{Question: 1}, Status: model.CommitmentGoingOn, Note: "bokat"},
			{What: "Köper lås", From: model.ImportedRef{Idea: 1}},
		},
	})
	s.must(model.Host, model.ImportIdeas{After: s.b.LastImport(), Ideas: []model.ImportedIdea{{Text: "Fel fil"}}})
	s.must(model.Host, model.Undo{})
	return s.log
}

func TestImportedIdeasComeInAsTheyWere(t *testing.T) {
	w := newWorkshop(t, "colab")
	w.enter(method.Cluster)
	c := w.must(model.Host, model.CreateCluster{Title: "Dela"})
	seq := w.b.Seq
	w.must(model.Host, model.ImportIdeas{
		Clusters: []model.ImportedCluster{{ID: c}, {Title: "Byta"}},
		Ideas: []model.ImportedIdea{
			{Text: "  Låna   ut ", Author: "Ida", Sector: model.Business, Cluster: 1}, {Text: "Byt kläder", Cluster: 2, Hidden: true},
			{Text: "Parkera mig", Parked: true}, {Text: "Sagt", Note: true}, {Text: "Låna", Merged: 1},
		},
	})
	if w.b.Seq != seq+1 {
		t.Errorf("one list is %d events, want 1", w.b.Seq-seq)
	}
	ideas := slices.Collect(func(yield func(*model.Idea) bool) {
		for _, i := range w.b.AllIdeas().All() {
			if !yield(i) {
				return
			}
		}
	})
	if len(ideas) != 5 || len(w.b.Clusters()) != 2 {
		t.Fatalf("%d ideas in %d clusters", len(ideas), len(w.b.Clusters()))
	}
	first := ideas[0]
	if first.Text != "Låna ut" || first.Author != "Ida" || first.By != 0 || first.Sector != model.Business || first.Phase != w.b.Phase().ID || w.b.ClusterOf(first).ID != c {
		t.Errorf("the first is %+v", first)
	}
	if !ideas[1].Hidden || w.b.ClusterOf(ideas[1]).Title != "Byta" || !ideas[2].Parked || !ideas[3].Note || ideas[4].Merged != first.ID {
		t.Errorf("the rest are %+v %+v %+v %+v", ideas[1], ideas[2], ideas[3], ideas[4])
	}
}

// TestNewClustersAreNumberedAmongTheIdeas holds that each idea lies in its own
// cluster, wherever that one is numbered.
func TestNewClustersAreNumberedAmongTheIdeas(t *testing.T) {
	w := newWorkshop(t, "colab")
	w.must(model.Host, model.ImportIdeas{
		Clusters: []model.ImportedCluster{{Title: "sist", After: 99}, {Title: "mitten", After: 1}, {Title: "först"}},
		Ideas:    []model.ImportedIdea{{Text: "i sist", Cluster: 1}, {Text: "i mitten", Cluster: 2}, {Text: "i först", Cluster: 3}},
	})
	var got []string
	for id := model.ItemID(1); id < w.b.NextItem(); id++ {
		if c := w.b.Cluster(id); c != nil {
			got = append(got, c.Title)
		}
		if i := w.b.Idea(id); i != nil {
			got = append(got, i.Text)
			if in := w.b.ClusterOf(i); "i "+in.Title != i.Text {
				t.Errorf("%q lies in %q", i.Text, in.Title)
			}
		}
	}
	if want := []string{"först", "i sist", "mitten", "i mitten", "i först", "sist"}; !slices.Equal(got, want) {
		t.Errorf("numbered %q, want %q", got, want)
	}
}

func TestOneUndoTakesAWholeImportBack(t *testing.T) {
	w := newWorkshop(t, "colab")
	w.enter(method.Gather)
	own := w.must(model.Host, model.AddIdea{Text: "Stod här innan"})
	list := model.ImportIdeas{Clusters: []model.ImportedCluster{{Title: "Nytt"}}}
	for i := range 300 {
		list.Ideas = append(list.Ideas, model.ImportedIdea{Text: fmt.Sprint("Idé ", i), Cluster: 1})
	}
	w.must(model.Host, list)
	w.must(model.Host, model.Undo{})
	if n, _ := w.b.IdeaCount(0); n != 1 || len(w.b.Clusters()) != 0 || !w.b.Idea(own).Live() {
		t.Errorf("after undo there are %d ideas and %d clusters, want the one from before", n, len(w.b.Clusters()))
	}
	w.must(model.Host, model.Redo{})
	if n, _ := w.b.IdeaCount(0); n != 301 || len(w.b.Clusters()) != 1 {
		t.Errorf("after redo there are %d ideas and %d clusters", n, len(w.b.Clusters()))
	}
}

// TestAnImportIsAllOrNothing holds that a list of which one row cannot come in
// leaves the board as it was.
func TestAnImportIsAllOrNothing(t *testing.T) {
	w := newWorkshop(t, "colab")
	asa := w.join("Åsa", model.Academia)
	w.enter(method.Gather)
	good := model.ImportedIdea{Text: "Bra"}
	with := func(bad model.ImportedIdea) model.ImportIdeas {
		return model.ImportIdeas{Ideas: []model.ImportedIdea{good, bad}}
	}
	before := w.b.Seq
	w.refuse(asa, with(good), model.ErrNotAllowed)
	w.refuse(model.Actor{Role: model.Observer}, with(good), model.ErrObserver)
	w.refuse(model.Host, with(model.ImportedIdea{Text: " "}), model.ErrEmpty)
	w.refuse(model.Host, with(model.ImportedIdea{Text: strings.Repeat("å", 501)}), model.ErrTooLong)
	w.refuse(model.Host, with(model.ImportedIdea{Text: "x", Phase: 99}), model.ErrNoSuchPhase)
	w.refuse(model.Host, with(model.ImportedIdea{Text: "x", Category: model.Filing{Phase: 1, Category: 9}}), model.ErrSettings)
	w.refuse(model.Host, with(model.ImportedIdea{Text: "x", Goals: []int{99}}), model.ErrSettings)
	w.refuse(model.Host, model.ImportIdeas{Ideas: []model.ImportedIdea{good}, Clusters: []model.ImportedCluster{{ID: 7}}}, model.ErrNoSuchItem)
	full := model.ImportIdeas{Ideas: slices.Repeat([]model.ImportedIdea{good}, model.MaxItems+1)}
	w.refuse(model.Host, full, model.ErrRoom)
	if w.b.Seq != before {
		t.Errorf("%d events were written", w.b.Seq-before)
	}
	full.Ideas = full.Ideas[:w.b.ItemRoom()]
	w.must(model.Host, full)
	if w.b.ItemRoom() != 0 {
		t.Errorf("room for %d more on a full board", w.b.ItemRoom())
	}
	last := with(good)
	last.After = w.b.LastImport()
	w.refuse(model.Host, last, model.ErrRoom)
}

// TestImportedNamesStayOutsideWhereNoneAreShown holds that a list brings no
// names into a workshop that promised none, not even into its log.
func TestImportedNamesStayOutsideWhereNoneAreShown(t *testing.T) {
	w := newWorkshop(t, "colab")
	w.must(model.Host, model.DescribeWorkshop{Title: "Återbruk", Anonymous: true})
	w.must(model.Host, model.ImportIdeas{
		Ideas:       []model.ImportedIdea{{Text: "Ett", Author: "Ida"}},
		Questions:   []model.ImportedQuestion{{Text: "Hur?", Author: "Ida"}},
		Commitments: []model.ImportedCommitment{{What: "Ringer", Who: "Ida", Author: "Ida"}},
	})
	for _, r := range w.log {
		raw, err := model.EncodeRecord(r)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(raw), "Ida") {
			t.Errorf("the log has the name: %s", raw)
		}
	}
}

// TestNamesInTables holds the names that tables have for phases and clusters:
// each means one.
func TestNamesInTables(t *testing.T) {
	w := newWorkshop(t, "colab")
	w.enter(method.Cluster)
	var got []string
	for _, title := range []string{"Dela", "", "Dela"} {
		i := w.must(model.Host, model.AddIdea{Text: "Ett"})
		w.must(model.Host, model.CreateCluster{Title: title, Ideas: []model.ItemID{i}})
	}
	for _, c := range w.b.Clusters() {
		got = append(got, w.b.ClusterName(c))
	}
	if want := []string{"Dela", "#4", "Dela #6"}; !slices.Equal(got, want) {
		t.Errorf("the clusters are called %q, want %q", got, want)
	}
	seen := map[string]bool{"": true}
	for _, ph := range w.b.Phases() {
		if name := w.b.PhaseName(ph.ID, "sv", func(a model.Activity) string { return string(a) }); seen[name] {
			t.Errorf("two phases are called %q", name)
		} else {
			seen[name] = true
		}
	}
}

// TestOneUndoTakesEveryKindBack imports one of each kind, and takes it back by
// itself and all together, also after somebody else has written since.
func TestOneUndoTakesEveryKindBack(t *testing.T) {
	idea := []model.ImportedIdea{{Text: "Ett"}}
	for name, list := range map[string]model.ImportIdeas{
		"an idea":      {Ideas: idea},
		"a note":       {Ideas: []model.ImportedIdea{{Text: "Sagt", Note: true}}},
		"a parked one": {Ideas: []model.ImportedIdea{{Text: "Sen", Parked: true}}},
		"a hidden one": {Ideas: []model.ImportedIdea{{Text: "Dold", Hidden: true}}},
		"merged ones":  {Ideas: []model.ImportedIdea{{Text: "Ett"}, {Text: "Ett till", Merged: 1}}},
		"clusters":     {Ideas: []model.ImportedIdea{{Text: "Ett", Cluster: 2}}, Clusters: []model.ImportedCluster{{Title: "Var", Merged: 2}, {Title: "Är"}}},
		"a question":   {Questions: []model.ImportedQuestion{{Text: "Hur?"}}},
		"a promise":    {Commitments: []model.ImportedCommitment{{What: "Ringer"}}},
		"all": {
			Ideas: idea, Clusters: []model.ImportedCluster{{Title: "Ny"}}, Questions: []model.ImportedQuestion{{Text: "Hur?", Cluster: 1}},
			Commitments: []model.ImportedCommitment{{What: "Ringer", Who: "Åsa", From: model.ImportedRef{Question: 1}}},
		},
	} {
		w := newWorkshop(t, "colab")
		asa := w.join("Åsa", model.Academia)
		w.enter(method.Gather)
		w.must(model.Host, list)
		mine := w.must(asa, model.AddIdea{Text: "Mitt"})
		w.must(model.Host, model.Undo{})
		n := len(w.b.Clusters()) + len(w.b.Questions()) + len(w.b.Commitments())
		for _, i := range w.b.AllIdeas().All() {
			if !i.Removed {
				n++
			}
		}
		if n != 1 || !w.b.Idea(mine).Live() {
			t.Errorf("%s: %d things are left, want what somebody wrote since", name, n)
		}
		if room := w.b.ItemRoom(); room != model.MaxItems-1 {
			t.Errorf("%s: room for %d", name, room)
		}
		w.must(model.Host, model.Redo{})
	}
}

// TestAnImportedPromiseAsksWhomItNames holds that a list makes nobody promise
// anything: people who are named are asked, and the board says where it came from.
func TestAnImportedPromiseAsksWhomItNames(t *testing.T) {
	w := newWorkshop(t, "colab")
	asa := w.join("Åsa", model.Academia)
	w.enter(method.Commit)
	w.must(model.Host, model.ImportIdeas{Commitments: []model.ImportedCommitment{{What: "Ringer", Who: "Asa", Author: "Asa"}, {What: "Mejlar", Who: "Kim"}}})
	all := w.b.Commitments()
	if w.b.ConsentOf(all[0]) != model.Waiting || w.b.AskedOf(asa.Person) != all[0] || w.b.ConsentOf(all[1]) != model.NotAsked {
		t.Errorf("the named are asked as %v and %v", w.b.ConsentOf(all[0]), w.b.ConsentOf(all[1]))
	}
}

// TestOfTwoListsAtOnceOneIsHeldAgainstTheOther holds that a list that was held
// against the board before another came in does not come in unseen.
func TestOfTwoListsAtOnceOneIsHeldAgainstTheOther(t *testing.T) {
	w := newWorkshop(t, "colab")
	list := model.ImportIdeas{Ideas: []model.ImportedIdea{{Text: "Ett"}}, After: w.b.LastImport()}
	w.must(model.Host, list)
	w.refuse(model.Host, list, model.ErrImported)
}
