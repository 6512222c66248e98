package participant

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// standing is what others do to a person, which they are told when it changes.
type standing struct {
	known       bool // it was found before
	person      model.PersonID
	floor, next bool // they have the floor, or come next to speak
	table       int
	phase       model.PhaseID
	session     model.SessionID
}

// standing is that of the terminal's person now.
func (s *Screen) standing() standing {
	if s.Room == nil {
		return standing{}
	}
	b, p := s.Board(), s.Person()
	if p == nil || p.Removed || !b.Ended.IsZero() {
		return standing{}
	}
	now := standing{
		known: true, person: p.ID, floor: b.Floor() == p, table: p.Table, phase: s.PhaseID(), session: s.InSession(),
	}
	now.next = b.HandUp(p) && s.IsNext()
	return now
}

// tellStanding tells the person what others have done to them since it was asked last: given
// them the floor, with a bell, or a table, moved them to a session.
func (s *Screen) tellStanding() tea.Cmd {
	was, now := s.stood, s.standing()
	s.stood = now
	if !was.known || !now.known || was.person != now.person {
		return nil
	}
	w := s.Words
	switch {
	case now.floor && !was.floor:
		return tea.Batch(s.RingFloor(), stage.Toast(w.T("participant.told.floor")))
	case now.next && !was.next && !now.floor:
		return stage.Toast(w.T("participant.told.next"))
	case now.table != was.table && now.table != 0:
		return stage.Toast(w.T("participant.told.table", "N", now.table))
	case now.phase == was.phase && now.session != was.session && now.session != 0 && s.Board().Phase().Parallel():
		if _, in := s.Board().Session(now.session); in != nil {
			return stage.Toast(w.T("participant.session.chosen", "Session", view.SessionText(w.Lang(), in)))
		}
	}
	return nil
}

// tellDone tells that a thought was parked, which is shown nowhere else.
func (s *Screen) tellDone(msg stage.DoneMsg) tea.Cmd {
	if add, ok := msg.Command.(model.AddIdea); ok && add.Parked && msg.Err == nil && msg.By.Person == s.Me.Person {
		return stage.Toast(s.Words.T("participant.told.parked"))
	}
	return nil
}
