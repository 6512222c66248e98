package lines

import (
	"strconv"
	"strings"
	"verkstad/model/text"

	"verkstad/model"
	"verkstad/model/lineage"
)

// kindWords name the kinds of items.
var kindWords = map[lineage.Kind]string{
	lineage.Idea: "thing.idea", lineage.Note: "line.trace.note", lineage.Cluster: "thing.cluster",
	lineage.Question: "thing.question", lineage.Commitment: "thing.commitment",
}

// trace follows an item: what it grew from, the nearest first, the item itself
// with how many ideas of which sectors it grew from, and what came of it.
func (c *call) trace() error {
	id, err := c.ID(c.Arg(0))
	if err != nil {
		return err
	}
	b := c.Room.Board()
	meetings := []lineage.Meeting{{Board: b, Eyes: c.me}}
	if c.Reach != nil {
		others, err := c.Reach.Series(b)
		if err != nil {
			return err
		}
		meetings = append(meetings, others...)
	}
	g, p := lineage.New(meetings...), lineage.Place{Workshop: b.ID, Item: id}
	it, ok := g.Item(p)
	if !ok {
		return refusal("line.trace.gone")
	}
	for _, r := range g.Trail(p, false) {
		c.traced(g, "line.trace.back", r)
	}
	c.traced(g, "line.trace.here", lineage.Row{Item: it, Seen: true})
	for _, r := range g.Trail(p, true) {
		c.traced(g, "line.trace.on", r)
	}
	c.provenance(g, p)
	return nil
}

// traced prints one item of the way: where on the way, steps, meeting, id,
// kind, sector, text.
func (c *call) traced(g *lineage.Graph, where string, r lineage.Row) {
	if !r.Seen {
		c.line(c.words.T(where), r.Depth, r.From.Number, int(r.From.Item), "-", "-", c.words.T("line.trace.elsewhere", "Title", text.OneLine(r.From.Title)))
		return
	}
	sector := "-"
	if r.Kind == lineage.Idea || r.Kind == lineage.Note {
		sector = c.sectorName(r.Sector)
	}
	text := text.OneLine(r.Text)
	if r.How == lineage.Carried {
		text += " (" + c.words.T("line.trace.carried") + ")"
	}
	c.line(c.words.T(where), r.Depth, g.Board(r.Place).Number, int(r.Place.Item), c.words.T(kindWords[r.Kind]), sector, text)
}

// provenance prints how many ideas of which sectors an item grew from.
func (c *call) provenance(g *lineage.Graph, p lineage.Place) {
	by, n := g.Sectors(p)
	var sectors []string
	for s, k := range by {
		if k > 0 && s > 0 {
			sectors = append(sectors, c.sectorName(model.Sector(s))+" "+strconv.Itoa(k))
		}
	}
	if n > 0 && len(sectors) > 0 {
		c.say("line.trace.sectors", "Ideas", c.words.N("unit.ideas", n), "Sectors", strings.Join(sectors, ", "))
	}
}
