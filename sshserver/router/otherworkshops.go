package router

import (
	"verkstad/model"
	"verkstad/model/lineage"
	"verkstad/model/workshop"
	"verkstad/ui/stage"
)

// A visitor's rights hold in the workshop where they were given. Only people in the
// facilitators file lead all workshops.
var _ stage.Reach = (*visitor)(nil)

// Series returns the other meetings of a series that the caller took part in, as they saw
// them. They see no others: a caller who was not there was never given the code.
func (v *visitor) Series(b *model.Board) ([]lineage.Meeting, error) {
	if v.listed() {
		return stage.Whole(v.r.config.Workshops).Series(b)
	}
	return stage.SeriesAs(v.r.config.Workshops, b, v.actorIn)
}

// Earlier returns the boards that the caller, who leads here, may carry from: those that
// this workshop is linked with in both directions, and that they lead too.
func (v *visitor) Earlier(b *model.Board) ([]*model.Board, error) {
	if v.listed() {
		return stage.Whole(v.r.config.Workshops).Earlier(b)
	}
	if !v.leads() {
		return nil, model.ErrNotAllowed
	}
	rooms, err := stage.SeriesRooms(v.r.config.Workshops, b)
	if err != nil {
		return nil, err
	}
	var boards []*model.Board
	for _, room := range rooms {
		if other := room.Board(); b.Knows(other) || v.alsoLeads(room) {
			boards = append(boards, other)
		}
	}
	return boards, nil
}

// Confirms returns the command that confirms the series, if the caller leads another
// workshop of it that is linked.
func (v *visitor) Confirms(b *model.Board) (model.ConfirmSeries, error) {
	if v.listed() {
		return model.ConfirmSeries{}, nil
	}
	rooms, err := stage.SeriesRooms(v.r.config.Workshops, b)
	if err != nil {
		return model.ConfirmSeries{}, err
	}
	for _, room := range rooms {
		if other := room.Board(); b.SameSeries(other) && other.SeriesKnown() && v.alsoLeads(room) {
			return model.ConfirmSeries{LeadsAnother: true}, nil
		}
	}
	return model.ConfirmSeries{}, nil
}

// alsoLeads reports whether the caller was appointed a facilitator in another workshop.
func (v *visitor) alsoLeads(room workshop.Live) bool {
	p := room.Board().PersonByKey(v.identity(room))
	return p != nil && p.Leads()
}

// actorIn returns the caller as an actor in another meeting of the series.
func (v *visitor) actorIn(room workshop.Live) (model.Actor, bool) {
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
