package model

import (
	"slices"
	"time"
)

// Participation says who may cast a ballot. It stands against ballot stuffing:
// one person with many keys is many persons, unless there is a roll or there
// are tickets.
type Participation string

// The three ways, of which the first is how a workshop begins.
const (
	VoteOpen    Participation = ""        // everyone who takes part; the count is shown against those who are here
	VoteRoll    Participation = "roll"    // those who are here when a vote opens
	VoteTickets Participation = "tickets" // those who hold a ticket
)

// Participations lists the three in order.
var Participations = [...]Participation{VoteOpen, VoteRoll, VoteTickets}

// Word is the name that people choose it by: open, roll or tickets.
func (p Participation) Word() string {
	if p == VoteOpen {
		return "open"
	}
	return string(p)
}

func (p Participation) known() bool { return slices.Contains(Participations[:], p) }

// ChooseParticipation says who may vote from the next vote on. It is refused
// while a vote is open: nobody changes the rules of a vote that goes on.
type ChooseParticipation struct{ Participation Participation }

// ParticipationChosen says who may vote from the next vote on.
type ParticipationChosen struct {
	Participation Participation `json:"participation"`
}

func (c ChooseParticipation) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.lead(by); err != nil {
		return nil, err
	}
	switch {
	case !c.Participation.known():
		return nil, ErrSettings.with(why("voters"))
	case b.Participation == c.Participation:
		return nil, nil
	case b.OpenRound() != nil:
		return nil, ErrRoundOpen
	}
	return one(ParticipationChosen(c))
}

func (e ParticipationChosen) apply(b *Board, r Record) {
	if e.Participation.known() {
		b.Participation = e.Participation
		b.Revs.Agenda, b.Revs.People = r.Seq, r.Seq
	}
}

// Attending is who could vote of those who are here or were lately: has
// joined, takes part, and was not shown out. Who takes part at another's
// terminal is here when that one is. They are in order.
func (b *Board) Attending(p *Presence) []PersonID {
	var here []PersonID
	for _, who := range b.people.All() {
		if b.takesPart(who.ID) && !who.Gone(p) {
			here = append(here, who.ID)
		}
	}
	return here
}

// Gone tells whether a person's connection has been gone for a while: they are
// neither here nor were lately.
func (p *Person) Gone(now *Presence) bool {
	return !now.Attends(p.ID) && (p.Via == 0 || !now.Attends(p.Via))
}

// Connected counts the persons who have a terminal open and were not shown out:
// those who only watch apart from the others.
func (b *Board) Connected(p *Presence) (people, watching int) {
	for id := range p.Terminals {
		switch who := b.Person(id); {
		case who == nil || who.Removed:
		case who.Role == Observer:
			watching++
		default:
			people++
		}
	}
	return people, watching
}

// roll is who of those here may vote, ascending and once each.
func (b *Board) roll(here []PersonID) []PersonID {
	out := slices.DeleteFunc(slices.Clone(here), func(p PersonID) bool { return !b.takesPart(p) })
	slices.Sort(out)
	return slices.Compact(out)
}

// takesPart tells whether somebody has joined to take part and was not shown out.
func (b *Board) takesPart(id PersonID) bool {
	p := b.Person(id)
	return p != nil && !p.Removed && p.Role == Participant
}

// Elector is what one ballot of a round belongs to: a person, or a ticket with
// those that it was replaced by. So whoever holds the replacement of a lost
// ticket changes the ballot that was cast with it, and adds none.
type Elector struct {
	Person PersonID
	Ticket int
}

// Elector is whom a person votes as in a round; zero if they may not vote.
func (b *Board) Elector(r *Round, p PersonID) Elector {
	switch {
	case r == nil || b.MayVote(r, p) != nil:
		return Elector{}
	case r.Rule == VoteTickets:
		return Elector{Ticket: b.Ticket(b.Person(p).Ticket).Root}
	}
	return Elector{Person: p}
}

// MayVote is nil for who may cast a ballot in the round, whether or not it
// still takes any. Otherwise it is ErrNotJoined, ErrNotOnRoll or ErrNoTicket.
func (b *Board) MayVote(r *Round, p PersonID) error {
	if !b.takesPart(p) {
		return ErrNotJoined
	}
	switch r.Rule {
	case VoteRoll:
		if _, on := slices.BinarySearch(r.Roll, p); !on {
			return ErrNotOnRoll
		}
	case VoteTickets:
		if b.Person(p).Ticket == 0 {
			return ErrNoTicket
		}
	}
	return nil
}

// CouldVote is how many could cast a ballot if a round opened now, here being
// how many are here.
func (b *Board) CouldVote(here int) int {
	if b.Participation == VoteTickets {
		return b.TicketCount().Held
	}
	return here
}

// Electors is how many could cast a ballot in the round: who is on its roll,
// who holds a ticket, or else who is here, which the caller says. Of a closed
// round it is how many could when it closed. 0 is not known; otherwise it is never
// fewer than have voted, of whom some have gone since or been shown out.
func (b *Board) Electors(r *Round, here int) int {
	n := here
	switch {
	case r.Rule == VoteRoll:
		n = len(r.Roll)
	case !r.IsOpen():
		n = r.Entitled
	case r.Rule == VoteTickets:
		n = b.TicketCount().Held
	}
	if n == 0 {
		return 0
	}
	return max(n, r.Cast())
}
