package router

import (
	"verkstad/model"
	"verkstad/model/lineage"
	"verkstad/model/workshop"
	"verkstad/ui/stage"
)

// A visitor's rights hold in the workshop where they were given. Only who stands
// in the file of facilitators leads all of them.
var _ stage.Reach = (*visitor)(nil)

// Series is the other meetings of a series as the caller was there. Who was not
// there does not look into it: its code was never theirs.
func (v *visitor) Series(b *model.Board) ([]lineage.Meeting, error) {
	if v.listed() {
		return stage.Whole(v.r.config.House).Series(b)
	}
	return stage.SeriesAs(v.r.config.House, b, v.eyes)
}

// Earlier is the boards that the caller, who leads here, may carry from: those
// that the workshop knows and is known by, and those that they lead too.
func (v *visitor) Earlier(b *model.Board) ([]*model.Board, error) {
	if v.listed() {
		return stage.Whole(v.r.config.House).Earlier(b)
	}
	if !v.leads() {
		return nil, model.ErrNotAllowed
	}
	rooms, err := stage.SeriesRooms(v.r.config.House, b)
	if err != nil {
		return nil, err
	}
	var boards []*model.Board
	for _, room := range rooms {
		if other := room.Board(); b.Knows(other) || v.leadsToo(room) {
			boards = append(boards, other)
		}
	}
	return boards, nil
}

// Confirms says whether the caller leads another workshop of the series, one
// that is known there.
func (v *visitor) Confirms(b *model.Board) (model.ConfirmSeries, error) {
	if v.listed() {
		return model.ConfirmSeries{}, nil
	}
	rooms, err := stage.SeriesRooms(v.r.config.House, b)
	if err != nil {
		return model.ConfirmSeries{}, err
	}
	for _, room := range rooms {
		if other := room.Board(); b.SameSeries(other) && other.SeriesKnown() && v.leadsToo(room) {
			return model.ConfirmSeries{LeadsAnother: true}, nil
		}
	}
	return model.ConfirmSeries{}, nil
}

// leadsToo tells whether the caller was appointed in another workshop, too.
func (v *visitor) leadsToo(room workshop.Live) bool {
	p := room.Board().PersonByKey(v.identity(room))
	return p != nil && p.Leads()
}

// eyes is who the caller is in another meeting of the series.
func (v *visitor) eyes(room workshop.Live) (model.Actor, bool) {
	p := room.Board().PersonByKey(v.identity(room))
	if p == nil || p.Removed {
		return model.Actor{}, false
	}
	me := model.Actor{Person: p.ID, Role: model.Participant}
	if p.Role == model.Observer || p.Leads() {
		me.Role = p.Role
	}
	return me, true
}
