package handler

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"verkstad/model"
	"verkstad/model/lineage"
	"verkstad/model/report"
	"verkstad/model/text"
	"verkstad/ui/command"
)

// kindWords name the kinds of items.
var kindWords = map[lineage.Kind]string{
	lineage.Idea: "thing.idea", lineage.Note: "handler.trace.note", lineage.Cluster: "thing.cluster",
	lineage.Question: "thing.question", lineage.Commitment: "thing.commitment",
}

// Trace follows an item through the meetings of its series: what it grew from, the item
// itself, and what came of it. In lines it is a row for each, as the caller may see it;
// in the shell a document, as everybody may.
func (r Request) Trace() error {
	id, err := r.ID(r.Arg(0))
	if err != nil {
		return err
	}
	b := r.Room.Board()
	meetings := []lineage.Meeting{{Board: b, Eyes: r.Me}}
	if r.Reach != nil {
		others, err := r.Reach.Series(b)
		if err != nil {
			return err
		}
		meetings = append(meetings, others...)
	}
	if r.Answer() == command.Document {
		return r.traceDocument(b, id, meetings)
	}
	g, p := lineage.New(meetings...), lineage.Place{Workshop: b.ID, Item: id}
	it, ok := g.Item(p)
	if !ok {
		return Refuse("handler.trace.gone", "N", int(id))
	}
	for _, row := range g.Trail(p, false) {
		err = first(err, r.traced(g, "handler.trace.back", row))
	}
	err = first(err, r.traced(g, "handler.trace.here", lineage.Row{Item: it, Seen: true}))
	for _, row := range g.Trail(p, true) {
		err = first(err, r.traced(g, "handler.trace.on", row))
	}
	return first(err, r.provenance(g, p))
}

// first is the first of two errors.
func first(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

// traceDocument writes the way of an item as text.
func (r Request) traceDocument(b *model.Board, id model.ItemID, meetings []lineage.Meeting) error {
	var boards []*model.Board
	for _, m := range meetings {
		boards = append(boards, m.Board)
	}
	said := report.Trace(boards, b.ID, id, r.Words)
	if said == "" {
		return Refuse("handler.trace.gone", "N", int(id))
	}
	_, err := io.WriteString(r.Out, said)
	return err
}

// traced writes one item of the way: where on the way, steps, meeting, id, kind,
// sector, text.
func (r Request) traced(g *lineage.Graph, where string, row lineage.Row) error {
	if !row.Seen {
		return r.row(r.Words.T(where), row.Depth, row.From.Number, int(row.From.Item), "-", "-", r.Words.T("handler.trace.elsewhere", "Title", row.From.Title))
	}
	sector := "-"
	if row.Kind == lineage.Idea || row.Kind == lineage.Note {
		sector = r.SectorName(row.Sector)
	}
	said := text.UnmarkedEnd(row.Text)
	if row.How == lineage.Carried {
		said += " (" + r.Words.T("handler.trace.carried") + ")"
	}
	return r.row(r.Words.T(where), row.Depth, g.Board(row.Place).Number, int(row.Place.Item), r.Words.T(kindWords[row.Kind]), sector, said)
}

// SectorName is the sector's short name; a hyphen for none.
func (r Request) SectorName(s model.Sector) string {
	if s == model.NoSector {
		return "-"
	}
	return r.Words.T("sector.short." + s.String())
}

// provenance writes how many ideas of which sectors an item grew from.
func (r Request) provenance(g *lineage.Graph, p lineage.Place) error {
	by, n := g.Sectors(p)
	var sectors []string
	for s, k := range by {
		if k > 0 && s > 0 {
			sectors = append(sectors, r.SectorName(model.Sector(s))+" "+strconv.Itoa(k))
		}
	}
	if n == 0 || len(sectors) == 0 {
		return nil
	}
	_, err := fmt.Fprintln(r.Out, r.Words.T("handler.trace.sectors", "Ideas", r.Words.N("unit.ideas", n), "Sectors", strings.Join(sectors, ", ")))
	return err
}
