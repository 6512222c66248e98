package store_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"testing"

	"verkstad/model"
	"verkstad/store"
	"verkstad/store/bolt"
)

// faulty is a log that fails as it is told to.
type faulty struct {
	store.EventLog
	mu     sync.Mutex
	before error // Append fails and writes nothing
	after  error // Append writes and then fails
	settle error
	try    error
	panics bool   // Append panics after it has written
	begun  func() // called by Append before anything is written
}

func (f *faulty) set(change func(*faulty)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	change(f)
}

func (f *faulty) Append(workshop string, c bolt.Commit) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.begun != nil {
		f.begun()
	}
	if f.before != nil {
		return f.before
	}
	if err := f.EventLog.Append(workshop, c); err != nil {
		return err
	}
	if f.panics {
		panic("as told")
	}
	return f.after
}

func (f *faulty) Settle(workshop string, c bolt.Commit) (bool, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.settle != nil {
		return false, f.settle
	}
	return f.EventLog.Settle(workshop, c)
}

func (f *faulty) Try(size int) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.try != nil {
		return f.try
	}
	return f.EventLog.Try(size)
}

func withFaults(t *testing.T) (*store.Store, *store.Live, *faulty) {
	t.Helper()
	f := &faulty{}
	s := open(t, t.TempDir(), quiet.Wrap(func(log store.EventLog) store.EventLog { f.EventLog = log; return f }))
	return s, begin(t, s), f
}

func TestAWriteThatFailedIsNotAcknowledged(t *testing.T) {
	s, l, f := withFaults(t)
	f.set(func(f *faulty) { f.before = syscall.EIO })
	_, err := l.Do(ctx, model.Host, "op", model.AddIdea{Text: "En"})
	if !errors.Is(err, store.ErrNotSaved) || !errors.Is(err, syscall.EIO) {
		t.Errorf("got %v", err)
	}
	if n := len(l.Board().Ideas(model.Host)); n != 0 {
		t.Errorf("%d ideas on the board", n)
	}
	f.set(func(f *faulty) { f.before = nil })
	out, err := l.Do(ctx, model.Host, "op", model.AddIdea{Text: "En"})
	if err != nil || out.Repeated {
		t.Errorf("again: %+v, %v", out, err)
	}
	verifyFile(t, s, l)
}

func TestAWriteThatIsThereAfterAllIsAcknowledgedOnce(t *testing.T) {
	s, l, f := withFaults(t)
	f.set(func(f *faulty) { f.after = syscall.EIO })
	if _, err := l.Do(ctx, model.Host, "op", model.AddIdea{Text: "En"}); err != nil {
		t.Errorf("got %v; it is on disk", err)
	}
	f.set(func(f *faulty) { f.after = nil })
	if out, err := l.Do(ctx, model.Host, "op", model.AddIdea{Text: "En"}); err != nil || !out.Repeated {
		t.Errorf("again: %+v, %v", out, err)
	}
	if n := len(l.Board().Ideas(model.Host)); n != 1 {
		t.Errorf("%d ideas on the board", n)
	}
	verifyFile(t, s, l)
}

func TestWhileItIsNotKnownNothingIsTaken(t *testing.T) {
	s, l, f := withFaults(t)
	wake, cancel := l.Subscribe()
	defer cancel()
	f.set(func(f *faulty) { f.after, f.settle = syscall.EIO, errors.New("cannot be opened") })
	if _, err := l.Do(ctx, model.Host, "op", model.AddIdea{Text: "En"}); !errors.Is(err, store.ErrUnsure) {
		t.Errorf("got %v, want ErrUnsure", err)
	}
	refuse(t, l, model.Host, model.AddIdea{Text: "Två"}, store.ErrNotSaved)
	if h := l.Health(); !errors.Is(h.Err, store.ErrNotSaved) || h.Since.IsZero() {
		t.Errorf("health %+v", h)
	}
	<-wake
	f.set(func(f *faulty) { f.after, f.settle = nil, nil })
	eventually(t, "it goes on", func() bool { return l.Health().Err == nil })
	if out, err := l.Do(ctx, model.Host, "op", model.AddIdea{Text: "En"}); err != nil || !out.Repeated {
		t.Errorf("again: %+v, %v", out, err)
	}
	verifyFile(t, s, l)
}

func TestAFullDiskIsABannerAndGoesOnByItself(t *testing.T) {
	s, l, f := withFaults(t)
	wake, cancel := l.Subscribe()
	defer cancel()
	full := fmt.Errorf("%w (%w)", store.ErrFull, syscall.ENOSPC)
	f.set(func(f *faulty) { f.before, f.try = full, full })
	refuse(t, l, model.Host, model.AddIdea{Text: "En"}, store.ErrDiskFull)
	if h := l.Health(); !errors.Is(h.Err, store.ErrDiskFull) {
		t.Errorf("health %+v", h)
	}
	refuse(t, l, model.Host, model.AddIdea{Text: "Två"}, store.ErrDiskFull)
	l.SaveDraft(0, "idea", "kept meanwhile")
	f.set(func(f *faulty) { f.before, f.try = nil, nil })
	<-wake
	eventually(t, "it goes on", func() bool { return l.Health().Err == nil })
	must(t, l, model.Host, model.AddIdea{Text: "Tre"})
	if l.Draft(0, "idea") != "kept meanwhile" {
		t.Error("the draft is gone")
	}
	verifyFile(t, s, l)
}

func TestAPanicWhileWritingIsSettledFromTheDisk(t *testing.T) {
	s, l, f := withFaults(t)
	f.set(func(f *faulty) { f.panics = true })
	if _, err := l.Do(ctx, model.Host, "op", model.AddIdea{Text: "En"}); !errors.Is(err, store.ErrUnsure) {
		t.Errorf("got %v, want ErrUnsure", err)
	}
	f.set(func(f *faulty) { f.panics = false })
	eventually(t, "it goes on", func() bool { return l.Health().Err == nil })
	if out, err := l.Do(ctx, model.Host, "op", model.AddIdea{Text: "En"}); err != nil || !out.Repeated {
		t.Errorf("again: %+v, %v", out, err)
	}
	verifyFile(t, s, l)
}

func TestARoundThatDidNotOpenLeavesNoKey(t *testing.T) {
	f := &faulty{}
	dir := t.TempDir()
	s := open(t, dir, quiet.Wrap(func(log store.EventLog) store.EventLog { f.EventLog = log; return f }))
	l := begin(t, s)
	must(t, l, model.Host, model.AddIdea{Text: "En"})
	must(t, l, model.Host, model.AddIdea{Text: "Två"})
	f.set(func(f *faulty) { f.before = syscall.EIO })
	refuse(t, l, model.Host, model.OpenRound{Dots: 1}, store.ErrNotSaved)
	if files := keys(t, dir); len(files) != 0 {
		t.Errorf("keys %v", files)
	}
	f.set(func(f *faulty) { f.before = nil })
	must(t, l, model.Host, model.OpenRound{Dots: 1})
	if files := keys(t, dir); len(files) != 1 {
		t.Errorf("keys %v", files)
	}
}

// TestHealthSaysThatARoundKeyFoundNoRoom holds that what Health says is so when a
// round could not be opened since its key could not be kept: whether anything else
// can be saved.
func TestHealthSaysThatARoundKeyFoundNoRoom(t *testing.T) {
	f := &faulty{}
	dir := t.TempDir()
	s := open(t, dir, quiet.Wrap(func(log store.EventLog) store.EventLog { f.EventLog = log; return f }))
	l := begin(t, s)
	must(t, l, model.Host, model.AddIdea{Text: "En"})
	must(t, l, model.Host, model.AddIdea{Text: "Två"})
	inTheWay := filepath.Join(dir, "rounds")
	if err := os.RemoveAll(inTheWay); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(inTheWay, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	f.set(func(f *faulty) { f.try = store.ErrFull })
	refuse(t, l, model.Host, model.OpenRound{Dots: 1}, store.ErrNotSaved)
	if h := l.Health(); !errors.Is(h.Err, store.ErrDiskFull) {
		t.Errorf("the disk is full, and Health says %v", h.Err)
	}
	refuse(t, l, model.Host, model.AddIdea{Text: "Tre"}, store.ErrDiskFull)
	f.set(func(f *faulty) { f.try = nil })
	eventually(t, "it goes on", func() bool { return l.Health().Err == nil })
	refuse(t, l, model.Host, model.OpenRound{Dots: 1}, store.ErrNotSaved)
	if h := l.Health(); h.Err != nil {
		t.Errorf("all else can be saved, and Health says %v", h.Err)
	}
	must(t, l, model.Host, model.AddIdea{Text: "Tre"})
	if err := os.Remove(inTheWay); err != nil {
		t.Fatal(err)
	}
	must(t, l, model.Host, model.OpenRound{Dots: 1})
}
