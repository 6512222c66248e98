package stage

import "verkstad/model"

// Door is how somebody at a terminal comes in to the workshop there, and back.
// Its methods may be called by any goroutine; those that take time or wait are
// for commands and not for Update.
type Door interface {
	// Keyless reports whether they have no key of their own that says who they are.
	Keyless() bool
	// Identity is who they are now, as the log has it; empty for somebody without
	// a key who has neither joined nor come back.
	Identity() string
	// JoinAs is who they will be when they join. It takes some milliseconds.
	JoinAs() string
	// Typed makes them whom a return code or a ticket belongs to that they have
	// typed. It is false where the text is neither but a name. It waits where many
	// have guessed wrong; its error is shown as it is said.
	Typed(text string) (known bool, err error)
	// WayBack is the return code or the ticket that they come back with, as it is
	// shown; empty if their key is enough.
	WayBack() string
	// Claim asks for the place of a person; see [workshop.Identities].
	Claim(p model.PersonID) (c model.Claim, withdraw func(), err error)
}
