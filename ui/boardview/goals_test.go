package boardview_test

import (
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/ui/boardview"
	"verkstad/ui/frame"
	"verkstad/ui/stage/stagetest"
)

// TestFilteringByGoal keeps only what serves a global goal, by number or name.
func TestFilteringByGoal(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Clustering)
	ideas := r.Board().Ideas(model.Host)
	r.Must(model.Host, model.TagItem{ID: ideas[0].ID, Goals: []int{5}})
	env := stagetest.Env(r, model.Host)
	for _, filter := range []string{"#5", "#jämst"} {
		var said []string
		for _, b := range boardview.Show(r.Board(), boardview.Options{Leads: true, Filter: filter}).Blocks(env.DrawContext(), env.Board()) {
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

// TestALongIdeaLeavesRoomForOthers holds that who leads sees the beginning of
// an idea as long as can be, and the next one too.
func TestALongIdeaLeavesRoomForOthers(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Clustering)
	ideas := r.Board().Ideas(model.Host)
	r.Must(model.Host, model.EditIdea{ID: ideas[0].ID, Text: strings.TrimSpace(strings.Repeat("Byt kläder på torget ", 23))})
	env := stagetest.Env(r, model.Host)
	scene := boardview.Show(r.Board(), boardview.Options{Leads: true})
	hung := boardview.Fit(scene.Blocks(env.DrawContext(), env.Board()), 50, 18, scene.Forms(50)...)
	for _, p := range hung.Places() {
		if p.Item != ideas[0].ID {
			continue
		}
		if p.Rect.H > 5 {
			t.Errorf("one idea takes %d rows", p.Rect.H)
		}
		if page := frame.Draw(50, 18, func(c *frame.Canvas) { hung.Draw(c, p.Page) }).Plain(); !strings.Contains(page, "…") {
			t.Errorf("it is not said that there is more:\n%s", page)
		}
		return
	}
	t.Error("the idea is not on the board")
}
