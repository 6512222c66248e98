package facilitator

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/findings"
	"verkstad/model/report"
	"verkstad/ui/boardview"
	"verkstad/ui/stage"
)

// detailOf is the round whose figures enter shows: the one whose result hangs there;
// nil if none does.
func (s *Screen) detailOf() *model.Round {
	b, scene := s.env.Board(), s.board.sceneNow()
	r := b.Round(scene.Round)
	if scene.Kind != boardview.Result || r == nil || r.IsOpen() || r.Withheld() != model.Shown {
		return nil
	}
	return report.Seen(s.env.Words, b, model.Actor{Role: model.Facilitator}, r)
}

// detail shows all figures of the selected candidate, or of the whole vote, each
// with what it means.
func (s *Screen) detail(r *model.Round) tea.Cmd {
	w := s.env.Words
	name := func(id model.ItemID) string { return r.Candidate(id).Title }
	title, lines := w.T("facilitator.title.figures"), []string(nil)
	if c := r.Candidate(s.board.selected); c != nil {
		title, lines = firstLine(c.Title), findings.OfCandidate(w, r, c.ID, r.Proposed(), name)
	} else {
		lines = findings.OfVote(w, r, r.Proposed(), name)
	}
	return s.env.Ask(stage.NewSheet(s.env, title, strings.Join(lines, "\n\n")))
}
