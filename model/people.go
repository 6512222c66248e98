package model

import (
	"cmp"
	"slices"
	"time"

	"verkstad/model/text"
)

// Person is somebody who has joined.
type Person struct {
	ID            PersonID  `json:"id"`
	Key           string    `json:"-"` // identity: an HMAC of their public key or return code; never shown
	Keyless       bool      `json:"-"` // Key is of a return code; false if older logs do not tell
	Name          string    `json:"name,omitempty"`
	NameKey       string    `json:"-"` // unique among the people
	Sector        Sector    `json:"sector,omitempty"`
	Role          Role      `json:"role,omitempty"`
	Joined        time.Time `json:"joined,omitzero"`
	Removed       bool      `json:"removed,omitempty"`
	Hand          uint64    `json:"hand,omitempty"`          // number of the event that raised the hand, by which hands queue; 0 if it is down
	Ready         PhaseID   `json:"ready,omitempty"`         // the phase that they said they were ready with
	CheckIn       string    `json:"checkIn,omitempty"`       // what they said at the check-in
	CheckInSector Sector    `json:"checkInSector,omitempty"` // their sector when they said it
	Spoke         []PhaseID `json:"spoke,omitempty"`         // phases in which they have had the word, ascending
	Table         int       `json:"table,omitempty"`         // from 1; 0 if none
	Ticket        int       `json:"-"`                       // the ticket that they vote with, from 1; 0 if none
	Via           PersonID  `json:"via,omitempty"`           // at whose terminal they take part; 0 means their own
	// Sessions are those that they chose or were placed in, at most one of a phase.
	Sessions []SessionID `json:"sessions,omitempty"`

	// Appointed says that another facilitator made them one; a Facilitator who is not
	// appointed leads by what the server knows of them.
	Appointed bool `json:"-"`

	topic   ItemID  // that they talk at,
	topicIn PhaseID // in this phase

	handIn PhaseID // phase in which the hand was raised; it ends with that
	sat    int     // the table they last sat at, also after the tables were cleared
	swept  bool    // shown out by SweepPeople
	bare   bool    // the last sweep removed what they had made, too

	unheard bool         // a facilitator has hidden CheckIn
	saidIn  PhaseID      // the phase of CheckIn
	saidOf  SectorsShown // the sectors that could be told when it was said
	given   []string     // further keys, of terminals at which they were given their place back
}

// JoinPerson brings somebody in, or back: the same key is the same person. A person who
// comes back may change name and sector, and one who only watched may begin to take part; a
// person who takes part and comes to watch stays a participant. Somebody who comes with a
// ticket holds it from then on, or does not come in.
type JoinPerson struct {
	Key     string
	Keyless bool // Key is of a return code, not of a public key
	Name    string
	Sector  Sector
	Role    Role
	Ticket  int // its number, from the live workshop; 0 if none
	// Anew refuses whoever takes part already, with ErrHereAlready, instead of changing
	// their name and sector: a form may have been open while they joined at another
	// terminal.
	Anew bool
	// Presence is who is here. It is filled in by the live workshop, never by the actor.
	Presence *Presence
}

// RemovePerson shows a person out; what they wrote stays. ReadmitPerson lets them in again.
type (
	RemovePerson  struct{ Person PersonID }
	ReadmitPerson struct{ Person PersonID }
)

// MoveHand raises or lowers the actor's hand; a facilitator can lower anyone's.
type MoveHand struct {
	Person PersonID
	Up     bool
}

// MarkReady says that the actor is ready with the current phase, or not after all.
type MarkReady struct{ Ready bool }

// CheckIn is what the actor says when the meeting opens.
type CheckIn struct{ Text string }

// SetTables seats everybody at N tables, mixed by sector; 0 clears them.
type SetTables struct{ Tables int }

// What happened to people.
type (
	PersonJoined struct {
		ID      PersonID `json:"id"`
		Key     string   `json:"key"`
		Name    string   `json:"name"`
		NameKey string   `json:"nameKey"`
		Sector  Sector   `json:"sector"`
		Role    Role     `json:"role"`
		Table   int      `json:"table,omitempty"`
		Via     PersonID `json:"via,omitempty"`
		Keyless bool     `json:"keyless,omitempty"`
	}
	PersonChanged struct {
		ID      PersonID `json:"id"`
		Name    string   `json:"name"`
		NameKey string   `json:"nameKey"`
		Sector  Sector   `json:"sector"`
		Role    Role     `json:"role,omitempty"` // empty means as it was
	}
	PersonRemoved struct {
		ID PersonID `json:"id"`
	}
	PersonReadmitted struct {
		ID PersonID `json:"id"`
	}
	HandMoved struct {
		ID PersonID `json:"id"`
		Up bool     `json:"up"`
	}
	ReadyMarked struct {
		ID    PersonID `json:"id"`
		Phase PhaseID  `json:"phase"` // 0 means not ready after all
	}
	CheckedIn struct {
		ID   PersonID `json:"id"`
		Text string   `json:"text"`
	}
	TablesSet struct {
		Tables int   `json:"tables"`
		Seats  []int `json:"seats"` // table of each person, by PersonID-1
	}
)

// Person returns a person; nil if there is none with that id.
func (b *Board) Person(id PersonID) *Person {
	if id < 1 || int(id) > b.people.Len() {
		return nil
	}
	return b.people.At(int(id) - 1)
}

// PersonByKey returns the person with the key; nil if nobody has it, or if it is empty.
func (b *Board) PersonByKey(key string) *Person {
	if key == "" {
		return nil
	}
	for _, p := range b.people.All() {
		if p.Key == key || slices.Contains(p.given, key) {
			return p
		}
	}
	return nil
}

// People returns everybody who ever joined and was not removed, in order.
func (b *Board) People() []*Person {
	out := make([]*Person, 0, b.people.Len())
	for _, p := range b.people.All() {
		if !p.Removed {
			out = append(out, p)
		}
	}
	return out
}

// Joined returns how many people came and were not removed; those who only watch, such as a
// projector, are not counted.
func (b *Board) Joined() int {
	return count(b.people, func(p *Person) bool { return !p.Removed && p.Role != Observer })
}

// Everybody returns all who ever joined, the removed ones too, by PersonID.
func (b *Board) Everybody() Vec[*Person] { return b.people }

// Hands returns the people whose hand is up, in the order they raised it.
func (b *Board) Hands() []*Person {
	var up []*Person
	for _, p := range b.people.All() {
		if b.HandUp(p) {
			up = append(up, p)
		}
	}
	slices.SortFunc(up, func(a, b *Person) int { return cmp.Compare(a.Hand, b.Hand) })
	return up
}

// IsReady reports whether the person is ready with the current phase.
func (b *Board) IsReady(p *Person) bool {
	ph := b.Phase()
	return ph != nil && p.Ready == ph.ID
}

// BySector counts people, not removed, in each sector; index 0 counts those without one,
// and those whose sector may not be told.
func (b *Board) BySector() (n [len(Sectors) + 1]int) {
	told := b.SectorsOfPeople()
	for _, p := range b.people.All() {
		if !p.Removed && p.Role == Participant {
			n[told.Told(p.Sector)]++
		}
	}
	return n
}

func (c JoinPerson) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	events, err := c.join(b, by, now)
	if err != nil || c.Ticket == 0 {
		return events, err
	}
	if c.Role != Participant {
		return nil, ErrNotAllowed
	}
	who := PersonID(b.people.Len() + 1)
	if old := b.PersonByKey(c.Key); old != nil {
		who = old.ID
	}
	shown, err := b.useTicket(c.Ticket, who)
	if err == nil && len(shown) > 0 {
		err = b.running()
	}
	if err != nil {
		return nil, err
	}
	return append(events, shown...), nil
}

// join returns the events of joining, without a ticket.
func (c JoinPerson) join(b *Board, by Actor, now time.Time) ([]Event, error) {
	if c.Role != Participant && c.Role != Observer && (c.Role != Facilitator || by.Role != Facilitator) {
		return nil, ErrNotAllowed
	}
	if c.Key == "" {
		return nil, ErrName
	}
	old := b.PersonByKey(c.Key)
	if c.Anew && old != nil && (old.Role != Observer || c.Role == Observer) {
		return nil, ErrHereAlready
	}
	name, key, err := cleanName(c.Name, c.Role == Observer || old != nil && old.Name == c.Name)
	if err != nil {
		return nil, err
	}
	switch {
	case old == nil:
	case old.Role != Observer && c.Role == Observer:
		c.Role, c.Sector = old.Role, cmp.Or(c.Sector, old.Sector)
	case old.Leads() && c.Role == Participant:
		c.Role = old.Role // a facilitator stays one, unless they step down
	}
	if c.Sector > Entrepreneur || c.Role == Participant && c.Sector == NoSector {
		return nil, ErrSector
	}
	if b.nameTaken(key, old) {
		return nil, ErrNameTaken
	}
	if old == nil {
		return b.joinNew(c, name, key, now)
	}
	if old.Removed {
		return nil, ErrNotJoined
	}
	e := PersonChanged{ID: old.ID, Name: name, NameKey: key, Sector: c.Sector}
	if c.Role != old.Role {
		e.Role = c.Role
	}
	if e == (PersonChanged{ID: old.ID, Name: old.Name, NameKey: old.NameKey, Sector: old.Sector}) {
		return nil, nil
	}
	if err := b.running(); err != nil {
		return nil, err
	}
	if e.Role == Participant && old.Role == Observer && b.DoorClosed {
		return nil, ErrDoorClosed
	}
	return one(e)
}

func (b *Board) joinNew(c JoinPerson, name, key string, now time.Time) ([]Event, error) {
	if err := b.running(); err != nil {
		return nil, err
	}
	if b.DoorClosed && c.Role != Facilitator {
		return nil, ErrDoorClosed
	}
	if err := b.roomForPerson(c.Presence, now); err != nil && c.Role != Facilitator {
		return nil, err
	}
	e := PersonJoined{
		ID: PersonID(b.people.Len() + 1), Key: c.Key, Name: name, NameKey: key, Sector: c.Sector, Role: c.Role, Keyless: c.Keyless,
	}
	if c.Role == Participant {
		e.Table = b.seatFor(c.Sector)
	}
	return one(e)
}

func (e PersonJoined) apply(b *Board, r Record) {
	if int(e.ID) != b.people.Len()+1 || e.Sector > Entrepreneur {
		return
	}
	b.people = b.people.Append(&Person{
		ID: e.ID, Key: e.Key, Name: e.Name, NameKey: text.CurrentKey(e.Name, e.NameKey), Sector: e.Sector,
		Role: e.Role, Joined: r.At, Table: e.Table, Via: e.Via, Keyless: e.Keyless,
	})
	b.enrol(b.Person(e.ID))
	b.Revs.People = r.Seq
	b.askCarried(e.ID, r)
}

// changePerson changes a copy of a person on a board that is being made.
func (b *Board) changePerson(id PersonID, r Record, f func(*Person)) {
	if p := b.Person(id); p != nil {
		changed := *p
		f(&changed)
		b.people = b.people.Set(int(id)-1, &changed)
		b.Revs.People = r.Seq
	}
}

func (e PersonChanged) apply(b *Board, r Record) {
	b.changePerson(e.ID, r, func(p *Person) {
		p.Name, p.NameKey, p.Role = e.Name, text.CurrentKey(e.Name, e.NameKey), cmp.Or(e.Role, p.Role)
		p.Appointed = p.Appointed && p.Role == Facilitator
		if e.Sector <= Entrepreneur {
			p.Sector = e.Sector
		}
	})
	b.askCarried(e.ID, r)
}

func (c RemovePerson) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	p := b.Person(c.Person)
	if err := b.maySendHome(p, by); err != nil {
		return nil, err
	}
	switch {
	case p == nil:
		return nil, ErrNoSuchPerson
	case p.Role == Facilitator:
		return nil, ErrStillLeads
	case p.Removed:
		return nil, nil
	}
	events := []Event{PersonRemoved{c.Person}}
	for _, other := range b.WrittenForBy(p.ID) {
		events = append(events, PersonRemoved{other.ID})
	}
	return events, nil
}

func (e PersonRemoved) apply(b *Board, r Record) {
	b.changePerson(e.ID, r, func(p *Person) { p.Removed, p.bare, p.Hand = true, false, 0 })
}

func (c ReadmitPerson) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := by.facilitates(); err != nil {
		return nil, err
	}
	p := b.Person(c.Person)
	if p == nil {
		return nil, ErrNoSuchPerson
	}
	if !p.Removed {
		return nil, nil
	}
	if b.nameTaken(p.NameKey, p) {
		return nil, ErrNameTaken
	}
	return one(PersonReadmitted{c.Person})
}

func (e PersonReadmitted) apply(b *Board, r Record) {
	b.changePerson(e.ID, r, func(p *Person) { p.Removed, p.swept = false, false })
	b.askCarried(e.ID, r)
}
