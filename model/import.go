package model

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// ImportDocument fills an empty workshop with an exported board.
type ImportDocument struct{ Document Document }

// WorkshopImported put an exported board on an empty one.
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
		return nil, err
	}
	phases, err := cleanAgenda(c.Document.phases())
	if err != nil {
		return nil, err
	}
	c.Document.Agenda = slices.Clone(c.Document.Agenda)
	c.Document.Rounds = slices.Clone(c.Document.Rounds)
	for i := range c.Document.Rounds {
		c.Document.Rounds[i].keepOne()
		c.Document.Rounds[i].weighAgain()
	}
	numberSessions(phases, 1)
	for i := range phases {
		c.Document.Agenda[i].Phase = phases[i]
	}
	return one(WorkshopImported(c))
}

// ParseDocument parses an exported board and checks it against the bounds of a board.
func ParseDocument(raw []byte) (Document, error) {
	var d Document
	if err := json.Unmarshal(raw, &d); err != nil {
		return d, fmt.Errorf("not an exported board: %w", jsonError(err))
	}
	if err := d.check(); err != nil {
		return d, fmt.Errorf("not a board that can be taken in: %w", err)
	}
	return d, nil
}

// everybody returns the people and the observers by number. Older documents have the
// observers among the people.
func (d Document) everybody() []*Person {
	all := slices.Concat(d.People, d.Observers)
	slices.SortStableFunc(all, func(a, b *Person) int {
		if a == nil || b == nil {
			return 0
		}
		return cmp.Compare(a.ID, b.ID)
	})
	return all
}

// items returns everything with an item id, ascending.
func (d Document) items() []item {
	all := appendItems(nil, d.Ideas)
	all = appendItems(all, d.Clusters)
	all = appendItems(all, d.Questions)
	all = appendItems(all, d.Commitments)
	slices.SortStableFunc(all, func(a, b item) int { return int(a.itemID()) - int(b.itemID()) })
	return all
}

// pointers returns a pointer to each of some items.
func pointers[T any](items []T) []*T {
	out := make([]*T, len(items))
	for i := range items {
		out[i] = &items[i]
	}
	return out
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
	b.applyAgenda(d, r)
	for _, p := range d.everybody() {
		if p != nil {
			came := *p
			if p.CheckIn != "" && p.CheckInSector == NoSector {
				came.CheckInSector = p.Sector
			}
			b.people = b.people.Append(&came)
		}
	}
	for _, x := range d.items() {
		b.place(b.withSectorOfThen(x))
	}
	for _, r := range slices.Concat(d.Feedback, d.Ratings) {
		if r != nil {
			b.ratings = b.ratings.Append(r)
		}
	}
	for _, re := range d.Rounds {
		b.rounds = b.rounds.Append(re.round())
	}
	if d.Events > b.Seq {
		b.imported = d.Events - b.Seq
	}
	b.Revs = Revs{r.Seq, r.Seq, r.Seq, r.Seq, r.Seq, r.Seq, r.Seq, r.Seq, r.Seq}
}

func (b *Board) applyAgenda(d Document, r Record) {
	w := d.Workshop
	b.Title, b.Method, b.Node, b.Series, b.Number = w.Title, w.Method, w.Node, w.Series, w.Number
	if !b.byAppointment(r.By) {
		b.confirmed = b.seriesPlace()
	}
	b.Lang, b.Anonymous, b.Tables, b.Created, b.Ended = w.Lang, w.Anonymous, w.Tables, w.Created, w.Ended
	b.Start = w.Start
	b.Proxies, b.nextSession = w.Proxies, 1
	b.Participation = w.Participation
	b.phases = nil
	for _, a := range d.Agenda {
		ph := a.Phase
		ph.run = phaseClock{
			entered: a.Entered, spent: time.Duration(a.SpentMS) * time.Millisecond, since: a.Since,
			extra: time.Duration(a.ExtraMS) * time.Millisecond, revealed: a.Revealed,
		}
		for _, p := range a.Ticked {
			if p >= 1 && p <= 64 {
				ph.run.ticked |= 1 << (p - 1)
			}
		}
		for _, s := range ph.Sessions {
			b.nextSession = max(b.nextSession, SessionID(s.ID)+1)
		}
		b.phases = append(b.phases, &ph)
	}
	if b.current = d.Current; b.current >= len(b.phases) {
		b.current = -1
	}
}

// keepOne removes the ballots of an older Verkstad's entry that has sums by sector too,
// since the two together tell which ballots are of which sector. Their sums are in the
// results.
func (e *RoundEntry) keepOne() {
	if e.Keep == "" && len(e.Sectors) > 0 && len(e.Results) > 0 {
		e.Ballots = nil
	}
}

// round converts an entry to a round. Its voters are numbered: who they were is not known
// any more. A closed one without ballots gets its totals from its results.
func (e RoundEntry) round() *Round {
	r := &Round{
		ID: e.ID, Phase: e.Phase, Dots: e.Dots, MaxPer: e.MaxPer, Secret: e.Secret,
		Rule: e.Rule, Roll: e.Roll, Entitled: e.Entitled, Keep: e.Keep, Void: e.Void,
		Candidates: e.Candidates, Opened: e.Opened, Closed: e.Closed, Sectors: e.Sectors,
		Choose: e.Choose, Decision: e.Decision, Runoff: e.Runoff, Sure: e.Sure,
		Unencrypted: e.Unencrypted, unencrypted: e.CameUnencrypted,
	}
	for i, dots := range e.Ballots {
		r.setBallot(BallotCast{Voter: Token{0: 0xff, 14: byte(i >> 8), 15: byte(i)}, Dots: dots})
	}
	switch {
	case len(e.Ballots) > 0:
		if e.Findings == nil && !e.Closed.IsZero() && len(e.Candidates) > 1 {
			r.findNear()
		}
	case !e.Closed.IsZero():
		r.cast, r.sums = e.Cast, e.sums()
	case e.Cast > 0: // they are sealed elsewhere
		r.boxes = e.Cast
	}
	r.Findings = r.tellable(e.Findings)
	return r
}

// sums returns the totals of the results, ascending by candidate.
func (e RoundEntry) sums() []Sum {
	var sums []Sum
	for _, row := range e.Results {
		if row.Dots > 0 {
			sums = append(sums, Sum{row.ID, row.Dots, row.Voters})
		}
	}
	slices.SortFunc(sums, func(a, b Sum) int { return cmp.Compare(a.ID, b.ID) })
	return sums
}
