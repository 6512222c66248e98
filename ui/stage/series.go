package stage

import (
	"context"
	"slices"
	"strings"

	"verkstad/model"
	"verkstad/model/method"
)

// Leaves is what a new workshop of a series opens with: what the workshop
// before number left for the agenda, and which one that was. It gives nothing
// for the first of a series.
func Leaves(ctx context.Context, h House, node, series string, number int, agenda []method.Phase) (model.CarryIn, model.Summary, error) {
	all, err := h.List()
	if err != nil {
		return model.CarryIn{}, model.Summary{}, err
	}
	last, ok := model.Previous(all, node, series, number)
	if !ok {
		return model.CarryIn{}, last, nil
	}
	room, err := h.Open(ctx, last.ID)
	if err != nil {
		return model.CarryIn{}, last, err
	}
	return room.Board().Leaves(agenda), last, nil
}

// Series is the workshops that belong together with one, itself left out: those
// of its series in its node, and those that something on its board was carried
// from, the oldest first. Archived ones are among them, and one that cannot be
// opened is left out, since what the others say still holds.
func Series(ctx context.Context, h House, b *model.Board) ([]Room, error) {
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
	var rooms []Room
	for _, s := range all {
		if room, err := h.Open(ctx, s.ID); err == nil {
			rooms = append(rooms, room)
		}
	}
	return rooms, ctx.Err()
}
