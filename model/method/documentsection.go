package method

import (
	"fmt"
	"slices"
)

// Ending is what a method ends in: its document.
type Ending struct {
	EndsIn   Text      `toml:"ends_in" json:"ends_in,omitempty"`     // what it is called, at most 120 runes
	EndsFrom int       `toml:"ends_from" json:"ends_from,omitempty"` // the first workshop of the series that ends in it; 0: every one
	Document []Section `toml:"document" json:"document,omitempty"`   // what it says and in which order; empty: what every document says
}

// Section is a part of the document that a method ends in. Items that no section
// takes are written after them all, so that nothing is lost.
type Section struct {
	Part    Part     `toml:"part" json:"part"`
	Heading Text     `toml:"heading" json:"heading,omitempty"` // at most 60 runes; empty: the part's own
	Lead    Text     `toml:"lead" json:"lead,omitempty"`       // a sentence under the heading, at most 200 runes
	From    []string `toml:"from" json:"from,omitempty"`       // keys of the phases that it takes from; empty: all
}

// Part is a kind of thing that a document can show.
type Part string

// The parts.
const (
	PartDecisions     Part = "decisions"     // what the group goes on with, and how that was chosen
	PartCommitments   Part = "commitments"   // who does what, and when
	PartContributions Part = "contributions" // the same, by sector: each party its own
	PartQuestions     Part = "questions"
	PartRanking       Part = "ranking"  // votes side by side
	PartVotes         Part = "votes"    // votes one by one
	PartClusters      Part = "clusters" // clusters with their ideas, by category if they have one
	PartIdeas         Part = "ideas"    // ideas, by category if they have one
	PartPhases        Part = "phases"   // each phase by itself: its ideas, its vote, its notes
	PartSessions      Part = "sessions" // sessions and stops, with what was written there
	PartNotes         Part = "notes"    // what was noted in talks
	PartChecklists    Part = "checklists"
	PartGoalMap       Part = "goalmap" // each global goal with what serves it
	PartGoals         Part = "goals"   // how much serves each global goal
	PartRatings       Part = "ratings" // what people rated, and what the time was worth
	PartParked        Part = "parked"  // the parking lot
	PartPeople        Part = "people"  // who was there, by sector
	PartAgenda        Part = "agenda"  // what each phase took
)

// Parts lists all parts in the order in which a document has those that its method
// does not place: decisions and promises first, what they came from next, people and
// times last.
var Parts = [...]Part{
	PartDecisions, PartCommitments, PartContributions, PartQuestions, PartRanking, PartVotes, PartClusters, PartIdeas, PartPhases, PartSessions,
	PartNotes, PartChecklists, PartGoalMap, PartGoals, PartRatings, PartParked, PartPeople, PartAgenda,
}

const maxSections = 40

// Clean returns a copy with its texts cleaned, and the mistakes as joined *Error values. It
// does not know the phases, and takes every key.
func (e Ending) Clean() (Ending, error) {
	var c check
	c.ending(&e)
	return e, c.err()
}

// ending checks what a method ends in.
func (c *check) ending(e *Ending) {
	e.EndsIn = c.text("ends_in", e.EndsIn, documentRunes)
	if len(e.Document) > maxSections {
		c.fail("document", CodeMany, maxSections)
		e.Document = nil
		return
	}
	e.Document = slices.Clone(e.Document)
	for i, s := range e.Document {
		at := fmt.Sprintf("document[%d].", i+1)
		if !slices.Contains(Parts[:], s.Part) {
			c.fail(at+"part", CodeChoice, Parts, string(s.Part))
		}
		e.Document[i].Heading = c.text(at+"heading", s.Heading, titleRunes)
		e.Document[i].Lead = c.text(at+"lead", s.Lead, lineRunes)
		if len(s.From) > maxPhases {
			c.fail(at+"from", CodeMany, maxPhases)
		}
		e.Document[i].From = slices.Clone(s.From)
	}
}

// keys checks that the sections name phases that there are.
func (c *check) keys(m *Method) {
	for i, s := range m.Document {
		for _, key := range s.From {
			if key == "" || !slices.ContainsFunc(m.Phases, func(p Phase) bool { return p.Key == key }) {
				c.fail(fmt.Sprintf("document[%d].from", i+1), CodeUnknown, key)
			}
		}
	}
}
