package model

import (
	"time"

	"verkstad/model/method"
)

// Bounds of one board. They keep a log replayable and a screen drawable, and are far above
// what a room can fill in a day. What has been removed does not count; see capacity.go for how
// the rest is shared.
const (
	MaxItems     = 20000 // ideas, clusters, questions and commitments on the board
	MaxEach      = 500   // of those, how many one participant can have
	MaxPeople    = 5000  // people who are here, or have left something behind
	MaxPhases    = 60
	MaxRounds    = 200
	MaxTitle     = 120 // characters
	MaxCluster   = 80
	MaxQuestion  = 240
	MaxShortNote = 240
	MaxAuthor    = 60 // length of a name in an imported list

	maxRefused = 1024 // length of the names of all who are named in one MaxWho and refuse
	maxNode    = 40
	maxMethod  = 40
	MaxWho     = 60
	MaxWhen    = 40
	maxNumber  = 99 // number in a series
)

// Board is a workshop at one moment: an immutable snapshot. The zero Board is of no
// workshop and accepts only [CreateWorkshop].
type Board struct {
	Seq     uint64 // number of the last event; 0 for an empty board
	ID      string // of the workshop, a ULID
	Title   string
	Method  string // id of the method the agenda came from
	Node    string // the local area that it belongs to
	Series  string // name of the series that it belongs to
	Number  int    // number in the series, from 1; 0 if it is in none
	Lang    string // "sv" or "en": the language of its own texts
	Code    string // what people type to join, Crockford base32
	Created time.Time
	Start   time.Time // planned beginning; zero if not set
	Ended   time.Time // when it was ended; zero before

	Anonymous  bool // names are never shown or exported, only sectors
	Archived   bool
	DoorClosed bool
	Wall       WallPage // what the projectors show
	Say        int      // which sentence about the result the projectors show; see [ShowOnWall]
	wallWhose  PersonID // whose comment [WallComment] is
	Tables     int      // number of tables that people sit at; 0 if none
	// Proxies lets participants write for people at their table who have no
	// terminal.
	Proxies bool

	Participation Participation // who may cast a ballot, from the next vote on

	Revs Revs

	phases        []*Phase // never changed in place
	floor         PersonID // who was given it last,
	floorIn       PhaseID  // and when
	current       int      // index in phases; -1 before the first
	people        Vec[*Person]
	tickets       Vec[*Ticket] // by number-1
	refs          Vec[itemRef] // by ItemID-1
	lying         int          // number of items that have not been removed
	ideas         Vec[*Idea]
	clusters      Vec[*Cluster]
	numbers       []clusterNumber // by number-1; never changed in place
	regrouped     bool            // clusters were changed by the event being applied; false between events
	questions     Vec[*Question]
	commitments   Vec[*Commitment]
	ratings       Vec[*Rating]
	rounds        Vec[*Round]
	histories     Vec[*history]  // by PersonID; what each can undo, nil for nothing
	nextSession   SessionID      // id of the next new session; 0 means 1
	imported      uint64         // number of events that an imported document had counted
	lastImport    uint64         // see LastImport
	confirmed     seriesPlace    // the series that was confirmed by the host, or by somebody who leads another workshop of it
	unnumbered    uint64         // number of events that are ballots, which are not in any count that people see
	ending        *method.Ending // what a method that is not built in ends in
	groupMax      int            // number of people that the method is for; 0: that of the built-in method
	anonymousFrom ItemID         // the first item that could be written under Anonymous
	touched       []change       // items changed by the event being applied; nil between events
	swept         []PersonID     // people whom it showed out; nil between events
	due           time.Time      // when the workshop should end, as it was fitted last; see Due
	turned        clockTurn      // what it reset on a clock; zero between events
	decided       decisionTurn   // what it chose after a vote; zero between events
	heard         greetingTurn   // and which greetings it hid or showed
	together      int            // and how many things were named to be taken away at once
}

// Revs are the numbers of the last events that changed each part of the board: a pane that
// shows only a part is drawn again only when that part's number changes.
type Revs struct {
	Agenda, People, Ideas, Rounds, Questions, Commitments, Ratings uint64
	Hidden                                                         uint64 // when a card was hidden, or shown again

	Phase uint64 // when the group came to the current phase
}

type itemKind uint8

const (
	kindIdea itemKind = iota + 1
	kindCluster
	kindQuestion
	kindCommitment
)

type itemRef struct {
	kind itemKind
	at   uint32 // index in the Vec of its kind
}

// item is an item on the board. Items are immutable: a change replaces the item.
type item interface {
	itemID() ItemID
	gone() item // gone returns the item as it is when its creation is undone
}

// Events returns how many events made the board, those before an import included, but
// without ballots: their number would tell when somebody changes a ballot.
func (b *Board) Events() uint64 { return b.Seq + b.imported - b.unnumbered }

// rank returns the rank of a card that the record places: after all others.
func (b *Board) rank(r Record) uint64 { return r.Seq + b.imported - b.unnumbered }

// NextItem returns the id that the next item gets.
func (b *Board) NextItem() ItemID { return ItemID(b.refs.Len() + 1) }

func (b *Board) lookup(id ItemID) item {
	if id < 1 || int(id) > b.refs.Len() {
		return nil
	}
	ref := b.refs.At(int(id) - 1)
	at := int(ref.at)
	switch ref.kind {
	case kindIdea:
		return b.ideas.At(at)
	case kindCluster:
		return b.clusters.At(at)
	case kindQuestion:
		return b.questions.At(at)
	case kindCommitment:
		return b.commitments.At(at)
	}
	return nil
}

// putItem puts an item on the board, replacing its older version if there is one. It is
// called only on a board that Apply is making.
func (b *Board) putItem(x item) {
	id := x.itemID()
	before := b.lookup(id)
	if before == nil { // it cannot have been touched yet
		b.place(x)
		b.touched = append(b.touched, change{id: id, before: x.gone(), after: x})
		return
	}
	b.replace(x)
	for i := range b.touched {
		if b.touched[i].id == id {
			b.touched[i].after = x
			return
		}
	}
	b.touched = append(b.touched, change{id: id, before: before, after: x})
}

// putNew is putItem for an item that is new, so that no older version is looked for.
func (b *Board) putNew(x item) {
	if b.lookup(x.itemID()) == nil {
		b.putItem(x)
	}
}

func (b *Board) place(x item) {
	// Ids come in order; a log that skips some leaves gaps that refer to nothing.
	for b.refs.Len() < int(x.itemID())-1 && b.refs.Len() < MaxLaid {
		b.refs = b.refs.Append(itemRef{})
	}
	if b.refs.Len() != int(x.itemID())-1 {
		return
	}
	var ref itemRef
	switch x := x.(type) {
	case *Idea:
		ref = itemRef{kindIdea, uint32(b.ideas.Len())}
		b.ideas = b.ideas.Append(x)
	case *Cluster:
		b.regrouped = true
		ref = itemRef{kindCluster, uint32(b.clusters.Len())}
		b.clusters = b.clusters.Append(x)
	case *Question:
		ref = itemRef{kindQuestion, uint32(b.questions.Len())}
		b.questions = b.questions.Append(x)
	case *Commitment:
		ref = itemRef{kindCommitment, uint32(b.commitments.Len())}
		b.commitments = b.commitments.Append(x)
	}
	b.refs = b.refs.Append(ref)
	b.lying += lies(x)
}

func (b *Board) replace(x item) {
	was := b.lookup(x.itemID())
	defer func() {
		if b.lookup(x.itemID()) == x {
			b.lying += lies(x) - lies(was)
		}
	}()
	ref := b.refs.At(int(x.itemID()) - 1)
	at := int(ref.at)
	switch x := x.(type) {
	case *Idea:
		if ref.kind == kindIdea {
			b.ideas = b.ideas.Set(at, x)
		}
	case *Cluster:
		b.regrouped = true
		if ref.kind == kindCluster {
			b.clusters = b.clusters.Set(at, x)
		}
	case *Question:
		if ref.kind == kindQuestion {
			b.questions = b.questions.Set(at, x)
		}
	case *Commitment:
		if ref.kind == kindCommitment {
			b.commitments = b.commitments.Set(at, x)
		}
	}
}

// Empty returns the board before the first event.
func Empty() *Board { return &Board{current: -1} }
