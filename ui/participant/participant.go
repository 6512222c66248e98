// Package participant is the screen of somebody who takes part. It shows one view
// at a time, which fits what the group does now: at the door who one is, then the
// phase, with its instruction.
//
// [Screen] chooses the view. The views are in packages by what is done in them (door,
// talk, ideas, ballot, wording, closing), and stand on package view.
package participant

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/ui/frame"
	"verkstad/ui/participant/ballot"
	"verkstad/ui/participant/closing"
	"verkstad/ui/participant/door"
	"verkstad/ui/participant/talk"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// Hint is what is known of somebody before they have said anything.
type Hint = view.Hint

// SharedView is what this terminal shows as others do; nothing while what it shows
// does not fit the board any more.
func (s *Screen) SharedView(r frame.Rect) (stage.SharedView, bool) {
	if s.Room != nil && s.Board() != s.followed && s.fittingKey() != s.shownKey {
		return nil, false
	}
	return s.Shown.SharedView(r)
}

// viewKey says which view fits a board. Where two keys are equal, the view stays.
type viewKey struct {
	kind    string // the phase's activity, "vote" while a round is open in any phase, or one of those in viewOf
	phase   model.PhaseID
	round   model.RoundID
	session model.SessionID // that one is in, in a slot
}

// Screen is a participant's terminal.
type Screen struct {
	*view.Shown
	shownKey viewKey
	// followed is the board that the key is of.
	followed *model.Board
	of       model.PersonID // whose view it is
	stood    standing       // as the person was told
}

var _ stage.Screen = (*Screen)(nil)

// New makes the screen. Somebody who has been here before, by the hint's key, comes
// straight in.
func New(env *stage.Env, hint Hint) stage.Screen {
	if hint.Role == "" {
		hint.Role = model.Participant
	}
	s := &Screen{Shown: view.NewShown(&view.Terminal{Env: env, Hint: hint})}
	if env.Room != nil {
		s.Arrive()
	}
	s.follow()
	return s
}

// follow shows the view that fits the board now.
func (s *Screen) follow() {
	s.followed = nil
	if s.Room != nil {
		s.followed = s.Board()
	}
	if s.shownKey.kind == "turns" && s.fittingKey() != s.shownKey {
		s.Me = s.Owner() // the vote is over: nobody's turn any more
	}
	s.FollowOwner()
	m := s.fittingKey()
	if m == s.shownKey && s.View != nil && (s.of == s.Me.Person || m.kind == "turns") {
		return
	}
	if s.shownKey.kind == "join" && m.kind != "join" && m.kind != "late" {
		s.CatchingUp = false // they have come in time
	}
	s.shownKey = m
	s.Replace(s.viewOf(m))
	s.of = s.Me.Person
}

// fittingKey is that of the view which fits the latest board.
func (s *Screen) fittingKey() viewKey {
	if s.Room == nil {
		return viewKey{kind: "code"}
	}
	b := s.Board()
	switch p := s.Person(); {
	case p != nil && p.Removed:
		return viewKey{kind: "removed"}
	case p == nil:
		return viewKey{kind: "join"}
	case !b.Ended.IsZero():
		return viewKey{kind: "ended"}
	case s.CatchingUp && b.UnderWay():
		return viewKey{kind: "late"}
	}
	if round := b.OpenRound(); round != nil && s.HasSeveral() {
		return viewKey{kind: "turns", round: round.ID}
	} else if round != nil {
		return viewKey{kind: "vote", round: round.ID}
	}
	ph := b.Phase()
	if s.Choosing != 0 && s.StillOpen(s.Choosing) {
		return viewKey{kind: "session", phase: s.Choosing}
	}
	if ph == nil {
		return viewKey{kind: "waiting"}
	}
	m := viewKey{kind: string(ph.Activity), phase: ph.ID, session: s.InSession()}
	if m.session == 0 && ph.Parallel() && s.Me.Role == model.Participant {
		return viewKey{kind: "session", phase: ph.ID}
	}
	if ph.Does(method.TakesVotes) {
		if last := b.Standing(roundOf(b, ph.ID)); last != nil {
			m.round = last.ID
		}
	}
	return m
}

// viewOf makes the view of a key.
func (s *Screen) viewOf(m viewKey) view.View {
	switch m.kind {
	case "code":
		return door.NewCode(s.Terminal)
	case "join":
		return door.NewJoin(s.Terminal)
	case "removed":
		return door.NewRemoved(s.Terminal)
	case "ended":
		return closing.NewResults(s.Terminal)
	case "waiting":
		return door.NewWaiting(s.Terminal)
	case "late":
		return door.NewLatecomer(s.Terminal)
	case "turns":
		return ballot.NewTurns(s.Terminal, s.Board().Round(m.round))
	case "session":
		return talk.NewSessionChoice(s.Terminal, m.phase)
	}
	if make := views[method.Activity(m.kind)]; make != nil {
		return make(s.Terminal, m)
	}
	if method.Activity(m.kind).Does(method.TakesRatings) {
		return closing.NewRating(s.Terminal)
	}
	return talk.New(s.Terminal)
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
		cmd = tea.Batch(s.View.Update(msg), s.keepLate(msg), s.tellDone(msg))
	case tea.KeyPressMsg:
		cmd = s.OnKey(msg)
	case view.HeldLetterMsg:
		cmd = s.OnHeld(msg)
	case stage.WakeMsg:
		was := s.shownKey
		s.follow()
		if cmd = s.View.Update(msg); s.of != s.Me.Person { // somebody has come in without a key being pressed
			s.follow()
		}
		return tea.Batch(cmd, s.Ring(), s.TellAsked(), s.tellClosed(was), s.tellStanding())
	default:
		cmd = s.View.Update(msg)
	}
	s.follow()
	return cmd
}

// tellClosed tells that a vote has closed where its result is not what is shown now,
// as in a phase that is about something else, and why there is none if so.
func (s *Screen) tellClosed(was viewKey) tea.Cmd {
	if was.kind != "vote" && was.kind != "turns" || s.Room == nil || s.shownKey.round == was.round || !s.Board().Ended.IsZero() {
		return nil
	}
	round := s.Board().Round(was.round)
	if round == nil || round.IsOpen() || round.Phase != s.PhaseID() { // or the group has gone on already
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
	switch s.shownKey.kind {
	case "vote", "turns":
		if round := s.Board().Round(s.shownKey.round); round != nil && round.IsOpen() {
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
	return w.T("app.now", "Phase", s.Title())
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
