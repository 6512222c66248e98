package router

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/sshserver"
	"verkstad/ui/stage/stagetest"
)

func TestAParticipantIsHeldToAPace(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	p := newPace(sshserver.Limits{}, func() time.Time { return now })
	asa, bo := model.Actor{Person: 1, Role: model.Participant}, model.Actor{Person: 2, Role: model.Participant}
	done := func(by model.Actor, c model.Command) (n int) { // until it is too fast
		for n = 0; n < 1000; n++ {
			if _, err := p.count("W", by, c); errors.Is(err, errTooFast) {
				return n
			} else if err != nil {
				t.Fatal(err)
			}
		}
		return n
	}
	idea, dot := model.AddIdea{Text: "En"}, model.CastBallot{}
	if n := done(asa, idea); n != 12 {
		t.Errorf("%d ideas at once, want 12", n)
	}
	if n := done(bo, idea); n != 12 {
		t.Errorf("another person: %d ideas at once, want 12", n)
	}
	now = now.Add(10 * time.Second)
	if n := done(asa, idea); n != 3 {
		t.Errorf("%d ideas in ten seconds, want 3", n)
	}
	now = now.Add(time.Minute)
	if n := done(asa, dot); n != 40 {
		t.Errorf("%d dots at once, want 40", n)
	}
	now = now.Add(time.Second)
	if n := done(asa, dot); n != 10 {
		t.Errorf("%d dots in a second, want 10", n)
	}
	if n := done(model.Actor{Person: 1, Role: model.Facilitator}, idea); n != 1000 {
		t.Errorf("a facilitator was stopped after %d", n)
	}
	_, err := p.count("W", asa, dot)
	var told *model.Error
	if !errors.As(err, &told) || len(told.Args) != 1 || told.Args[0] != 1 {
		t.Errorf("the person is told %v, want to wait 1 second", err)
	}
}

// TestNewNamesAreHeldToThePace holds that a person who joins again and again
// under other names acts as who they are, though the command comes from nobody.
func TestNewNamesAreHeldToThePace(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Waiting)
	room := limitedRoom{Live: r, pace: newPace(sshserver.Limits{}, r.Now)}
	key := r.Board().People()[0].Key
	for n := range 100 {
		join := model.JoinPerson{Key: key, Name: fmt.Sprintf("Namn %d", n), Sector: model.Academia, Role: model.Participant}
		if _, err := room.Do(t.Context(), model.Actor{Role: model.Participant}, "", join); errors.Is(err, errTooFast) {
			if n != 40 {
				t.Errorf("%d names at once, want 40", n)
			}
			return
		} else if err != nil {
			t.Fatal(err)
		}
	}
	t.Error("a hundred names at once were taken")
}
