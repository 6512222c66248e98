package facilitator

import (
	tea "charm.land/bubbletea/v2"
	"slices"

	"verkstad/model"
	"verkstad/model/text"
	"verkstad/ui/stage"
)

// fileChoice puts an item in a category.
func (s *Screen) fileChoice(id model.ItemID) stage.Choice {
	c := s.choice("facilitator.item.file", func() tea.Cmd { return s.fileMenu(id) })
	if _, categories := s.env.Board().Categories(); categories == nil {
		c.Disabled = s.env.Words.T("facilitator.why.nocategories")
	}
	return c
}

func (s *Screen) fileMenu(id model.ItemID) tea.Cmd {
	e := s.env
	_, categories := e.Board().Categories()
	var choices []stage.Choice
	for i, category := range categories {
		choices = append(choices, stage.Choice{Label: e.Local(category), Do: e.Doing(model.FileItem{ID: id, Category: i + 1})})
	}
	choices = append(choices, s.choiceDo("facilitator.file.none", model.FileItem{ID: id}))
	return e.Ask(stage.NewMenu(e, e.Words.T("facilitator.item.file"), choices))
}

// tickMenu ticks a point of the checklist, or unticks it.
func (s *Screen) tickMenu() tea.Cmd {
	e, ph := s.env, s.env.Board().Phase()
	var choices []stage.Choice
	at := -1
	for i, point := range ph.Checklist {
		mark := "○ "
		if ph.Ticked(i + 1) {
			mark = "✓ "
		} else if at < 0 {
			at = i
		}
		choices = append(choices, stage.Choice{Label: mark + e.Local(point), Do: e.Doing(model.TickPoint{Point: i + 1, Ticked: !ph.Ticked(i + 1)})})
	}
	return e.Ask(stage.NewMenu(e, e.Words.T("facilitator.act.tick"), choices).StartAt(max(0, at)))
}

// noteMenu asks which sector says something, and then what.
func (s *Screen) noteMenu() tea.Cmd {
	e := s.env
	var choices []stage.Choice
	for _, sector := range append(model.Sectors[:], model.NoSector) {
		choices = append(choices, stage.Choice{Label: e.SectorName(sector), Do: func() tea.Cmd {
			return s.promptSeveral("facilitator.act.note", "unit.notes", "", text.MaxIdeaRunes, func(said string) tea.Cmd {
				return e.Do(model.TakeNote{Text: said, Sector: sector, About: s.topic()})
			})
		}})
	}
	if b := e.Board(); b.HasNotes() {
		word, closed := "facilitator.act.closenotes", b.Phase().NotesClosed()
		if closed {
			word = "facilitator.act.opennotes"
		}
		choices = append(choices, stage.Choice{Label: e.Words.T(word), Do: e.Doing(model.LetNotes{Closed: !closed})})
	}
	return e.Ask(stage.NewMenu(e, e.Words.T("facilitator.act.note"), choices))
}

// topic returns the selected item if people can talk at it now; 0 if not.
func (s *Screen) topic() model.ItemID {
	if slices.Contains(s.env.Board().Topics(), s.board.selected) {
		return s.board.selected
	}
	return 0
}
