package store

import (
	"sync/atomic"

	"verkstad/model"
)

// coming is the board that is being written to disk. Nobody is shown it. But
// while the disk works, which takes longer than anything else an event needs,
// somebody can lay out and draw what all will see of it if it gets there: so
// one terminal of each shape runs ahead. If the write fails, the board goes on
// in another edition, so that nothing of what was prepared is ever found again.
type coming struct {
	board    atomic.Pointer[model.Board]
	editions int // how many there have been besides the first; the writer's own
}

// Coming is the board that is being written to disk, nil while none is. It
// must be shown to nobody before it is [Live.Board].
func (l *Live) Coming() *model.Board { return l.coming.board.Load() }

// RunAhead asks that wake, from [Live.Subscribe], is also told when there is a
// [Live.Coming] board. There is one for each shape, anything comparable that
// says for whom the same can be prepared: the last who asked.
func (l *Live) RunAhead(shape any, wake <-chan struct{}) { l.subs.runAhead(shape, wake) }

// foretell has those who run ahead look at a board that will be written now.
func (l *Live) foretell(b *model.Board) {
	l.coming.board.Store(b)
	l.subs.wakeAhead()
}

// retract takes back what was foretold: it is known not to be on disk.
func (l *Live) retract() {
	l.coming.editions++
	l.board.Store(l.board.Load().Reissued(l.coming.editions))
	l.subs.wake()
}
