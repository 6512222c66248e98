package participant

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/participant/closing"
	"verkstad/ui/participant/ideas"
	"verkstad/ui/participant/talk"
	"verkstad/ui/participant/view"
	"verkstad/ui/participant/wording"
	"verkstad/ui/stage"
)

// restorer is a view that takes back into its field what was refused.
type restorer interface{ Restores(c model.Command) bool }

// home is where a text belongs that was refused: the slot of its draft, and
// whether the view that is shown has the field for it, and so has taken it back.
func (s *Screen) home(c model.Command) (slot, text string, shown bool) {
	if r, ok := s.View.(restorer); ok {
		shown = r.Restores(c)
	}
	switch c := c.(type) {
	case model.AddIdea:
		if c.Phase == 0 {
			return "", "", false
		}
		return ideas.IdeaSlot(c.Phase), c.Text, shown
	case model.EditIdea:
		return ideas.EditSlot(c.ID), c.Text, shown
	case model.EditQuestion:
		return wording.QuestionSlot, c.Text, shown
	case model.AskQuestion:
		return wording.QuestionSlot, c.Text, shown
	case model.EditCommitment:
		return wording.CommitmentSlot, c.What, shown
	case model.MakeCommitment:
		return wording.CommitmentSlot, c.What, shown
	case model.CheckIn:
		return talk.CheckinSlot, c.Text, shown
	case model.Rate:
		return closing.RatingSlot(c.Activity), c.Text, shown
	}
	return "", "", false
}

// keepLate keeps a text as a draft that was refused because the group had gone
// on while it was on its way.
func (s *Screen) keepLate(msg stage.DoneMsg) tea.Cmd {
	slot, text, shown := s.home(msg.Command)
	if msg.Err == nil || shown || text == "" || msg.By.Person == 0 {
		return nil
	}
	late := view.LateSlot(slot)
	if kept := s.Room.Draft(msg.By.Person, late); kept != "" {
		text = kept + "\n" + text
	}
	s.Room.SaveDraft(msg.By.Person, late, text)
	return stage.Complain(s.Words.T("participant.unsent.late"))
}
