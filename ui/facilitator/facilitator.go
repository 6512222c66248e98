// Package facilitator is the screen of the facilitator, the cockpit: the agenda
// against the clock, the board of the phase, the people, and every action with
// its key.
//
// It often runs on the same computer as the projector. So it shows neither
// authors' names nor ballots, and ideas that the room has not seen only when the
// facilitator asks for them.
package facilitator

import (
	"slices"

	"charm.land/bubbles/v2/help"
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/boardview"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// Screen is the cockpit.
type Screen struct {
	stage.Unshared
	env    *stage.Env
	crowd  boardview.CrowdCounter
	bell   boardview.Bell
	board  workBoard
	agenda agendaPane
	focus  focus
	w      int

	written map[int]string // on tickets made here, by number; never kept
	claimed int            // the newest claim that was announced
	toList  func() tea.Cmd // leads to the list that the workshop was chosen in; nil is nowhere
	steps   steps

	votable stage.Memo[uint64, bool]
	wrote   stage.Memo[[2]uint64, wrote]
	served  stage.Memo[uint64, bool]
	advised stage.Memo[adviceKey, string]
}

// focus is which pane has the arrow keys.
type focus int

const (
	onBoard focus = iota
	onAgenda
	onPeople // only where the screen is too narrow for all
)

// New makes the cockpit of the workshop in env.Room.
func New(env *stage.Env) stage.Screen {
	return &Screen{env: env, board: workBoard{env: env}, agenda: agendaPane{env: env}}
}

// NewFrom makes the cockpit of a workshop that was chosen in a list. As long as
// nothing has happened in it, esc leads back there.
func NewFrom(env *stage.Env, back func() tea.Cmd) stage.Screen {
	s := &Screen{env: env, board: workBoard{env: env}, agenda: agendaPane{env: env}}
	s.toList = back
	return s
}

// fresh reports whether nothing has happened yet and there is a list to go back to.
func (s *Screen) fresh() bool {
	b := s.env.Board()
	return s.toList != nil && b.Phase() == nil && b.Joined() == 0 && b.Ended.IsZero()
}

// Update sends a message to where it belongs.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		s.w = msg.Width
	case stage.WakeMsg:
		return tea.Batch(s.bell.Ring(s.env.Board(), s.env.Now()), s.announceClaims())
	case papersMsg:
		s.keep(msg)
	case loadedMsg:
		return s.onLoaded(msg)
	case sortedMsg:
		return s.onSorted(msg)
	case tea.KeyPressMsg:
		return s.onKey(msg)
	case tea.PasteMsg:
		if s.board.typing() {
			return s.board.filterBy(msg)
		}
	case tea.MouseClickMsg:
		return s.onClick(msg)
	case tea.MouseWheelMsg:
		if msg.Button == tea.MouseWheelUp {
			s.move(0, -1)
		} else {
			s.move(0, 1)
		}
	}
	return nil
}

func (s *Screen) onKey(msg tea.KeyPressMsg) tea.Cmd {
	if s.board.typing() {
		cmd, ok := s.board.filterActions().OnKey(s.env, msg)
		if !ok {
			cmd = s.board.filterBy(msg)
		}
		return cmd
	}
	cmd, _ := slices.Concat(s.actions(), s.moveActions()).OnKey(s.env, msg)
	return cmd
}

// lastMoved is when others last moved what keys are for on the board; nil while they
// are for the agenda.
func (s *Screen) lastMoved() func() *stage.Moved {
	if s.focus != onBoard {
		return nil
	}
	return func() *stage.Moved { return &s.board.moved }
}

// moveActions are to move on the screen, and to open and leave what is selected.
func (s *Screen) moveActions() stage.Actions {
	move := func(dx, dy int) func() tea.Cmd {
		return func() tea.Cmd { s.move(dx, dy); return nil }
	}
	turn := func(on bool) func() tea.Cmd {
		return func() tea.Cmd { s.board.turn(on); return nil }
	}
	const group = 3
	nothing := s.board.nothingToClear()
	all := stage.Actions{
		{Word: "key.open", Group: group, Keys: []string{"enter"}, Moved: s.lastMoved(), Do: s.enter},
		{Word: "key.pane", Group: group, Keys: []string{"tab", "shift+tab"}, Do: s.nextPane},
		{Word: "facilitator.key.move", Group: group, Shown: "←↑↓→", Keys: []string{"up", "k"}, Do: move(0, -1)},
		{Word: "facilitator.key.move", Group: group, Hidden: true, Keys: []string{"down", "j"}, Do: move(0, 1)},
		{Word: "facilitator.key.move", Group: group, Hidden: true, Keys: []string{"left", "h"}, Do: move(-1, 0)},
		{Word: "facilitator.key.move", Group: group, Hidden: true, Keys: []string{"right", "l"}, Do: move(1, 0)},
		{Word: "facilitator.key.page", Group: group, Shown: "pgup/dn", Keys: []string{"pgup"}, Do: turn(false)},
		{Word: "facilitator.key.page", Group: group, Hidden: true, Keys: []string{"pgdown"}, Do: turn(true)},
		{Word: "key.back", Group: group, Keys: []string{"esc"}, Off: nothing, Do: s.board.clear},
	}
	if nothing && s.fresh() {
		all[len(all)-1] = stage.Action{Word: "facilitator.key.list", Group: group, Keys: []string{"esc"}, Footer: true, Do: s.toList}
	}
	return all
}

// onQuestion is the question that is selected on the board; nil is none.
func (s *Screen) onQuestion() *model.Question {
	if s.focus != onBoard || s.board.scene.Kind != boardview.Questions {
		return nil
	}
	return s.env.Board().Question(s.board.selected)
}

// choose chooses the selected question for what comes, or no longer.
func (s *Screen) choose() tea.Cmd {
	q := s.onQuestion()
	if s.board.moved.Lately(s.env) {
		return s.env.SayMoved()
	}
	return s.env.Do(model.ChooseQuestion{ID: q.ID, Chosen: !q.Chosen})
}

func (s *Screen) move(dx, dy int) {
	if s.focus == onAgenda {
		s.agenda.move(dx + dy)
		return
	}
	s.board.move(dx, dy)
}

// nextPane gives the arrow keys to the next pane. A narrow screen shows only
// the pane that has them.
func (s *Screen) nextPane() tea.Cmd {
	n := 2
	if s.narrow() {
		n = 3
	}
	s.focus = (s.focus + 1) % focus(n)
	return nil
}

func (s *Screen) enter() tea.Cmd {
	switch {
	case s.focus == onAgenda:
		if ph := s.agenda.selected(); ph != nil && ph != s.env.Board().Phase() {
			return s.goTo(ph)
		}
		return nil
	case s.board.merging != 0:
		return s.board.merge()
	case s.detailOf() != nil:
		return s.detail(s.detailOf())
	case s.board.selected != 0:
		return s.itemMenu()
	}
	return s.menu()
}

func (s *Screen) onClick(msg tea.MouseClickMsg) tea.Cmd {
	if s.agenda.shifted(msg.X, msg.Y) {
		return s.env.SayMoved()
	}
	if s.agenda.click(msg.X, msg.Y) {
		s.focus = onAgenda
		return nil
	}
	if s.board.shifted(msg.X, msg.Y) {
		return s.env.SayMoved()
	}
	was := s.board.selected
	if s.board.click(msg.X, msg.Y) {
		s.focus = onBoard
		if s.board.merging != 0 {
			return s.board.merge()
		}
		if was == s.board.selected {
			return s.itemMenu()
		}
	}
	return nil
}

// keyFocus is what the meaning of keys depends on: where the group is, and whether
// its clock runs.
type keyFocus struct {
	place          model.Place
	ended, running bool
}

// Focus is where the group is.
func (s *Screen) Focus() any {
	b := s.env.Board()
	return keyFocus{b.Place(), !b.Ended.IsZero(), b.Phase() != nil && b.Phase().Running()}
}

// Cursor is in the filter, if it is being written.
func (s *Screen) Cursor() *frame.Cursor { return s.board.cursor() }

// Typing reports whether letters go into the filter.
func (s *Screen) Typing() bool { return s.board.typing() }

// Unsaved warns when a vote is open: it goes on without its facilitator.
func (s *Screen) Unsaved() string {
	b := s.env.Board()
	switch {
	case b.OpenRound() != nil:
		return s.env.Words.T("facilitator.leave.round")
	case b.Phase() != nil && b.Phase().Running() && b.Ended.IsZero():
		return s.env.Words.T("facilitator.leave.clock")
	}
	return ""
}

// Keys is every action: those that are most at hand now in the footer.
func (s *Screen) Keys() help.KeyMap {
	e := s.env
	if s.board.typing() {
		return stage.KeyMap{Short: s.board.filterActions().Footer(e)}
	}
	all, moves := s.actions(), s.moveActions()
	return stage.KeyMap{
		Short: slices.Concat(s.hints(all), moves.Footer(e)),
		Full:  slices.Concat(all, moves).Groups(e), All: true,
	}
}
