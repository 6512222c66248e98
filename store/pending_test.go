package store_test

import (
	"syscall"
	"testing"

	"verkstad/model"
)

// The board that is being written is offered as pending, and nowhere else. It is
// the same board that comes to be, or its epoch is over.
func TestWhatIsPendingIsTheBoardThatIsWritten(t *testing.T) {
	_, l, f := withFaults(t)
	wake, cancel := l.SubscribePending()
	defer cancel()
	var pending model.Pending
	var shown *model.Board
	f.set(func(f *faulty) { f.begun = func() { <-wake; pending, shown = l.Pending(), l.Board() } })

	before := l.Board()
	must(t, l, model.Host, model.AddIdea{Text: "En"})
	if pending.Board == nil || pending.Board.Seq != before.Seq+1 || shown != before {
		t.Fatalf("while writing %v was pending, and %v shown", pending.Board, shown)
	}
	if now := l.Pending(); l.Board() != pending.Board || now.Board != nil || now.Epoch != pending.Epoch {
		t.Errorf("afterwards the board is another than was pending, or %+v", now)
	}

	was := l.Board()
	news, stop := l.Subscribe()
	defer stop()
	f.set(func(f *faulty) { f.before = syscall.EIO })
	if _, err := l.Do(ctx, model.Host, "", model.AddIdea{Text: "Två"}); err == nil {
		t.Fatal("it was done")
	}
	if now := l.Pending(); pending.Board.Seq != l.Board().Seq+1 || now.Epoch != pending.Epoch+1 || now.Board != nil {
		t.Errorf("after a failure the board is %d in %+v, pending was %d in epoch %d", l.Board().Seq, now, pending.Board.Seq, pending.Epoch)
	}
	if l.Board() != was {
		t.Error("after a failure the board is another than before")
	}
	<-news // or those who follow would go on with what was worked out
	f.set(func(f *faulty) { f.before = nil })
	must(t, l, model.Host, model.AddIdea{Text: "Tre"})
}
