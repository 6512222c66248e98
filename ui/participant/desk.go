package participant

import (
	"slices"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/i18n"
	"verkstad/ui/stage"
)

// desk is what the parts of one terminal share.
type desk struct {
	asks asked
	*stage.Env
	hint      Hint
	around    around
	area      frame.Rect    // of the screen, as it was laid out last
	given     string        // what the part has the header say of the person
	codeShown bool          // the way back stands in the header, where it has room
	choosing  model.PhaseID // whose session is being chosen by who is in one, or in no slot yet; 0 is none
}

func (d *desk) common() *desk { return d }

// arrive takes the person in who has the hint's key, if there is one, and
// otherwise lets them wait at the door.
func (d *desk) arrive() {
	if d.hint.Key == "" && d.hint.KeyFor != nil {
		d.hint.Key = d.hint.KeyFor(d.Room)
	}
	if p := d.Board().PersonByKey(d.hint.Key); p != nil && d.hint.Key != "" {
		d.takeSeat(p)
		return
	}
	d.WaitAtDoor()
}

// takeSeat makes the terminal that of a person who has joined.
func (d *desk) takeSeat(p *model.Person) {
	role := p.Role
	if role != model.Observer {
		role = model.Participant
	}
	d.Enter(model.Actor{Person: p.ID, Role: role})
}

// nameOf is a person's name, or their sector where names are never shown.
func nameOf(b *model.Board, w *i18n.Words, p *model.Person) string {
	if b.Anonymous || p == nil || p.Name == "" {
		s := model.NoSector
		if p != nil {
			s = b.SectorsOfPeople().Of(p.Sector)
		}
		return sectorShort(w, s)
	}
	return p.Name
}

// seenAs is the name and the sector of somebody whom those in the room see: with a
// hand up, or at a table. Where names are not shown neither is: they see who it is,
// and would read the sector beside it.
func seenAs(anonymous bool, w *i18n.Words, p *model.Person) (name string, sector model.Sector) {
	switch {
	case anonymous:
		return w.T("participant.asked.somebody"), model.NoSector
	case p.Name == "":
		return sectorShort(w, p.Sector), p.Sector
	}
	return p.Name, p.Sector
}

func sectorShort(w *i18n.Words, s model.Sector) string {
	if s == model.NoSector {
		return w.T("sector.short.none")
	}
	return w.T("sector.short." + s.String())
}

// mark is a sector's shape in its colour.
func mark(dc stage.DrawContext, s model.Sector) span {
	return span{dc.Theme.Sector(int(s) - 1), dc.Theme.SectorMark(int(s) - 1)}
}

// selfProps is what a header says before the clock: what the part gives, and how
// the person stands.
type selfProps struct {
	given         string
	person        bool // there is one; else nothing is said of them
	locked, ready bool
	place         int  // among those who want to speak; 0 for none
	table         int  // 0 for none
	proxy         bool // somebody else writes for them
	name          string
	sector        model.Sector
	code          string // that they come back with; empty if their key is enough
	codeShown     bool
}

// selfProps is that of the terminal now.
func (d *desk) selfProps() selfProps {
	s := selfProps{given: d.given, code: d.wayBack(), codeShown: d.codeShown}
	if b, p := d.Board(), d.Person(); p != nil {
		s.person, s.locked, s.ready, s.place = true, b.Locked(d.Now()), b.IsReady(p), d.queuePlace()
		s.table, s.proxy, s.name, s.sector = p.Table, d.Me.Via != 0, p.Name, p.Sector
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

// wayBack is the code that the person comes back with, as it is shown; empty if
// their key is enough.
func (d *desk) wayBack() string {
	if d.hint.Door == nil {
		return ""
	}
	return d.hint.Door.WayBack()
}

// status is what the part gives, the lock, the hand with its place in the queue,
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
	if s.place > 0 {
		out = append(out, saying{dc.Words.T("participant.status.hand", "N", s.place), sayHand})
	}
	if s.ready {
		out = append(out, saying{dc.Words.T("participant.status.ready"), sayReady})
	}
	if s.table > 0 && r.H < matesFrom {
		out = append(out, saying{dc.Words.T("participant.mates.table", "N", s.table), sayTable})
	}
	switch {
	case s.proxy:
		out = append(out, saying{dc.Words.T("participant.table.for", "Name", s.name), sayFor})
	case r.W >= 60:
		out = append(out, saying{mark(dc, s.sector).text + " " + s.name, sayName})
	}
	return out
}

// queuePlace is one's place among those who want to speak, from 1; 0 for none.
func (d *desk) queuePlace() int {
	p := d.Person()
	if !d.Board().HandUp(p) {
		return 0
	}
	here, _ := d.Board().Queue(d.Room.Presence())
	for i, h := range here {
		if h.ID == p.ID {
			return i + 1
		}
	}
	return 1
}

// title is the phase's.
func (d *desk) title() string {
	if ph := d.Board().Phase(); ph != nil {
		return d.PhaseTitle(ph)
	}
	return d.Board().Title
}

// phaseID is the current phase's; 0 is none.
func (d *desk) phaseID() model.PhaseID {
	if ph := d.Board().Phase(); ph != nil {
		return ph.ID
	}
	return 0
}

// goesOn tells whether what is written in a phase is still taken.
func (d *desk) goesOn(id model.PhaseID) bool {
	p := d.Person()
	return d.phaseID() == id && d.Board().Ended.IsZero() && !d.Board().Locked(d.Now()) && p != nil && !p.Removed
}

// sectorWords is the ids of what the sectors are called, in their order.
var sectorWords = [...]string{"sector.civil", "sector.public", "sector.business", "sector.academia", "sector.entrepreneur"}

// nameField is how much can be typed for a name: more than a name may have, so
// that one which is too long is refused with what the limit is, and not cut.
const nameField = 80
