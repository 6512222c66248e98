package router

import (
	"context"

	"verkstad/model/safego"
	"verkstad/model/workshop"
)

// whileThere returns a context that also ends when the room is closed for good, as when the
// workshop is forgotten; a conversation that waits for its next line ends then. The caller
// must call stop.
func whileThere(ctx context.Context, room workshop.Followed) (there context.Context, stop func()) {
	there, stop = context.WithCancel(ctx)
	wake, cancel := room.Subscribe()
	safego.Go("conversation's room", func() {
		defer cancel()
		for room.Gone() == nil {
			select {
			case <-wake:
			case <-there.Done():
				return
			}
		}
		stop()
	})
	return there, stop
}
