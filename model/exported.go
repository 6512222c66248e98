package model

import (
	"slices"
	"time"
)

// NamesShown reports whether the authors in a phase may be shown: not in an anonymous
// workshop, nor in a phase that hides its authors. Phase 0 stands for what belongs to no
// phase.
func (b *Board) NamesShown(id PhaseID) bool {
	ph := b.PhaseByID(id)
	return !b.Anonymous && (ph == nil || !ph.Anonymous)
}

// TellsAuthor reports whether somebody may take out who wrote a card, a cluster or a question,
// by name, where names are shown: whoever leads may, and the person. Others get the sector,
// as the screens and the documents have it. What was written in another's name tells that to
// all.
func (b *Board) TellsAuthor(v Actor, by PersonID) bool {
	return v.Role == Facilitator || by != 0 && by == v.Person
}

// timeOf returns the time that is given for what somebody did in a phase that hides its
// authors: when the group came there. The exact time would tell who it was to anybody who
// saw them press a key.
func (b *Board) timeOf(id PhaseID) time.Time {
	if ph := b.PhaseByID(id); ph != nil && !ph.run.entered.IsZero() {
		return ph.run.entered
	}
	return b.Created
}

// exportedPerson returns a person as others may know them: in an anonymous workshop only
// what they did in front of everybody, and no sector; see [Board.shareSectors].
func (b *Board) exportedPerson(p *Person) *Person {
	if b.Anonymous {
		return &Person{ID: p.ID, Role: p.Role, Removed: p.Removed, Table: p.Table, Via: p.Via}
	}
	if p.CheckIn == "" {
		return p
	}
	e := *p
	if !b.CheckInNamed(p) || p.unheard {
		e.CheckIn = ""
	}
	e.CheckInSector = b.exportedSector(p.CheckInSector, p.ID, b.CheckInNamed(p))
	return &e
}

// shareSectors distributes sectors over the people in an anonymous workshop's export: as
// many of each sector as take part and may be told, in the order of the sectors. A person's
// number is as good as a name, since everybody sees whose hand is up or who comes back; so
// the real sectors of single people are not told.
func (b *Board) shareSectors(people []*Person) {
	if !b.Anonymous {
		return
	}
	left := b.BySector()
	for _, p := range people {
		if p.Removed || p.Role != Participant {
			continue
		}
		for _, s := range Sectors {
			if left[s] > 0 {
				left[s]--
				p.Sector = s
				break
			}
		}
	}
}

// exportedIdeas returns the cards that somebody may see, and those that were merged into
// one of them. Facilitators get every card that there ever was.
func (b *Board) exportedIdeas(v Actor) []*Idea {
	out := []*Idea{}
	for _, i := range b.ideas.All() {
		if !b.CanSee(v, i) && v.Role != Facilitator && !b.seesPart(v, i) {
			continue
		}
		named := b.NamesShown(i.Phase)
		told := b.SaidOf(i).Other || b.TellsAuthor(v, i.By)
		if named && told && (v.Role == Facilitator || len(i.Edits) == 0) {
			out = append(out, i)
			continue
		}
		e := *i
		e.Edits = b.exportedEdits(v, i.Edits, i.Phase)
		if !told {
			e.By, e.Author = 0, ""
		}
		if !named {
			e.By, e.Via, e.Author, e.Writer, e.HostWrote, e.At = 0, 0, "", "", false, b.timeOf(i.Phase)
		}
		out = append(out, &e)
	}
	return out
}

// seesPart reports whether somebody sees a card as a part of the one it was merged into.
func (b *Board) seesPart(v Actor, i *Idea) bool {
	return i.Merged != 0 && b.partShown(i) && b.CanSee(v, b.Idea(i.Merged))
}

// exportedEdits returns earlier texts, for facilitators only: a text was often changed so
// that nobody would read it any more.
func (b *Board) exportedEdits(v Actor, edits []Edit, phase PhaseID) []Edit {
	if v.Role != Facilitator {
		return nil
	}
	if b.NamesShown(phase) {
		return edits
	}
	out := slices.Clone(edits)
	for i := range out {
		out[i].By, out[i].At = 0, b.timeOf(phase)
	}
	return out
}

func (b *Board) exportedClusters(v Actor) []*Cluster {
	out := []*Cluster{}
	for _, c := range b.clusters.All() {
		if c.Removed && v.Role != Facilitator {
			continue
		}
		e := *c
		if !b.TellsAuthor(v, c.By) {
			e.By = 0
		}
		if !b.NamesShown(c.Phase) {
			e.By, e.At = 0, b.timeOf(c.Phase)
		}
		out = append(out, &e)
	}
	return out
}

func (b *Board) exportedQuestions(v Actor) []*Question {
	out := []*Question{}
	for _, q := range b.questions.All() {
		if q.Removed && v.Role != Facilitator {
			continue
		}
		e := *q
		e.Edits = b.exportedEdits(v, q.Edits, q.Phase)
		e.Sector = b.exportedSector(q.Sector, q.By, b.NamesShown(q.Phase))
		if b.NamesShown(q.Phase) && !b.SaidOfQuestion(q).Other && !b.TellsAuthor(v, q.By) {
			e.Sector, e.By, e.Author = q.Sector, 0, ""
		}
		if !b.NamesShown(q.Phase) {
			e.By, e.Via, e.Author, e.At = 0, 0, "", b.timeOf(q.Phase)
		}
		b.exportedSupport(&e)
		out = append(out, &e)
	}
	return out
}

// exportedPhase returns a phase without the notes for whoever leads, and without the names
// of the people who hold its sessions, if names are not shown.
func (b *Board) exportedPhase(ph *Phase) Phase {
	e := *ph
	e.Leader = nil
	if b.NamesShown(ph.ID) {
		return e
	}
	e.Sessions = slices.Clone(e.Sessions)
	for i := range e.Sessions {
		e.Sessions[i].Host = ""
	}
	return e
}

// counted returns as many people as there are, numbered from 1: it tells how many there
// were, and not who.
func counted(people []PersonID) []PersonID {
	out := make([]PersonID, len(people))
	for i := range out {
		out[i] = PersonID(i + 1)
	}
	return out
}

// exportedCommitments leaves out who keeps a commitment in an anonymous workshop, since
// people write names there.
func (b *Board) exportedCommitments(v Actor) []*Commitment {
	out := []*Commitment{}
	for _, c := range b.commitments.All() {
		if c.Removed && v.Role != Facilitator {
			continue
		}
		e := *c
		if _, other := b.FollowerOf(c); !other {
			e.FollowedBy, e.Follower = 0, ""
		}
		e.Sector = b.exportedSector(c.Sector, c.By, b.NamesShown(c.Phase))
		if !b.NamesShown(c.Phase) {
			e.By, e.Via, e.Who, e.At = 0, 0, "", b.timeOf(c.Phase)
			e.Nobody = b.Untaken(c)
			e.HostWrote, e.Reworded, e.RewordedBy = false, false, 0
			e.Asks, e.Agreed, e.AgreedAs, e.Declined, e.Writer, e.Refused = nil, nil, nil, nil, "", ""
		}
		out = append(out, &e)
	}
	return out
}

// ShownCandidates returns the candidates of a round as somebody may see them. A round keeps
// its candidates as they were when it opened; a card that has been hidden since keeps its
// place, without title and texts, and a hidden card in a candidate is left out of its
// texts.
func (b *Board) ShownCandidates(v Actor, r *Round) []Candidate { return b.shownTo(v, r.Candidates) }

// shownTo returns candidates of a round as somebody may see them.
func (b *Board) shownTo(v Actor, some []Candidate) []Candidate {
	if v.Role == Facilitator {
		return some
	}
	hidden := map[string]bool{} // what hidden cards say, or said when the round may have opened
	for _, i := range b.ideas.All() {
		if i.Hidden {
			i.said(func(s string) { hidden[s] = true })
		}
	}
	if len(hidden) == 0 {
		return some
	}
	out := slices.Clone(some)
	for at := range out {
		b.hideIn(&out[at], hidden)
	}
	return out
}

// hideIn removes what is hidden from a candidate. The round kept texts, not cards: a text
// stays if a card that is not hidden says it, or did, so that nobody's candidate disappears
// with somebody else's card that says the same.
func (b *Board) hideIn(c *Candidate, hidden map[string]bool) {
	if i := b.Idea(c.ID); i != nil && i.Hidden {
		c.Title, c.Detail = "", nil
		return
	}
	if b.Question(c.ID) != nil || !slices.ContainsFunc(c.Detail, func(s string) bool { return hidden[s] }) {
		return // a question has the title of its cluster there, not of a card
	}
	stays := map[string]bool{}
	for _, i := range b.ideas.All() {
		if !i.Hidden && !i.Removed && (i.ID == c.ID || i.Merged == c.ID || b.clusterOf(i) == c.ID) {
			i.said(func(s string) { stays[s] = true })
		}
	}
	gone := func(s string) bool { return hidden[s] && !stays[s] }
	cl, first := b.Cluster(c.ID), c.Detail[0]
	c.Detail = slices.DeleteFunc(slices.Clone(c.Detail), gone)
	if cl != nil && cl.Title != c.Title && c.Title == first && gone(first) { // it had no title of its own
		c.Title = ""
		if len(c.Detail) > 0 {
			c.Title = c.Detail[0]
		}
	}
}

// said calls f with what a card says, and what it said before.
func (i *Idea) said(f func(text string)) {
	f(i.Text)
	for _, e := range i.Edits {
		f(e.Was)
	}
}

// RoundSeenBy returns a round as somebody may see it: itself or, if a card that it votes on
// was hidden, a copy with the title gone for that card. It depends on Revs.Hidden.
func (b *Board) RoundSeenBy(v Actor, r *Round, gone string) *Round {
	if r == nil || len(r.Candidates) == 0 {
		return r
	}
	shown := b.ShownCandidates(v, r)
	if &shown[0] == &r.Candidates[0] {
		return r
	}
	seen := *r
	seen.Candidates, seen.Sure = shown, b.shownTo(v, r.Sure)
	for _, some := range [][]Candidate{seen.Candidates, seen.Sure} {
		for i := range some {
			if some[i].Title == "" {
				some[i].Title = gone
			}
		}
	}
	return &seen
}

// exportedRound returns a round with the candidates that somebody may see.
func (b *Board) exportedRound(v Actor, r *Round) RoundEntry {
	e := r.entry()
	e.Candidates, e.Sure = b.ShownCandidates(v, r), b.shownTo(v, r.Sure)
	titles := make(map[ItemID]string, len(e.Candidates))
	for _, c := range e.Candidates {
		titles[c.ID] = c.Title
	}
	for i := range e.Results {
		e.Results[i].Title = titles[e.Results[i].ID]
	}
	return e
}
