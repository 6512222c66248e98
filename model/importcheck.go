package model

import (
	"fmt"
	"slices"

	"verkstad/model/method"
)

// maxEvents bounds the number of earlier events in an imported document.
const maxEvents = 1 << 48

// check checks a document from elsewhere against what a board can be. It does not clean
// texts: a text that is not clean is an error.
func (d Document) check() error {
	if d.Format != DocumentFormat {
		return errDocFormat.with(fmt.Sprintf("%.40q", d.Format), fmt.Sprintf("%q", DocumentFormat))
	}
	if len(d.Ideas)+len(d.Clusters)+len(d.Questions)+len(d.Commitments) > MaxLaid || len(d.People)+len(d.Observers) > maxJoined ||
		len(d.Rounds) > MaxRounds || len(d.Feedback) > maxJoined || len(d.Ratings) > maxJoined*len(d.Agenda) || d.Events > maxEvents {
		return errDocSize
	}
	if _, err := cleanAgenda(d.phases()); err != nil {
		return err
	}
	if d.Current < -1 || d.Current >= len(d.Agenda) {
		return errDocCurrent
	}
	for _, check := range []func() error{d.checkIDs, d.checkParticulars, d.checkPeople, d.checkItems, d.checkMerges, d.checkRounds, d.checkTexts} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

func (d Document) phases() []Phase {
	phases := make([]Phase, len(d.Agenda))
	for i := range d.Agenda {
		phases[i] = d.Agenda[i].Phase
	}
	return phases
}

func (d Document) checkIDs() error {
	for i, p := range d.everybody() {
		if p == nil || p.ID != PersonID(i+1) {
			return errDocNumber.with(i + 1)
		}
	}
	items := d.items()
	if len(items) != len(d.Ideas)+len(d.Clusters)+len(d.Questions)+len(d.Commitments) || slices.Contains(d.Feedback, nil) || slices.Contains(d.Ratings, nil) {
		return errDocEmpty
	}
	seen := map[ItemID]bool{}
	for _, x := range items {
		if id := x.itemID(); id < 1 || id > MaxLaid || seen[id] {
			return errDocTwice.with(id)
		}
		seen[x.itemID()] = true
	}
	return nil
}

func (d Document) checkParticulars() error {
	w := d.Workshop
	if w.Lang != "sv" && w.Lang != "en" || w.Number < 0 || w.Number > maxNumber || w.Tables < 0 || w.Tables > maxTables || !w.Participation.known() {
		return errDocWorkshop
	}
	if start, err := cleanStart(w.Start); err != nil || !start.Equal(w.Start) {
		return errDocWorkshop
	}
	return nil
}

func (d Document) checkPeople() error {
	roles := []Role{"", Facilitator, Participant, Observer}
	for _, p := range d.Observers {
		if p.Role != Observer {
			return errDocPerson.with(p.ID)
		}
	}
	for _, p := range d.everybody() {
		if !slices.Contains(roles, p.Role) || p.Table < 0 || p.Table > maxTables || !goodSessions(p.Sessions...) ||
			!d.knows(p.Via) || p.Via >= p.ID || !goodSpoke(p.Spoke) {
			return errDocPerson.with(p.ID)
		}
	}
	return d.checkRatings()
}

// goodSessions reports whether ids of sessions are within their bounds.
func goodSessions(ids ...SessionID) bool {
	return len(ids) <= MaxPhases && !slices.ContainsFunc(ids, func(id SessionID) bool { return id < 0 || id > maxSession })
}

// knows reports whether the document has the person; 0 is nobody in particular.
func (d Document) knows(p PersonID) bool { return p >= 0 && int(p) <= len(d.People)+len(d.Observers) }

// knowAll reports the same of lists of people, which must be ascending and bounded.
func (d Document) knowAll(lists ...[]PersonID) bool {
	for _, list := range lists {
		for i, p := range list {
			if p < 1 || !d.knows(p) || i > 0 && list[i-1] >= p {
				return false
			}
		}
	}
	return true
}

func (d Document) checkItems() error {
	for _, i := range d.Ideas {
		if !d.knows(i.By) || !d.knows(i.Via) || !goodGoals(i.Goals) || !goodTargets(i.Targets, i.Goals) || i.Category < 0 || i.Filed.Category < 0 || i.About < 0 || i.Read < 0 || !goodSessions(i.Session) {
			return errDocItem.with(i.ID)
		}
	}
	for _, c := range d.Clusters {
		if !d.knows(c.By) || !goodGoals(c.Goals) || !goodTargets(c.Targets, c.Goals) {
			return errDocItem.with(c.ID)
		}
	}
	for _, q := range d.Questions {
		if !d.knows(q.By) || !d.knows(q.Via) || !goodGoals(q.Goals) || !goodTargets(q.Targets, q.Goals) || !q.Kind.known() || !slices.IsSorted(q.Support) || len(q.Support) > len(d.People)+len(d.Observers) || q.Supported < 0 || q.Supported > MaxPeople || q.Sector > Entrepreneur || !goodSessions(q.Session) {
			return errDocItem.with(q.ID)
		}
	}
	for _, c := range d.Commitments {
		if !d.knows(c.By) || !d.knows(c.Via) || !d.knows(c.FollowedBy) || !d.knows(c.RewordedBy) || c.RewordedBy != 0 && !c.Reworded || !c.Status.known() || c.Sector > Entrepreneur || !d.knowAll(c.Asks, c.Agreed, c.Declined) || !c.goodAgreedAs() {
			return errDocItem.with(c.ID)
		}
	}
	return nil
}

// checkMerges returns an error for cards that were merged into nothing, which would be
// lost, and for clusters that were merged in a circle.
func (d Document) checkMerges() error {
	whole := map[ItemID]bool{0: true}
	for _, i := range d.Ideas {
		whole[i.ID] = i.Merged == 0
	}
	into := map[ItemID]ItemID{}
	for _, c := range d.Clusters {
		into[c.ID] = c.Merged
	}
	for _, i := range d.Ideas {
		if !whole[i.Merged] {
			return errDocItem.with(i.ID)
		}
	}
	kinds := map[ItemID]bool{}
	for _, x := range d.items() {
		_, kinds[x.itemID()] = x.(*Cluster)
	}
	for _, c := range d.Clusters {
		id, steps := c.Merged, 0
		for ; id != 0 && steps <= len(d.Clusters); steps++ {
			if cluster, there := kinds[id]; there && !cluster {
				break
			}
			id = into[id]
		}
		if id != 0 {
			return errDocItem.with(c.ID)
		}
	}
	return nil
}

func (d Document) checkRounds() error {
	for i, e := range d.Rounds {
		last := i == len(d.Rounds)-1
		if e.ID != RoundID(i+1) || len(e.Candidates) > MaxCandidates || len(e.Ballots) > maxJoined ||
			e.Dots < 1 || e.Dots > MaxDots || e.MaxPer < 1 || e.MaxPer > e.Dots || e.Closed.IsZero() && !last {
			return errDocRound.with(i + 1)
		}
		if e.Keep != "" && !e.Keep.known() || e.Choose < 0 || e.Choose > MaxCandidates || d.wrongRunoff(e) {
			return errDocRound.with(i + 1)
		}
		if !e.Rule.known() || e.Entitled < 0 || !d.goodRoll(e.Roll) || !d.goodElectors(e) {
			return errDocElectors.with(i + 1)
		}
		if err := e.checkResult(); err != nil {
			return err
		}
	}
	return nil
}

// goodElectors reports whether that many of the document's people can have been entitled to
// vote: any of them, or those on the roll if nobody else voted.
func (d Document) goodElectors(e RoundEntry) bool {
	if e.Rule == VoteRoll && len(e.Roll) > 0 && (e.Cast > len(e.Roll) || e.Entitled != 0 && e.Entitled != len(e.Roll)) {
		return false
	}
	return e.Entitled <= len(d.People)+len(d.Observers)
}

// goodRoll reports whether a roll has people of the document, ascending.
func (d Document) goodRoll(roll []PersonID) bool {
	last := PersonID(0)
	for _, p := range roll {
		if p <= last || !d.knows(p) {
			return false
		}
		last = p
	}
	return true
}

// checkTexts returns an error for a text that cleaning would have changed.
func (d Document) checkTexts() error {
	c := textCheck{}
	w := d.Workshop
	c.line(MaxTitle, w.Title, w.Series)
	c.line(maxNode, w.Node)
	c.line(maxMethod, w.Method)
	for _, p := range d.everybody() {
		c.line(MaxTitle, p.Name)
		c.line(MaxShortNote, p.CheckIn)
	}
	for _, i := range d.Ideas {
		if i.Text == "" {
			return errDocItem.with(i.ID)
		}
		c.idea(i.Text)
		c.line(MaxAuthor, i.Author, i.Writer)
		c.origin(i.Origin)
		c.edits(i.Edits)
	}
	for _, x := range d.Clusters {
		c.line(MaxCluster, x.Title)
		c.origin(x.Origin)
	}
	for _, q := range d.Questions {
		c.line(MaxQuestion, q.Text)
		c.line(MaxAuthor, q.Author)
		c.origin(q.Origin)
		c.edits(q.Edits)
	}
	for _, x := range d.Commitments {
		c.line(MaxShortNote, x.What, x.Note)
		c.line(MaxWho, x.Who, x.Writer, x.Follower)
		c.line(maxRefused, x.Refused)
		c.origin(x.Origin)
		c.line(MaxWhen, x.When)
	}
	for _, r := range slices.Concat(d.Feedback, d.Ratings) {
		c.line(MaxShortNote, r.Text)
	}
	for _, r := range d.Rounds {
		for _, x := range slices.Concat(r.Candidates, r.Sure) {
			c.idea(x.Title)
			c.idea(x.Detail...)
		}
	}
	return c.err
}

// textCheck keeps the error of the first text that cleaning would change.
type textCheck struct{ err error }

func (c *textCheck) line(most int, texts ...string) {
	for _, s := range texts {
		clean, err := cleanOptional(s, most)
		c.hold(s, clean, err)
	}
}

func (c *textCheck) idea(texts ...string) {
	for _, s := range texts {
		if s == "" {
			continue
		}
		clean, err := cleanIdea(s)
		c.hold(s, clean, err)
	}
}

func (c *textCheck) origin(o *Origin) {
	if o != nil {
		c.line(MaxTitle, o.Workshop, o.Title, o.FirstWorkshop, o.FirstTitle)
		for _, said := range []method.Text{o.Category, o.Session} {
			for _, s := range said {
				c.line(MaxTitle, s)
			}
		}
	}
}

func (c *textCheck) edits(edits []Edit) {
	for _, e := range edits {
		c.idea(e.Was)
	}
}

func (c *textCheck) hold(s, clean string, err error) {
	if c.err == nil && (err != nil || clean != s) {
		c.err = errDocText.with(fmt.Sprintf("%.40q", s))
	}
}
