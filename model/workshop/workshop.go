// Package workshop names what others need of a workshop that goes on and of the
// folder that keeps all workshops: small interfaces, each for one use. The store
// implements them; screens, line commands, the command line and the server ask for
// those that they use.
package workshop

import (
	"context"

	"verkstad/model"
)

// Boards is what a workshop shows.
type Boards interface {
	// Board is the latest snapshot; it never changes.
	Board() *model.Board
}

// Doer does commands in a workshop.
type Doer interface {
	// Do returns when what came of the command is on disk. The same op twice
	// is done once.
	Do(ctx context.Context, by model.Actor, op string, c model.Command) (model.Outcome, error)
}

// Desk is what it takes to look at the board and to do something about it.
type Desk interface {
	Boards
	Doer
}

// Followed tells of what is new in a workshop.
type Followed interface {
	Boards
	// Subscribe wakes when there is something new to show, and once a second
	// while the clock runs. The channel holds one wake-up; nobody is waited for.
	Subscribe() (wake <-chan struct{}, cancel func())
	// Feed is the live workshop for those who follow it, the same for all.
	Feed() model.Feed
	// Gone is why the workshop has been put away while others go on, nil while it has
	// not; a subscriber that is woken then has nothing more to do in it.
	Gone() error
}

// Attendance is who is connected to a workshop.
type Attendance interface {
	// Presence is who is connected now; it never changes.
	Presence() *model.Presence
	// Enter says that a person is here, or for 0 a host; Wait that somebody is
	// at the door.
	Enter(p model.PersonID) (leave func())
	Wait() (leave func())
}

// Ballots are the ballots of an open round.
type Ballots interface {
	// MyBallot is the person's own ballot in the open round.
	MyBallot(p model.PersonID) model.OwnBallot
}

// Drafts are what people are writing.
type Drafts interface {
	// Draft and SaveDraft keep what a person is writing, by slot.
	Draft(p model.PersonID, slot string) string
	SaveDraft(p model.PersonID, slot, text string)
	// Writing is how many people are in the middle of a text now.
	Writing() int
}

// Identities say who somebody is in a workshop, and give them their place back.
type Identities interface {
	// Identify makes the stored form of a public key's hash, and IdentifyReturn
	// that of a return code, which takes some milliseconds.
	Identify(key [32]byte) string
	IdentifyReturn(symbols string) string
	// Claim says that whoever has the key says to be a person: a facilitator gives
	// them their place back with model.HandBack, or Refuse takes the claim away, as
	// withdraw does. Those that wait are in Presence.
	Claim(p model.PersonID, key string) (c model.Claim, withdraw func(), err error)
	Refuse(claim int)
}

// Tickets stand for a right to vote.
type Tickets interface {
	// TicketHash is what stands for what is written on a ticket, and Ticket the
	// number of the ticket on which it is. It returns model.ErrTicket if there
	// is none; guesses are slowed down where strangers can make them.
	TicketHash(written string) model.TicketHash
	Ticket(ctx context.Context, written string) (int, error)
}

// TicketOffice makes tickets.
type TicketOffice interface {
	Doer
	Tickets
}

// Log is the events of a workshop.
type Log interface {
	// Records is the whole log, for review.
	Records() ([]model.Record, error)
	// Page is the records that end with number last, oldest first, at most n.
	Page(last uint64, n int) ([]model.Record, error)
}

// Logged is a workshop's board and the events that it came from.
type Logged interface {
	Boards
	Log
}

// Storage is whether a workshop can be written to.
type Storage interface {
	// Health says whether the workshop can be written to.
	Health() model.Health
	// Rescue has the whole database written anew where its file is gone, if
	// Health says that it can be; a facilitator may.
	Rescue(ctx context.Context, by model.Actor) error
}

// Live is one workshop that goes on, with all that a session in it may need.
type Live interface {
	Desk
	Followed
	Attendance
	Ballots
	Drafts
	Identities
	Tickets
	Log
	Storage
}

// Join is how people reach the workshop over SSH. The zero Join is a workshop
// that is not served.
type Join struct {
	Lines       []string // ssh -p 2222 KRABBA@192.168.1.20, best first
	URL         string   // ssh://KRABBA@192.168.1.20:2222
	Fingerprint string   // SHA256:… of the host key
	LocalOnly   bool     // only this machine can reach it
}
