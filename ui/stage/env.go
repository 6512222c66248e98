package stage

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/workshop"
	"verkstad/ui/frame"
	"verkstad/ui/i18n"
	"verkstad/ui/live"
	"verkstad/ui/theme"
)

// Clock tells the time; tests hold it still.
type Clock func() time.Time

// Env is what the screens of one terminal share. It belongs to that terminal's
// program and is used by it alone.
type Env struct {
	House workshop.Repository // all workshops; nil at a terminal that only some are open to
	Reach Reach               // into the other workshops of a series; nil is all of House
	Room  workshop.Live       // nil where no workshop is open
	// Hub is where the terminals of a server follow workshops; nil at a terminal
	// that follows by itself, which is the local one.
	Hub   *live.Hub
	Me    model.Actor
	Words *i18n.Words
	Theme *theme.Theme
	Now   Clock
	NewOp func() string // a fresh operation id
	Timer Timer         // of what is done at the terminal
	// Continue begins the next workshop after one that has ended; nil where
	// workshops are not made at this terminal.
	Continue func(after *model.Board) tea.Cmd
	// Save writes a new file on this computer, for its owner alone, and says
	// where; nil where the terminal is elsewhere.
	Save func(name string, data []byte) (where string, err error)
	// Load reads a file on this computer, at most so many bytes and one more;
	// nil where the terminal is elsewhere. Errors are those of package os.
	Load func(name string, most int64) ([]byte, error)
	// JoinFor says how people reach a workshop with this code.
	JoinFor func(code string) workshop.Join
	Shared  *Shared // what the server's terminals have in common
	// Controls is true at a terminal that shows the keys of the footer in controls of its
	// own; see [App.Controls].
	Controls bool
	Plain    bool // the terminal may lack the blocks that large letters are made of

	field   *Input            // the text that the cursor stands in, as it was last asked for
	held    *model.Board      // the board that is being laid out; nil at other times
	seen    *model.Board      // the board that this terminal has got to; nil is always the newest
	epoch   uint64            // of seen
	passing time.Time         // when that was shown which a screen is told of afterwards; else the zero time
	leave   func()            // ends the presence in Room
	show    Screen            // what replaces the screen after this Update
	ask     []Dialog          // what is laid over it
	orders  orders            // what was asked of Room, and not answered yet
	kept    map[string]string // drafts of this terminal
	tongue  string            // the language that was chosen at it; empty if none was
	colours colours           // from which Theme follows

	common   *states // what the workshop's terminals have in common; see WorkshopState
	commonOf string  // the workshop's ID
}

// Board is the room's latest board; an empty one where no workshop is open.
// It stays the same while a screen is laid out, and while somebody types: over
// SSH it goes on with wake-ups and with what comes of one's own commands.
func (e *Env) Board() *model.Board {
	if e.held != nil {
		return e.held
	}
	if e.Room == nil {
		return model.Empty()
	}
	if e.seen != nil {
		return e.seen
	}
	return e.Room.Board()
}

// isBehind reports whether the room has got further than this terminal.
func (e *Env) isBehind() bool { return e.Room != nil && e.seen != nil && e.seen != e.Room.Board() }

// newest goes on to the newest board, and stays there.
func (e *Env) newest() {
	if e.seen = nil; e.Room != nil {
		e.seen = e.Room.Board()
		e.epoch = e.Room.Feed().Pending().Epoch // after the board: see model.Pending
	}
}

// WorkshopEpoch is a workshop in an epoch of its writer; see [model.Pending]. Of
// the boards that terminals work something out of in one epoch, also of those that
// are pending, no two have the same Seq: whatever is kept by a revision of the board
// has this in its key.
type WorkshopEpoch struct {
	ID    string
	Epoch uint64
}

// WorkshopEpoch is that of [Env.Board]. It is asked for after the board.
func (e *Env) WorkshopEpoch() WorkshopEpoch {
	epoch := e.epoch
	if e.Room != nil && e.seen == nil {
		epoch = e.Room.Feed().Pending().Epoch
	}
	return WorkshopEpoch{e.Board().ID, epoch}
}

// Others is how far this terminal reaches into the other workshops of a series.
func (e *Env) Others() Reach {
	if e.Reach != nil {
		return e.Reach
	}
	return Whole(e.House)
}

// Person is who sits at this terminal; nil at the local one and before joining.
func (e *Env) Person() *model.Person { return e.Board().Person(e.Me.Person) }

// Enter makes the terminal that of a person who has joined, or of a host.
func (e *Env) Enter(me model.Actor) {
	e.Leave()
	e.Me = me
	if e.Room != nil && (me.Person != 0 || me.Role == model.Facilitator) {
		e.leave = e.Room.Enter(me.Person)
	}
	if e.Room == nil || me.Person == 0 {
		return
	}
	if e.tongue != "" {
		e.Room.SaveDraft(me.Person, LangSlot, e.tongue)
	} else if lang := e.Room.Draft(me.Person, LangSlot); slices.Contains(i18n.Languages, lang) {
		e.Words = i18n.For(lang)
	}
	e.rememberColours()
}

// LangSlot is where a person's choice of language is kept, among their drafts: for
// their screens, wherever they sit down, and for their lines.
const LangSlot = "line.lang" + model.ChoiceSlot

// speak has the terminal speak a language that was chosen at it, now and whenever
// its person comes back.
func (e *Env) speak(lang string) {
	e.Words, e.tongue = i18n.For(lang), lang
	if e.Room != nil && e.Me.Person != 0 {
		e.Room.SaveDraft(e.Me.Person, LangSlot, lang)
	}
}

// WaitAtDoor counts the terminal among those who have not joined yet.
func (e *Env) WaitAtDoor() {
	e.Leave()
	if e.Room != nil {
		e.leave = e.Room.Wait()
	}
}

// Leave ends the terminal's presence in the room.
func (e *Env) Leave() {
	if e.leave != nil {
		e.leave()
		e.leave = nil
	}
}

// WhenLeaving has f called when the terminal's presence in the room ends, or
// becomes another.
func (e *Env) WhenLeaving(f func()) {
	leave := e.leave
	e.leave = func() {
		f()
		if leave != nil {
			leave()
		}
	}
}

// DoneMsg is what came of a command that a screen sent with [Env.Do].
type DoneMsg struct {
	Command model.Command
	By      model.Actor
	Outcome model.Outcome
	Err     error
}

// How long a person waits before being told that it took too long: for the disk,
// and for their turn to come in where many do at once.
const (
	doTimeout   = 10 * time.Second
	joinTimeout = 3 * time.Minute
)

// Patience is how long to wait for what comes of a command.
func Patience(c model.Command) time.Duration {
	switch c.(type) {
	case model.JoinPerson, model.BringPerson:
		return joinTimeout
	}
	return doTimeout
}

// Say is an error in the terminal's language, with what to do next.
func (e *Env) Say(err error) string { return Say(e.Words, err) }

// Local is a text of the workshop's own in the terminal's language, or in the
// one it has.
func (e *Env) Local(texts map[string]string) string { return Local(e.Words.Lang(), texts) }

// Local picks the text of a language, or any other if it has none.
func Local(lang string, texts map[string]string) string {
	if s := texts[lang]; s != "" {
		return s
	}
	for _, l := range i18n.Languages {
		if s := texts[l]; s != "" {
			return s
		}
	}
	return ""
}

// PhaseTitle is a phase's title, or its activity's name.
func (e *Env) PhaseTitle(ph *model.Phase) string { return phaseTitle(e.Words, ph) }

func phaseTitle(w *i18n.Words, ph *model.Phase) string {
	if s := Local(w.Lang(), ph.Title); s != "" {
		return s
	}
	return w.T("activity." + string(ph.Activity))
}

// SectorName is the sector's short name.
func (e *Env) SectorName(s model.Sector) string { return sectorName(e.Words, s) }

func sectorName(w *i18n.Words, s model.Sector) string {
	if s == model.NoSector {
		return w.T("sector.short.none")
	}
	return w.T("sector.short." + s.String())
}

// Join is how people come into the workshop; the zero Join where it is not served.
func (e *Env) Join() workshop.Join {
	code := e.Board().Code
	if e.JoinFor == nil || code == "" {
		return workshop.Join{}
	}
	return e.JoinFor(code)
}

// Presence is who is connected to the workshop; nil where none is open.
func (e *Env) Presence() *model.Presence {
	if e.Room == nil {
		return nil
	}
	return e.Room.Presence()
}

// Accent is the current phase's colour.
func (e *Env) Accent() frame.Style {
	if ph := e.Board().Phase(); ph != nil {
		return e.Theme.Accent(string(ph.Activity))
	}
	return e.Theme.Title
}
