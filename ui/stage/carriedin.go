package stage

import (
	"context"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/workshop"
)

// Leaves is what a new workshop of a series opens with: what the workshop
// before number left for the agenda, and which one that was. It gives nothing
// for the first of a series.
func Leaves(ctx context.Context, h workshop.Archive, node, series string, number int, agenda []method.Phase) (model.CarryIn, model.Summary, error) {
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
