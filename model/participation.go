package model

import (
	"slices"
	"time"
)

// Participation says who may cast a ballot. It protects against ballot stuffing: one person
// with many keys counts as many people, unless there is a roll or there are tickets.
type Participation string

// The three ways; a workshop begins with the first.
const (
	VoteOpen    Participation = ""        // everyone who takes part; the count is shown beside the number of people here
	VoteRoll    Participation = "roll"    // those who are here when a vote opens
	VoteTickets Participation = "tickets" // those who hold a ticket
)

// Participations lists the three in order.
var Participations = [...]Participation{VoteOpen, VoteRoll, VoteTickets}

// Word returns the name that people choose it by: open, roll or tickets.
func (p Participation) Word() string {
	if p == VoteOpen {
		return "open"
	}
	return string(p)
}

func (p Participation) known() bool { return slices.Contains(Participations[:], p) }

// ChooseParticipation says who may vote from the next vote on. It is refused while a vote
// is open: the rules of an open vote do not change.
type ChooseParticipation struct{ Participation Participation }

// ParticipationChosen records who may vote from the next vote on.
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

// Attending returns the people who could vote and who are here or were recently: they have
// joined, take part, and were not shown out. A person who takes part at another's terminal
// is here if that person is. They are in order.
func (b *Board) Attending(p *Presence) []PersonID {
	var here []PersonID
	for _, who := range b.people.All() {
		if b.takesPart(who.ID) && !who.Gone(p) {
			here = append(here, who.ID)
		}
	}
	return here
}

// Gone reports whether a person's connection has been gone for a while: they are not here,
// and were not recently.
func (p *Person) Gone(now *Presence) bool {
	return !now.Attends(p.ID) && (p.Via == 0 || !now.Attends(p.Via))
}

// Connected counts the people who have a terminal open and were not shown out; those who
// only watch are counted separately.
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

// roll returns the people here who may vote, ascending and once each.
func (b *Board) roll(here []PersonID) []PersonID {
	out := slices.DeleteFunc(slices.Clone(here), func(p PersonID) bool { return !b.takesPart(p) })
	slices.Sort(out)
	return slices.Compact(out)
}

// takesPart reports whether somebody has joined to take part and was not shown out.
func (b *Board) takesPart(id PersonID) bool {
	p := b.Person(id)
	return p != nil && !p.Removed && p.Role == Participant
}

// Elector is what one ballot of a round belongs to: a person, or a ticket together with
// those that it replaced. So the holder of the replacement for a lost ticket changes the
// ballot that was cast with it, and adds none.
type Elector struct {
	Person PersonID
	Ticket int
}

// Elector returns what a person votes as in a round; zero if they may not vote.
func (b *Board) Elector(r *Round, p PersonID) Elector {
	switch {
	case r == nil || b.MayVote(r, p) != nil:
		return Elector{}
	case r.Rule == VoteTickets:
		return Elector{Ticket: b.Ticket(b.Person(p).Ticket).Root}
	}
	return Elector{Person: p}
}

// MayVote returns nil for a person who may cast a ballot in the round, whether or not it is
// still open, or else ErrNotJoined, ErrNotOnRoll or ErrNoTicket.
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

// couldVote returns how many people could cast a ballot if a round opened now; here is how
// many are here.
func (b *Board) couldVote(here int) int {
	if b.Participation == VoteTickets {
		return b.TicketCount().Held
	}
	return here
}

// Electors returns how many could cast a ballot in the round: the people on its roll,
// ticket holders, or else those who are here, whose number the caller gives. For a closed
// round it is how many could when it closed. 0 means not known; otherwise it is never fewer
// than have voted, some of whom may have gone since or been shown out.
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
