package participant

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/stage"
)

// restorer is a part that takes back into its field what was refused.
type restorer interface{ Restores(c model.Command) bool }

// home is where a text belongs that was refused: the slot of its draft, and
// whether the part that is shown has the field for it, and so has taken it back.
func (s *Screen) home(c model.Command) (slot, text string, shown bool) {
	if r, ok := s.part.(restorer); ok {
		shown = r.Restores(c)
	}
	switch c := c.(type) {
	case model.AddIdea:
		if c.Phase == 0 {
			return "", "", false
		}
		return ideaSlot(c.Phase), c.Text, shown
	case model.EditIdea:
		return editSlot(c.ID), c.Text, shown
	case model.EditQuestion:
		return questionSlot, c.Text, shown
	case model.AskQuestion:
		return questionSlot, c.Text, shown
	case model.EditCommitment:
		return commitmentSlot, c.What, shown
	case model.MakeCommitment:
		return commitmentSlot, c.What, shown
	case model.CheckIn:
		return checkinSlot, c.Text, shown
	case model.GiveFeedback:
		return feedbackSlot, c.Text, shown
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
	late := lateSlot(slot)
	if kept := s.Room.Draft(msg.By.Person, late); kept != "" {
		text = kept + "\n" + text
	}
	s.Room.SaveDraft(msg.By.Person, late, text)
	return stage.Complain(s.Words.T("participant.unsent.late"))
}
