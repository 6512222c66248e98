package router

import (
	"strings"

	"verkstad/model/code"
)

// address is what a user name asks for.
type address struct {
	code      string // normalised join code; empty if it can be none
	back      string // normalised return code; empty if none is given
	ticket    string // normalised ticket; empty if none is given
	projector bool
}

// parseAddress reads CODE, CODE+RETURNCODE, CODE+TICKET, CODE+projector,
// CODE+projector+RETURNCODE or projector. Return codes and tickets are told by their
// length. What follows a plus and is none of these makes the whole no address.
func parseAddress(user string) address {
	first, second, plus := strings.Cut(user, "+")
	if !plus && strings.EqualFold(first, "projector") {
		return address{projector: true}
	}
	joinCode, ok := code.Normalise(first)
	if !ok {
		return address{}
	}
	at := address{code: joinCode}
	if !plus {
		return at
	}
	role, rest, more := strings.Cut(second, "+")
	if strings.EqualFold(role, "projector") {
		if at.projector = true; !more {
			return at
		}
		second = rest
	}
	switch second, _ = code.Normalise(second); {
	case len(second) == code.ReturnLength, len(second) == code.OldReturnLength:
		at.back = second
	case len(second) == code.TicketLength && !at.projector:
		at.ticket = second
	default:
		return address{}
	}
	return at
}
