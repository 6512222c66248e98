package facilitator_test

import (
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/facilitator"
	"verkstad/ui/stage/stagetest"
)

// TestNothingTiesANameToWhatIsNobodys holds that in an anonymous workshop the
// cockpit's list has names, hands and turns, and beside them neither sector nor
// ticket; and that no other of its screens has a name but those of raised hands.
func TestNothingTiesANameToWhatIsNobodys(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.CheckingIn)
	r.Must(model.Host, model.DescribeWorkshop{Title: r.Board().Title, Anonymous: true})
	r.Go(method.Talk)
	r.Must(r.People[2], model.MoveHand{Up: true}) // Cecilia
	e := stagetest.Env(r, model.Host)
	a := stagetest.App(t, e, facilitator.New(e))
	var names []string
	for _, p := range r.Board().People() {
		names = append(names, p.Name)
	}
	hidden := func(where string) {
		t.Helper()
		screen := stagetest.Screen(a)
		for _, name := range names {
			for line := range strings.Lines(screen) {
				if strings.Contains(line, " "+name+" ") && name != "Cecilia" {
					t.Errorf("%s: %s", where, line)
				}
			}
		}
	}
	stagetest.Shows(t, a, "1 Cecilia")
	hidden("the cockpit")

	for _, size := range [][2]int{{120, 40}, {80, 24}, {40, 12}} {
		stagetest.Resize(a, size[0], size[1])
		stagetest.Press(a, "P")
		stagetest.Shows(t, a, "Cecilia")
		for line := range strings.Lines(stagetest.Screen(a)) {
			for _, name := range names {
				if !strings.Contains(line, " "+name+" ") {
					continue
				}
				for _, s := range model.Sectors {
					if mark := e.Theme.SectorMark(int(s) - 1); strings.Contains(line, mark) || strings.Contains(line, e.SectorName(s)) {
						t.Errorf("%s stands beside %s: %s", name, s, line)
					}
				}
			}
		}
		stagetest.Press(a, "esc")
	}
	stagetest.Resize(a, 120, 40)
	r.Go(method.Checkin)
	stagetest.Wake(a)
	hidden("the check-in")
	for _, phase := range []model.Activity{method.Gather, method.Cluster, method.Define, method.Commit} {
		r.Go(phase)
		if phase == method.Gather {
			r.Must(r.People[4], model.AddIdea{Text: "Ett kort"})
			r.Must(model.Host, model.Reveal{})
		}
		stagetest.Wake(a)
		hidden(string(phase))
	}
}
