package model

import "slices"

// ImportedQuestion is one question of a list.
type ImportedQuestion struct {
	Text    string
	Author  string
	Sector  Sector
	Phase   PhaseID // 0 for the current one
	Session SessionID
	Cluster int         // index in Clusters, from 1; 0 if none
	Parent  ImportedRef // the question that it rewords
	Kind    QuestionKind
	Support int // how many people supported it
	Chosen  bool
	Goals   []int
	Targets []Target
}

// ImportedCommitment is one commitment of a list.
type ImportedCommitment struct {
	What, Who, When string
	Author          string // who wrote it
	Sector          Sector // the author's
	Phase           PhaseID
	From            ImportedRef // what it answers
	Status          CommitmentStatus
	Note            string
}

// ImportedRef refers to one item: one on the board, or one of the same list, by its index
// there from 1. The zero ImportedRef refers to none.
type ImportedRef struct {
	ID                      ItemID
	Idea, Cluster, Question int
}

// more makes the questions and commitments of a list, numbered from next on, and links them
// to what they came from.
func (c ImportIdeas) more(e *IdeasImported, b *Board, next ItemID, clusters []Cluster) error {
	for _, x := range c.Questions {
		q, err := b.importedQuestion(x)
		if err != nil {
			return err
		}
		if x.Cluster > 0 && x.Cluster <= len(clusters) {
			q.Cluster = clusters[x.Cluster-1].ID
		}
		q.ID = next
		next++
		e.Questions = append(e.Questions, q)
	}
	find := func(r ImportedRef) ItemID {
		switch {
		case r.ID != 0:
			return r.ID
		case r.Idea > 0 && r.Idea <= len(e.Ideas):
			return e.Ideas[r.Idea-1].ID
		case r.Cluster > 0 && r.Cluster <= len(clusters):
			return clusters[r.Cluster-1].ID
		case r.Question > 0 && r.Question <= len(e.Questions):
			return e.Questions[r.Question-1].ID
		}
		return 0
	}
	for n, x := range c.Ideas {
		if x.About.ID != 0 && b.lookup(x.About.ID) == nil {
			return ErrNoSuchItem.with(x.About.ID)
		}
		if x.Note {
			e.Ideas[n].About = find(x.About)
		}
	}
	for n, x := range c.Questions {
		if x.Parent.ID != 0 && b.Question(x.Parent.ID) == nil {
			return ErrNoSuchItem.with(x.Parent.ID)
		}
		if x.Parent.ID != 0 || x.Parent.Question < n+1 { // a wording comes after the question that it rewords
			e.Questions[n].Parent = find(ImportedRef{ID: x.Parent.ID, Question: x.Parent.Question})
		}
	}
	for _, x := range c.Commitments {
		made, err := b.importedCommitment(x)
		if err != nil {
			return err
		}
		if x.From.ID != 0 && b.lookup(x.From.ID) == nil {
			return ErrNoSuchItem.with(x.From.ID)
		}
		made.ID, made.From = next, find(x.From)
		next++
		e.Commitments = append(e.Commitments, made)
	}
	return nil
}

// importedQuestion returns a question of a list as it will be on the board, without its id.
// Its support is kept as a number, since its supporters are not people here.
func (b *Board) importedQuestion(x ImportedQuestion) (q Question, err error) {
	q = Question{Sector: x.Sector, Kind: x.Kind, Supported: min(max(0, x.Support), MaxPeople), Chosen: x.Chosen, Goals: x.Goals, Targets: x.Targets}
	if q.Phase, err = b.phaseOr(x.Phase); err != nil {
		return q, err
	}
	if q.Text, err = cleanLine(x.Text, MaxQuestion); err != nil {
		return q, err
	}
	if b.NamesShown(q.Phase) {
		if q.Author, err = cleanOptional(x.Author, MaxAuthor); err != nil {
			return q, err
		}
	}
	if x.Sector > Entrepreneur {
		return q, ErrSector
	}
	if !x.Kind.known() {
		return q, ErrSettings.with(why("kind"))
	}
	if in, _ := b.Session(x.Session); x.Session != 0 && in != nil {
		q.Session = x.Session
	}
	return q, nil
}

// importedCommitment is the same for a commitment. It is a promise that another wrote down,
// whatever the list says: the people with its names who are here are asked.
func (b *Board) importedCommitment(x ImportedCommitment) (c Commitment, err error) {
	c = Commitment{Sector: x.Sector, Status: x.Status, Imported: true}
	if c.Phase, err = b.phaseOr(x.Phase); err != nil {
		return c, err
	}
	if c.What, c.Who, c.When, err = cleanCommitment(x.What, x.Who, x.When); err != nil {
		return c, err
	}
	if c.Writer, err = cleanOptional(x.Author, MaxWho); err != nil {
		return c, err
	}
	if c.Note, err = cleanOptional(x.Note, MaxShortNote); err != nil {
		return c, err
	}
	if !b.NamesShown(c.Phase) {
		c.Who, c.Writer = "", ""
	}
	if x.Sector > Entrepreneur {
		return c, ErrSector
	}
	if !x.Status.known() {
		return c, ErrSettings.with(why("status"))
	}
	c.Asks = b.askedBy(c.Who, Actor{})
	return c, nil
}

// applyMore adds the questions and commitments of a list to the board.
func (e IdeasImported) applyMore(b *Board, r Record) {
	for n := range e.Questions {
		q := e.Questions[n]
		q.Rev, q.At = r.Seq, r.At
		b.putNew(&q)
		b.Revs.Questions = r.Seq
	}
	for n := range e.Commitments {
		c := e.Commitments[n]
		c.Rev, c.At = r.Seq, r.At
		c.Asks = slices.DeleteFunc(slices.Clone(c.Asks), func(id PersonID) bool { return b.Person(id) == nil })
		b.putNew(&c)
		b.Revs.Commitments = r.Seq
	}
}
