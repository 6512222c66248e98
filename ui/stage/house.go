package stage

import (
	"context"

	"verkstad/model"
)

// Rooms keeps workshops, each as an R. A store does, which is no [House] itself, since
// its methods give what is its own.
type Rooms[R Room] interface {
	List() ([]model.Summary, error)
	Create(ctx context.Context, c model.CreateWorkshop) (R, error)
	Open(ctx context.Context, id string) (R, error)
	ByCode(code string) (R, bool)
}

// HouseOf is what keeps workshops as a [House]. A Room that it could not give is nil.
func HouseOf[R Room](rooms Rooms[R]) House { return houseOf[R]{rooms} }

type houseOf[R Room] struct{ rooms Rooms[R] }

func (h houseOf[R]) List() ([]model.Summary, error) { return h.rooms.List() }

func (h houseOf[R]) Create(ctx context.Context, c model.CreateWorkshop) (Room, error) {
	return given(h.rooms.Create(ctx, c))
}

func (h houseOf[R]) Open(ctx context.Context, id string) (Room, error) {
	return given(h.rooms.Open(ctx, id))
}

func (h houseOf[R]) ByCode(code string) (Room, bool) {
	room, ok := h.rooms.ByCode(code)
	if !ok {
		return nil, false
	}
	return room, true
}

// given keeps an R that is nil from becoming a Room that is not.
func given[R Room](room R, err error) (Room, error) {
	if err != nil {
		return nil, err
	}
	return room, nil
}
