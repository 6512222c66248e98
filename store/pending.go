package store

import "verkstad/model"

// Feed is the workshop for those who follow it.
func (l *Live) Feed() model.Feed { return l }

// Pending is the board that is being written to disk. Writing takes longer than
// anything else that an event needs, and others can work out meanwhile what follows
// from it if it gets there. If it does not, an epoch ends, so that nothing that was
// worked out is ever taken for what follows from another board.
func (l *Live) Pending() model.Pending { return *l.pending.Load() }

// offer offers a board that will be written now.
func (l *Live) offer(b *model.Board) {
	l.pending.Store(&model.Pending{Board: b, Epoch: l.Pending().Epoch})
	l.pendingSubs.wakeNow()
}

// settled says that nothing is being written any more: what was is the board, or it
// is not known yet whether it is on disk.
func (l *Live) settled() { l.pending.Store(&model.Pending{Epoch: l.Pending().Epoch}) }

// rollback takes back what was offered: it is known not to be on disk. The board
// stays as it is, and those who follow are woken for the new epoch.
func (l *Live) rollback() {
	l.pending.Store(&model.Pending{Epoch: l.Pending().Epoch + 1})
	l.subs.wake()
}
