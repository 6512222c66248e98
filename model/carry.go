package model

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"verkstad/model/method"
	"verkstad/model/text"
)

// Origin is where something came from that was carried in: an item of an earlier workshop
// of the series.
type Origin struct {
	Workshop string `json:"workshop"`         // its id
	Title    string `json:"title"`            // its title
	Number   int    `json:"number,omitempty"` // its number in the series; 0 if it was in none
	Item     ItemID `json:"item"`
	// FirstWorkshop and FirstItem are where it was said first, if it was carried more than
	// once, and what that workshop is called and its number in the series.
	FirstWorkshop string `json:"firstWorkshop,omitempty"`
	FirstItem     ItemID `json:"firstItem,omitempty"`
	FirstTitle    string `json:"firstTitle,omitempty"`
	FirstNumber   int    `json:"firstNumber,omitempty"`
	// What it was filed under, the session or stop that it was written in, and its place in
	// the last vote, there or where it had one first.
	Category method.Text `json:"category,omitempty"`
	Session  method.Text `json:"session,omitempty"`
	Place    int         `json:"place,omitempty"` // from 1; 0 if it was not voted on
}

// CarryIn opens a workshop with what an earlier one left: questions, open commitments,
// ideas and the parking lot. What is on the board already is skipped, also if it came
// another way through the series, so that carrying in twice changes nothing. See
// [Board.Leaves].
type CarryIn struct {
	From        Origin    // Item is 0
	Clusters    []Cluster // their ids, and those by which ideas name them, are those of the earlier workshop
	Ideas       []Idea
	Questions   []Question
	Commitments []Commitment
}

// ItemsCarried put items of an earlier workshop on the board. They belong to no phase and
// to nobody here; their text fields say who wrote them.
type ItemsCarried struct {
	Clusters    []Cluster    `json:"clusters,omitempty"`
	Ideas       []Idea       `json:"ideas,omitempty"`
	Questions   []Question   `json:"questions,omitempty"`
	Commitments []Commitment `json:"commitments,omitempty"`
}

// Leaves returns what a workshop leaves to the next of its series, whose agenda is given:
// the chosen questions (all, if none was chosen), the commitments that are open or going
// on, and the idea bank: the parking lot, and the questions that were not chosen. If the
// agenda asks for ideas, they come too, with their clusters. What was never shown to everybody is left out, and
// so are names where they were not shown.
func (b *Board) Leaves(agenda []method.Phase) CarryIn {
	c := CarryIn{From: Origin{Workshop: b.ID, Title: b.Title, Number: b.Number}}
	chosen := slices.ContainsFunc(b.Questions(), func(q *Question) bool { return q.Chosen })
	for _, q := range b.Questions() {
		if chosen && !q.Chosen {
			c.Ideas = append(c.Ideas, Idea{Text: q.Text, Goals: q.Goals, Targets: q.Targets, Parked: true, Origin: b.originOf(q.ID)})
			continue
		}
		c.Questions = append(c.Questions, Question{Text: q.Text, Kind: q.Kind, Chosen: q.Chosen, Goals: q.Goals, Targets: q.Targets, Origin: b.originOf(q.ID)})
	}
	for _, x := range b.Commitments() {
		if x.Status != CommitmentOpen && x.Status != CommitmentGoingOn {
			continue
		}
		who := x.Who
		if p := b.Person(x.By); who == "" && p != nil {
			who = p.Name
		}
		writer, host := b.writerLeft(x)
		refused := b.RefusersOf(x)
		if !b.NamesShown(x.Phase) {
			who, writer, host, refused = "", "", false, ""
		}
		follower, _ := b.FollowerOf(x)
		c.Commitments = append(c.Commitments, Commitment{
			What: x.What, Who: who, When: x.When, Status: x.Status, Note: x.Note, Writer: writer, HostWrote: host, Refused: refused, Nobody: b.Untaken(x),
			Follower: follower, Origin: b.originOf(x.ID),
		})
	}
	wantIdeas := slices.ContainsFunc(agenda, func(ph method.Phase) bool { return slices.Contains(ph.CarryIn, method.CarryIdeas) })
	for _, i := range b.ideas.All() {
		if i.Removed || i.Merged != 0 || i.Note || !b.shared(i) || !i.Parked && !wantIdeas {
			continue
		}
		author, said := cmp.Or(i.Author, b.nameOf(i.By)), b.SaidOf(i)
		if !b.NamesShown(i.Phase) {
			author = ""
		}
		c.Ideas = append(c.Ideas, Idea{
			Text: i.Text, Author: author, Writer: said.Writer, HostWrote: said.Other && said.Writer == "", Sector: i.Sector, Goals: i.Goals, Targets: i.Targets, Parked: i.Parked, Cluster: b.clusterOf(i), Origin: b.originOf(i.ID),
		})
	}
	if wantIdeas {
		for _, x := range b.Clusters() {
			c.Clusters = append(c.Clusters, Cluster{ID: x.ID, Title: x.Title, Goals: x.Goals, Targets: x.Targets, Origin: b.originOf(x.ID)})
		}
	}
	return c
}

// writerLeft returns who wrote a promise in another's name, for the next workshop of the
// series: a name, or that it was the host's terminal. It is nobody if the promise was made
// by the person it names.
func (b *Board) writerLeft(c *Commitment) (name string, host bool) {
	consent := b.ConsentOf(c)
	switch {
	case consent == Agreed && (c.Origin != nil || c.Reworded): // they have said it themselves now
		return "", false
	case c.Reworded && !b.WrittenByOther(c):
		return "", false
	case c.Reworded:
	case c.Origin != nil || consent == Agreed:
		return c.Writer, c.HostWrote
	case consent == OwnWord && c.Via == 0:
		return c.Writer, false
	}
	name = b.WriterOf(c)
	return name, name == "" && b.KeepersOf(c) != ""
}

// originOf returns an item's origin for the next workshop of the series.
func (b *Board) originOf(id ItemID) *Origin {
	o := &Origin{Workshop: b.ID, Title: b.Title, Number: b.Number, Item: id, Category: b.CategoryOf(id), Session: b.sessionOf(id), Place: b.placeOf(id)}
	if before := b.OriginOf(id); before != nil {
		o.FirstWorkshop, o.FirstItem = before.First()
		o.FirstTitle, o.FirstNumber = before.FirstNamed()
		if o.Place == 0 {
			o.Place = before.Place
		}
	}
	return o
}

// sessionOf returns the session or stop that something was written in, here or in an
// earlier workshop; nil if in none.
func (b *Board) sessionOf(id ItemID) method.Text {
	var at SessionID
	switch x := b.lookup(id).(type) {
	case *Idea:
		at = x.Session
	case *Question:
		at = x.Session
	}
	if _, s := b.Session(at); s != nil {
		return s.Title
	}
	if o := b.OriginOf(id); o != nil {
		return o.Session
	}
	return nil
}

// placeOf returns the place of an item in the last vote that it was in and that has a
// result; 0 if there is none.
func (b *Board) placeOf(id ItemID) int {
	for r := b.LastRound(); r != nil; r = b.Round(r.ID - 1) {
		res, ok := r.Result()
		if !ok || r.IsOpen() {
			continue
		}
		for _, row := range res.Rows {
			if row.ID == id {
				return row.Rank
			}
		}
	}
	return 0
}

// First returns the workshop and the item where it was said first, as far as is known.
func (o *Origin) First() (workshop string, item ItemID) {
	if o.FirstWorkshop != "" {
		return o.FirstWorkshop, o.FirstItem
	}
	return o.Workshop, o.Item
}

// FirstNamed returns the title of the workshop where it was said first, and its number in
// the series, as far as is known: of what an earlier version carried more than once they
// are those of the workshop that it came from last.
func (o *Origin) FirstNamed() (title string, number int) {
	if o.FirstTitle != "" {
		return o.FirstTitle, o.FirstNumber
	}
	return o.Title, o.Number
}

// Previous returns the workshop that the next of a series carries from: of the same series
// and node, letter case aside, the last one before number; number 0 means after them all.
// An empty node means any.
func Previous(all []Summary, node, series string, number int) (Summary, bool) {
	var best Summary
	for _, s := range all {
		if series == "" || !text.Same(s.Series, series) || node != "" && !text.Same(s.Node, node) {
			continue
		}
		if number > 0 && s.Number >= number {
			continue
		}
		if best.ID == "" || cmp.Or(cmp.Compare(s.Number, best.Number), s.Created.Compare(best.Created)) > 0 {
			best = s
		}
	}
	return best, best.ID != ""
}

func (c CarryIn) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.lead(by); err != nil {
		return nil, err
	}
	return c.events(b, b.NextItem())
}

// events returns the events that put the items on a board whose next item is next.
func (c CarryIn) events(b *Board, next ItemID) ([]Event, error) {
	held, taken := b.Holds(), map[originAt]bool{}
	e := ItemsCarried{}
	fresh := func(o *Origin) bool {
		if o == nil || o.Workshop == "" || held(o) || taken[originKey(o)] {
			return false
		}
		taken[originKey(o)] = true
		return true
	}
	for _, q := range c.Questions {
		if fresh(q.Origin) {
			e.Questions = append(e.Questions, Question{ID: next, Text: q.Text, Kind: q.Kind, Chosen: q.Chosen, Goals: q.Goals, Targets: q.Targets, Origin: q.Origin})
			next++
		}
	}
	for _, x := range c.Commitments {
		if fresh(x.Origin) {
			e.Commitments = append(e.Commitments, Commitment{
				ID: next, What: x.What, Who: x.Who, When: x.When, Status: x.Status, Note: x.Note, Writer: x.Writer, HostWrote: x.HostWrote, Refused: x.Refused, Nobody: x.Nobody,
				Follower: x.Follower, Origin: x.Origin,
			})
			next++
		}
	}
	clusters := map[ItemID]ItemID{} // from the ids there to those here
	for _, x := range c.Clusters {
		switch {
		case fresh(x.Origin):
			clusters[x.ID] = next
			e.Clusters = append(e.Clusters, Cluster{ID: next, Title: x.Title, Goals: x.Goals, Targets: x.Targets, Origin: x.Origin})
			next++
		case x.Origin != nil:
			clusters[x.ID] = b.carriedCluster(x.Origin)
		}
	}
	for _, i := range c.Ideas {
		if fresh(i.Origin) {
			e.Ideas = append(e.Ideas, Idea{ID: next, Text: i.Text, Author: i.Author, Writer: i.Writer, HostWrote: i.HostWrote, Sector: i.Sector, Goals: i.Goals, Targets: i.Targets, Parked: i.Parked, Cluster: clusters[i.Cluster], Origin: i.Origin})
			next++
		}
	}
	if b.lying+int(next-b.NextItem()) > MaxItems || int(next) > MaxLaid {
		return nil, ErrBoardFull.with(MaxItems)
	}
	if len(e.Clusters)+len(e.Questions)+len(e.Commitments)+len(e.Ideas) == 0 {
		return nil, nil
	}
	if err := e.check(); err != nil {
		return nil, ErrSettings.with(err)
	}
	return one(e)
}

// carriedCluster returns the cluster here that was said first where o says, whichever way it
// came; 0 if it is not on the board.
func (b *Board) carriedCluster(o *Origin) ItemID {
	for _, c := range b.Clusters() {
		if c.Origin != nil && originKey(c.Origin) == originKey(o) {
			return c.ID
		}
	}
	return 0
}

// check checks what is carried against the bounds of a board's items.
func (e ItemsCarried) check() error {
	d := Document{
		Clusters: pointers(e.Clusters), Ideas: pointers(e.Ideas), Questions: pointers(e.Questions), Commitments: pointers(e.Commitments),
	}
	if err := d.checkItems(); err != nil {
		return err
	}
	return d.checkTexts()
}

func (e ItemsCarried) apply(b *Board, r Record) {
	for i := range e.Questions {
		q := e.Questions[i]
		q.Rev, q.At = r.Seq, r.At
		b.putNew(&q)
	}
	for i := range e.Commitments {
		c := e.Commitments[i]
		c.Rev, c.At = r.Seq, r.At
		c.Asks = b.asksNow(&c)
		b.putNew(&c)
	}
	for i := range e.Clusters {
		c := e.Clusters[i]
		c.Rev, c.At = r.Seq, r.At
		b.putNew(&c)
	}
	for n := range e.Ideas {
		i := e.Ideas[n]
		i.Rev, i.At, i.Rank = r.Seq, r.At, b.rank(r)
		b.putNew(&i)
	}
	b.touched = nil // it is nobody's action that could be undone
	b.touchAll(r.Seq)
}

// Carried returns what was carried in and is still there: questions, and commitments to
// follow up.
func (b *Board) Carried() (questions []*Question, commitments []*Commitment) {
	for _, q := range b.Questions() {
		if q.Origin != nil {
			questions = append(questions, q)
		}
	}
	for _, c := range b.Commitments() {
		if c.Origin != nil {
			commitments = append(commitments, c)
		}
	}
	return questions, commitments
}

// promised reports whether a carried commitment is a person's own to follow up: it has
// their name, alone or among others.
func (c *Commitment) promised(p *Person) bool {
	if c.Origin == nil || p == nil || p.Name == "" {
		return false
	}
	first, _, _ := strings.Cut(p.Name, " ") // a promise that was made by first name, before they gave their whole name
	return slices.ContainsFunc(namesIn(c.Who), func(name string) bool { return text.Same(name, p.Name) || text.Same(name, first) })
}

// CanFollow reports whether somebody may say what came of a commitment.
func (b *Board) CanFollow(v Actor, c *Commitment) bool {
	if v.Role == Facilitator {
		return true
	}
	p := b.Person(v.Person)
	return v.Role == Participant && p != nil && !p.Removed && (c.By == v.Person || c.promised(p) || slices.Contains(c.Agreed, p.ID))
}
