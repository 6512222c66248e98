package store_test

import (
	"syscall"
	"testing"

	"verkstad/model"
)

// The board that is being written can be seen as what is coming, and nowhere
// else. It is the same board that comes to be, or nothing of its edition is.
func TestWhatIsComingIsTheBoardThatIsWritten(t *testing.T) {
	_, l, f := withFaults(t)
	var coming, shown *model.Board
	f.set(func(f *faulty) { f.begun = func() { coming, shown = l.Coming(), l.Board() } })

	before := l.Board()
	must(t, l, model.Host, model.AddIdea{Text: "En"})
	if coming == nil || coming.Seq != before.Seq+1 || shown != before {
		t.Fatalf("while writing %v was coming, and %v shown", coming, shown)
	}
	if l.Board() != coming || l.Coming() != nil {
		t.Errorf("afterwards the board is another than was foretold, or %v is coming still", l.Coming())
	}

	f.set(func(f *faulty) { f.before = syscall.EIO })
	if _, err := l.Do(ctx, model.Host, "", model.AddIdea{Text: "Två"}); err == nil {
		t.Fatal("it was done")
	}
	if b := l.Board(); coming.Seq != b.Seq+1 || coming.Edition() == b.Edition() || l.Coming() != nil {
		t.Errorf("after a failure the board is %d of %s, foretold was %d of %s", b.Seq, b.Edition(), coming.Seq, coming.Edition())
	}
	f.set(func(f *faulty) { f.before = nil })
	must(t, l, model.Host, model.AddIdea{Text: "Tre"})
}
