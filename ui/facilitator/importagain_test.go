package facilitator_test

import (
	"io/fs"
	"testing"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/ui/facilitator"
	"verkstad/ui/i18n"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// press presses a key and gives what is to be done, which a program has not come
// to yet.
func press(a *stage.App, key string) tea.Cmd {
	_, cmd := a.Update(stagetest.Key(key))
	return cmd
}

func TestEnterTwiceBringsAListInOnce(t *testing.T) {
	r, a := importing(t, map[string]string{"form.csv": form}, "form.csv")
	before := count(r)
	first, second := press(a, "enter"), press(a, "enter") // before anything has come of the first
	for _, cmd := range []tea.Cmd{first, second} {
		if cmd != nil {
			stagetest.Send(a, cmd())
		}
	}
	if n := count(r); n != before+2 {
		t.Errorf("%d ideas came in, want 2", n-before)
	}
	stagetest.Shows(t, a, "2 idéer lades upp. u tar tillbaka dem.")
	stagetest.Press(a, "u")
	if n := count(r); n != before {
		t.Errorf("after one undo %d of them are left", n-before)
	}
}

func TestThePreviewFollowsTheBoard(t *testing.T) {
	r, a := importing(t, map[string]string{"form.csv": form}, "form.csv")
	stagetest.Shows(t, a, "2 idéer skulle läggas upp")
	r.Must(model.Host, model.AddIdea{Text: "bänkar i SOLEN"})
	stagetest.Wake(a)
	stagetest.Shows(t, a, "1 idé skulle läggas upp", "redan på tavlan: 1 av 2", "d tar med dem ändå")
	r.Go(method.Cluster)
	stagetest.Wake(a)
	stagetest.Press(a, "enter")
	ideas := r.Board().AllIdeas()
	if last := ideas.At(ideas.Len() - 1); last.Text != "Träd längs gatan" || last.Phase != r.Board().Phase().ID {
		t.Errorf("came in as %+v, want it in the phase that goes on", last)
	}
}

func TestTwoWhoBringInTheSameListAtOnce(t *testing.T) {
	r, a := importing(t, map[string]string{"form.csv": form}, "form.csv")
	before := count(r)
	other := stagetest.Env(r, model.Host)
	other.Load = func(string, int64) ([]byte, error) { return []byte(form), nil }
	b := stagetest.App(t, other, facilitator.New(other))
	stagetest.Press(b, "I")
	stagetest.Type(b, "form.csv")
	stagetest.Press(b, "enter")
	stagetest.Shows(t, b, "2 idéer skulle läggas upp")
	first, second := press(a, "enter"), press(b, "enter") // both were shown two ideas
	stagetest.Send(a, first())
	stagetest.Send(b, second())
	if n := count(r); n != before+2 {
		t.Errorf("%d ideas came in, want 2", n-before)
	}
	stagetest.Shows(t, b, "Inget nytt: alla 2 står redan på tavlan")
}

func TestAnImportIsTakenBackAlsoWhenOthersHaveWritten(t *testing.T) {
	r, a := importing(t, map[string]string{"form.csv": form}, "form.csv")
	before := count(r)
	stagetest.Press(a, "enter")
	person := model.Actor{Person: 1, Role: model.Participant}
	mine := r.Must(person, model.AddIdea{Text: "En egen idé"})
	stagetest.Press(a, "u")
	if n := count(r); n != before+1 || !r.Board().Idea(mine).Live() {
		t.Errorf("after undo there are %d ideas more, want the one that somebody wrote since", n-before)
	}
}

// TestTheOwnExportIsBroughtBackOnScreen holds that the export of a meeting with
// questions and commitments comes in with them, and goes by one undo.
func TestTheOwnExportIsBroughtBackOnScreen(t *testing.T) {
	whole := stagetest.CoLab(t, stagetest.Ended).Board()
	raw, err := report.CSV(whole, model.Host, i18n.For("sv"))
	if err != nil {
		t.Fatal(err)
	}
	r, colab := stagetest.NewRoom(t), methodOf(t, "colab")
	r.Must(model.Host, model.CreateWorkshop{ID: "01J", Title: "Ny", Code: "NY", Lang: "sv", Phases: colab.Phases})
	env := stagetest.Env(r, model.Host)
	env.Load = func(name string, _ int64) ([]byte, error) {
		if name != "egen.csv" {
			return nil, fs.ErrNotExist
		}
		return raw, nil
	}
	a := stagetest.App(t, env, facilitator.New(env))
	stagetest.Press(a, "I")
	stagetest.Type(a, "egen.csv")
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "frågor", "åtagande")
	stagetest.Press(a, "enter")
	b := r.Board()
	if len(b.Questions()) != len(whole.Questions()) || len(b.Commitments()) != len(whole.Commitments()) {
		t.Errorf("%d questions and %d commitments came in, want %d and %d", len(b.Questions()), len(b.Commitments()), len(whole.Questions()), len(whole.Commitments()))
	}
	stagetest.Press(a, "u")
	b = r.Board()
	if n, _ := b.IdeaCount(0); n+len(b.Questions())+len(b.Commitments())+len(b.Clusters()) != 0 {
		t.Errorf("after one undo %d things are left", n+len(b.Questions())+len(b.Commitments())+len(b.Clusters()))
	}
}

func methodOf(t *testing.T, id string) method.Method {
	t.Helper()
	m, ok := method.Get(id)
	if !ok {
		t.Fatalf("there is no method %s", id)
	}
	return m
}
