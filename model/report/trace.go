package report

import (
	"strings"

	"verkstad/model"
	"verkstad/model/lineage"
)

// Trace writes the way of one item through a series, in Markdown: back to where it was
// first said, and forward to what came of it, each step on a line with where it was. boards
// are the workshops to look in.
func Trace(boards []*model.Board, workshop string, item model.ItemID, w Words) string {
	a := newAcross(boards, w)
	var meetings []lineage.Meeting
	for _, b := range a.boards {
		meetings = append(meetings, lineage.Meeting{Board: b, Eyes: everyone})
	}
	t := tracer{a, lineage.New(meetings...), lineage.Place{Workshop: workshop, Item: item}, map[lineage.Place]bool{}}
	if _, ok := t.g.Item(t.asked); ok {
		t.follow(t.first(), 0)
	}
	return a.out.String()
}

// tracer writes the way of one item.
type tracer struct {
	*acrossWriter
	g     *lineage.Graph
	asked lineage.Place
	seen  map[lineage.Place]bool
}

// first goes back as far as possible.
func (t tracer) first() lineage.Place {
	p := t.asked
	for seen := map[lineage.Place]bool{}; !seen[p]; {
		seen[p] = true
		for _, s := range t.g.Back(p) {
			_, ok := t.g.Item(s.To)
			if ok && s.How != lineage.Merged && s.How != lineage.Clustered { // a cluster has many ideas; each idea leads to the cluster
				p = s.To
				break
			}
		}
	}
	return p
}

// follow writes an item and what came of it, the requested item in bold.
func (t tracer) follow(p lineage.Place, depth int) {
	it, ok := t.g.Item(p)
	if !ok || t.seen[p] || depth > 40 {
		return
	}
	t.seen[p] = true
	said := t.said(it)
	if p == t.asked {
		said = "**" + said + "**"
	}
	t.item(depth, strings.TrimSpace(said+" "+t.source(t.g.Board(p), p.Item)))
	for _, s := range t.g.Forward(p) {
		t.follow(s.To, depth+1)
	}
}

// said returns the text of an item.
func (t tracer) said(it lineage.Item) string {
	switch it.Kind {
	case lineage.Note:
		return esc(it.Text)
	case lineage.Cluster:
		return t.clusterTitle(t.g.Board(it.Place).Cluster(it.Place.Item))
	case lineage.Commitment:
		return flat(it.Text) + " *(" + t.w.T(statusWord(it.Status)) + ")*"
	}
	return flat(it.Text)
}
