package participant_test

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model/method"
	"verkstad/ui/stage/stagetest"
)

// TestANewClusterIsNoIdea has the group go on from an empty field, and somebody make
// a cluster with quick fingers some time later.
func TestANewClusterIsNoIdea(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Revealed)
	a, now := seated(t, r, 0), time.Unix(1000, 0)
	a.Env.Timer.Now = func() time.Time { return now }
	stagetest.Screen(a)
	a.Env.Timer.After = func(time.Duration, tea.Msg) tea.Cmd { return nil }
	r.Go(method.Cluster)
	stagetest.Wake(a)
	stagetest.Screen(a)
	now = now.Add(12 * time.Second)
	stagetest.Press(a, "n")
	stagetest.Type(a, "Klippa och laga")
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "Var det hit du ville skriva?") // so quick that it may be a sentence that began with n
	stagetest.Press(a, "enter")
	if all := r.Board().Clusters(); len(all) != 1 || all[0].Title != "Klippa och laga" {
		t.Errorf("there are %d clusters:\n%s", len(all), stagetest.Screen(a))
	}
}
