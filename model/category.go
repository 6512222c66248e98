package model

import (
	"cmp"
	"slices"
	"time"

	"verkstad/model/method"
)

// Filing is the category that an idea or a cluster was given: its number, from 1, among the
// categories of a phase. The zero Filing is none.
type Filing struct {
	Phase    PhaseID `json:"phase"`
	Category int     `json:"category"`
}

// FileItem gives an idea or a cluster a category of the current phase, or of the last one
// before it that has categories; 0 removes it.
type FileItem struct {
	ID       ItemID
	Category int
}

// ItemFiled records the category that an item has now.
type ItemFiled struct {
	ID     ItemID `json:"id"`
	Filing Filing `json:"filing"`
}

// TickPoint ticks a point of the current phase's checklist, from 1, or unticks it.
type TickPoint struct {
	Point  int
	Ticked bool
}

// PointTicked records whether a point of a checklist is ticked.
type PointTicked struct {
	Phase  PhaseID `json:"phase"`
	Point  int     `json:"point"`
	Ticked bool    `json:"ticked"`
}

// TakeNote writes down what is said in a talk, with the sector that says it: a
// participant's own, or for a facilitator any. Notes are not ideas: nobody sorts them or
// votes on them, and the document has them as they were said.
type TakeNote struct {
	Text    string
	Sector  Sector    // facilitators only
	Session SessionID // of the slot; for facilitators only, others write for the one they are in
	About   ItemID    // the topic that it belongs to; 0 means that of the actor, if they have chosen one
}

// TakesNotes reports whether people may write down what is said in the phase: in a talk
// that asks for it by sector, or in each of its sessions.
func (ph *Phase) TakesNotes() bool { return ph.Does(method.TakesSpeech) && (ph.BySector || ph.Slot()) }

// Categories returns the categories that things are filed under now: those of the current
// phase, or else of the last before it that has some; nil if none.
func (b *Board) Categories() (PhaseID, []method.Text) {
	for i := min(b.current, len(b.phases)-1); i >= 0; i-- {
		if ph := b.phases[i]; len(ph.Categories) > 0 && ph.Uses(method.SettingCategories) {
			return ph.ID, ph.Categories
		}
	}
	return 0, nil
}

// CategoryOf returns the category of an idea or a cluster; nil if it has none. An idea
// keeps the category it was written under until it is filed under another.
func (b *Board) CategoryOf(id ItemID) method.Text {
	var f Filing
	switch x := b.lookup(id).(type) {
	case *Idea:
		f = x.Filed
		if f == (Filing{}) {
			f = Filing{x.Phase, x.Category}
		}
	case *Cluster:
		f = x.Filed
	}
	if ph := b.PhaseByID(f.Phase); ph != nil && f.Category >= 1 && f.Category <= len(ph.Categories) {
		return ph.Categories[f.Category-1]
	}
	if o := b.OriginOf(id); o != nil && f == (Filing{}) {
		return o.Category
	}
	return nil
}

func (c FileItem) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	if err := b.takePart(by, now, method.TakesIdeas|method.SortsIdeas); err != nil {
		return nil, err
	}
	phase, categories := b.Categories()
	if c.Category < 0 || c.Category > len(categories) {
		return nil, ErrSettings.with(why("category"))
	}
	f := Filing{phase, c.Category}
	if c.Category == 0 {
		f = Filing{}
	}
	switch x := b.lookup(c.ID).(type) {
	case *Idea:
		if err := b.movable(by, c.ID); err != nil {
			return nil, err
		}
		if ph := b.Phase(); by.Role != Facilitator && ph.Does(method.TakesIdeas) && x.By != by.Person {
			return nil, ErrNotYours
		}
		if x.Filed == f && (f != Filing{} || x.Category == 0) {
			return nil, nil
		}
	case *Cluster:
		if !x.Live() {
			return nil, ErrNoSuchItem.with(c.ID)
		}
		if x.Filed == f {
			return nil, nil
		}
	default:
		return nil, ErrNoSuchItem.with(c.ID)
	}
	return one(ItemFiled{c.ID, f})
}

func (e ItemFiled) apply(b *Board, r Record) {
	switch b.lookup(e.ID).(type) {
	case *Idea:
		b.changeIdea(e.ID, r, func(i *Idea) {
			i.Filed = e.Filing
			if e.Filing == (Filing{}) {
				i.Category = 0
			}
		})
	case *Cluster:
		b.changeCluster(e.ID, r, func(c *Cluster) { c.Filed = e.Filing })
	}
}

func (c TickPoint) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.lead(by); err != nil {
		return nil, err
	}
	ph := b.Phase()
	if ph == nil || c.Point < 1 || c.Point > len(ph.Checklist) {
		return nil, ErrSettings.with(why("checklist"))
	}
	if ph.Ticked(c.Point) == c.Ticked {
		return nil, nil
	}
	return one(PointTicked{ph.ID, c.Point, c.Ticked})
}

func (e PointTicked) apply(b *Board, r Record) {
	if e.Point < 1 || e.Point > 64 {
		return
	}
	for i, ph := range b.phases {
		if ph.ID == e.Phase {
			b.changeRun(i, func(run *phaseClock) {
				bit := uint64(1) << (e.Point - 1)
				if run.ticked &^= bit; e.Ticked {
					run.ticked |= bit
				}
			})
		}
	}
	b.Revs.Agenda = r.Seq
}

// Ticked reports whether a point of the checklist, from 1, is ticked.
func (ph *Phase) Ticked(point int) bool {
	return point >= 1 && point <= 64 && ph.run.ticked&(1<<(point-1)) != 0
}

// ticks returns the points that are ticked, ascending.
func (r phaseClock) ticks() []int {
	var out []int
	for p := 1; p <= 64; p++ {
		if r.ticked&(1<<(p-1)) != 0 {
			out = append(out, p)
		}
	}
	return out
}

func (c TakeNote) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	ph := b.Phase()
	if err := b.takePart(by, now, method.TakesSpeech); err != nil {
		return nil, err
	}
	if ph == nil || by.Role != Facilitator && !b.notesOpen() {
		return nil, ErrWrongPhase
	}
	s, err := cleanIdea(c.Text)
	if err != nil {
		return nil, err
	}
	if err := b.roomFor(by); err != nil {
		return nil, err
	}
	e := IdeaAdded{ID: b.NextItem(), Phase: ph.ID, Text: s, Note: true}
	if e.Session, err = b.sessionFor(by, c.Session, false); err != nil {
		return nil, err
	}
	if p := b.Person(by.Person); p != nil {
		e.Sector = p.Sector
	}
	if e.About = cmp.Or(c.About, b.TopicOf(b.Person(by.Person))); c.About != 0 && !slices.Contains(b.Topics(), c.About) {
		return nil, ErrNoSuchItem.with(c.About)
	}
	if by.Role == Facilitator && c.Sector != NoSector {
		if e.Sector = c.Sector; e.Sector > Entrepreneur {
			return nil, ErrSector
		}
	}
	return one(e)
}

// Notes returns what was written down in the talk of a phase, in order; phase 0 means every
// talk.
func (b *Board) Notes(v Actor, phase PhaseID) []*Idea {
	var out []*Idea
	for _, i := range b.ideas.All() {
		if i.Note && b.CanSee(v, i) && (phase == 0 || i.Phase == phase) {
			out = append(out, i)
		}
	}
	return out
}
