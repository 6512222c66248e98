// Package projector is the workshop on the wall of the room: what everybody
// may see, large, without controls. It is shown at the facilitator's own
// terminal and to an observer over SSH.
package projector

import (
	"time"

	"charm.land/bubbles/v2/help"
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/boardview"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
	"verkstad/ui/theme"
)

// screen is the projector's screen.
type screen struct {
	stage.Unshared
	env     *stage.Env
	back    func() stage.Screen
	joining bool            // the way in is shown over everything
	goals   bool            // the global goals are shown here, whatever all projectors show
	session model.SessionID // that is shown alone, in a slot of several; 0 is all
	crowd   boardview.CrowdCounter
	bell    boardview.Bell
	look    look
	under   *theme.Theme // the terminal's own, while it shows the wall
	wall    *theme.Theme
	held    heldPage
	waits   bool // for the next page to turn to; one wait is enough
}

// turnMsg says that what is shown in turn turns. While the clock of the phase runs the
// workshop wakes the wall every second; where it stands, or there is none, nobody else does.
type turnMsg struct{}

// heldPage is a page that somebody has turned to; it stands until the phase is over.
// The zero heldPage is none: pages turn by themselves.
type heldPage struct {
	phase model.PhaseID
	page  int64 // counted on from the page that the clock would show
}

// New makes the screen. back makes the screen that esc goes back to; nil where
// there is none, as for an observer's terminal.
func New(env *stage.Env, back func() stage.Screen) stage.Screen {
	s := &screen{env: env, back: back}
	s.recallLook()
	return s
}

// Update turns to the way in, to the global goals and back, and rings when time is up.
func (s *screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case stage.WakeMsg:
		ring := s.bell.Ring(s.env.Board(), s.env.Now())
		if s.look.silent {
			return nil
		}
		return ring
	case tea.WindowSizeMsg: // also the first message to a screen
		if !s.waits {
			return s.awaitTurn()
		}
	case turnMsg:
		return s.awaitTurn()
	case stage.ThemeMsg:
		s.paint()
	case tea.KeyPressMsg:
		return s.onKey(msg)
	}
	return nil
}

func (s *screen) onKey(msg tea.KeyPressMsg) tea.Cmd {
	cmd, _ := s.actions().OnKey(s.env, msg)
	return cmd
}

// actions are to turn to something else, to change the look and to go back.
func (s *screen) actions() stage.Actions {
	do := func(what func()) func() tea.Cmd {
		return func() tea.Cmd { what(); return nil }
	}
	page := func(by int64) func() tea.Cmd { return do(func() { s.turnPage(by) }) }
	scale := func(by int) func() tea.Cmd { return do(func() { s.rescale(by) }) }
	over, leave := s.joining || s.goals, "esc"
	if over {
		leave = "p"
	}
	return stage.Actions{
		{Word: "projector.key.join", Keys: []string{"i"}, Do: do(func() { s.joining = !s.joining })},
		{Word: "projector.key.session", Keys: []string{"s"}, Off: !s.env.Board().Phase().Parallel(), Do: do(func() { s.session = s.nextSession() })},
		{Word: "projector.key.goals", Keys: []string{"m"}, Do: do(func() { s.goals, s.joining = !s.goals, false })},
		{Word: "projector.key.page", Shown: "← →", Keys: []string{"left", "pgup", "h"}, Do: page(-1)},
		{Word: "projector.key.page", Hidden: true, Keys: []string{"right", "pgdown", "l"}, Do: page(1)},
		{Word: "projector.key.size", Shown: "+ −", Keys: []string{"+", "="}, Do: scale(1)},
		{Word: "projector.key.size", Hidden: true, Keys: []string{"-", "_"}, Do: scale(-1)},
		{Word: "projector.key.ground", Keys: []string{"t"}, Do: s.turnGround},
		{Word: "projector.key.bell", Keys: []string{"b"}, Do: s.turnBell},
		{Word: "key.back", Keys: []string{"esc"}, Off: !over, Do: do(func() { s.joining, s.goals = false, false })},
		{Word: "projector.key.back", Shown: leave, Keys: []string{"p"}, Off: s.back == nil, Do: s.leave},
		{Word: "projector.key.back", Hidden: true, Keys: []string{"esc"}, Off: s.back == nil || over, Do: s.leave},
	}
}

// awaitTurn waits until what is shown in turn has turned.
func (s *screen) awaitTurn() tea.Cmd {
	s.waits = true
	const every = boardview.PageTime * time.Second
	since := time.Duration(s.env.Now().UnixNano()) % every
	return s.env.Timer.Later(every-since+justAfter, turnMsg{})
}

// justAfter is added to a wait, so that two clocks that differ a little both are past
// what is waited for.
const justAfter = 10 * time.Millisecond

// turnPage turns to another page and stays there.
func (s *screen) turnPage(by int64) { s.held = heldPage{s.phase(), s.pageNumber() + by} }

// pageNumber is the page that is shown, of pages that are counted on without end.
func (s *screen) pageNumber() int64 {
	if s.held.page != 0 && s.held.phase == s.phase() {
		return s.held.page
	}
	return s.env.Now().Unix() / boardview.PageTime
}

// phase is the board's phase; 0 before the first.
func (s *screen) phase() model.PhaseID {
	if ph := s.env.Board().Phase(); ph != nil {
		return ph.ID
	}
	return 0
}

// shownSession is the session that is shown alone now; 0 is all.
func (s *screen) shownSession() model.SessionID {
	b := s.env.Board()
	if ph, _ := b.Session(s.session); ph != nil && ph == b.Phase() && ph.Parallel() {
		return s.session
	}
	return 0
}

// nextSession is the one after that which is shown, or all after the last.
func (s *screen) nextSession() model.SessionID {
	ph := s.env.Board().Phase()
	if !ph.Parallel() {
		return 0
	}
	now := s.shownSession()
	for i, one := range ph.Sessions {
		if now == 0 {
			return model.SessionID(one.ID)
		}
		if one.ID == int(now) && i+1 < len(ph.Sessions) {
			return model.SessionID(ph.Sessions[i+1].ID)
		}
	}
	return 0
}

func (s *screen) leave() tea.Cmd {
	s.strip()
	return s.env.Show(s.back())
}

// MouseFree says that nothing is clicked on the wall.
func (s *screen) MouseFree() {}

// Cursor is nowhere.
func (s *screen) Cursor() *frame.Cursor { return nil }

// Keys are in the help alone: the wall has no controls on it.
func (s *screen) Keys() help.KeyMap {
	return stage.KeyMap{Full: s.actions().Groups(s.env)}
}

// Typing is never true.
func (s *screen) Typing() bool { return false }

// Unsaved is nothing.
func (s *screen) Unsaved() string { return "" }
