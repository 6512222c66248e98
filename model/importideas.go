package model

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"verkstad/model/method"
)

// ImportIdeas lays the ideas of a list on the board, all or none. Nobody here
// wrote them: an author is a name in the text, however it reads, and is left
// out where names are not shown. One undo takes them all back.
type ImportIdeas struct {
	Clusters []ImportedCluster
	Ideas    []ImportedIdea
}

// ImportedCluster is a cluster that imported ideas lie in: one that is on the
// board, or a new one.
type ImportedCluster struct {
	ID       ItemID // 0 makes one
	Title    string
	After    int // how many of the ideas are numbered before it
	Category Filing
	Goals    []int
	Targets  []Target
}

// ImportedIdea is one idea of a list.
type ImportedIdea struct {
	Text     string
	Author   string
	Sector   Sector
	Phase    PhaseID // 0 is the current one
	Session  SessionID
	Category Filing
	Cluster  int // in Clusters, from 1; 0 is none
	Merged   int // in Ideas, from 1: what it became part of; 0 is nothing
	Goals    []int
	Targets  []Target
	Hidden   bool
	Parked   bool
	Note     bool
}

// IdeasImported laid the ideas of a list on the board, with the clusters that
// were made for them.
type IdeasImported struct {
	Clusters []Cluster `json:"clusters,omitempty"`
	Ideas    []Idea    `json:"ideas"`
}

// ItemRoom is how many items more the board can hold.
func (b *Board) ItemRoom() int { return max(0, min(MaxItems-b.lying, MaxLaid-b.refs.Len())) }

func (c ImportIdeas) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.lead(by); err != nil {
		return nil, err
	}
	if len(c.Ideas)+len(c.Clusters) == 0 {
		return nil, nil
	}
	clusters, made, err := c.clusters(b)
	if err != nil {
		return nil, err
	}
	if n := len(c.Ideas) + made; n > b.ItemRoom() {
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
	c.number(&e, b.NextItem(), clusters)
	if err := e.check(); err != nil {
		return nil, ErrSettings.with(err.Error())
	}
	return one(e)
}

// clusters are those that ideas lie in, still without ids where they are made.
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
			return nil, 0, ErrSettings.with("category")
		}
		cluster := Cluster{Title: title, Goals: x.Goals, Targets: x.Targets, Filed: x.Category}
		if ph := b.Phase(); ph != nil {
			cluster.Phase = ph.ID
		}
		all = append(all, cluster)
		made++
	}
	return all, made, nil
}

// number gives ideas and new clusters their ids, from next on, and ties ideas
// to their clusters and to what they became part of.
func (c ImportIdeas) number(e *IdeasImported, next ItemID, clusters []Cluster) {
	var fresh []int
	for at, x := range c.Clusters {
		if x.ID == 0 {
			fresh = append(fresh, at)
		}
	}
	slices.SortStableFunc(fresh, func(a, b int) int { return cmp.Compare(c.Clusters[a].After, c.Clusters[b].After) })
	for n := range len(e.Ideas) + 1 {
		for len(fresh) > 0 && (n == len(e.Ideas) || c.Clusters[fresh[0]].After <= n) {
			made := &clusters[fresh[0]]
			made.ID = next
			e.Clusters = append(e.Clusters, *made)
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
}

// importedIdea is an idea of a list as it lies on the board, but for its place
// among the others.
func (b *Board) importedIdea(x ImportedIdea) (i Idea, err error) {
	i = Idea{Phase: x.Phase, Sector: x.Sector, Goals: x.Goals, Targets: x.Targets, Hidden: x.Hidden, Parked: x.Parked, Note: x.Note}
	ph := b.PhaseByID(x.Phase)
	if x.Phase == 0 {
		if ph = b.Phase(); ph != nil {
			i.Phase = ph.ID
		}
	}
	if x.Phase != 0 && ph == nil {
		return i, ErrNoSuchPhase
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
		return i, ErrSettings.with("category")
	case f.Phase == i.Phase && ph.Is(method.Gather):
		i.Category = f.Category
	default:
		i.Filed = f
	}
	return i, nil
}

// goodFiling tells whether the agenda has the category.
func (b *Board) goodFiling(f Filing) bool {
	ph := b.PhaseByID(f.Phase)
	return ph != nil && f.Category >= 1 && f.Category <= len(ph.Categories)
}

// check holds the ideas and clusters to the bounds of a board's.
func (e IdeasImported) check() error {
	d := Document{}
	for n := range e.Ideas {
		d.Ideas = append(d.Ideas, &e.Ideas[n])
	}
	for n := range e.Clusters {
		d.Clusters = append(d.Clusters, &e.Clusters[n])
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
	b.Revs.Ideas = r.Seq
}

// CategoryNamed finds the category whose name, in any language, is the one: of
// a phase, or else of the phase that things are filed in now, or of any other.
// It is zero if there is none.
func (b *Board) CategoryNamed(phase PhaseID, is func(name string) bool) Filing {
	current, _ := b.Categories()
	for _, ph := range append([]*Phase{b.PhaseByID(phase), b.PhaseByID(current)}, b.phases...) {
		if ph == nil {
			continue
		}
		for i, names := range ph.Categories {
			for _, name := range names {
				if is(name) {
					return Filing{ph.ID, i + 1}
				}
			}
		}
	}
	return Filing{}
}

// PhaseName is what a phase is called in tables, in a language: its title, or
// what its activity is called. Of several with one name, those after the first
// have their number behind it. Phase 0 has no name.
func (b *Board) PhaseName(id PhaseID, lang string, activity func(Activity) string) string {
	name := func(ph *Phase) string { return cmp.Or(ph.Title.In(lang), activity(ph.Activity)) }
	ph := b.PhaseByID(id)
	if ph == nil {
		return ""
	}
	for _, other := range b.phases {
		if other == ph {
			break
		}
		if name(other) == name(ph) {
			return name(ph) + " #" + strconv.Itoa(int(id))
		}
	}
	return name(ph)
}

// ClusterName is what a cluster is called in tables: its title. One without a
// title, and of several with the same title those after the first, have their
// number behind it.
func (b *Board) ClusterName(c *Cluster) string {
	if c == nil {
		return ""
	}
	numbered := c.Title == ""
	for _, other := range b.clusters.All() {
		numbered = numbered || other.Live() && other.ID < c.ID && other.Title == c.Title
	}
	if numbered {
		return strings.TrimSpace(c.Title + " #" + strconv.Itoa(int(c.ID)))
	}
	return c.Title
}
