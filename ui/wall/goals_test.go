package wall_test

import (
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/ui/stage/stagetest"
	"verkstad/ui/wall"
)

// TestFilteringByGoal keeps only what serves a global goal, by number or name.
func TestFilteringByGoal(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Clustering)
	ideas := r.Board().Ideas(model.Host)
	r.Must(model.Host, model.TagItem{ID: ideas[0].ID, Goals: []int{5}})
	env := stagetest.Env(r, model.Host)
	for _, filter := range []string{"#5", "#jämst"} {
		var said []string
		for _, b := range wall.Show(r.Board(), wall.Eyes{Leads: true, Filter: filter}).Blocks(env) {
			for _, l := range b.Lines {
				said = append(said, l.Text)
			}
		}
		all := strings.Join(said, "\n")
		if !strings.Contains(all, ideas[0].Text) || strings.Contains(all, ideas[1].Text) {
			t.Errorf("%s keeps\n%s", filter, all)
		}
	}
}
