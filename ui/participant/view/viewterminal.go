package view

import (
	"slices"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/i18n"
	"verkstad/ui/stage"
)

// Terminal is what the views at one participant's terminal share.
type Terminal struct {
	*stage.Env
	Hint      Hint
	Said      string        // what the view has the header say of the person
	CodeShown bool          // the way back stands in the header, where it has room
	Choosing  model.PhaseID // whose session the person chooses anew, or ahead; 0 is none
	// CatchingUp says that the person has just joined, and reads what the others know if they
	// come late.
	CatchingUp bool

	area     frame.Rect // of the screen, as it was laid out last
	here     peopleHere
	toAnswer toAnswer
	bell     bell
}

// AtTerminal is the terminal itself, for the views that embed it.
func (t *Terminal) AtTerminal() *Terminal { return t }

// Arrive takes the person in who has the hint's key, if there is one, and
// otherwise lets them wait at the door.
func (t *Terminal) Arrive() {
	if t.Hint.Key == "" && t.Hint.KeyFor != nil {
		t.Hint.Key = t.Hint.KeyFor(t.Room)
	}
	if p := t.Board().PersonByKey(t.Hint.Key); p != nil && t.Hint.Key != "" {
		t.TakeSeat(p)
		return
	}
	t.WaitAtDoor()
}

// TakeSeat makes the terminal that of a person who has joined.
func (t *Terminal) TakeSeat(p *model.Person) {
	role := p.Role
	if role != model.Observer {
		role = model.Participant
	}
	t.Enter(model.Actor{Person: p.ID, Role: role})
	t.recallBell(p.ID)
}

// NameOf is a person's name, or their sector where names are never shown.
func NameOf(b *model.Board, w *i18n.Words, p *model.Person) string {
	if b.Anonymous || p == nil || p.Name == "" {
		s := model.NoSector
		if p != nil {
			s = b.SectorsOfPeople().Told(p.Sector)
		}
		return SectorShort(w, s)
	}
	return p.Name
}

// SeenAs is the name and the sector of somebody whom those in the room see: with a
// hand up, or at a table. Where names are not shown neither is: they see who it is,
// and would read the sector beside it.
func SeenAs(anonymous bool, w *i18n.Words, p *model.Person) (name string, sector model.Sector) {
	switch {
	case anonymous:
		return w.T("participant.asked.somebody"), model.NoSector
	case p.Name == "":
		return SectorShort(w, p.Sector), p.Sector
	}
	return p.Name, p.Sector
}

// SectorShort is a sector's short name.
func SectorShort(w *i18n.Words, s model.Sector) string {
	if s == model.NoSector {
		return w.T("sector.short.none")
	}
	return w.T("sector.short." + s.String())
}

// SectorMark is a sector's shape in its colour.
func SectorMark(dc stage.DrawContext, s model.Sector) Span {
	return Span{dc.Theme.Sector(int(s) - 1), dc.Theme.SectorMark(int(s) - 1)}
}

// selfProps is what a header says before the clock: what the view says, and how
// the person stands.
type selfProps struct {
	given         string
	person        bool // there is one; else nothing is said of them
	locked, ready bool
	floor         bool // the person has it
	place         int  // among those who want to speak; 0 for none
	table         int  // 0 for none
	proxy         bool // somebody else writes for them
	name          string
	sector        model.Sector
	code          string // that they come back with; empty if their key is enough
	codeShown     bool
}

// selfProps is that of the terminal now.
func (t *Terminal) selfProps() selfProps {
	s := selfProps{given: t.Said, code: t.WayBack(), codeShown: t.CodeShown}
	if b, p := t.Board(), t.Person(); p != nil {
		s.person, s.locked, s.ready, s.place = true, b.Locked(t.Now()), b.IsReady(p), t.queuePlace()
		s.floor = b.Floor() == p
		s.table, s.proxy, s.name, s.sector = p.Table, t.Me.Via != 0, p.Name, p.Sector
	}
	return s
}

// text is all that a header in r has room for.
func (s selfProps) text(dc stage.DrawContext, r frame.Rect) string {
	parts := s.status(dc, r)
	if s.code != "" && s.codeShown && r.W >= 60 {
		parts = s.withCode(dc, parts, r)
	}
	return joined(fitting(parts, sayRoom(r)))
}

// sayRoom is how much a header in r may say before the clock, in cells.
func sayRoom(r frame.Rect) int { return r.W/2 - sayMargin - 1 }

// withCode is the sayings with the way back, as many as have room.
func (s selfProps) withCode(dc stage.DrawContext, parts []saying, r frame.Rect) []saying {
	code := saying{dc.Words.T("participant.status.code", "Code", s.code), sayCode}
	return fitting(append(slices.Clone(parts), code), sayRoom(r))
}

// codeFits reports whether a header in r has room for the way back.
func (s selfProps) codeFits(dc stage.DrawContext, r frame.Rect) bool {
	return s.code != "" && r.W >= 60 &&
		slices.ContainsFunc(s.withCode(dc, s.status(dc, r), r), func(s saying) bool { return s.rank == sayCode })
}

// WayBack is the code that the person comes back with, as it is shown; empty if
// their key is enough.
func (t *Terminal) WayBack() string {
	if t.Hint.Door == nil {
		return ""
	}
	return t.Hint.Door.WayBack()
}

// status is what the view says, the lock, the hand with its place in the queue,
// the ready mark, and who one is.
func (s selfProps) status(dc stage.DrawContext, r frame.Rect) []saying {
	out := make([]saying, 0, 8)
	if s.given != "" {
		out = append(out, saying{s.given, sayGiven})
	}
	if !s.person {
		return out
	}
	if s.locked {
		out = append(out, saying{dc.Words.T("participant.status.locked"), sayLocked})
	}
	if s.floor {
		out = append(out, saying{dc.Words.T("participant.status.floor"), sayHand})
	} else if s.place > 0 {
		out = append(out, saying{dc.Words.T("participant.status.hand", "N", s.place), sayHand})
	}
	if s.ready {
		out = append(out, saying{dc.Words.T("participant.status.ready"), sayReady})
	}
	if s.table > 0 && r.H < tablematesFrom {
		out = append(out, saying{dc.Words.T("participant.mates.table", "N", s.table), sayTable})
	}
	switch {
	case s.proxy:
		out = append(out, saying{dc.Words.T("participant.table.for", "Name", s.name), sayFor})
	case r.W >= 60:
		out = append(out, saying{SectorMark(dc, s.sector).Text + " " + s.name, sayName})
	}
	return out
}

// queuePlace is one's place among those who want to speak, from 1; 0 for none.
func (t *Terminal) queuePlace() int {
	p := t.Person()
	if !t.Board().HandUp(p) {
		return 0
	}
	here, _ := t.Board().Queue(t.Room.Presence())
	for i, h := range here {
		if h.ID == p.ID {
			return i + 1
		}
	}
	return 1
}

// IsNext reports whether the person comes next to speak, of those who are here.
func (t *Terminal) IsNext() bool {
	here, _ := t.Board().Queue(t.Room.Presence())
	return len(here) > 0 && here[0].ID == t.Me.Person
}

// Title is the phase's.
func (t *Terminal) Title() string {
	if ph := t.Board().Phase(); ph != nil {
		return t.PhaseTitle(ph)
	}
	return t.Board().Title
}

// PhaseID is the current phase's; 0 is none.
func (t *Terminal) PhaseID() model.PhaseID {
	if ph := t.Board().Phase(); ph != nil {
		return ph.ID
	}
	return 0
}

// GoesOn reports whether what is written in a phase is still taken.
func (t *Terminal) GoesOn(id model.PhaseID) bool {
	p := t.Person()
	return t.PhaseID() == id && t.Board().Ended.IsZero() && !t.Board().Locked(t.Now()) && p != nil && !p.Removed
}

// SectorWords is the ids of what the sectors are called, in their order.
var SectorWords = [...]string{"sector.civil", "sector.public", "sector.business", "sector.academia", "sector.entrepreneur"}

// NameField is how much can be typed for a name: more than a name may have, so
// that one which is too long is refused with what the limit is, and not cut.
const NameField = 80
