package model

import (
	"slices"
	"time"

	"verkstad/model/method"
)

// Idea is one thought, written by one person, shown as a card on the board.
type Idea struct {
	ID       ItemID    `json:"id"`
	Rev      uint64    `json:"-"` // last event that changed it
	Changed  Stamp     `json:"-"` // who changed it last, and when
	Phase    PhaseID   `json:"phase,omitempty"`
	By       PersonID  `json:"by,omitempty"`     // 0 is the facilitator's terminal or an import
	Author   string    `json:"author,omitempty"` // name in an imported list, where By is 0
	Sector   Sector    `json:"sector,omitempty"` // as it may be told; see [SectorsShown]
	Text     string    `json:"text"`
	Cluster  ItemID    `json:"cluster,omitempty"`  // 0 if none
	Rank     uint64    `json:"rank,omitempty"`     // number of the event that placed it; cards are in this order
	Category int       `json:"category,omitempty"` // index in the phase's categories, from 1; 0 if none
	Filed    Filing    `json:"filed,omitzero"`     // the category it was given later
	Goals    []int     `json:"goals,omitempty"`    // global goals 1–17, ascending
	Targets  []Target  `json:"targets,omitempty"`  // of those goals, in order
	Hidden   bool      `json:"hidden,omitempty"`   // by the facilitator
	Session  SessionID `json:"session,omitempty"`  // that it was written in; 0 if none
	Parked   bool      `json:"parked,omitempty"`   // in the parking lot
	Note     bool      `json:"note,omitempty"`     // said in a talk; not to be sorted or voted on
	About    ItemID    `json:"about,omitempty"`    // of a note: the topic of the talk that it belongs to; 0 if none
	Read     PhaseID   `json:"read,omitempty"`     // in which it was read out; 0 if it was not
	Removed  bool      `json:"removed,omitempty"`
	Merged   ItemID    `json:"merged,omitempty"` // the idea it was merged into; 0 if none
	At       time.Time `json:"at,omitzero"`
	Edits    []Edit    `json:"edits,omitempty"`
	Origin   *Origin   `json:"origin,omitempty"` // in an earlier workshop; nil if it was written here

	Via       PersonID `json:"via,omitempty"`       // terminal it was written at; 0 is By's own
	Writer    string   `json:"writer,omitempty"`    // who wrote it in Author's name in an earlier workshop
	HostWrote bool     `json:"hostWrote,omitempty"` // the host's terminal wrote it in Author's name

	written Sector // its writer's sector
	scribe  bool   // By wrote down what somebody else said
	led     bool   // By was a facilitator when writing it
	aside   bool   // it was written for the parking lot
}

func (i *Idea) itemID() ItemID { return i.ID }
func (i *Idea) gone() item     { g := *i; g.Removed = true; return &g }

// Live reports whether the idea is on the board for everybody: not removed, merged, parked
// or hidden, and not a note.
func (i *Idea) Live() bool { return !i.Removed && i.Merged == 0 && !i.Parked && !i.Hidden && !i.Note }

// AddIdea puts a card on the board, or in the parking lot.
type AddIdea struct {
	Text     string
	Parked   bool
	Into     ItemID // a card that says the same, which it is merged into; 0 if none
	Category int
	Phase    PhaseID   // the phase that it was written for; 0 means the current one
	Session  SessionID // of the slot; for facilitators only, others write for the one they are in
	Author   string    // who said it: a name, or #3 for person 3; facilitators only
	Sector   Sector    // with an Author; facilitators only
}

// EditIdea changes a text: one's own while the group gathers or clusters, or any as a
// facilitator, whose edit is visible.
type EditIdea struct {
	ID   ItemID
	Text string
	// Was is the text that the idea had when its editor began; if it has another now, it is
	// not changed. Empty means no check.
	Was string
}

// RemoveIdea removes a card; Undo puts it back.
type RemoveIdea struct{ ID ItemID }

// MoveIdea moves a card into a cluster; cluster 0 takes it out of its own.
type MoveIdea struct{ ID, Cluster ItemID }

// MergeIdeas merges cards that say the same. The first stays; the others become a part of
// it and keep their authors.
type MergeIdeas struct {
	Into ItemID
	From []ItemID
}

// What happened to ideas.
type (
	IdeaAdded struct {
		ID       ItemID    `json:"id"`
		Phase    PhaseID   `json:"phase,omitempty"`
		Text     string    `json:"text"`
		Parked   bool      `json:"parked,omitempty"`
		Category int       `json:"category,omitempty"`
		Author   string    `json:"author,omitempty"`
		Sector   Sector    `json:"sector,omitempty"`
		Note     bool      `json:"note,omitempty"`
		Session  SessionID `json:"session,omitempty"`
		Into     ItemID    `json:"into,omitempty"`
		About    ItemID    `json:"about,omitempty"`
		Host     bool      `json:"hostWrote,omitempty"` // the host's terminal wrote it in Author's name
	}
	IdeaEdited struct {
		ID   ItemID `json:"id"`
		Text string `json:"text"`
	}
	IdeaRemoved struct {
		ID ItemID `json:"id"`
	}
	IdeaMoved struct {
		ID      ItemID `json:"id"`
		Cluster ItemID `json:"cluster"`
	}
	IdeasMerged struct {
		Into ItemID   `json:"into"`
		From []ItemID `json:"from"`
	}
)

// Idea returns a card, also one that was removed or merged; nil if there is none.
func (b *Board) Idea(id ItemID) *Idea {
	i, _ := b.lookup(id).(*Idea)
	return i
}

// AllIdeas returns every card that there ever was, in the order they came.
func (b *Board) AllIdeas() Vec[*Idea] { return b.ideas }

// CanSee reports whether somebody may see a card now: their own always, others' unless the
// phase hides them until the reveal; hidden ones only as a facilitator.
func (b *Board) CanSee(v Actor, i *Idea) bool {
	switch {
	case i.Removed || i.Merged != 0:
		return false
	case v.Role == Facilitator:
		return true
	case i.Hidden:
		return false
	case i.By != 0 && i.By == v.Person:
		return true
	}
	return b.shared(i)
}

// shared reports whether everybody may read a card's text.
func (b *Board) shared(i *Idea) bool {
	ph := b.PhaseByID(i.Phase)
	return !i.Hidden && (ph == nil || ph.Revealed() || i.Read != 0)
}

// Unrevealed returns how many ideas of phases that the group has been in are not shown to
// everybody yet.
func (b *Board) Unrevealed() (n int) {
	for _, i := range b.ideas.All() {
		ph := b.PhaseByID(i.Phase)
		if i.Live() && !b.shared(i) && ph != nil && !ph.Entered().IsZero() {
			n++
		}
	}
	return n
}

// Ideas returns the ideas that somebody may see now, without parked ones, in order.
func (b *Board) Ideas(v Actor) []*Idea { return b.ideasWhere(v, false) }

// ParkingLot returns the ideas in the parking lot, in order.
func (b *Board) ParkingLot(v Actor) []*Idea { return b.ideasWhere(v, true) }

func (b *Board) ideasWhere(v Actor, parked bool) []*Idea {
	out := make([]*Idea, 0, b.ideas.Len())
	for _, i := range b.ideas.All() {
		if i.Parked == parked && !i.Note && b.CanSee(v, i) {
			out = append(out, i)
		}
	}
	slices.SortStableFunc(out, byRank)
	return out
}

func byRank(a, b *Idea) int {
	switch {
	case a.Rank < b.Rank:
		return -1
	case a.Rank > b.Rank:
		return 1
	}
	return int(a.ID) - int(b.ID)
}

// IdeaCount counts the live cards of a phase by sector, also those that are not shown yet:
// their number is no secret. Phase 0 means all phases; index 0 of bySector has those
// without a sector.
func (b *Board) IdeaCount(phase PhaseID) (total int, bySector [len(Sectors) + 1]int) {
	for _, i := range b.ideas.All() {
		if i.Live() && (phase == 0 || i.Phase == phase) {
			total++
			bySector[i.Sector]++
		}
	}
	return total, bySector
}

// Parts returns the cards that were merged into one, by id, as a viewer of the whole may
// see them: without hidden ones, and without others' cards that have not been revealed.
func (b *Board) Parts(id ItemID) []*Idea {
	var out []*Idea
	for _, i := range b.ideas.All() {
		if i.Merged == id && id != 0 && b.partShown(i) {
			out = append(out, i)
		}
	}
	return out
}

// partShown reports whether a viewer of the card that this one was merged into may see this
// one too.
func (b *Board) partShown(i *Idea) bool {
	whole := b.Idea(i.Merged)
	switch {
	case whole == nil || i.Removed || i.Hidden:
		return false
	case b.shared(i):
		return true
	}
	return i.By == whole.By && !b.shared(whole)
}

func (c AddIdea) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	if err := b.mayAdd(c, by, now); err != nil {
		return nil, err
	}
	s, err := cleanIdea(c.Text)
	if err != nil {
		return nil, err
	}
	if err := b.roomFor(by); err != nil {
		return nil, err
	}
	e := IdeaAdded{ID: b.NextItem(), Text: s, Parked: c.Parked, Category: c.Category, Into: c.Into}
	if c.Parked {
		e.Into = 0
	}
	if e.Into != 0 {
		if err := b.movable(by, c.Into); err != nil {
			return nil, err
		}
	}
	categories := 0
	if ph := b.Phase(); ph != nil {
		e.Phase, categories = ph.ID, len(ph.Categories)
	}
	if c.Category < 0 || c.Category > categories {
		return nil, ErrSettings.with(why("category"))
	}
	if e.Session, err = b.sessionFor(by, c.Session, c.Parked); err != nil {
		return nil, err
	}
	if p := b.Person(by.Person); p != nil {
		e.Sector = p.Sector
	}
	if by.Role == Facilitator && c.Author != "" {
		if e.Author, err = b.authorMeant(c.Author, e.Phase); err != nil {
			return nil, err
		}
		e.Host = by.Person == 0
		if e.Sector = c.Sector; e.Sector > Entrepreneur {
			return nil, ErrSector
		}
	}
	return one(e)
}

func (b *Board) mayAdd(c AddIdea, by Actor, now time.Time) error {
	if c.Parked { // the parking lot is always open
		return b.present(by)
	}
	if ph := b.Phase(); c.Phase != 0 && ph != nil && ph.ID != c.Phase {
		return ErrWrongPhase
	}
	return b.takePart(by, now, method.TakesIdeas)
}

func (e IdeaAdded) apply(b *Board, r Record) {
	i := &Idea{
		ID: e.ID, Rev: r.Seq, Changed: stamp(r), Phase: e.Phase, By: r.By.Person, Author: e.Author, Sector: e.Sector,
		Text: e.Text, Rank: b.rank(r), Category: e.Category, Parked: e.Parked, Note: e.Note, About: e.About, Session: e.Session, At: r.At, Via: r.By.Via, HostWrote: e.Host,
	}
	i.aside, i.led = e.Parked, r.By.Role == Facilitator
	i.scribe = e.Author != "" || e.Note && r.By.Role == Facilitator && e.Sector != b.sectorOf(r.By.Person)
	if i.Sector > Entrepreneur {
		i.Sector = NoSector
	}
	if whole := b.Idea(e.Into); whole != nil && whole.Merged == 0 {
		i.Merged = e.Into
	}
	i.written, i.Sector = i.Sector, b.sectorTold(i.Sector, i.Phase)
	b.putNew(i)
	b.Revs.Ideas = r.Seq
}

// ownIdea returns a card that the actor may change as its author or as a facilitator.
func (b *Board) ownIdea(id ItemID, by Actor, now time.Time) (*Idea, error) {
	if err := b.present(by); err != nil {
		return nil, err
	}
	i := b.Idea(id)
	if i == nil || i.Removed || i.Merged != 0 {
		if whole := b.wholeOf(i); whole != nil && i.By == by.Person && b.CanSee(by, whole) {
			return nil, ErrPartOf.with(whole.ID)
		}
		return nil, ErrNoSuchItem.with(id)
	}
	if by.Role == Facilitator {
		return i, nil
	}
	if !b.CanSee(by, i) {
		return nil, ErrNoSuchItem.with(id)
	}
	if i.By != by.Person {
		return nil, ErrNotYours
	}
	switch {
	case i.Parked:
		return i, nil
	case i.Note:
		return i, b.takePart(by, now, method.TakesSpeech)
	}
	return i, b.takePart(by, now, method.TakesIdeas|method.SortsIdeas)
}

func (c EditIdea) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	i, err := b.ownIdea(c.ID, by, now)
	if err != nil {
		return nil, err
	}
	s, err := cleanIdea(c.Text)
	if err != nil || s == i.Text {
		return nil, err
	}
	if err := stillSays(c.Was, i.Text); err != nil {
		return nil, err
	}
	if err := b.notUnderVote(by, c.ID); err != nil {
		return nil, err
	}
	return one(IdeaEdited{c.ID, s})
}

func (b *Board) changeIdea(id ItemID, r Record, f func(*Idea)) {
	if i := b.Idea(id); i != nil {
		changed := *i
		changed.Rev, changed.Changed = r.Seq, stamp(r)
		f(&changed)
		b.putItem(&changed)
		b.Revs.Ideas = r.Seq
	}
}

func (e IdeaEdited) apply(b *Board, r Record) {
	b.changeIdea(e.ID, r, func(i *Idea) {
		i.Edits = withEdit(i.Edits, Edit{r.By.Person, r.At, i.Text})
		i.Text = e.Text
	})
}

func (c RemoveIdea) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	i, err := b.ownIdea(c.ID, by, now)
	if err != nil {
		return nil, err
	}
	if by.Role != Facilitator && b.holdsOthers(i) {
		return nil, ErrHoldsOthers
	}
	if err := b.notUnderVote(by, c.ID); err != nil {
		return nil, err
	}
	return one(IdeaRemoved(c))
}

func (e IdeaRemoved) apply(b *Board, r Record) {
	b.changeIdea(e.ID, r, func(i *Idea) { i.Removed = true })
}
