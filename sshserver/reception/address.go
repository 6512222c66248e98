package reception

import (
	"strings"

	"verkstad/model/code"
	"verkstad/sshserver"
)

// address is what a user name asks for.
type address struct {
	code      string // normalised join code; empty if it can be none
	back      string // normalised return code; empty if none is given
	projector bool
}

// parseAddress reads CODE, CODE+RETURNCODE, CODE+projector or projector. What
// follows a plus and is neither makes the whole no address.
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
	switch {
	case !plus:
		return at
	case strings.EqualFold(second, "projector"):
		at.projector = true
		return at
	}
	if at.back, ok = code.Normalise(second); !ok || len(at.back) != sshserver.CodeLength {
		return address{}
	}
	return at
}
