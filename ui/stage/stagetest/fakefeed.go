package stagetest

import (
	"verkstad/model"
)

// Feed is the room itself.
func (r *Room) Feed() model.Feed { return r }

// Pending is the board of [Room.Begin].
func (r *Room) Pending() model.Pending {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.pending
}

// SubscribePending gives a channel that nobody sends on: tests call Update with
// a [live.PrerenderMsg] themselves.
func (r *Room) SubscribePending() (wake <-chan struct{}, cancel func()) { return nil, func() {} }

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
	r.pending.Board = board
}

// Fail says that what is on its way did not get to the disk.
func (r *Room) Fail() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.pending = model.Pending{Epoch: r.pending.Epoch + 1}
	r.wakeAll()
}
