// Package stage is what all screens stand on: the room they show, the terminal
// they are shown in, the app that runs them, its dialogs, header and footer.
//
// One [App] is one Bubble Tea program. It holds one [Screen] and a stack of
// [Dialog]s over it. A screen is a plain struct with methods: it takes
// messages and answers with panes, rectangles whose picture follows from a
// small key (see package frame). No screen does I/O in Update: commands do.
package stage

import (
	"context"
	"time"

	"verkstad/model"
)

// Room is one live workshop as a screen reaches it. The store implements it.
type Room interface {
	// Board is the latest snapshot; it never changes.
	Board() *model.Board
	// Presence is who is connected now; it never changes.
	Presence() *model.Presence
	// Health says whether the workshop can be written to.
	Health() model.Health
	// Gone is why the workshop has been put away while others go on, nil while it has
	// not; who is woken then has nothing more to do in it.
	Gone() error
	// Rescue has the whole database written anew where its file is gone, if
	// Health says that it can be; a facilitator may.
	Rescue(ctx context.Context, by model.Actor) error
	// Do returns when what came of the command is on disk. The same op twice
	// is done once.
	Do(ctx context.Context, by model.Actor, op string, c model.Command) (model.Outcome, error)
	// Subscribe wakes when there is something new to show, and once a second
	// while the clock runs. The channel holds one wake-up; nobody is waited for.
	Subscribe() (wake <-chan struct{}, cancel func())
	// Feed is the live workshop for those who follow it, the same for all.
	Feed() model.Feed
	// Enter says that a person is here, or for 0 a host; Wait that somebody is
	// at the door.
	Enter(p model.PersonID) (leave func())
	Wait() (leave func())
	// MyBallot is the person's own ballot in the open round.
	MyBallot(p model.PersonID) model.OwnBallot
	// Draft and SaveDraft keep what a person is writing, by slot.
	Draft(p model.PersonID, slot string) string
	SaveDraft(p model.PersonID, slot, text string)
	// Writing is how many people are in the middle of a text now.
	Writing() int
	// Identify makes the stored form of a public key's hash, and IdentifyReturn
	// that of a return code, which takes some milliseconds.
	Identify(key [32]byte) string
	IdentifyReturn(symbols string) string
	// Claim says that whoever has the key says to be a person: a facilitator gives
	// them their place back with model.HandBack, or Refuse takes the claim away, as
	// withdraw does. Those that wait are in Presence.
	Claim(p model.PersonID, key string) (c model.Claim, withdraw func(), err error)
	Refuse(claim int)
	// TicketHash is what stands for what is written on a ticket, and Ticket the
	// number of the ticket on which it is. It returns model.ErrTicket if there
	// is none; guesses are slowed down where strangers can make them.
	TicketHash(written string) model.TicketHash
	Ticket(ctx context.Context, written string) (int, error)
	// Records is the whole log, for review.
	Records() ([]model.Record, error)
	// Page is the records that end with number last, oldest first, at most n.
	Page(last uint64, n int) ([]model.Record, error)
}

// House is all workshops of a data folder. The store implements it.
type House interface {
	List() ([]model.Summary, error)
	Create(ctx context.Context, c model.CreateWorkshop) (Room, error)
	Open(ctx context.Context, id string) (Room, error)
	ByCode(code string) (Room, bool)
}

// Join is how people reach the workshop over SSH. The zero Join is a workshop
// that is not served.
type Join struct {
	Lines       []string // ssh -p 2222 KRABBA@192.168.1.20, best first
	URL         string   // ssh://KRABBA@192.168.1.20:2222
	Fingerprint string   // SHA256:… of the host key
	LocalOnly   bool     // only this machine can reach it
}

// Clock tells the time; tests hold it still.
type Clock func() time.Time
