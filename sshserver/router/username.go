package router

import (
	"strings"

	"verkstad/model/code"
)

// address is what an SSH user name asks for.
type address struct {
	code       string // normalised join code; empty if it is not one
	returnCode string // normalised; empty if none is given
	ticket     string // normalised; empty if none is given
	projector  bool
}

// parseAddress parses CODE, CODE+RETURNCODE, CODE+TICKET, CODE+projector,
// CODE+projector+RETURNCODE or projector. Return codes and tickets are distinguished by
// their length. If anything else follows a plus, the address is empty.
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
		at.returnCode = second
	case len(second) == code.TicketLength && !at.projector:
		at.ticket = second
	default:
		return address{}
	}
	return at
}
