package facilitator_test

import (
	"fmt"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/facilitator"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

func cockpit(t *testing.T, r *stagetest.Room) *stage.App {
	t.Helper()
	e := stagetest.Env(r, model.Host)
	return stagetest.App(t, e, facilitator.New(e))
}

// TestASectorThatIsNotHeardIsToldOf holds that who leads is told so while it can
// be mended, and no longer when it has been.
func TestASectorThatIsNotHeardIsToldOf(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.CheckingIn)
	r.Crowd(40)
	r.Go(method.Gather)
	people := r.Board().People()
	wrote := 0
	for _, p := range people {
		if p.Sector != model.Academia && p.Role == model.Participant {
			r.Must(model.Actor{Person: p.ID, Role: p.Role}, model.AddIdea{Text: fmt.Sprint("Idé ", p.ID)})
			wrote++
		}
	}
	a := cockpit(t, r)
	stagetest.Resize(a, 120, 40)
	stagetest.Shows(t, a, fmt.Sprintf("Akademin har 0 av %d idéer. Fråga dem?", wrote))
	stagetest.Resize(a, 40, 12)
	stagetest.Shows(t, a, "Akademin har 0 av")
	for _, p := range people {
		if p.Sector == model.Academia && p.Role == model.Participant {
			r.Must(model.Actor{Person: p.ID, Role: p.Role}, model.AddIdea{Text: fmt.Sprint("Idé ", p.ID)})
		}
	}
	stagetest.Wake(a)
	stagetest.Hides(t, a, "Fråga dem?")
}

func TestUnmendedQuestionsAreToldOf(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Defining)
	a := cockpit(t, r)
	stagetest.Resize(a, 120, 40)
	stagetest.Shows(t, a, "kan bli bättre. Välj", "✎ · sluten")
	r.Must(r.People[0], model.AskQuestion{Text: "Borde varje skola ha en verktygspool?"})
	stagetest.Press(a, "f2")
	stagetest.Shows(t, a, "2 questions to mend. Select one.")
}

// TestCandidatesThatAreAlikeAreMergedFirst holds that two that say the same are
// shown side by side before a vote opens, that one key merges them, and that
// undo takes it back.
func TestCandidatesThatAreAlikeAreMergedFirst(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Clustering)
	r.Must(model.Host, model.CreateCluster{Title: "Textil och kläder", Ideas: []model.ItemID{r.Must(model.Host, model.AddIdea{Text: "Dela släp"})}})
	before := len(r.Board().Clusters())
	a := cockpit(t, r)
	stagetest.Press(a, "o")
	stagetest.Shows(t, a, "slå ihop dem först?", "Kläder och textil", "Textil och kläder")
	stagetest.Resize(a, 40, 12)
	stagetest.Shows(t, a, "slå ihop dem först?")
	stagetest.Press(a, "m")
	if n := len(r.Board().Clusters()); n != before-1 {
		t.Fatalf("%d clusters after merging, %d before", n, before)
	}
	stagetest.Hides(t, a, "slå ihop dem först?")
	stagetest.Press(a, "u")
	stagetest.Shows(t, a, "slå ihop dem först?")
	if n := len(r.Board().Clusters()); n != before {
		t.Errorf("%d clusters after undo", n)
	}
	stagetest.Press(a, "n")
	stagetest.Hides(t, a, "slå ihop dem först?")
}

// TestAFirstSortingIsAPreview holds that nothing happens before it is taken,
// that a heap can be left, and that one undo takes all of it back.
func TestAFirstSortingIsAPreview(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Revealed)
	r.Go(method.Cluster)
	a := cockpit(t, r)
	stagetest.Press(a, "f")
	stagetest.Shows(t, a, "Första sortering")
	if n := len(r.Board().Clusters()); n != 0 {
		t.Fatalf("%d clusters before it is taken", n)
	}
	stagetest.Press(a, "space", "enter")
	made := len(r.Board().Clusters())
	if made < 2 {
		t.Fatalf("%d clusters", made)
	}
	stagetest.Press(a, "u")
	if n := len(r.Board().Clusters()); n != 0 {
		t.Errorf("%d clusters after undo", n)
	}
	stagetest.Press(a, "f", "enter")
	if n := len(r.Board().Clusters()); n != made+1 {
		t.Errorf("%d clusters with all heaps, %d with one left", n, made)
	}
}

// TestQuestionsThatAreAlikeAreToldOf holds that it is said under the board that
// two candidates are alike, and that the key leaves the second out.
func TestQuestionsThatAreAlikeAreToldOf(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Defining)
	for _, text := range []string{"Hur kan vi rusta upp gamla badplatsen vid sjön?", "Hur rustar vi upp den gamla badplatsen vid sjön?"} {
		r.Must(model.Host, model.ChooseQuestion{ID: r.Must(model.Host, model.AskQuestion{Text: text}), Chosen: true})
	}
	r.Go(method.Vote)
	a := cockpit(t, r)
	stagetest.Shows(t, a, "liknar varandra. o visar")
	n := len(r.Board().Votable())
	stagetest.Press(a, "o")
	stagetest.Shows(t, a, "slå ihop dem först?", fmt.Sprint(n, " att rösta om"))
	stagetest.Press(a, "m")
	stagetest.Hides(t, a, "slå ihop dem först?")
	stagetest.Shows(t, a, fmt.Sprint(n-1, " att rösta om"))
}
