// Package lineage follows items through a workshop and the others of its series: back to
// the ideas that they came from, and forward to what became of them.
//
// A [Graph] is made of boards, each as one reader may see it, and is walked in both
// directions. What the reader may not see is not in it.
package lineage

import (
	"verkstad/model"
)

// Place is an item of a workshop.
type Place struct {
	Workshop string // its id
	Item     model.ItemID
}

// Meeting is a workshop as one reader may see it.
type Meeting struct {
	Board *model.Board
	Eyes  model.Actor
}

// How one item came from another.
type How string

// The ways. All but Carried connect items of one workshop.
const (
	Merged    How = "merged"    // a card became a part of another that says the same
	Clustered How = "clustered" // a card was put in a cluster
	Asked     How = "asked"     // a question was written from a cluster
	Reworded  How = "reworded"  // a question was reworded
	Committed How = "committed" // somebody promised to do something about it
	Carried   How = "carried"   // the next workshop began with it
)

// Step leads from an item to a neighbour.
type Step struct {
	To     Place
	How    How
	Origin *model.Origin // of a step back to another workshop; otherwise nil
}

// Graph records which item came from which. It never changes once it is made.
type Graph struct {
	meetings      map[string]Meeting
	back, forward map[Place][]Step
}

// New makes the graph of meetings, oldest first. If two have the same id, the first is
// used.
func New(meetings ...Meeting) *Graph {
	g := &Graph{meetings: map[string]Meeting{}, back: map[Place][]Step{}, forward: map[Place][]Step{}}
	for _, m := range meetings {
		if _, twice := g.meetings[m.Board.ID]; twice {
			continue
		}
		g.meetings[m.Board.ID] = m
		for _, l := range m.Board.Lineage(m.Eyes) {
			g.link(Place{m.Board.ID, l.From}, Place{m.Board.ID, l.To}, How(l.How), nil)
		}
		for id := model.ItemID(1); id < m.Board.NextItem(); id++ {
			if o := m.Board.OriginOf(id); o != nil {
				g.link(Place{o.Workshop, o.Item}, Place{m.Board.ID, id}, Carried, o)
			}
		}
	}
	return g
}

func (g *Graph) link(from, to Place, how How, o *model.Origin) {
	g.forward[from] = append(g.forward[from], Step{To: to, How: how})
	g.back[to] = append(g.back[to], Step{To: from, How: how, Origin: o})
}

// Back returns what an item came from directly. If it was carried in, its origin may be in
// a workshop that is not in the graph.
func (g *Graph) Back(p Place) []Step { return g.back[p] }

// Forward returns what came of an item directly.
func (g *Graph) Forward(p Place) []Step { return g.forward[p] }

// Board returns the workshop of an item; nil if it is not in the graph.
func (g *Graph) Board(p Place) *model.Board { return g.meetings[p.Workshop].Board }

// Kind is the kind of an item.
type Kind int

// The kinds.
const (
	Idea Kind = iota + 1
	Note      // noted in a talk
	Cluster
	Question
	Commitment
)

// Item is an item as the reader may see it, without names of people.
type Item struct {
	Place
	Kind   Kind
	Text   string       // empty for a cluster without a name
	Sector model.Sector // of an idea or a note
	Status model.CommitmentStatus
	Chosen bool // of a question
	Parked bool // of an idea
	Hidden bool // by the facilitator, who alone sees it
}

// Item returns an item; ok is false if there is none that the reader may see.
func (g *Graph) Item(p Place) (it Item, ok bool) {
	m, known := g.meetings[p.Workshop]
	if !known {
		return it, false
	}
	it.Place = p
	switch b := m.Board; {
	case b.Idea(p.Item) != nil:
		return g.idea(m, b.Idea(p.Item))
	case b.Cluster(p.Item) != nil:
		c := b.Cluster(p.Item)
		it.Kind, it.Text, ok = Cluster, c.Title, !c.Removed
	case b.Question(p.Item) != nil:
		q := b.Question(p.Item)
		it.Kind, it.Text, it.Chosen, ok = Question, q.Text, q.Chosen, !q.Removed
	case b.Commitment(p.Item) != nil:
		c := b.Commitment(p.Item)
		it.Kind, it.Text, it.Status, ok = Commitment, c.What, c.Status, !c.Removed
	}
	return it, ok
}

func (g *Graph) idea(m Meeting, i *model.Idea) (Item, bool) {
	p := Place{m.Board.ID, i.ID}
	it := Item{Place: p, Kind: Idea, Text: i.Text, Sector: i.Sector, Parked: i.Parked, Hidden: i.Hidden}
	if i.Note {
		it.Kind = Note
	}
	if m.Board.CanSee(m.Eyes, i) {
		return it, true
	}
	for _, s := range g.forward[p] { // a merged card is seen in the card that it is part of
		if s.How == Merged && !i.Removed {
			return it, true
		}
	}
	return it, false
}

// Row is an item in the trail of another.
type Row struct {
	Item
	How   How
	Depth int           // number of steps, from 1
	Seen  bool          // false if it was carried from a workshop that the reader does not see; Origin names it
	From  *model.Origin // of a row that is not seen, and of one that was reached by Carried backwards
}

// maxRows bounds a walk, so that a long series stays readable.
const maxRows = 2000

// Trail returns everything that an item came from or, if forward is true, everything that
// came of it: each step is followed by the steps behind it. An item that can be reached in
// several ways is listed once.
func (g *Graph) Trail(p Place, on bool) []Row {
	w := walk{g: g, forward: on, seen: map[Place]bool{p: true}}
	w.from(p, 1)
	return w.rows
}

type walk struct {
	g       *Graph
	forward bool
	seen    map[Place]bool
	rows    []Row
}

func (w *walk) from(p Place, depth int) {
	steps := w.g.back[p]
	if w.forward {
		steps = w.g.forward[p]
	}
	for _, s := range steps {
		if w.seen[s.To] || len(w.rows) >= maxRows {
			continue
		}
		w.seen[s.To] = true
		it, ok := w.g.Item(s.To)
		if !ok && s.Origin == nil {
			continue
		}
		it.Place = s.To
		w.rows = append(w.rows, Row{Item: it, How: s.How, Depth: depth, Seen: ok, From: s.Origin})
		w.from(s.To, depth+1)
	}
}

// Sectors counts the ideas that an item came from by sector, index 0 being those without
// one, and returns their number n. An idea is counted in the workshop where it was first
// said, and counts as its own origin.
func (g *Graph) Sectors(p Place) (by [len(model.Sectors) + 1]int, n int) {
	rows := g.Trail(p, false)
	if it, ok := g.Item(p); ok {
		rows = append(rows, Row{Item: it, Seen: true})
	}
	for _, r := range rows {
		if !r.Seen || r.Kind != Idea || g.carried(r.Place) || r.Sector > model.Entrepreneur {
			continue
		}
		by[r.Sector]++
		n++
	}
	return by, n
}

// carried reports whether an item is counted in the workshop that it was carried from.
func (g *Graph) carried(p Place) bool {
	for _, s := range g.back[p] {
		if s.How == Carried {
			_, seen := g.Item(s.To)
			return seen
		}
	}
	return false
}
