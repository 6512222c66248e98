package stagetest_test

import (
	"testing"

	"verkstad/model"
	"verkstad/ui/stage/stagetest"
)

func TestACoLabComesToItsEnd(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Ended)
	b := r.Board()
	res, ok := b.LastRound().Result()
	if !ok || !res.Rows[0].Tied || res.Rows[2].Tied || res.Rows[2].Near {
		t.Errorf("the vote should have a tie and a third that is not said to be near, since it keeps sums: %+v", res.Rows)
	}
	if b.Ended.IsZero() || len(b.Commitments()) != 4 || b.RatingsIn(0).Given != 8 {
		t.Errorf("the workshop is not at its end: %+v", b.Summarize())
	}
	log, _ := r.Records()
	if got := model.Fold(log).Summarize(); got != b.Summarize() {
		t.Errorf("the log gives %+v, the room has %+v", got, b.Summarize())
	}
}

func TestASecondOfTheSameIsDoneOnce(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Gathering)
	one, err1 := r.Do(t.Context(), r.People[0], "same", model.AddIdea{Text: "En gång"})
	two, err2 := r.Do(t.Context(), r.People[0], "same", model.AddIdea{Text: "En gång"})
	if err1 != nil || err2 != nil || one.Item != two.Item || !two.Repeated {
		t.Errorf("got %+v, %+v, %v, %v", one, two, err1, err2)
	}
}
