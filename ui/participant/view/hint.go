package view

import (
	"verkstad/model"
	"verkstad/model/workshop"
	"verkstad/ui/stage"
)

// Hint is what is known of somebody before they have said anything.
type Hint struct {
	// Name is a proposed display name, not cleaned.
	Name string
	// Key is who they are, as [workshop.Live.Identify] stored it. If no room is
	// known yet it may be empty; then KeyFor gives it once there is one.
	Key    string
	KeyFor func(workshop.Live) string
	// Role is Participant unless it says Observer, who looks on.
	Role model.Role
	// Door is how they come in and back; nil where Key says it all.
	Door stage.Door
	// NoReturn is true at a terminal at which nobody comes back by a code, or by asking for
	// their place: what is sent can be read on the way.
	NoReturn bool
	// Ticket is the number of the ticket that they came with, which lets them
	// vote; 0 is none. It may be nil.
	Ticket func() int
	// Ahead is how many are before them while they wait to come in, where many do
	// at once. It may be nil.
	Ahead func() int
	// FindRoom finds the workshop of a code that was typed. It is used where
	// [stage.Env.Room] is nil. Its error is shown as it is said.
	FindRoom func(code string) (workshop.Live, error)
	// Tried is the code that they came with and that no workshop has, not cleaned;
	// empty if they came without one.
	Tried string
	// LookBack makes the review of the workshop when it has ended. It may be nil.
	LookBack func() stage.Screen
}
