package model

import (
	"cmp"
	"slices"
	"time"

	"verkstad/model/method"
)

// CommitmentStatus is what came of a commitment.
type CommitmentStatus string

// A commitment is open until somebody says otherwise.
const (
	CommitmentOpen    CommitmentStatus = ""
	CommitmentGoingOn CommitmentStatus = "going-on"
	CommitmentDone    CommitmentStatus = "done"
	CommitmentDropped CommitmentStatus = "dropped"
)

func (s CommitmentStatus) known() bool {
	return slices.Contains([]CommitmentStatus{CommitmentOpen, CommitmentGoingOn, CommitmentDone, CommitmentDropped}, s)
}

// Commitment is who does what until when.
type Commitment struct {
	ID      ItemID           `json:"id"`
	Rev     uint64           `json:"-"`
	Phase   PhaseID          `json:"phase,omitempty"`
	By      PersonID         `json:"by,omitempty"`
	Via     PersonID         `json:"via,omitempty"` // terminal it was made at; 0 is By's own
	What    string           `json:"what"`
	Who     string           `json:"who,omitempty"`  // a name or names, as written
	When    string           `json:"when,omitempty"` // as written: a date, or "before midsummer"
	From    ItemID           `json:"from,omitempty"` // the question, cluster or idea it answers; 0 if none
	Status  CommitmentStatus `json:"status,omitempty"`
	Note    string           `json:"note,omitempty"`
	Removed bool             `json:"removed,omitempty"`
	At      time.Time        `json:"at,omitzero"`
	Origin  *Origin          `json:"origin,omitempty"` // in an earlier workshop; nil if it was made here

	Asks     []PersonID `json:"asks,omitempty"`     // people whom it names although another wrote it, ascending; see [Board.ConsentOf]
	Agreed   []PersonID `json:"agreed,omitempty"`   // those of them who said yes
	AgreedAs []int      `json:"agreedAs,omitempty"` // by which of the names in Who each of Agreed was asked, from 1; only for what was carried in
	Declined []PersonID `json:"declined,omitempty"` // those of them who said no
	Writer   string     `json:"writer,omitempty"`   // who wrote it in another's name in an earlier workshop, if nobody agreed, or in an imported list
	// HostWrote says that the host's terminal did, which Writer cannot.
	HostWrote bool   `json:"hostWrote,omitempty"`
	Refused   string `json:"refused,omitempty"`  // names of the people who said no in an earlier workshop
	Nobody    bool   `json:"untaken,omitempty"`  // nobody had taken it on in an earlier workshop, or where names are not told; see [Board.Untaken]
	Imported  bool   `json:"imported,omitempty"` // it came in a list
	Sector    Sector `json:"sector,omitempty"`   // its maker's sector at the time; in such a list Writer's

	FollowedBy PersonID `json:"followedBy,omitempty"` // who said how it goes; 0 is the host's terminal, or an earlier workshop
	Follower   string   `json:"follower,omitempty"`   // who did in an earlier workshop

	Reworded   bool     `json:"reworded,omitempty"`   // somebody other than its first writer reworded it
	RewordedBy PersonID `json:"rewordedBy,omitempty"` // who did; 0 is the host's terminal

	sector   Sector // the sector that may be told where names are not shown
	followed bool   // in this workshop
}

// SectorOf returns the sector that a commitment was made from, as far as it may be told:
// that of the time, whatever its maker's sector is now.
func (b *Board) SectorOf(c *Commitment) Sector {
	if c.By == 0 || b.NamesShown(c.Phase) {
		return c.Sector
	}
	return c.sector
}

func (c *Commitment) itemID() ItemID { return c.ID }
func (c *Commitment) gone() item     { g := *c; g.Removed = true; return &g }

// MakeCommitment writes down who does what until when.
type MakeCommitment struct {
	What, Who, When string
	From            ItemID
}

// FollowCommitment says what has come of a commitment, also after the workshop has ended.
type FollowCommitment struct {
	ID     ItemID
	Status CommitmentStatus
	Note   string
}

// WithdrawCommitment takes back one's own commitment, or any as a facilitator.
type WithdrawCommitment struct{ ID ItemID }

// What happened to commitments.
type (
	CommitmentMade struct {
		ID    ItemID  `json:"id"`
		Phase PhaseID `json:"phase,omitempty"`
		What  string  `json:"what"`
		Who   string  `json:"who,omitempty"`
		When  string  `json:"when,omitempty"`
		From  ItemID  `json:"from,omitempty"`
		// Asks are the people who are asked, because the commitment has their name.
		Asks []PersonID `json:"asks,omitempty"`
	}
	CommitmentFollowed struct {
		ID     ItemID           `json:"id"`
		Status CommitmentStatus `json:"status"`
		Note   string           `json:"note,omitempty"`
	}
	CommitmentWithdrawn struct {
		ID ItemID `json:"id"`
	}
)

// Commitment returns a commitment, also a withdrawn one; nil if there is none.
func (b *Board) Commitment(id ItemID) *Commitment {
	c, _ := b.lookup(id).(*Commitment)
	return c
}

// Commitments returns those that have not been withdrawn, oldest first.
func (b *Board) Commitments() []*Commitment {
	var out []*Commitment
	for _, c := range b.commitments.All() {
		if !c.Removed {
			out = append(out, c)
		}
	}
	return out
}

func cleanCommitment(what, who, when string) (string, string, string, error) {
	what, err := cleanLine(what, MaxShortNote)
	if err != nil {
		return "", "", "", err
	}
	if who, err = cleanOptional(who, MaxWho); err != nil {
		return "", "", "", err
	}
	when, err = cleanOptional(when, MaxWhen)
	return what, who, when, err
}

func (c MakeCommitment) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	if err := b.takePart(by, now, method.TakesCommitments); err != nil {
		return nil, err
	}
	what, who, when, err := cleanCommitment(c.What, c.Who, c.When)
	if err != nil {
		return nil, err
	}
	if c.From != 0 && !b.origin(c.From) {
		return nil, ErrNoSuchItem.with(c.From)
	}
	if who, err = b.keepers(who); err != nil {
		return nil, err
	}
	if err := b.roomFor(by); err != nil {
		return nil, err
	}
	e := CommitmentMade{ID: b.NextItem(), What: what, Who: who, When: when, From: c.From, Asks: b.askedBy(who, by)}
	if ph := b.Phase(); ph != nil {
		e.Phase = ph.ID
	}
	return one(e)
}

// origin reports whether a commitment can answer the item.
func (b *Board) origin(id ItemID) bool {
	switch x := b.lookup(id).(type) {
	case *Idea:
		return x.Live() && b.CanSee(Actor{Role: Observer}, x)
	case *Cluster:
		return x.Live()
	case *Question:
		return !x.Removed
	}
	return false
}

func (e CommitmentMade) apply(b *Board, r Record) {
	c := &Commitment{
		ID: e.ID, Rev: r.Seq, Phase: e.Phase, By: r.By.Person,
		What: e.What, Who: e.Who, When: e.When, From: e.From, At: r.At, Asks: e.Asks, Via: r.By.Via,
	}
	if p := b.Person(c.By); p != nil {
		c.Sector, c.sector = p.Sector, b.sectorsShown().Told(p.Sector)
	}
	b.putNew(c)
	b.Revs.Commitments = r.Seq
}

func (b *Board) changeCommitment(id ItemID, r Record, f func(*Commitment)) {
	if c := b.Commitment(id); c != nil {
		changed := *c
		changed.Rev = r.Seq
		f(&changed)
		b.putItem(&changed)
		b.Revs.Commitments = r.Seq
	}
}

func (b *Board) ownCommitment(id ItemID, by Actor, now time.Time) (*Commitment, error) {
	if err := b.takePart(by, now, method.TakesCommitments); err != nil {
		return nil, err
	}
	c := b.Commitment(id)
	if c == nil || c.Removed {
		return nil, ErrNoSuchItem.with(id)
	}
	if by.Role != Facilitator && c.By != by.Person {
		return nil, ErrNotYours
	}
	return c, nil
}

func (c FollowCommitment) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	old := b.Commitment(c.ID)
	person := b.Person(by.Person)
	switch {
	case by.Role == Facilitator:
	case by.Role == Participant && (person == nil || person.Removed):
		return nil, ErrNotJoined
	case old != nil && b.CanFollow(by, old):
	default:
		return nil, ErrNotYours
	}
	if old == nil || old.Removed {
		return nil, ErrNoSuchItem.with(c.ID)
	}
	if !c.Status.known() {
		return nil, ErrSettings.with(why("status"))
	}
	note, err := cleanOptional(c.Note, MaxShortNote)
	if err != nil || c.Status == old.Status && note == old.Note {
		return nil, err
	}
	return one(CommitmentFollowed{c.ID, c.Status, note})
}

func (e CommitmentFollowed) apply(b *Board, r Record) {
	b.changeCommitment(e.ID, r, func(c *Commitment) {
		c.Status, c.Note = e.Status, e.Note
		c.FollowedBy, c.Follower, c.followed = cmp.Or(r.By.Via, r.By.Person), "", true
	})
}

func (c WithdrawCommitment) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	if _, err := b.ownCommitment(c.ID, by, now); err != nil {
		return nil, err
	}
	return one(CommitmentWithdrawn(c))
}

func (e CommitmentWithdrawn) apply(b *Board, r Record) {
	b.changeCommitment(e.ID, r, func(c *Commitment) { c.Removed = true })
}
