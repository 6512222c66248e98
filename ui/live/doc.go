// Package live is everything between "the board has changed" and "bytes for
// this terminal".
//
//	model.Feed ──► Scheduler ──► Seat ──► Session ──► Screen ──► Terminal
//	               cuts frames   one      runs the    lays       takes
//	               and tells     each     model       out        steps
//
// A [Hub] belongs to a server. It has one [scheduler] for each workshop that
// somebody looks at, which says what all its terminals show now: a [Cut]. In a burst of ideas there are fewer cuts than boards. At
// each cut the scheduler tells the terminals one after the other through their
// [Seat]; what people do at their own terminal is drawn without asking it.
//
// A [Session] runs the Bubble Tea model of one terminal, and paints what
// changed. It knows its terminal only as a [Terminal]: a size, colours, what is
// typed, and a writer of steps. SSH has one.
//
// While an event is being written to disk, one terminal of each shape lays out
// and draws what all will see of it, so that nothing is left to be drawn when it
// is there: see [Seat.Prerender].
package live
