package participant

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/stage"
)

// home is where a text belongs that was refused: the slot of its draft, and
// whether the part that is shown has the field for it, and so has taken it back.
func (s *Screen) home(c model.Command) (slot, text string, shown bool) {
	switch c := c.(type) {
	case model.AddIdea:
		if c.Phase == 0 {
			return "", "", false
		}
		g, ok := s.part.(*gather)
		return ideaSlot(c.Phase), c.Text, ok && g.phase == c.Phase
	case model.EditIdea:
		return editSlot(c.ID), c.Text, shows[*gather](s)
	case model.EditQuestion:
		return "define", c.Text, shows[*define](s)
	case model.AskQuestion:
		return "define", c.Text, shows[*define](s)
	case model.EditCommitment:
		return "commit.what", c.What, shows[*commit](s)
	case model.MakeCommitment:
		return "commit.what", c.What, shows[*commit](s)
	case model.CheckIn:
		return "checkin", c.Text, shows[*checkin](s)
	case model.GiveFeedback:
		return "feedback", c.Text, shows[*feedback](s)
	}
	return "", "", false
}

// shows tells whether a part of that kind is on the screen.
func shows[P part](s *Screen) bool {
	_, is := s.part.(P)
	return is
}

// lateSlot is where a text waits that was refused, until its field is there: the
// next one may be under way in the slot itself.
func lateSlot(slot string) string { return slot + ".late" }

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
