package facilitator_test

import (
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/ui/stage/stagetest"
)

// TestWhoeverRewordsWhatAnotherRewordedIsAsked holds that of two who lead the later
// does not take the earlier's words away unseen: it is told, the text is kept, and
// sending it again puts it there.
func TestWhoeverRewordsWhatAnotherRewordedIsAsked(t *testing.T) {
	r, a := lead(t, stagetest.Defining)
	stagetest.Press(a, "down", "e")
	stagetest.Type(a, " enligt mig")
	var q *model.Question
	for _, one := range r.Board().Questions() {
		if strings.Contains(stagetest.Screen(a), one.Text[len(one.Text)-12:]+" enligt mig") {
			q = one
		}
	}
	if q == nil {
		t.Fatalf("no question is being edited:\n%s", stagetest.Screen(a))
	}
	r.Must(model.Host, model.EditQuestion{ID: q.ID, Text: "Vad säger den andra?"})
	stagetest.Wake(a)
	for _, want := range []string{"Vad säger den andra?", q.Text + " enligt mig"} {
		stagetest.Press(a, "enter")
		if got := r.Board().Question(q.ID).Text; got != want {
			t.Fatalf("the question is %q, want %q", got, want)
		}
		if got := stagetest.Screen(a); want != q.Text+" enligt mig" && (!strings.Contains(got, "skrivit om det medan du skrev") || !strings.Contains(got, "enligt mig")) {
			t.Errorf("the one who came later sees\n%s", got)
		}
	}
}
