package model

import (
	"slices"
	"time"

	"verkstad/model/method"
)

// Cluster is a group of ideas that belong together.
type Cluster struct {
	ID      ItemID    `json:"id"`
	Rev     uint64    `json:"-"`
	Phase   PhaseID   `json:"phase,omitempty"`
	By      PersonID  `json:"by,omitempty"`
	Title   string    `json:"title,omitempty"`
	Goals   []int     `json:"goals,omitempty"`
	Targets []Target  `json:"targets,omitempty"` // of those goals, in order
	Filed   Filing    `json:"filed,omitzero"`    // its category
	Merged  ItemID    `json:"merged,omitempty"`  // the cluster it was merged into; 0 if none
	Removed bool      `json:"removed,omitempty"`
	Origin  *Origin   `json:"origin,omitempty"` // in an earlier workshop; nil if it was made here
	At      time.Time `json:"at,omitzero"`
}

func (c *Cluster) itemID() ItemID { return c.ID }
func (c *Cluster) gone() item     { g := *c; g.Removed = true; return &g }

// Live reports whether the cluster is on the board.
func (c *Cluster) Live() bool { return !c.Removed && c.Merged == 0 }

// CreateCluster makes a cluster of ideas, which may be empty. Taking ideas out of another
// cluster splits that one.
type CreateCluster struct {
	Title string
	Ideas []ItemID
}

// RenameCluster changes a cluster's title.
type RenameCluster struct {
	ID    ItemID
	Title string
	Was   *string // as in [EditIdea], but nil means no check: the cluster may have had no title
}

// MergeClusters moves the ideas of several clusters into the first.
type MergeClusters struct {
	Into ItemID
	From []ItemID
}

// RemoveCluster removes a cluster; its ideas are in none then.
type RemoveCluster struct{ ID ItemID }

// What happened to clusters.
type (
	ClusterCreated struct {
		ID    ItemID   `json:"id"`
		Phase PhaseID  `json:"phase,omitempty"`
		Title string   `json:"title"`
		Ideas []ItemID `json:"ideas,omitempty"`
	}
	ClusterRenamed struct {
		ID    ItemID `json:"id"`
		Title string `json:"title"`
	}
	ClustersMerged struct {
		Into ItemID   `json:"into"`
		From []ItemID `json:"from"`
	}
	ClusterRemoved struct {
		ID ItemID `json:"id"`
	}
)

// Cluster returns a cluster, also one that was removed or merged; nil if there is none.
func (b *Board) Cluster(id ItemID) *Cluster {
	c, _ := b.lookup(id).(*Cluster)
	return c
}

// Clusters returns the clusters on the board, oldest first.
func (b *Board) Clusters() []*Cluster {
	var out []*Cluster
	for _, c := range b.clusters.All() {
		if c.Live() {
			out = append(out, c)
		}
	}
	return out
}

// AllClusters returns every cluster that there ever was.
func (b *Board) AllClusters() Vec[*Cluster] { return b.clusters }

// Group is a cluster with its ideas, or the ideas that are in no cluster.
type Group struct {
	Cluster *Cluster // nil for the ideas that are in none
	Ideas   []*Idea
}

// Groups returns the board as somebody may see it now: first the ideas that are in no
// cluster, then each cluster with its own, also if it has none.
func (b *Board) Groups(v Actor) []Group {
	groups := []Group{{}}
	at := map[ItemID]int{}
	for _, c := range b.Clusters() {
		at[c.ID] = len(groups)
		groups = append(groups, Group{Cluster: c})
	}
	for _, i := range b.Ideas(v) {
		g := at[b.clusterOf(i)] // 0 for ideas that are in no cluster
		groups[g].Ideas = append(groups[g].Ideas, i)
	}
	return groups
}

// clusterOf returns the live cluster that an idea is in, through merges; 0 if it is in
// none. No card is ever lost with its cluster.
func (b *Board) clusterOf(i *Idea) ItemID { return b.wholeCluster(i.Cluster) }

// wholeCluster returns the live cluster that a cluster was finally merged into; 0 if none.
func (b *Board) wholeCluster(id ItemID) ItemID {
	for range b.clusters.Len() { // merges cannot form a circle, but a log may contain anything
		c := b.Cluster(id)
		switch {
		case c == nil || c.Removed:
			return 0
		case c.Merged == 0:
			return id
		}
		id = c.Merged
	}
	return 0
}

// ClusterOf returns the cluster on the board that a card is in; nil if it is in none.
func (b *Board) ClusterOf(i *Idea) *Cluster { return b.Cluster(b.clusterOf(i)) }

// WholeCluster returns the cluster on the board that a cluster was finally merged into,
// which may be itself; nil if it is gone.
func (b *Board) WholeCluster(id ItemID) *Cluster { return b.Cluster(b.wholeCluster(id)) }

// mayCluster returns nil if the actor may move cards now.
func (b *Board) mayCluster(by Actor, now time.Time) error {
	return b.takePart(by, now, method.SortsIdeas)
}

// movable returns an error unless the actor can see and move the cards.
func (b *Board) movable(by Actor, ids ...ItemID) error {
	for _, id := range ids {
		if i := b.Idea(id); i == nil || i.Parked || i.Note || !b.CanSee(by, i) {
			return ErrNoSuchItem.with(id)
		}
	}
	return nil
}

func (b *Board) liveCluster(id ItemID) (*Cluster, error) {
	c := b.Cluster(id)
	if c == nil || !c.Live() {
		return nil, ErrNoSuchItem.with(id)
	}
	return c, nil
}

// wholeOf returns the card that a card was merged into; nil if it was not.
func (b *Board) wholeOf(i *Idea) *Idea {
	if i == nil || i.Removed || i.Merged == 0 {
		return nil
	}
	return b.Idea(i.Merged)
}

// holdsOthers reports whether cards of other people were merged into this one.
func (b *Board) holdsOthers(whole *Idea) bool {
	for _, i := range b.ideas.All() {
		if i.Merged == whole.ID && i.By != whole.By {
			return true
		}
	}
	return false
}

func (c MoveIdea) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	if err := b.mayCluster(by, now); err != nil {
		return nil, err
	}
	if err := b.movable(by, c.ID); err != nil {
		return nil, err
	}
	if c.Cluster != 0 {
		if _, err := b.liveCluster(c.Cluster); err != nil {
			return nil, err
		}
	}
	if b.clusterOf(b.Idea(c.ID)) == c.Cluster {
		return nil, nil
	}
	if err := b.notOfCluster(c.ID); err != nil {
		return nil, err
	}
	return one(IdeaMoved(c))
}

func (e IdeaMoved) apply(b *Board, r Record) {
	b.changeIdea(e.ID, r, func(i *Idea) { i.Cluster, i.Rank = e.Cluster, b.rank(r) })
}

func (c MergeIdeas) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	if err := b.mayCluster(by, now); err != nil {
		return nil, err
	}
	from := without(c.From, c.Into)
	if len(from) == 0 {
		return nil, ErrSettings.with(why("two-ideas"))
	}
	if err := b.movable(by, append([]ItemID{c.Into}, from...)...); err != nil {
		return nil, err
	}
	if by.Role != Facilitator && !b.shared(b.Idea(c.Into)) && slices.ContainsFunc(from, func(id ItemID) bool { return b.shared(b.Idea(id)) }) {
		return nil, ErrNoSuchItem.with(c.Into) // nobody hides in it what all can read
	}
	if err := b.notUnderVote(by, from...); err != nil {
		return nil, err
	}
	return one(IdeasMerged{c.Into, from})
}

func (e IdeasMerged) apply(b *Board, r Record) {
	if b.Idea(e.Into) == nil {
		return
	}
	for _, id := range e.From {
		if id != e.Into {
			b.changeIdea(id, r, func(i *Idea) { i.Merged = e.Into })
		}
	}
	// Cards that were merged into those follow along.
	for _, i := range b.ideas.All() {
		if i.Merged != 0 && i.Merged != e.Into && slices.Contains(e.From, i.Merged) && i.ID != e.Into {
			b.changeIdea(i.ID, r, func(i *Idea) { i.Merged = e.Into })
		}
	}
	b.changeIdea(e.Into, r, func(i *Idea) { i.Merged = 0 })
}

func (c CreateCluster) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	if err := b.mayCluster(by, now); err != nil {
		return nil, err
	}
	title, err := cleanOptional(c.Title, MaxCluster)
	if err != nil {
		return nil, err
	}
	ideas := without(c.Ideas, 0)
	if title == "" && len(ideas) == 0 {
		return nil, ErrEmpty
	}
	if err := b.movable(by, ideas...); err != nil {
		return nil, err
	}
	if err := b.notOfCluster(ideas...); err != nil {
		return nil, err
	}
	if err := b.roomFor(by); err != nil {
		return nil, err
	}
	e := ClusterCreated{ID: b.NextItem(), Title: title, Ideas: ideas}
	if ph := b.Phase(); ph != nil {
		e.Phase = ph.ID
	}
	return one(e)
}

func (e ClusterCreated) apply(b *Board, r Record) {
	b.putNew(&Cluster{ID: e.ID, Rev: r.Seq, Phase: e.Phase, By: r.By.Person, Title: e.Title, At: r.At})
	for _, id := range e.Ideas {
		b.changeIdea(id, r, func(i *Idea) { i.Cluster, i.Rank = e.ID, b.rank(r) })
	}
	b.Revs.Ideas = r.Seq
}

func (c RenameCluster) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	if err := b.mayCluster(by, now); err != nil {
		return nil, err
	}
	cl, err := b.liveCluster(c.ID)
	if err != nil {
		return nil, err
	}
	title, err := cleanLine(c.Title, MaxCluster)
	if err != nil || title == cl.Title {
		return nil, err
	}
	if c.Was != nil && *c.Was != cl.Title {
		return nil, ErrReworded.with(cl.Title)
	}
	if err := b.notUnderVote(by, c.ID); err != nil {
		return nil, err
	}
	return one(ClusterRenamed{c.ID, title})
}

func (b *Board) changeCluster(id ItemID, r Record, f func(*Cluster)) {
	if c := b.Cluster(id); c != nil {
		changed := *c
		changed.Rev = r.Seq
		f(&changed)
		b.putItem(&changed)
		b.Revs.Ideas = r.Seq
	}
}

func (e ClusterRenamed) apply(b *Board, r Record) {
	b.changeCluster(e.ID, r, func(c *Cluster) { c.Title = e.Title })
}

func (c MergeClusters) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	if err := b.mayCluster(by, now); err != nil {
		return nil, err
	}
	from := without(c.From, c.Into)
	if len(from) == 0 {
		return nil, ErrSettings.with(why("two-clusters"))
	}
	for _, id := range append([]ItemID{c.Into}, from...) {
		if _, err := b.liveCluster(id); err != nil {
			return nil, err
		}
	}
	if err := b.notUnderVote(by, from...); err != nil {
		return nil, err
	}
	return one(ClustersMerged{c.Into, from})
}

func (e ClustersMerged) apply(b *Board, r Record) {
	if b.Cluster(e.Into) == nil {
		return
	}
	for _, id := range e.From {
		if id != e.Into {
			b.changeCluster(id, r, func(c *Cluster) { c.Merged = e.Into })
		}
	}
	// It counts as changed, so that a merge in the other direction is never redone over it.
	b.changeCluster(e.Into, r, func(*Cluster) {})
}

func (c RemoveCluster) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	if err := b.mayCluster(by, now); err != nil {
		return nil, err
	}
	if _, err := b.liveCluster(c.ID); err != nil {
		return nil, err
	}
	if err := b.notUnderVote(by, c.ID); err != nil {
		return nil, err
	}
	return one(ClusterRemoved(c))
}

func (e ClusterRemoved) apply(b *Board, r Record) {
	b.changeCluster(e.ID, r, func(c *Cluster) { c.Removed = true })
}

// without returns ids in order, each once, without leave and zeros.
func without(ids []ItemID, leave ItemID) []ItemID {
	var out []ItemID
	seen := map[ItemID]bool{leave: true, 0: true}
	for _, id := range ids {
		if !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return out
}
