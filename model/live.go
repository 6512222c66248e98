package model

import "time"

// Outcome is what came of a command that was taken and is on disk.
type Outcome struct {
	Seq      uint64 // the last event of the board it led to
	Item     ItemID // the item it made; 0 if none
	Round    RoundID
	Person   PersonID // for JoinPerson: who one is
	Ticket   int      // the first ticket it made; 0 if none
	Repeated bool     // the same operation id came before; it was done then
}

// ChoiceSlot ends the name of a slot among somebody's drafts that holds what they
// have chosen, such as their language: no text that they are in the midst of.
const ChoiceSlot = ".choice"

// Presence is who is connected right now: how many terminals each person has
// open. It is no part of the board, since a restart ends it. A Presence never
// changes.
type Presence struct {
	Rev       uint64
	Terminals map[PersonID]int // never changed in place
	// Recent is who has no terminal open but had one, or did something, in the
	// last RecentFor, and when: a line that was cut, or line commands.
	Recent map[PersonID]time.Time // never changed in place
	// Left is who of these closed their last terminal, or lost it, and has done
	// nothing since.
	Left    map[PersonID]bool // never changed in place
	People  int               // persons with at least one terminal, as [Board.Connected] counts them
	Waiting int               // connected, not joined yet
	// Watching is persons with at least one terminal who only look on: projectors.
	Watching int
	Voters   int // how many [Board.Attending] gives
	Hosts    int // terminals that lead without being a person here
	// Claims are those at the door who say to be a person here, oldest first.
	Claims []Claim // never changed in place
}

// RecentFor is how long who has gone still counts as here for a vote.
const RecentFor = 10 * time.Minute

// Here tells whether the person has a terminal open.
func (p *Presence) Here(id PersonID) bool { return p != nil && p.Terminals[id] > 0 }

// Attends tells whether the person is here or was lately.
func (p *Presence) Attends(id PersonID) bool {
	if p == nil {
		return false
	}
	_, lately := p.Recent[id]
	return lately || p.Terminals[id] > 0
}

// Pending is the board that is being written to disk. Nobody is shown it: what can
// be worked out of it meanwhile is of use once it is [Feed.Board].
type Pending struct {
	Board *Board // nil while nothing is being written
	// Epoch is how many boards that were pending have come to nothing. What was
	// worked out of a board counts in its epoch alone: in the next, another board
	// may have the same Seq. It is read after the board that it goes with.
	Epoch uint64
}

// Feed is what a live workshop has for those who follow it. It may be called by
// any goroutine, and compared: two are equal if they are of one live workshop.
type Feed interface {
	// Board is the newest board; it never changes.
	Board() *Board
	// Pending is the board that is being written after it.
	Pending() Pending
	// Subscribe wakes when there is something new, and once a second while the
	// clock runs. The channel holds one wake-up; nobody is waited for.
	Subscribe() (wake <-chan struct{}, cancel func())
	// SubscribePending wakes when a board is about to be written.
	SubscribePending() (wake <-chan struct{}, cancel func())
}

// Health is whether the workshop can be written to.
type Health struct {
	Err    error     // nil when all is well
	Since  time.Time // of Err
	Lasts  bool      // it does not go on by itself
	Rescue bool      // a facilitator can have the database written anew
	// Backup is why the last backup by itself could not be made; nil when it
	// could. What was written is on disk all the same.
	Backup error
	// Lost is what of the workshop that is in no event was damaged on disk and could
	// not be read when it was opened; nil if nothing was.
	Lost error
}

// Summary is a workshop in a list.
type Summary struct {
	ID, Title, Method, Node, Series, Code string
	Number                                int
	Created, Start, Ended, Changed        time.Time
	Archived                              bool
	People, Ideas, Questions, Commitments int
	Events                                uint64
	Phase, Phases                         int // where it is, from 1; how many there are
}

// Named is who is to be made nameless: a person, or, where Person is 0, a name that
// stands in the log and that nobody has joined under.
type Named struct {
	Person PersonID
	Name   string
}

// Forgotten is what a forgetting of workshops or people did.
type Forgotten struct {
	Workshops []Summary // it was about
	Files     []string  // backups, and databases kept aside, that were written anew
	// Unread is files of the data folder that may have something of it and could
	// not be read or written. They are left as they are.
	Unread   []string
	Watching int // screens that only looked on, and were closed
	// Later is workshops that carried promises or ideas with the name in from the
	// one it was about. They are left as they are.
	Later []Summary
}

// Summarize is the board's line in a list. Changed is left to the caller.
func (b *Board) Summarize() Summary {
	ideas, _ := b.IdeaCount(0)
	return Summary{
		ID: b.ID, Title: b.Title, Method: b.Method, Node: b.Node, Series: b.Series, Code: b.Code,
		Number: b.Number, Created: b.Created, Start: b.Start, Ended: b.Ended, Archived: b.Archived,
		People: b.Joined(), Ideas: ideas, Questions: len(b.Questions()),
		Commitments: len(b.Promises()), Events: b.Events(), Phase: b.current + 1, Phases: len(b.phases),
	}
}
