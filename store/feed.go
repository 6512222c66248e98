package store

import "verkstad/model"

// Feed returns the workshop for those who follow it.
func (l *Live) Feed() model.Feed { return l }

// Pending returns the board that is being written to disk. Writing takes longer than
// anything else that an event needs, and meanwhile others can compute what follows from the
// board if the write succeeds. If it fails, the epoch changes, so that nothing that was
// computed is ever taken for the result of another board.
func (l *Live) Pending() model.Pending { return *l.pending.Load() }

// offer publishes a board as pending, which will be written now.
func (l *Live) offer(b *model.Board) {
	l.pending.Store(&model.Pending{Board: b, Epoch: l.Pending().Epoch})
	l.pendingSubs.wakeNow()
}

// settled records that nothing is being written any more: the pending board has become the
// board, or it is not known yet whether it is on disk.
func (l *Live) settled() { l.pending.Store(&model.Pending{Epoch: l.Pending().Epoch}) }

// rollback withdraws the pending board, which is known not to be on disk. The board stays
// as it is, and subscribers are woken for the new epoch.
func (l *Live) rollback() {
	l.pending.Store(&model.Pending{Epoch: l.Pending().Epoch + 1})
	l.subs.wake()
}
