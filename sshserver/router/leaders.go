package router

import (
	"context"

	"verkstad/model"
	"verkstad/model/workshop"
	"verkstad/sshserver"
)

var _ sshserver.Leaders = (*Router)(nil)

// AnyLeads tells whether somebody was let lead in the workshop that this server
// was started for. On others nobody was who is not in the file of facilitators, or
// was let lead by one who is.
func (r *Router) AnyLeads() bool {
	room := r.hosted(context.Background())
	return room != nil && len(room.Board().Leaders()) > 0
}

// Leads tells whether a key was let lead in the workshop of a user name.
func (r *Router) Leads(user string, key [32]byte) bool {
	var room workshop.Live
	if at := parseAddress(user); at.code != "" {
		room, _ = r.config.House.ByCode(at.code)
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
