package review

import (
	"testing"

	"verkstad/model"
	"verkstad/model/lineage"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// TestTheGoalsOfAMeetingAndOfItsSeries shows what the meeting serves, then what
// the series does, and keeps the board to what serves a goal.
func TestTheGoalsOfAMeetingAndOfItsSeries(t *testing.T) {
	r, other := stagetest.CoLab(t, stagetest.Clustering), stagetest.CoLab(t, stagetest.Clustering)
	ideas := r.Board().Ideas(model.Host)
	r.Must(model.Host, model.TagItem{ID: ideas[0].ID, Goals: []int{5}})
	r.Must(model.Host, model.TagItem{ID: ideas[1].ID, Targets: []model.Target{"12.3"}})
	other.Must(model.Host, model.TagItem{ID: ideas[2].ID, Targets: []model.Target{"12.3", "12.5"}})
	a, s := open(t, r, model.Host)
	s.opts.Series = func(*model.Board) ([]lineage.Meeting, error) {
		return []lineage.Meeting{{Board: other.Board(), Eyes: model.Host}}, nil
	}
	stagetest.Press(a, "6")
	stagetest.Shows(t, a, "Den här träffen", "12.3  Halvera matsvinnet", "█▏1")
	stagetest.Hides(t, a, "Mindre avfall")
	stagetest.Golden(t, "goals.meeting", a)
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "Hela serien", "█▏2", "Mindre avfall, mer återbruk")
	stagetest.Press(a, "enter", "1", "/")
	stagetest.Type(a, "#12.3")
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, ideas[1].Text, "Mål 12.3")
	stagetest.Hides(t, a, ideas[0].Text)
	stagetest.Press(a, "home", "6")
	stagetest.Hides(t, a, "Halvera matsvinnet")
}

// TestEachReaderHasTheGoalsOfTheirSeries holds that two who look back at the same
// meeting, and may see as many others of its series but not the same, each see the
// goals of those that they may see, though they share their pictures.
func TestEachReaderHasTheGoalsOfTheirSeries(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Clustering)
	look := func(targets ...model.Target) *stage.App {
		other := stagetest.CoLab(t, stagetest.Clustering)
		for i, target := range targets {
			other.Must(model.Host, model.TagItem{ID: other.Board().Ideas(model.Host)[i].ID, Targets: []model.Target{target}})
		}
		a, s := open(t, r, model.Host)
		s.opts.Series = func(*model.Board) ([]lineage.Meeting, error) {
			return []lineage.Meeting{{Board: other.Board(), Eyes: model.Host}}, nil
		}
		stagetest.Press(a, "6", "enter")
		return a
	}
	stagetest.Shows(t, look("12.3"), "Hela serien", "Halvera matsvinnet")
	second := look("12.5", "12.5")
	stagetest.Shows(t, second, "Hela serien", "Mindre avfall")
	stagetest.Hides(t, second, "Halvera matsvinnet")
}
