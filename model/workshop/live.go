// Package workshop defines what other packages need of an open workshop and of the folder
// with all workshops: small interfaces, each for one use. The store implements them;
// screens, line commands, the command line and the server ask for those that they use.
package workshop

import (
	"context"

	"verkstad/model"
)

// Boards gives the board of a workshop.
type Boards interface {
	// Board returns the latest snapshot; it never changes.
	Board() *model.Board
}

// Doer does commands in a workshop.
type Doer interface {
	// Do returns when the result of the command is on disk. A command with the same op is
	// done once.
	Do(ctx context.Context, by model.Actor, op string, c model.Command) (model.Outcome, error)
}

// BoardDoer is for code that looks at the board and does commands.
type BoardDoer interface {
	Boards
	Doer
}

// Followed tells of changes in a workshop.
type Followed interface {
	Boards
	// Subscribe returns a channel that receives when there is something new to show, and
	// once a second while the clock runs. It holds one wake-up; nobody is waited for.
	Subscribe() (wake <-chan struct{}, cancel func())
	// Feed returns the workshop's feed, the same for all.
	Feed() model.Feed
	// Gone returns why the workshop was closed while others stay open; otherwise nil.
	// Subscribers are woken when it changes, and then have nothing more to do in the
	// workshop.
	Gone() error
}

// Attendance is who is connected to a workshop.
type Attendance interface {
	// Presence returns who is connected now; it never changes.
	Presence() *model.Presence
	// Enter records that a person, or for 0 a host, has opened a terminal; Wait that
	// somebody is connected who has not joined.
	Enter(p model.PersonID) (leave func())
	Wait() (leave func())
}

// Ballots gives the ballots of an open round.
type Ballots interface {
	// MyBallot returns the person's own ballot in the open round.
	MyBallot(p model.PersonID) model.OwnBallot
}

// Drafts keeps what people are writing.
type Drafts interface {
	// Draft and SaveDraft read and store what a person is writing, by slot.
	Draft(p model.PersonID, slot string) string
	SaveDraft(p model.PersonID, slot, text string)
	// Writing returns how many people are in the middle of a text now.
	Writing() int
}

// Identities tells people apart in a workshop, and gives them their place back.
type Identities interface {
	// Identify returns the stored form of a public key's hash, and IdentifyReturn that of a
	// return code, which takes some milliseconds.
	Identify(key [32]byte) string
	IdentifyReturn(symbols string) string
	// Claim records that the holder of a key claims a person's place. A facilitator gives
	// it to them with model.HandBack; Refuse removes the claim, and so does withdraw.
	// Waiting claims are in Presence.
	Claim(p model.PersonID, key string) (c model.Claim, withdraw func(), err error)
	Refuse(claim int)
}

// Tickets stand for a right to vote.
type Tickets interface {
	// TicketHash returns the hash of what is written on a ticket, and Ticket the number of
	// that ticket. Ticket returns model.ErrTicket if there is none; guesses are slowed down
	// where strangers can make them.
	TicketHash(written string) model.TicketHash
	Ticket(ctx context.Context, written string) (int, error)
}

// TicketOffice makes tickets.
type TicketOffice interface {
	Doer
	Tickets
}

// Log gives the events of a workshop.
type Log interface {
	// Records returns the whole log, for review.
	Records() ([]model.Record, error)
	// Page returns the records that end with number last, oldest first, at most n.
	Page(last uint64, n int) ([]model.Record, error)
}

// Logged is a workshop's board and the events that it came from.
type Logged interface {
	Boards
	Log
}

// Storage reports whether a workshop can be written to.
type Storage interface {
	// Health returns whether the workshop can be written to.
	Health() model.Health
	// Rescue writes the whole database again if its file is gone, and Health says that this
	// is possible; a facilitator may call it.
	Rescue(ctx context.Context, by model.Actor) error
}

// Live is one open workshop, with everything that a session in it may need.
type Live interface {
	BoardDoer
	Followed
	Attendance
	Ballots
	Drafts
	Identities
	Tickets
	Log
	Storage
}
