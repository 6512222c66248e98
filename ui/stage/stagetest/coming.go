package stagetest

import (
	"verkstad/model"
)

// Coming is the board of [Room.Begin].
func (r *Room) Coming() *model.Board {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.coming
}

// RunAhead does nothing: Begin wakes everybody.
func (r *Room) RunAhead(any, <-chan struct{}) {}

// Begin is a command on its way to the disk. [Room.Do] with the same one says
// that it got there, Fail that it did not.
func (r *Room) Begin(by model.Actor, c model.Command) {
	r.tb.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	events, err := model.Decide(r.board, by, r.complete(by, c), r.now)
	if err != nil {
		r.tb.Fatalf("%T: %v", c, err)
	}
	board := r.board
	for _, e := range events {
		board = model.Apply(board, model.Record{Seq: board.Seq + 1, At: r.now, By: by, Event: e})
	}
	r.coming = board
	r.wakeAll()
}

// Fail says that what is on its way did not get to the disk.
func (r *Room) Fail() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.coming = nil
	r.failed++
	r.board = r.board.Reissued(r.failed)
	r.wakeAll()
}
