// Package participant is the screen of somebody who takes part. It shows what
// fits the moment and nothing else: at the door who one is, then what the
// group does now, with the instruction in view.
//
// [Screen] chooses the part; each part has a file of its own. What many people
// see alike is drawn once for all of them (see page.go and view.go); what is
// one's own lies in small panes over it.
package participant

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// SharedView is what this terminal shows as others do; nothing while what it shows
// does not fit the board any more.
func (s *Screen) SharedView(r frame.Rect) (stage.SharedView, bool) {
	if s.Room != nil && s.Board() != s.followed && s.now() != s.moment {
		return nil, false
	}
	return s.shown.SharedView(r)
}

// moment says which part fits now. Two moments that are equal show the same part.
type moment struct {
	kind    string // the phase's activity, "vote" while a round is open in any phase, or one of those in make
	phase   model.PhaseID
	round   model.RoundID
	session model.SessionID // that one is in, in a slot
}

// Screen is a participant's terminal.
type Screen struct {
	*shown
	moment moment
	// followed is the board that the moment is of.
	followed *model.Board
	as       model.PersonID // whose part it is
}

var _ stage.Screen = (*Screen)(nil)

// New makes the screen. Who has been here before, by the hint's key, comes
// straight in.
func New(env *stage.Env, hint Hint) stage.Screen {
	if hint.Role == "" {
		hint.Role = model.Participant
	}
	s := &Screen{shown: newShown(&desk{Env: env, hint: hint})}
	if env.Room != nil {
		s.arrive()
	}
	s.follow()
	return s
}

// follow shows the part that fits the board now.
func (s *Screen) follow() {
	s.followed = nil
	if s.Room != nil {
		s.followed = s.Board()
	}
	if s.moment.kind == "turns" && s.now() != s.moment {
		s.Me = s.owner() // the vote is over: nobody's turn any more
	}
	s.followTable()
	m := s.now()
	if m == s.moment && s.part != nil && (s.as == s.Me.Person || m.kind == "turns") {
		return
	}
	s.moment = m
	s.show(s.make(m))
	s.as = s.Me.Person
}

// now is the moment of the latest board.
func (s *Screen) now() moment {
	if s.Room == nil {
		return moment{kind: "code"}
	}
	b := s.Board()
	switch p := s.Person(); {
	case p != nil && p.Removed:
		return moment{kind: "removed"}
	case p == nil:
		return moment{kind: "join"}
	case !b.Ended.IsZero():
		return moment{kind: "ended"}
	}
	if round := b.OpenRound(); round != nil && s.shared() {
		return moment{kind: "turns", round: round.ID}
	} else if round != nil {
		return moment{kind: "vote", round: round.ID}
	}
	ph := b.Phase()
	if s.choosing != 0 && s.stillOpen(s.choosing) {
		return moment{kind: "session", phase: s.choosing}
	}
	if ph == nil {
		return moment{kind: "waiting"}
	}
	m := moment{kind: string(ph.Activity), phase: ph.ID, session: s.inSession()}
	if m.session == 0 && ph.Parallel() && s.Me.Role == model.Participant {
		return moment{kind: "session", phase: ph.ID}
	}
	if ph.Does(method.TakesVotes) {
		if last := b.Standing(roundOf(b, ph.ID)); last != nil {
			m.round = last.ID
		}
	}
	return m
}

func (s *Screen) make(m moment) part {
	switch m.kind {
	case "code":
		return newCode(s.desk)
	case "join":
		return newJoin(s.desk)
	case "removed":
		return newRemoved(s.desk)
	case "ended":
		return newResults(s.desk)
	case "waiting":
		return newWaiting(s.desk)
	case "turns":
		return newTurns(s.desk, s.Board().Round(m.round))
	case "session":
		return newSessions(s.desk, m.phase)
	}
	if screen := screens[method.Activity(m.kind)]; screen != nil {
		return screen(s.desk, m)
	}
	return newTalk(s.desk)
}

// roundOf is the newest round of a phase; nil if it had none.
func roundOf(b *model.Board, id model.PhaseID) *model.Round {
	for i := b.Rounds().Len() - 1; i >= 0; i-- {
		if round := b.Rounds().At(i); round.Phase == id {
			return round
		}
	}
	return nil
}

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	if cmd, ok := s.onTable(msg); ok {
		s.follow()
		return cmd
	}
	switch msg := msg.(type) {
	case stage.DoneMsg:
		cmd = tea.Batch(s.part.Update(msg), s.keepLate(msg))
	case tea.KeyPressMsg:
		cmd = s.onKey(msg)
	case stage.WakeMsg:
		was := s.moment
		s.follow()
		if cmd = s.part.Update(msg); s.as != s.Me.Person { // somebody has come in without a key being pressed
			s.follow()
		}
		return tea.Batch(cmd, s.tellAsked(), s.tellClosed(was))
	default:
		cmd = s.part.Update(msg)
	}
	s.follow()
	return cmd
}

// tellClosed tells that a vote has closed where its result is not what is shown now,
// as in a phase that is about something else, and why there is none if so.
func (s *Screen) tellClosed(was moment) tea.Cmd {
	if was.kind != "vote" && was.kind != "turns" || s.Room == nil || s.moment.round == was.round || !s.Board().Ended.IsZero() {
		return nil
	}
	round := s.Board().Round(was.round)
	if round == nil || round.IsOpen() || round.Phase != s.phaseID() { // or the group has gone on already
		return nil
	}
	said := s.Words.T("participant.now.counted") + "."
	if why := report.WithheldWords[round.Withheld()]; why != "" {
		said += " " + s.Words.T(why)
	}
	return stage.Toast(said)
}

// Announce says what the group does now.
func (s *Screen) Announce() string {
	w := s.Words
	switch s.moment.kind {
	case "vote", "turns":
		if round := s.Board().Round(s.moment.round); round != nil && round.IsOpen() {
			return w.T("participant.now.vote")
		} else if round != nil {
			return w.T("participant.now.counted")
		}
	case "ended":
		return w.T("participant.now.ended")
	case "removed":
		return w.T("participant.removed.title")
	case "waiting":
		return w.T("participant.now.waiting")
	}
	return w.T("app.now", "Phase", s.title())
}

// onTable says who was brought in.
func (s *Screen) onTable(msg tea.Msg) (tea.Cmd, bool) {
	if done, ok := msg.(stage.DoneMsg); ok {
		if _, brought := done.Command.(model.BringPerson); brought && done.Err == nil {
			if p := s.Board().Person(done.Outcome.Person); p != nil {
				return stage.Toast(s.Words.T("participant.table.brought", "Name", p.Name)), true
			}
		}
	}
	return nil, false
}
