package sshserver

import "io"

// turns lets a few terminals at a time draw what others did, and the rest wait
// in line. A thousand that drew at once would stand in the scheduler's queue
// before everything else. What a person does at their own terminal takes no
// turn: it is drawn at once, also while the terminal waits for one.
//
// A turn ends where writing begins: a terminal that takes no bytes holds
// nobody up.
type turns chan struct{}

// atOnce is how many draw at the same time.
const atOnce = 8

func newTurns() turns { return make(turns, atOnce) }

// try takes a turn if there is one.
func (t turns) try() bool {
	select {
	case t <- struct{}{}:
		return true
	default:
		return false
	}
}

// give gives a turn to the next.
func (t turns) give() { <-t }

// turnWriter ends its stage's turn before it writes.
type turnWriter struct {
	w     io.Writer
	stage *stage
}

func (w turnWriter) Write(p []byte) (int, error) {
	w.stage.endTurn()
	return w.w.Write(p)
}
