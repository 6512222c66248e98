package model

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// DocumentFormat names the form of a [Document]; docs/export.schema.json
// describes it.
const DocumentFormat = "verkstad/1"

// Document is a whole board as it is exported and imported. What the reader
// may not see is not in it.
type Document struct {
	Format      string        `json:"format"`
	Workshop    Particulars   `json:"workshop"`
	Agenda      []AgendaEntry `json:"agenda"`
	Current     int           `json:"current"` // index in the agenda, -1 before the first
	People      []*Person     `json:"people"`
	Ideas       []*Idea       `json:"ideas"`
	Clusters    []*Cluster    `json:"clusters"`
	Rounds      []RoundEntry  `json:"rounds"`
	Questions   []*Question   `json:"questions"`
	Commitments []*Commitment `json:"commitments"`
	Feedback    []*Feedback   `json:"feedback"`
	Lineage     []Link        `json:"lineage"`
	Events      uint64        `json:"events"` // that made the board
}

// Particulars is what a workshop is called and where it belongs.
type Particulars struct {
	ID        string    `json:"id"`
	Title     string    `json:"title"`
	Method    string    `json:"method,omitempty"`
	Node      string    `json:"node,omitempty"`
	Series    string    `json:"series,omitempty"`
	Number    int       `json:"number,omitempty"`
	Lang      string    `json:"lang"`
	Anonymous bool      `json:"anonymous,omitempty"`
	Tables    int       `json:"tables,omitempty"`
	Created   time.Time `json:"created"`
	Ended     time.Time `json:"ended,omitzero"`
}

// AgendaEntry is a phase with its clock.
type AgendaEntry struct {
	Phase
	Entered  time.Time `json:"entered,omitzero"`
	SpentMS  int64     `json:"spent,omitempty"` // milliseconds
	Since    time.Time `json:"since,omitzero"`  // running since
	ExtraMS  int64     `json:"extra,omitempty"` // milliseconds
	Revealed bool      `json:"revealed,omitempty"`
}

// RoundEntry is a vote with its result, and its ballots without their voters.
type RoundEntry struct {
	ID         RoundID       `json:"id"`
	Phase      PhaseID       `json:"phase,omitempty"`
	Dots       int           `json:"dots"`
	MaxPer     int           `json:"maxPer"`
	Secret     bool          `json:"secret"`
	Opened     time.Time     `json:"opened,omitzero"`
	Closed     time.Time     `json:"closed,omitzero"`
	Cast       int           `json:"cast"` // ballots with a dot
	Candidates []Candidate   `json:"candidates"`
	Results    []ResultEntry `json:"results,omitempty"` // best first; none while secret
	Sectors    []SectorTally `json:"sectors,omitempty"`
	Ballots    [][]Dot       `json:"ballots,omitempty"`
}

// ResultEntry is how a candidate came out.
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

// Document writes down the board as someone may see it.
func (b *Board) Document(v Actor) Document {
	d := Document{
		Format: DocumentFormat,
		Workshop: Particulars{
			ID: b.ID, Title: b.Title, Method: b.Method, Node: b.Node, Series: b.Series, Number: b.Number,
			Lang: b.Lang, Anonymous: b.Anonymous, Tables: b.Tables, Created: b.Created, Ended: b.Ended,
		},
		Agenda: []AgendaEntry{}, Current: b.current, People: []*Person{}, Ideas: b.exportedIdeas(v),
		Clusters: b.exportedClusters(v), Rounds: []RoundEntry{}, Questions: b.exportedQuestions(v),
		Commitments: b.exportedCommitments(v), Feedback: b.exportedFeedback(),
		Lineage: b.Lineage(v), Events: b.Events(),
	}
	for _, ph := range b.phases {
		d.Agenda = append(d.Agenda, AgendaEntry{
			Phase: *ph, Entered: ph.run.entered, SpentMS: ph.run.spent.Milliseconds(),
			Since: ph.run.since, ExtraMS: ph.run.extra.Milliseconds(), Revealed: ph.run.revealed,
		})
	}
	for _, p := range b.people.All() {
		d.People = append(d.People, b.exportedPerson(p))
	}
	for _, r := range b.rounds.All() {
		d.Rounds = append(d.Rounds, b.exportedRound(v, r))
	}
	return d
}

func (r *Round) entry() RoundEntry {
	e := RoundEntry{
		ID: r.ID, Phase: r.Phase, Dots: r.Dots, MaxPer: r.MaxPer, Secret: r.Secret, Opened: r.Opened,
		Closed: r.Closed, Cast: r.Cast(), Candidates: r.Candidates, Sectors: r.Sectors, Ballots: r.Ballots(),
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

// Lineage is what came from what, among what someone may see.
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

// ImportDocument fills an empty workshop with an exported board.
type ImportDocument struct{ Document Document }

// WorkshopImported laid an exported board on an empty one.
type WorkshopImported struct {
	Document Document `json:"document"`
}

func (c ImportDocument) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.lead(by); err != nil {
		return nil, err
	}
	if b.refs.Len() > 0 || b.people.Len() > 0 || b.rounds.Len() > 0 {
		return nil, ErrStarted
	}
	if err := c.Document.check(); err != nil {
		return nil, ErrSettings.with(err.Error())
	}
	return one(WorkshopImported(c))
}

// check holds a document from elsewhere to the bounds of a board, and cleans
// nothing: what is not clean is refused.
func (d Document) check() error {
	if d.Format != DocumentFormat {
		return fmt.Errorf("format %q; this Verkstad reads %q", d.Format, DocumentFormat)
	}
	if len(d.Ideas)+len(d.Clusters)+len(d.Questions)+len(d.Commitments) > MaxItems || len(d.People) > MaxPeople ||
		len(d.Rounds) > MaxRounds || len(d.Feedback) > MaxPeople {
		return fmt.Errorf("larger than a board can be")
	}
	if _, err := cleanAgenda(d.phases()); err != nil {
		return err
	}
	if d.Current < -1 || d.Current >= len(d.Agenda) {
		return fmt.Errorf("current phase %d of %d", d.Current, len(d.Agenda))
	}
	if err := d.checkIDs(); err != nil {
		return err
	}
	return d.checkTexts()
}

func (d Document) phases() []Phase {
	phases := make([]Phase, len(d.Agenda))
	for i := range d.Agenda {
		phases[i] = d.Agenda[i].Phase
	}
	return phases
}

func (d Document) checkIDs() error {
	for i, p := range d.People {
		if p == nil || p.ID != PersonID(i+1) {
			return fmt.Errorf("person %d is not numbered so", i+1)
		}
	}
	for i, r := range d.Rounds {
		if r.ID != RoundID(i+1) || len(r.Candidates) > MaxCandidates || len(r.Ballots) > MaxPeople {
			return fmt.Errorf("round %d is not right", i+1)
		}
	}
	items := d.items()
	if len(items) != len(d.Ideas)+len(d.Clusters)+len(d.Questions)+len(d.Commitments) || slices.Contains(d.Feedback, nil) {
		return fmt.Errorf("an entry is empty")
	}
	seen := map[ItemID]bool{}
	for _, x := range items {
		if id := x.itemID(); id < 1 || id > MaxItems || seen[id] {
			return fmt.Errorf("item %d stands there twice or is out of bounds", id)
		}
		seen[x.itemID()] = true
	}
	return nil
}

// checkTexts refuses text that cleaning would have changed.
func (d Document) checkTexts() error {
	line := func(s string, most int) error {
		if clean, err := cleanOptional(s, most); err != nil || clean != s {
			return fmt.Errorf("a text that Verkstad would not have written: %.40q", s)
		}
		return nil
	}
	var errs []error
	errs = append(errs, line(d.Workshop.Title, MaxTitle), line(d.Workshop.Node, 40), line(d.Workshop.Series, MaxTitle))
	for _, p := range d.People {
		errs = append(errs, line(p.Name, MaxTitle), line(p.CheckIn, MaxShortNote))
	}
	for _, i := range d.Ideas {
		if clean, err := cleanIdea(i.Text); err != nil || clean != i.Text {
			errs = append(errs, fmt.Errorf("a text that Verkstad would not have written: %.40q", i.Text))
		}
		errs = append(errs, line(i.Author, 60))
	}
	for _, c := range d.Clusters {
		errs = append(errs, line(c.Title, MaxCluster))
	}
	for _, q := range d.Questions {
		errs = append(errs, line(q.Text, MaxQuestion))
	}
	for _, c := range d.Commitments {
		errs = append(errs, line(c.What, MaxShortNote), line(c.Who, 60), line(c.When, 40), line(c.Note, MaxShortNote))
	}
	for _, f := range d.Feedback {
		errs = append(errs, line(f.Text, MaxShortNote))
	}
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// items is everything with an item id, ascending.
func (d Document) items() []item {
	all := appendItems(nil, d.Ideas)
	all = appendItems(all, d.Clusters)
	all = appendItems(all, d.Questions)
	all = appendItems(all, d.Commitments)
	slices.SortStableFunc(all, func(a, b item) int { return int(a.itemID()) - int(b.itemID()) })
	return all
}

func appendItems[T any, P interface {
	*T
	item
}](all []item, some []P) []item {
	for _, x := range some {
		if x != nil {
			all = append(all, x)
		}
	}
	return all
}

func (e WorkshopImported) apply(b *Board, r Record) {
	d := e.Document
	b.applyAgenda(d)
	for _, p := range d.People {
		if p != nil {
			b.people = b.people.Append(p)
		}
	}
	for _, x := range d.items() {
		b.place(x)
	}
	for _, f := range d.Feedback {
		if f != nil {
			b.feedback = b.feedback.Append(f)
		}
	}
	for _, re := range d.Rounds {
		b.rounds = b.rounds.Append(re.round())
	}
	if d.Events > b.Seq {
		b.imported = d.Events - b.Seq
	}
	b.Revs = Revs{r.Seq, r.Seq, r.Seq, r.Seq, r.Seq, r.Seq, r.Seq}
}

func (b *Board) applyAgenda(d Document) {
	w := d.Workshop
	b.Title, b.Method, b.Node, b.Series, b.Number = w.Title, w.Method, w.Node, w.Series, w.Number
	b.Lang, b.Anonymous, b.Tables, b.Created, b.Ended = w.Lang, w.Anonymous, w.Tables, w.Created, w.Ended
	b.phases = nil
	for _, a := range d.Agenda {
		ph := a.Phase
		ph.run = run{
			entered: a.Entered, spent: time.Duration(a.SpentMS) * time.Millisecond, since: a.Since,
			extra: time.Duration(a.ExtraMS) * time.Millisecond, revealed: a.Revealed,
		}
		b.phases = append(b.phases, &ph)
	}
	b.current = d.Current
}

// round makes a vote of its entry. Its voters are numbered: who they were is
// not known any more.
func (e RoundEntry) round() *Round {
	r := &Round{
		ID: e.ID, Phase: e.Phase, Dots: e.Dots, MaxPer: e.MaxPer, Secret: e.Secret,
		Candidates: e.Candidates, Opened: e.Opened, Closed: e.Closed, Sectors: e.Sectors,
	}
	for i, dots := range e.Ballots {
		voter := Token{0: 0xff, 14: byte(i >> 8), 15: byte(i)}
		r.ballots = r.ballots.Append(Ballot{voter, dots})
	}
	return r
}

// JSON writes the document indented, with a newline at the end.
func (d Document) JSON() ([]byte, error) {
	raw, err := json.MarshalIndent(d, "", "  ")
	return append(raw, '\n'), err
}

// ParseDocument reads an exported board and holds it to the bounds of a board.
func ParseDocument(raw []byte) (Document, error) {
	var d Document
	if err := json.Unmarshal(raw, &d); err != nil {
		return d, fmt.Errorf("not an exported board: %w", err)
	}
	if err := d.check(); err != nil {
		return d, fmt.Errorf("not a board that can be taken in: %w", err)
	}
	return d, nil
}
