package facilitator_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/facilitator"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// watched is a room that tells when a command has come to the disk and is not on it.
type watched struct {
	*stagetest.Room
	during func()
}

func (w watched) Do(ctx context.Context, by model.Actor, op string, c model.Command) (model.Outcome, error) {
	w.during()
	return w.Room.Do(ctx, by, op, c)
}

// TestNothingIsSaidToBeDoneBeforeItIsOnDisk presses each key that says what it has
// done: it says nothing while the disk works and nothing where the disk refuses, and
// what was chosen in a screen that is left for it is there again then.
func TestNothingIsSaidToBeDoneBeforeItIsOnDisk(t *testing.T) {
	for name, c := range map[string]struct {
		until  stagetest.Moment
		goTo   method.Activity
		before []string // keys
		key    string
		said   string
		kept   string // on the screen after a refusal
	}{
		"door":     {until: stagetest.Gathering, key: "D", said: "Dörren är stängd"},
		"proxies":  {until: stagetest.Gathering, key: "W", said: "ctrl+t)"},
		"keep":     {until: stagetest.Gathering, goTo: method.Vote, before: []string{"a"}, key: "s", said: "Sparas: "},
		"sorting":  {until: stagetest.Revealed, goTo: method.Cluster, before: []string{"f", "space"}, key: "enter", said: "kluster", kept: "Första sortering"},
		"going on": {until: stagetest.Counted, before: []string{"F"}, key: "enter", said: "förslag går vidare", kept: "Vad går vidare?"},
		"new vote": {until: stagetest.Clustering, before: []string{"o", "end", "space"}, key: "enter", kept: "att rösta om"},
	} {
		t.Run(name, func(t *testing.T) {
			r := stagetest.CoLab(t, c.until)
			if c.goTo != "" {
				r.Go(c.goTo)
			}
			e := stagetest.Env(r, model.Host)
			var a *stage.App
			came := 0
			e.Room = watched{r, func() {
				came++
				if foot := footer(a); c.said != "" && strings.Contains(foot, c.said) {
					t.Errorf("while the disk works it is said: %s", foot)
				}
			}}
			a = stagetest.App(t, e, facilitator.New(e))
			stagetest.Press(a, c.before...)
			r.Break(errors.New("disken är full"))
			stagetest.Press(a, c.key)
			stagetest.Shows(t, a, "disken är full", c.kept)
			if came == 0 {
				t.Fatal("no command came to the disk")
			}
			r.Break(nil)
			stagetest.Press(a, c.key)
			if foot := footer(a); !strings.Contains(foot, c.said) {
				t.Errorf("once it is on disk it is said: %q, want %q in it", foot, c.said)
			}
		})
	}
}

// footer is the last row of the screen.
func footer(a *stage.App) string {
	rows := strings.Split(strings.TrimRight(stagetest.Screen(a), "\n"), "\n")
	return rows[len(rows)-1]
}
