package model

import "time"

// Outcome is the result of a command that was accepted and is on disk.
type Outcome struct {
	Seq      uint64 // number of the last event of the board that it led to
	Item     ItemID // the item that it made; 0 if none
	Round    RoundID
	Person   PersonID // for JoinPerson: the person who joined
	Ticket   int      // the first ticket that it made; 0 if none
	Repeated bool     // a command with the same operation id was done before
}

// ChoiceSlot is the suffix of the slots among a person's drafts that hold a choice, such as
// their language, and not a text that they are writing.
const ChoiceSlot = ".choice"

// Presence is who is connected right now: how many terminals each person has open. It is
// not part of the board, since a restart ends it. A Presence never changes.
type Presence struct {
	Rev       uint64
	Terminals map[PersonID]int // never changed in place
	// Recent is who has no terminal open but had one, or did something, in the last
	// RecentFor, and when: after a lost connection, or with line commands.
	Recent map[PersonID]time.Time // never changed in place
	// Left is who of these closed their last terminal, or lost it, and has done nothing
	// since.
	Left    map[PersonID]bool // never changed in place
	People  int               // people with at least one terminal, as [Board.Connected] counts them
	Waiting int               // connected, not joined yet
	// Watching is the number of people with at least one terminal who only watch, which
	// includes projectors.
	Watching int
	Voters   int // how many people [Board.Attending] returns
	Hosts    int // terminals of facilitators who are not a person here
	// Claims are those that wait for a facilitator, oldest first.
	Claims []Claim // never changed in place
}

// RecentFor is how long a person who has gone still counts as here for a vote.
const RecentFor = 10 * time.Minute

// Here reports whether the person has a terminal open.
func (p *Presence) Here(id PersonID) bool { return p != nil && p.Terminals[id] > 0 }

// Attends reports whether the person is here or was recently.
func (p *Presence) Attends(id PersonID) bool {
	if p == nil {
		return false
	}
	_, lately := p.Recent[id]
	return lately || p.Terminals[id] > 0
}

// Pending is the board that is being written to disk. Nobody is shown it: what is computed
// from it meanwhile is of use once it is [Feed.Board].
type Pending struct {
	Board *Board // nil while nothing is being written
	// Epoch is how many pending boards have been dropped. What was computed from a board is
	// valid in its epoch alone: in the next, another board may have the same Seq. It must
	// be read after the board that it goes with.
	Epoch uint64
}

// Feed is a live workshop for those who follow it. It may be called by any goroutine, and
// compared: two are equal if they are of one live workshop.
type Feed interface {
	// Board returns the newest board; it never changes.
	Board() *Board
	// Pending returns the board that is being written after it.
	Pending() Pending
	// Subscribe returns a channel that receives when something has changed, and once a
	// second while the clock runs. It holds one wake-up; nobody is waited for.
	Subscribe() (wake <-chan struct{}, cancel func())
	// SubscribePending returns a channel that receives when a board is about to be written.
	SubscribePending() (wake <-chan struct{}, cancel func())
}

// Health says whether the workshop can be written to.
type Health struct {
	Err    error     // nil if all is well
	Since  time.Time // of Err
	Lasts  bool      // it does not recover by itself
	Rescue bool      // a facilitator can have the database written again
	// Backup is why the last automatic backup could not be made; nil if it could. What was
	// written is on disk all the same.
	Backup error
	// Lost is data of the workshop that is in no event, and was damaged on disk when it was
	// opened; nil if nothing was.
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
	Phase, Phases                         int // the current phase, from 1; the number of phases
}

// Named is whom to make nameless: a person or, if Person is 0, a name that is in the log
// and under which nobody has joined.
type Named struct {
	Person PersonID
	Name   string
}

// Forgotten is the result of forgetting workshops or people.
type Forgotten struct {
	Workshops []Summary // the workshops that were forgotten, or in which a person was
	Files     []string  // backups, and databases kept aside, that were rewritten
	// Unread is files of the data folder that may contain something of it and could not be
	// read or written. They are unchanged.
	Unread   []string
	Watching int // screens that only watched, and were closed
	// Later is workshops that carried promises or ideas with the name in from this one.
	// They are unchanged.
	Later []Summary
}

// Summarize returns the board's entry in a list. Changed is left to the caller.
func (b *Board) Summarize() Summary {
	ideas, _ := b.IdeaCount(0)
	return Summary{
		ID: b.ID, Title: b.Title, Method: b.Method, Node: b.Node, Series: b.Series, Code: b.Code,
		Number: b.Number, Created: b.Created, Start: b.Start, Ended: b.Ended, Archived: b.Archived,
		People: b.Joined(), Ideas: ideas, Questions: len(b.Questions()),
		Commitments: len(b.Promises()), Events: b.Events(), Phase: b.current + 1, Phases: len(b.phases),
	}
}
