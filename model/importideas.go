package model

import (
	"cmp"
	"math"
	"slices"
	"time"

	"verkstad/model/method"
)

// ImportIdeas adds the ideas of a list to the board, all or none, and what else Verkstad's
// own table has: questions and commitments. Nobody here wrote them: an author is only a
// name in the text, and is left out where names are not shown. One undo removes them all.
type ImportIdeas struct {
	Clusters    []ImportedCluster
	Ideas       []ImportedIdea
	Questions   []ImportedQuestion
	Commitments []ImportedCommitment
	// After is [Board.LastImport] of the board that the list was compared with. If another
	// list has been imported since, which may have been the same, this one is refused with
	// [ErrImported].
	After uint64
}

// ImportedCluster is a cluster of imported ideas: one that is on the board, or a new one.
type ImportedCluster struct {
	ID       ItemID // 0 for a new one
	Title    string
	Phase    PhaseID // 0 for the current one
	Merged   int     // index in Clusters, from 1, of the one it was merged into; 0 if none
	After    int     // how many of the ideas are numbered before it
	Category Filing
	Goals    []int
	Targets  []Target
}

// ImportedIdea is one idea of a list.
type ImportedIdea struct {
	Text     string
	Author   string
	Sector   Sector
	Phase    PhaseID // 0 for the current one
	Session  SessionID
	Category Filing
	Cluster  int // index in Clusters, from 1; 0 if none
	Merged   int // index in Ideas, from 1, of the one it was merged into; 0 if none
	Goals    []int
	Targets  []Target
	Hidden   bool
	Parked   bool
	Note     bool
	About    ImportedRef // what a note is about
}

// IdeasImported added the ideas of a list to the board, with new clusters for them, and
// questions and commitments.
type IdeasImported struct {
	Clusters    []Cluster    `json:"clusters,omitempty"`
	Ideas       []Idea       `json:"ideas"`
	Questions   []Question   `json:"questions,omitempty"`
	Commitments []Commitment `json:"commitments,omitempty"`
}

// ItemRoom returns how many more items the board can have.
func (b *Board) ItemRoom() int { return max(0, min(MaxItems-b.lying, MaxLaid-b.refs.Len())) }

func (c ImportIdeas) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.lead(by); err != nil {
		return nil, err
	}
	if len(c.Ideas)+len(c.Clusters)+len(c.Questions)+len(c.Commitments) == 0 {
		return nil, nil
	}
	if c.After != b.lastImport {
		return nil, ErrImported
	}
	clusters, made, err := c.clusters(b)
	if err != nil {
		return nil, err
	}
	if n := len(c.Ideas) + made + len(c.Questions) + len(c.Commitments); n > b.ItemRoom() {
		return nil, ErrRoom.with(b.ItemRoom(), n)
	}
	e := IdeasImported{}
	for _, x := range c.Ideas {
		i, err := b.importedIdea(x)
		if err != nil {
			return nil, err
		}
		e.Ideas = append(e.Ideas, i)
	}
	next := c.number(&e, b.NextItem(), clusters)
	if err := c.more(&e, b, next, clusters); err != nil {
		return nil, err
	}
	if err := e.check(); err != nil {
		return nil, ErrSettings.with(err)
	}
	return one(e)
}

// clusters returns the clusters of the ideas; new ones have no ids yet.
func (c ImportIdeas) clusters(b *Board) (all []Cluster, made int, err error) {
	for _, x := range c.Clusters {
		if x.ID != 0 {
			there, err := b.liveCluster(x.ID)
			if err != nil {
				return nil, 0, err
			}
			all = append(all, *there)
			continue
		}
		title, err := cleanOptional(x.Title, MaxCluster)
		if err != nil {
			return nil, 0, err
		}
		if x.Category != (Filing{}) && !b.goodFiling(x.Category) {
			return nil, 0, ErrSettings.with(why("category"))
		}
		cluster := Cluster{Title: title, Goals: x.Goals, Targets: x.Targets, Filed: x.Category}
		if cluster.Phase, err = b.phaseOr(x.Phase); err != nil {
			return nil, 0, err
		}
		all = append(all, cluster)
		made++
	}
	return all, made, nil
}

// phaseOr returns a phase's id or, for 0, that of the current phase.
func (b *Board) phaseOr(id PhaseID) (PhaseID, error) {
	switch ph := b.Phase(); {
	case id == 0 && ph != nil:
		return ph.ID, nil
	case id != 0 && b.PhaseByID(id) == nil:
		return 0, ErrNoSuchPhase
	}
	return id, nil
}

// number gives ideas and new clusters their ids, from next on, and links ideas to their
// clusters and to the ideas they were merged into. It returns the next id.
func (c ImportIdeas) number(e *IdeasImported, next ItemID, clusters []Cluster) ItemID {
	var fresh []int
	for at, x := range c.Clusters {
		if x.ID == 0 {
			fresh = append(fresh, at)
		}
	}
	slices.SortStableFunc(fresh, func(a, b int) int { return cmp.Compare(c.Clusters[a].After, c.Clusters[b].After) })
	for n := range len(e.Ideas) + 1 {
		for len(fresh) > 0 && (n == len(e.Ideas) || c.Clusters[fresh[0]].After <= n) {
			clusters[fresh[0]].ID = next
			fresh = fresh[1:]
			next++
		}
		if n < len(e.Ideas) {
			e.Ideas[n].ID = next
			next++
		}
	}
	for n, x := range c.Ideas {
		if x.Cluster > 0 && x.Cluster <= len(clusters) {
			e.Ideas[n].Cluster = clusters[x.Cluster-1].ID
		}
		if x.Merged > 0 && x.Merged <= len(c.Ideas) && x.Merged != n+1 && c.Ideas[x.Merged-1].Merged == 0 {
			e.Ideas[n].Merged = e.Ideas[x.Merged-1].ID
		}
	}
	for at, x := range c.Clusters {
		if x.ID == 0 {
			if c.whole(at) != at {
				clusters[at].Merged = clusters[x.Merged-1].ID
			}
			e.Clusters = append(e.Clusters, clusters[at])
		}
	}
	slices.SortFunc(e.Clusters, func(a, b Cluster) int { return cmp.Compare(a.ID, b.ID) })
	return next
}

// whole returns the index of the cluster that a cluster was finally merged into: its own if
// it was not, or if that would lead in a circle.
func (c ImportIdeas) whole(at int) int {
	end := at
	for range len(c.Clusters) {
		into := c.Clusters[end].Merged
		if into < 1 || into > len(c.Clusters) || c.Clusters[end].ID != 0 {
			return end
		}
		end = into - 1
	}
	return at
}

// importedIdea returns an idea of a list as it will be on the board, without its id and
// rank.
func (b *Board) importedIdea(x ImportedIdea) (i Idea, err error) {
	i = Idea{Phase: x.Phase, Sector: x.Sector, Goals: x.Goals, Targets: x.Targets, Hidden: x.Hidden, Parked: x.Parked, Note: x.Note}
	if i.Phase, err = b.phaseOr(x.Phase); err != nil {
		return i, err
	}
	if i.Text, err = cleanIdea(x.Text); err != nil {
		return i, err
	}
	if i.Sector > Entrepreneur {
		return i, ErrSector
	}
	if b.NamesShown(i.Phase) {
		if i.Author, err = cleanOptional(x.Author, MaxAuthor); err != nil {
			return i, err
		}
	}
	if in, _ := b.Session(x.Session); x.Session != 0 && in != nil {
		i.Session = x.Session
	}
	switch f := x.Category; {
	case f == Filing{}:
	case !b.goodFiling(f):
		return i, ErrSettings.with(why("category"))
	case f.Phase == i.Phase && b.PhaseByID(f.Phase).Does(method.TakesIdeas):
		i.Category = f.Category
	default:
		i.Filed = f
	}
	return i, nil
}

// goodFiling reports whether the agenda has the category.
func (b *Board) goodFiling(f Filing) bool {
	ph := b.PhaseByID(f.Phase)
	return ph != nil && f.Category >= 1 && f.Category <= len(ph.Categories)
}

// check checks the ideas and clusters against the bounds of a board.
func (e IdeasImported) check() error {
	d := Document{Ideas: pointers(e.Ideas), Clusters: pointers(e.Clusters), Questions: pointers(e.Questions)}
	for n := range e.Commitments {
		c := e.Commitments[n]
		c.Asks = nil // they belong to people of the board
		d.Commitments = append(d.Commitments, &c)
	}
	if err := d.checkItems(); err != nil {
		return err
	}
	return d.checkTexts()
}

func (e IdeasImported) apply(b *Board, r Record) {
	clusters := e.Clusters
	putClusters := func(before ItemID) { // ids come in order
		for ; len(clusters) > 0 && clusters[0].ID < before; clusters = clusters[1:] {
			c := clusters[0]
			c.Rev, c.At = r.Seq, r.At
			b.putNew(&c)
		}
	}
	for n := range e.Ideas {
		i := e.Ideas[n]
		putClusters(i.ID)
		i.Rev, i.At, i.Rank, i.Changed = r.Seq, r.At, b.rank(r), stamp(r)
		if i.Sector > Entrepreneur {
			i.Sector = NoSector
		}
		b.putNew(&i)
	}
	putClusters(math.MaxInt)
	e.applyMore(b, r)
	b.Revs.Ideas = r.Seq
	b.lastImport = r.Seq
}

// LastImport returns the number of the event that imported the newest list; 0 if none was.
func (b *Board) LastImport() uint64 { return b.lastImport }
