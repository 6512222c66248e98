package ideas

import (
	"hash/fnv"
	"strconv"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/frame"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// boardColumns is the columns of a board, and what was changed in them.
type boardColumns struct {
	columns []*cardColumn
	changes []cardChange
}

// columnsKey is the ideas that columns were made of, and from which place on the free
// ones are read.
type columnsKey struct {
	workshop stage.WorkshopEpoch
	rev      uint64
	start    int
}

// columnsOf is the columns of a board, with the free ideas as they are read from a
// place on, made once for all terminals of that place.
func columnsOf(s stage.Snapshot, start int) *boardColumns {
	b := s.Board
	return frame.Hold(s.Cache, columnsKey{s.Workshop, b.Revs.Ideas, start}, func() (*boardColumns, int64) {
		var out []*cardColumn
		groups := view.VisibleIdeasOf(s).Groups()
		for _, group := range groups {
			col := &cardColumn{cluster: group.Cluster, ideas: group.Ideas, filed: map[model.ItemID]method.Text{}}
			if group.Cluster != nil {
				col.number = b.ClusterNumber(group.Cluster.ID)
			} else {
				col.ideas = readFrom(start, b.Phase(), groups)
			}
			for _, id := range col.ids() {
				if category := b.CategoryOf(id); category != nil {
					col.filed[id] = category
				}
			}
			if group.Cluster == nil {
				col.kept = b.Unrevealed()
			}
			col.print = col.fingerprint()
			out = append(out, sameColumn(s, col))
		}
		all := &boardColumns{out, changesOf(b)}
		return all, int64(300*len(out) + 40*len(all.changes))
	})
}

// columnLookKey is what a column looks like.
type columnLookKey struct {
	workshop stage.WorkshopEpoch
	print    uint64
	number   int
}

// sameColumn is a column that looks like col, the one of an earlier board if it
// is there: its cards need not be laid out and drawn again then.
func sameColumn(s stage.Snapshot, col *cardColumn) *cardColumn {
	return frame.Hold(s.Cache, columnLookKey{s.Workshop, col.print, col.number}, func() (*cardColumn, int64) {
		return col, 200 + 8*int64(len(col.ideas))
	})
}

// ids is the cluster and its ideas.
func (c cardColumn) ids() []model.ItemID {
	ids := []model.ItemID{c.id()}
	for _, i := range c.ideas {
		ids = append(ids, i.ID)
	}
	return ids
}

// fingerprint is a hash (FNV-1a) of the items and their revisions.
func (c cardColumn) fingerprint() uint64 {
	h := fnv.New64a()
	add := func(n uint64) { h.Write([]byte(strconv.FormatUint(n, 36) + " ")) }
	add(uint64(c.kept))
	if c.cluster != nil {
		add(uint64(c.cluster.ID))
		add(c.cluster.Rev)
	}
	for _, i := range c.ideas {
		add(uint64(i.ID))
		add(i.Rev)
	}
	return h.Sum64()
}

func (c cardColumn) id() model.ItemID {
	if c.cluster == nil {
		return 0
	}
	return c.cluster.ID
}

// title is the cluster's, or what stands for it while it has none.
func (c cardColumn) title(dc stage.DrawContext) string {
	switch {
	case c.cluster == nil:
		return dc.Words.T("participant.cluster.free")
	case c.cluster.Title != "":
		return c.cluster.Title
	case len(c.ideas) > 0:
		return c.ideas[0].Text
	}
	return dc.Words.T("participant.cluster.untitled")
}

// GroupTitle is what stands over the ideas of a group.
func GroupTitle(dc stage.DrawContext, g model.Group) string {
	return cardColumn{cluster: g.Cluster, ideas: g.Ideas}.title(dc)
}
