package facilitator

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/stage"
)

// noted is the phases whose notes whoever leads needs now: the one that the group is in,
// and the one that comes next.
func noted(b *model.Board) (phases []*model.Phase) {
	all := b.Phases()
	for i := max(0, b.Current()); i < len(all) && i <= b.Current()+1; i++ {
		if len(all[i].Leader) > 0 {
			phases = append(phases, all[i])
		}
	}
	return phases
}

// notes shows what whoever leads should say and bring.
func (s *Screen) notes() tea.Cmd {
	b, w := s.env.Board(), s.env.Words
	var said []string
	for _, ph := range noted(b) {
		title := s.env.PhaseTitle(ph)
		if ph != b.Phase() {
			title = w.T("facilitator.notes.next", "Phase", title)
		}
		said = append(said, title+"\n"+s.env.Local(ph.Leader))
	}
	text := strings.Join(append(said, w.T("facilitator.notes.own")), "\n\n")
	return s.env.Ask(stage.NewSheet(s.env, w.T("facilitator.title.notes"), text))
}

// note asks for the notes of the selected phase for whoever leads.
func (d *editor) note() tea.Cmd {
	const most = 500
	return d.ask("facilitator.editor.leader", d.selected().Leader, most, func(ph *model.Phase, t method.Text) { ph.Leader = t })
}
