package model

import (
	"encoding/json"
	"time"

	"verkstad/model/text"
)

// DocumentFormat names the format of a [Document]; docs/export.schema.json describes it.
const DocumentFormat = "verkstad/1"

// Document is a whole board as it is exported and imported, without what the reader may not
// see.
type Document struct {
	Format      string        `json:"format"`
	Workshop    Particulars   `json:"workshop"`
	Agenda      []AgendaEntry `json:"agenda"`
	Current     int           `json:"current"` // index in the agenda, -1 before the first
	People      []*Person     `json:"people"`
	Observers   []*Person     `json:"observers,omitempty"` // people who only watched, and projectors; they are numbered together with the people
	Ideas       []*Idea       `json:"ideas"`
	Clusters    []*Cluster    `json:"clusters"`
	Rounds      []RoundEntry  `json:"rounds"`
	Questions   []*Question   `json:"questions"`
	Commitments []*Commitment `json:"commitments"`
	Feedback    []*Rating     `json:"feedback"`          // to what is asked once a workshop
	Ratings     []*Rating     `json:"ratings,omitempty"` // in phases that ask something of their own
	Lineage     []Link        `json:"lineage"`
	Events      uint64        `json:"events"` // that made the board
}

// Particulars is the title of a workshop and where it belongs.
type Particulars struct {
	ID            string        `json:"id"`
	Title         string        `json:"title"`
	Method        string        `json:"method,omitempty"`
	Node          string        `json:"node,omitempty"`
	Series        string        `json:"series,omitempty"`
	Number        int           `json:"number,omitempty"`
	Lang          string        `json:"lang"`
	Anonymous     bool          `json:"anonymous,omitempty"`
	Tables        int           `json:"tables,omitempty"`
	Participation Participation `json:"participation,omitempty"` // who may vote; empty: everyone who takes part
	Proxies       bool          `json:"proxies,omitempty"`       // participants may write for others at their table
	Created       time.Time     `json:"created"`
	Start         time.Time     `json:"start,omitzero"` // when it was planned to begin
	Ended         time.Time     `json:"ended,omitzero"`
}

// AgendaEntry is a phase with its clock.
type AgendaEntry struct {
	Phase
	Entered  time.Time `json:"entered,omitzero"`
	SpentMS  int64     `json:"spent,omitempty"` // milliseconds
	Since    time.Time `json:"since,omitzero"`  // running since
	ExtraMS  int64     `json:"extra,omitempty"` // milliseconds
	Revealed bool      `json:"revealed,omitempty"`
	Ticked   []int     `json:"ticked,omitempty"` // points of the checklist, from 1
}

// RoundEntry is a vote with its result, and with its ballots, without their voters, or its
// sums by sector, as Keep says.
type RoundEntry struct {
	ID         RoundID       `json:"id"`
	Phase      PhaseID       `json:"phase,omitempty"`
	Dots       int           `json:"dots"`
	MaxPer     int           `json:"maxPer"`
	Secret     bool          `json:"secret"`
	Rule       Participation `json:"rule,omitempty"`     // who could vote; empty: everyone who took part
	Roll       []PersonID    `json:"roll,omitempty"`     // those who could vote, if the rule is roll
	Entitled   int           `json:"entitled,omitempty"` // how many could vote when it closed
	Keep       Keep          `json:"keep,omitempty"`     // what it keeps; empty before there was a choice
	Void       bool          `json:"void,omitempty"`     // its key was gone when it closed
	Opened     time.Time     `json:"opened,omitzero"`
	Closed     time.Time     `json:"closed,omitzero"`
	Cast       int           `json:"cast"` // number of ballots with a dot
	Candidates []Candidate   `json:"candidates"`
	Results    []ResultEntry `json:"results,omitempty"` // best first; none while secret
	Sectors    []SectorTally `json:"sectors,omitempty"`
	Choose     int           `json:"choose,omitempty"`   // how many are proposed to go on
	Findings   *Findings     `json:"findings,omitempty"` // what was found beyond its sums
	Decision   *Decision     `json:"decision,omitempty"` // which candidates go on
	Runoff     RoundID       `json:"runoff,omitempty"`   // the vote whose tie it settles
	Sure       []Candidate   `json:"sure,omitempty"`     // what comes of a runoff is joined to these
	// Unencrypted is true if secret ballots could come over connections that others could
	// read, and CameUnencrypted how many did.
	Unencrypted     bool    `json:"unencrypted,omitempty"`
	CameUnencrypted int     `json:"cameUnencrypted,omitempty"`
	Ballots         [][]Dot `json:"ballots,omitempty"`
}

// ResultEntry is the result of a candidate.
type ResultEntry struct {
	ID     ItemID `json:"id"`
	Title  string `json:"title"`
	Dots   int    `json:"dots"`
	Voters int    `json:"voters"`
	Rank   int    `json:"rank"`
	Tied   bool   `json:"tied,omitempty"`
	Near   bool   `json:"near,omitempty"`
	Across int    `json:"across,omitempty"`
}

// Link says that one item came from another.
type Link struct {
	From ItemID `json:"from"`
	To   ItemID `json:"to"`
	How  string `json:"how"` // merged, clustered, asked, reworded, committed
}

// Document returns the board as somebody may see it. Entries that are complete are the
// board's own: callers must not change them.
func (b *Board) Document(v Actor) Document {
	d := Document{
		Format: DocumentFormat,
		Workshop: Particulars{
			ID: b.ID, Title: b.Title, Method: b.Method, Node: b.Node, Series: b.Series, Number: b.Number,
			Lang: b.Lang, Anonymous: b.Anonymous, Tables: b.Tables, Proxies: b.Proxies, Participation: b.Participation,
			Created: b.Created, Start: b.Start, Ended: b.Ended,
		},
		Agenda: []AgendaEntry{}, Current: b.current, People: []*Person{}, Ideas: b.exportedIdeas(v),
		Clusters: b.exportedClusters(v), Rounds: []RoundEntry{}, Questions: b.exportedQuestions(v),
		Commitments: b.exportedCommitments(v),
		Lineage:     b.Lineage(v), Events: b.Events(),
	}
	d.Feedback, d.Ratings = b.exportedRatings()
	for _, ph := range b.phases {
		d.Agenda = append(d.Agenda, AgendaEntry{
			Phase: b.exportedPhase(ph), Entered: ph.run.entered, SpentMS: ph.run.spent.Milliseconds(),
			Since: ph.run.since, ExtraMS: ph.run.extra.Milliseconds(), Revealed: ph.run.revealed,
			Ticked: ph.run.ticks(),
		})
	}
	for _, p := range b.people.All() {
		if p.Role == Observer {
			d.Observers = append(d.Observers, b.exportedPerson(p))
		} else {
			d.People = append(d.People, b.exportedPerson(p))
		}
	}
	b.shareSectors(d.People)
	for _, r := range b.rounds.All() {
		d.Rounds = append(d.Rounds, b.exportedRound(v, r))
	}
	return d
}

func (r *Round) entry() RoundEntry {
	e := RoundEntry{
		ID: r.ID, Phase: r.Phase, Dots: r.Dots, MaxPer: r.MaxPer, Secret: r.Secret, Rule: r.Rule, Roll: r.Roll,
		Entitled: r.Entitled, Keep: r.Keep, Void: r.Void, Opened: r.Opened,
		Closed: r.Closed, Cast: r.Cast(), Candidates: r.Candidates, Sectors: r.Sectors, Ballots: r.Ballots(),
		Choose: r.Choose, Findings: r.Findings, Decision: r.Decision, Runoff: r.Runoff, Sure: r.Sure,
		Unencrypted: r.Unencrypted, CameUnencrypted: r.unencrypted,
	}
	if res, ok := r.Result(); ok {
		for _, row := range res.Rows {
			e.Results = append(e.Results, ResultEntry{
				ID: row.ID, Title: row.Title, Dots: row.Dots, Voters: row.Voters,
				Rank: row.Rank, Tied: row.Tied, Near: row.Near, Across: row.Across,
			})
		}
	}
	return e
}

// Lineage returns which items came from which, among those that somebody may see.
func (b *Board) Lineage(v Actor) []Link {
	links := []Link{}
	for _, i := range b.ideas.All() {
		switch {
		case i.Merged != 0 && (v.Role == Facilitator || b.seesPart(v, i)):
			links = append(links, Link{i.ID, i.Merged, "merged"})
		case b.CanSee(v, i) && b.clusterOf(i) != 0:
			links = append(links, Link{i.ID, b.clusterOf(i), "clustered"})
		}
	}
	for _, c := range b.clusters.All() {
		if c.Merged != 0 {
			links = append(links, Link{c.ID, c.Merged, "merged"})
		}
	}
	for _, q := range b.Questions() {
		switch {
		case q.Parent != 0:
			links = append(links, Link{q.Parent, q.ID, "reworded"})
		case q.Cluster != 0:
			links = append(links, Link{q.Cluster, q.ID, "asked"})
		}
	}
	for _, c := range b.Commitments() {
		if c.From != 0 {
			links = append(links, Link{c.From, c.ID, "committed"})
		}
	}
	return links
}

// JSON returns the document indented, with a newline at the end. It can be shown on any
// terminal: invisible characters are escaped.
func (d Document) JSON() ([]byte, error) {
	raw, err := json.MarshalIndent(d, "", "  ")
	return append(text.EscapeJSON(raw), '\n'), err
}
