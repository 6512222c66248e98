package stage

import (
	"context"
	"slices"
	"strings"
	"time"

	"verkstad/model"
	"verkstad/model/lineage"
	"verkstad/model/workshop"
)

// Reach is how far somebody may look from a workshop into the others of its
// series. It asks what they may each time it is used.
type Reach interface {
	// Series is the other meetings as they may see them, the oldest first.
	Series(b *model.Board) ([]lineage.Meeting, error)
	// Earlier is the boards that they may carry from, the oldest first.
	Earlier(b *model.Board) ([]*model.Board, error)
	// Confirms is the command by which they say that the workshop belongs in its
	// series; see [model.ConfirmSeries].
	Confirms(b *model.Board) (model.ConfirmSeries, error)
}

// reachTimeout bounds how long the other meetings of a series are read.
const reachTimeout = 10 * time.Second

// Whole is the reach of a terminal that may see all workshops of a house.
func Whole(h workshop.Archive) Reach { return whole{h} }

type whole struct{ archive workshop.Archive }

func (w whole) Series(b *model.Board) ([]lineage.Meeting, error) {
	return SeriesAs(w.archive, b, func(workshop.Live) (model.Actor, bool) { return model.Host, true })
}

// SeriesAs is the other meetings of a series as somebody may see them, the oldest
// first. eyes says who they are in each, and whether they may look into it.
func SeriesAs(h workshop.Archive, b *model.Board, eyes func(workshop.Live) (model.Actor, bool)) ([]lineage.Meeting, error) {
	rooms, err := SeriesRooms(h, b)
	meetings := []lineage.Meeting{}
	for _, room := range rooms {
		if me, may := eyes(room); may {
			meetings = append(meetings, lineage.Meeting{Board: room.Board(), Eyes: me})
		}
	}
	return meetings, err
}

func (w whole) Earlier(b *model.Board) ([]*model.Board, error) {
	rooms, err := SeriesRooms(w.archive, b)
	boards := make([]*model.Board, len(rooms))
	for i, room := range rooms {
		boards[i] = room.Board()
	}
	return boards, err
}

func (whole) Confirms(*model.Board) (model.ConfirmSeries, error) { return model.ConfirmSeries{}, nil }

// SeriesRooms is the workshops that belong together with one, itself left out:
// those of its series in its node, and those that something on its board was
// carried from, the oldest first. Archived ones are among them, and one that
// cannot be opened is left out, since what the others say still holds. Who may
// look into them is for the caller to say.
func SeriesRooms(h workshop.Archive, b *model.Board) ([]workshop.Live, error) {
	ctx, cancel := context.WithTimeout(context.Background(), reachTimeout)
	defer cancel()
	all, err := h.List()
	if err != nil {
		return nil, err
	}
	sources := map[string]bool{}
	for id := model.ItemID(1); id < b.NextItem(); id++ {
		if o := b.OriginOf(id); o != nil {
			sources[o.Workshop] = true
		}
	}
	all = slices.DeleteFunc(all, func(s model.Summary) bool {
		beside := b.Series != "" && strings.EqualFold(s.Series, b.Series) && strings.EqualFold(s.Node, b.Node)
		return s.ID == b.ID || !beside && !sources[s.ID]
	})
	slices.SortStableFunc(all, func(a, b model.Summary) int { return a.Created.Compare(b.Created) })
	var rooms []workshop.Live
	for _, s := range all {
		if room, err := h.Open(ctx, s.ID); err == nil {
			rooms = append(rooms, room)
		}
	}
	return rooms, ctx.Err()
}
