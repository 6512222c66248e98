package router

import (
	"context"
	"crypto/sha256"
	"errors"
	"slices"
	"sync"

	"verkstad/model"
	"verkstad/sshserver"
	"verkstad/ui/i18n"
	"verkstad/ui/lines"
)

// Errors for callers who ask for CODE+projector and may not watch.
var (
	// errWatchClosed is returned to newcomers while the door is closed.
	errWatchClosed = &model.Error{Code: "watch-closed", Message: "the door is closed; ask the facilitator to open it"}
	// errWatchEnded is returned after the end to callers who were not there.
	errWatchEnded = &model.Error{Code: "watch-ended", Message: "the workshop has ended"}
	// errWatchOut is returned to a caller who was shown out.
	errWatchOut = &model.Error{Code: "watch-out", Message: "you have been shown out"}
)

// admitWatcher lets the caller see what a projector shows, or returns an error.
// Facilitators may watch, and people who have joined. Everybody else is a newcomer, for
// whom the door must be open: they are added to the people as an observer, are counted and
// listed there, and can be shown out.
//
// Callers without a key and without a screen, who are told no way back, are one observer
// together with all such callers of the same source, so that conversations do not fill the
// list. A screen without a key takes over, as long as the door is open, the observer of a
// screen of the same source that has gone: a projector that connects again each time its
// connection breaks is listed once. If an observer of a source was shown out, nobody else
// is let in from there without a key or a code.
func (v *visitor) admitWatcher(ctx context.Context, screen bool) error {
	if v.leads() {
		return nil
	}
	nameless := v.person() == nil && !v.caller.HasKey
	if nameless && !screen {
		v.id.set(v.room(), v.room().Identify(keyOfSource(v.source())), "", "")
	}
	switch p := v.person(); {
	case p != nil && p.Removed, nameless && v.r.watchers.anyShownOut(v.room().Board(), v.source()):
		return errWatchOut
	case p == nil && nameless && v.r.watchers.takeOver(v):
		return nil
	case p == nil:
		if err := v.joinWatching(ctx); err != nil || !nameless {
			return err
		}
		v.r.watchers.add(v)
	}
	return nil
}

// startWatching marks the caller's screen as watching. leave, which is nil if the caller is
// no observer, ends that.
func (v *visitor) startWatching() (leave func()) {
	if v.leaveWatching != nil {
		return v.leaveWatching
	}
	if p := v.person(); p != nil && p.Role == model.Observer {
		return v.room().Enter(p.ID)
	}
	return nil
}

// source returns where the caller connects from.
func (v *visitor) source() sshserver.Source { return sshserver.SourceOf(v.caller.Remote) }

// keyOfSource stands for the key of those who come from a source without one. It is no
// key's hash, since what is hashed is no key.
func keyOfSource(from sshserver.Source) [32]byte {
	return sha256.Sum256([]byte("verkstad: without a key from " + from.String()))
}

// watchers are those who have been let in to watch without a key, by workshop and source.
type watchers struct {
	mu         sync.Mutex
	byWorkshop map[watchKey][]watcher
}

type watchKey struct {
	workshop string
	from     sshserver.Source
}

// watcher is an observer without a key.
type watcher struct {
	person model.PersonID
	stored string // their stored identity
	code   string // return code; empty if they have no screen
}

// add records the observer that the visitor was added as.
func (w *watchers) add(v *visitor) {
	p := v.person()
	if p == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.byWorkshop == nil {
		w.byWorkshop = map[watchKey][]watcher{}
	}
	if p.Role == model.Observer && v.id.returnCode() != "" {
		v.leaveWatching = v.room().Enter(p.ID) // before another visitor can take over the observer
	}
	at := watchKey{v.room().Board().ID, v.source()}
	w.byWorkshop[at] = append(w.byWorkshop[at], watcher{p.ID, p.Key, v.id.returnCode()})
}

// takeOver makes the visitor the first observer of the same source whose screen has gone,
// if the door is open to newcomers. It reports whether there was one.
func (w *watchers) takeOver(v *visitor) bool {
	b := v.room().Board()
	if b.DoorClosed || !b.Ended.IsZero() {
		return false
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	here := v.room().Presence()
	for _, one := range w.byWorkshop[watchKey{b.ID, v.source()}] {
		p := b.Person(one.person)
		if one.code == "" || here.Here(one.person) || p == nil || p.Key != one.stored || p.Removed || p.Role != model.Observer {
			continue
		}
		v.id.set(v.room(), one.stored, one.code, "")
		v.leaveWatching = v.room().Enter(one.person)
		return true
	}
	return false
}

// anyShownOut reports whether somebody from a source has been shown out, and not let in
// again.
func (w *watchers) anyShownOut(b *model.Board, from sshserver.Source) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.ContainsFunc(w.byWorkshop[watchKey{b.ID, from}], func(one watcher) bool {
		p := b.Person(one.person)
		return p != nil && p.Removed && p.Role == model.Observer
	})
}

// mayKeepWatching reports whether the caller, once let in, may go on watching.
func (v *visitor) mayKeepWatching() bool {
	p := v.person()
	return p != nil && !p.Removed || v.leads()
}

// namingTries bounds how often a name is chosen that somebody else then takes first:
// screens that are switched on at once.
const namingTries = 20

// joinWatching adds the caller as an observer.
func (v *visitor) joinWatching(ctx context.Context) (err error) {
	for range namingTries {
		_, err = v.room().Do(ctx, model.Actor{Role: model.Observer}, lines.NewOp(), model.JoinPerson{
			Key: v.joinAs(v.room()), Keyless: !v.caller.HasKey, Role: model.Observer, Name: screenName(v.room().Board()),
		})
		switch {
		case errors.Is(err, model.ErrNameTaken):
			continue
		case errors.Is(err, model.ErrDoorClosed):
			return errWatchClosed
		case errors.Is(err, model.ErrWorkshopClosed):
			return errWatchEnded
		}
		return err
	}
	return err
}

// screenName returns the first free name for a screen in the workshop's language: "Storbild
// 1".
func screenName(b *model.Board) string {
	taken := map[string]bool{}
	for _, p := range b.Everybody().All() {
		taken[p.Name] = true
	}
	for n := 1; ; n++ {
		if name := i18n.For(b.Lang).T("ssh.screen", "N", n); !taken[name] {
			return name
		}
	}
}
