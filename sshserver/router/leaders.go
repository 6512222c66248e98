package router

import (
	"context"

	"verkstad/model"
	"verkstad/model/workshop"
	"verkstad/sshserver"
)

var _ sshserver.Leaders = (*Router)(nil)

// AnyLeads reports whether somebody has been made a facilitator in the workshop that this
// server was started for. In other workshops only people in the facilitators file, or those
// they appointed, can lead.
func (r *Router) AnyLeads() bool {
	room := r.hosted(context.Background())
	return room != nil && len(room.Board().Leaders()) > 0
}

// Leads reports whether the person with a key was made a facilitator in the workshop of a
// user name.
func (r *Router) Leads(user string, key [32]byte) bool {
	var room workshop.Live
	if at := parseAddress(user); at.code != "" {
		room, _ = r.config.Workshops.ByCode(at.code)
	}
	if room == nil {
		room = r.hosted(context.Background())
	}
	if room == nil {
		return false
	}
	p := room.Board().PersonByKey(room.Identify(key))
	return p != nil && p.Role == model.Facilitator && !p.Removed
}
