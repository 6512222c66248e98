package router

import (
	"verkstad/model"
	"verkstad/sshserver"
)

// Whoever comes over plain HTTP may be anybody on the same network: the page, the cookie and
// all that is typed can be read and changed on the way. So nothing is opened over it that is
// worth more than one participant's place: no lead, no ticket, no return code, no place that
// somebody got in another way; and no secret ballot, unless the facilitator has let that be
// for the round, see [model.OpenRound].

// Errors for callers over plain HTTP.
var (
	// ErrPlainLead is returned to a person who leads.
	ErrPlainLead = &model.Error{Code: "plain-lead", Message: "who leads must come over ssh or https"}
	// ErrPlainCode is returned to a caller who shows a return code or a ticket, or claims a
	// place.
	ErrPlainCode = &model.Error{Code: "plain-code", Message: "codes, tickets and places are taken over ssh or https only"}
)

// checkPlain returns why a command is refused because it comes over plain HTTP; nil if it is
// not.
func checkPlain(c sshserver.Caller, by model.Actor, command model.Command) error {
	if !c.Plain {
		return nil
	}
	if by.Role == model.Facilitator {
		return ErrPlainLead
	}
	if join, ok := command.(model.JoinPerson); ok && join.Ticket != 0 {
		return ErrPlainCode
	}
	if _, ok := command.(model.UseTicket); ok {
		return ErrPlainCode
	}
	return nil
}
