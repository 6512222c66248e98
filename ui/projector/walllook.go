package projector

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/stage"
	"verkstad/ui/theme"
)

// look is how a wall is set: it is kept for whoever sits at the terminal, and for all
// walls of a workshop where nobody does.
type look struct {
	ground ground
	scale  int  // of the head: 0 as large as there is good room for, to maxScale either way
	silent bool // no bell
}

// ground is what a wall is drawn on.
type ground int

// The grounds.
const (
	asTerminal ground = iota // the terminal's own
	onLight
	onDark
	grounds
)

// maxScale is how many times larger and smaller can be pressed.
const maxScale = 2

// smaller is n rows, or fewer where the head is to be smaller.
func (l look) smaller(n int) int {
	if l.scale < 0 {
		return n * (maxScale + 1 + l.scale) / (maxScale + 1)
	}
	return n
}

// lookSlot is where the look is kept, among drafts.
const lookSlot = "wall" + model.ChoiceSlot

// String writes a look as readLook reads it.
func (l look) String() string {
	s := strconv.Itoa(int(l.ground)) + " " + strconv.Itoa(l.scale)
	if l.silent {
		s += " silent"
	}
	return s
}

// readLook reads a look; what cannot be read is as it is without one.
func readLook(text string) (l look) {
	fields := strings.Fields(text)
	if len(fields) < 2 {
		return look{}
	}
	if n, err := strconv.Atoi(fields[0]); err == nil && n >= 0 && n < int(grounds) {
		l.ground = ground(n)
	}
	if n, err := strconv.Atoi(fields[1]); err == nil && n >= -maxScale && n <= maxScale {
		l.scale = n
	}
	l.silent = len(fields) > 2
	return l
}

// recallLook has the wall look as it did the last time.
func (s *screen) recallLook() {
	if s.env.Room != nil {
		s.look = readLook(s.env.Room.Draft(s.env.Me.Person, lookSlot))
	}
	if s.env.Shared == nil || s.env.Room == nil {
		s.paint()
		return
	}
	if n := slices.Index(groundWords, s.env.Shared.WallGround); n >= 0 {
		if _, turned := s.changed().Load(s.wallOf()); !turned {
			s.look.ground = ground(n)
		}
	}
	s.paint()
}

// groundWords are the grounds as [stage.Shared.WallGround] has them.
var groundWords = []string{"terminal", "light", "dark"}

// changedWalls are the walls whose look was changed by key since the server started, by
// wallOf: for them what was chosen goes before [stage.Shared.WallGround].
type changedWalls struct{ sync.Map }

// wallOf tells walls apart by whose they are.
type wallOf struct {
	code   string
	person model.PersonID
}

func (s *screen) wallOf() wallOf { return wallOf{s.env.Board().Code, s.env.Me.Person} }

func (s *screen) changed() *changedWalls { return stage.ServerState[changedWalls](s.env.Shared) }

// changeLook has the wall look otherwise, now and the next time.
func (s *screen) changeLook(l look) {
	s.look = l
	if s.env.Room != nil {
		s.changed().Store(s.wallOf(), true)
		s.env.Room.SaveDraft(s.env.Me.Person, lookSlot, l.String())
	}
	s.paint()
}

// paint gives the terminal the wall's theme, until it shows another screen.
func (s *screen) paint() {
	if s.env.Theme != s.wall {
		s.under = s.env.Theme
	}
	switch s.look.ground {
	case onLight:
		s.wall = s.under.WallOn(theme.Light)
	case onDark:
		s.wall = s.under.WallOn(theme.Dark)
	default:
		s.wall = s.under.Wall()
	}
	s.env.Theme = s.wall
}

// strip gives the terminal back the theme that it had.
func (s *screen) strip() { s.env.Theme = s.under }

// lookSaid says what the ground is now.
func (s *screen) lookSaid() string {
	return s.env.Words.T([...]string{"projector.look.terminal", "projector.look.light", "projector.look.dark"}[s.look.ground])
}

// turnGround has the wall drawn on the next ground, and says on which.
func (s *screen) turnGround() tea.Cmd {
	l := s.look
	l.ground = (l.ground + 1) % grounds
	s.changeLook(l)
	return stage.Toast(s.lookSaid())
}

// rescale has the head of the wall larger or smaller.
func (s *screen) rescale(by int) {
	l := s.look
	l.scale = max(-maxScale, min(l.scale+by, maxScale))
	s.changeLook(l)
}

// turnBell has the wall ring, or not, and says which.
func (s *screen) turnBell() tea.Cmd {
	l, said := s.look, "projector.look.rings"
	if l.silent = !l.silent; l.silent {
		said = "projector.look.silent"
	}
	s.changeLook(l)
	return stage.Toast(s.env.Words.T(said))
}
