package ideas

import (
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"verkstad/ui/stage"
)

// askCard asks for a word and picks up the card that has it: in a large heap that is
// faster than to look.
func (c *cluster) askCard() tea.Cmd {
	return c.Ask(stage.NewPalette(c.Env, "participant.cluster.find", "participant.cluster.findhint", func() []stage.Choice {
		var choices []stage.Choice
		seen := map[string]int{}
		for _, col := range c.table.columns {
			for _, i := range col.ideas {
				id, label := i.ID, i.Text
				if seen[label]++; seen[label] > 1 { // of which a palette wants each once
					label += " (" + strconv.Itoa(seen[label]) + ")"
				}
				choices = append(choices, stage.Choice{Label: label, Detail: col.title(c.DrawContext()), Do: func() tea.Cmd {
					if !c.onBoard(id) {
						return stage.Complain(c.Words.T("participant.why.nocard"))
					}
					c.table.choose(id)
					c.table.chose()
					if !slices.Contains(c.picked, id) {
						c.toggle(id)
					}
					return c.suggest()
				}})
			}
		}
		return choices
	}))
}
