package participant

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/i18n"
	"verkstad/ui/stage"
)

// desk is what the parts of one terminal share.
type desk struct {
	asks asked
	*stage.Env
	hint   Hint
	around around
	// codeShown tells whether the way back stands in the header, where it has
	// room; codeRoom whether it has, by the latest picture.
	codeShown, codeRoom bool
	choosing            model.PhaseID // whose session is being chosen by who is in one, or in no slot yet; 0 is none
}

// key is the key of a pane of this room. extra is what the picture depends on
// besides revision, words and colours.
func (d *desk) key(pane string, rev uint64, extra any) stage.Key {
	return d.Key("participant."+pane, rev, keyed{d.Accent(), extra})
}

type keyed struct {
	accent frame.Style
	extra  any
}

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
func seenAs(b *model.Board, w *i18n.Words, p *model.Person) (name string, sector model.Sector) {
	if b.Anonymous {
		return w.T("participant.asked.somebody"), model.NoSector
	}
	return nameOf(b, w, p), p.Sector
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

// header is the two lines at the top, with what is said of oneself before the
// clock.
func (d *desk) header(r frame.Rect, title string, right ...string) []frame.Pane {
	said := d.said(r, right...)
	panes, end := stage.OpenHeader(d.DrawContext(), r, title, stage.ClockText(d.Env), frame.Width(said)+2)
	return append(panes, stage.Aside(d.DrawContext(), r, end, said))
}

// said is what stands before the clock: what is given, and one's status, as
// much of it as the header has room for.
func (d *desk) said(r frame.Rect, right ...string) string {
	parts := make([]saying, 0, 8)
	for _, s := range right {
		if s != "" {
			parts = append(parts, saying{s, sayGiven})
		}
	}
	parts = append(parts, d.status(r)...)
	room := r.W/2 - sayMargin - 1
	d.codeRoom = false
	if code := d.wayBack(); code != "" && r.W >= 60 {
		with := fitting(append(slices.Clone(parts), saying{d.Words.T("participant.status.code", "Code", code), sayCode}), room)
		d.codeRoom = slices.ContainsFunc(with, func(s saying) bool { return s.rank == sayCode })
		if d.codeShown {
			parts = with
		}
	}
	return joined(fitting(parts, room))
}

// wayBack is the code that the person comes back with, as it is shown; empty if
// their key is enough.
func (d *desk) wayBack() string {
	if d.hint.Door == nil {
		return ""
	}
	return d.hint.Door.WayBack()
}

// status is the lock, the hand with its place in the queue, the ready mark, and
// who one is.
func (d *desk) status(r frame.Rect) []saying {
	b, p := d.Board(), d.Person()
	if p == nil {
		return nil
	}
	var out []saying
	if b.Locked(d.Now()) {
		out = append(out, saying{d.Words.T("participant.status.locked"), sayLocked})
	}
	if place := d.queuePlace(); place > 0 {
		out = append(out, saying{d.Words.T("participant.status.hand", "N", place), sayHand})
	}
	if b.IsReady(p) {
		out = append(out, saying{d.Words.T("participant.status.ready"), sayReady})
	}
	if p.Table > 0 && r.H < matesFrom {
		out = append(out, saying{d.Words.T("participant.mates.table", "N", p.Table), sayTable})
	}
	switch {
	case d.Me.Via != 0:
		out = append(out, saying{d.Words.T("participant.table.for", "Name", p.Name), sayFor})
	case r.W >= 60:
		out = append(out, saying{mark(d.DrawContext(), p.Sector).text + " " + p.Name, sayName})
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

// refused gives back to the input what could not be sent.
func refused(c *composer, text string) {
	if now := c.value(); now != "" {
		text += "\n" + now
	}
	c.set(text)
}

func noCursor() *frame.Cursor { return nil }

// still is the part of a part that nothing is written in.
type still struct{ unshared }

func (still) cursor() *frame.Cursor      { return noCursor() }
func (still) typing() bool               { return false }
func (still) unsaved() bool              { return false }
func (still) draft() *stage.Draft        { return nil }
func (still) update(msg tea.Msg) tea.Cmd { return nil }
