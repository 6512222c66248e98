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

// What somebody is told who asks for CODE+projector and may not have it.
var (
	// ErrWatchClosed is returned while the door is closed, to who is not known.
	ErrWatchClosed = &model.Error{Code: "watch-closed", Message: "the door is closed; ask the facilitator to open it"}
	// ErrWatchEnded is returned after the end, to who was not there.
	ErrWatchEnded = &model.Error{Code: "watch-ended", Message: "the workshop has ended"}
	// ErrWatchOut is returned to who was shown out.
	ErrWatchOut = &model.Error{Code: "watch-out", Message: "you have been shown out"}
)

// watches lets the caller see what a projector shows, or says why not. Whoever
// leads may, and who has joined. Everybody else is a newcomer, for whom the door
// must be open: they are taken up among the people as an observer, are counted
// and listed there, and can be shown out.
//
// Whoever has no key and no screen either, and so is told no way back, is one
// observer with all such from the same source: conversations do not fill the
// list. A screen without a key takes up, as long as the door is open, the observer
// of one from the same source that has gone: a wall whose connection is made anew
// each time it breaks is listed once. Where one from a source was shown out, nobody
// else is let in from there without a key or a code.
func (v *visitor) watches(ctx context.Context, screen bool) error {
	if v.leads() {
		return nil
	}
	nameless := v.person() == nil && !v.caller.HasKey
	if nameless && !screen {
		v.id.know(v.room(), v.room().Identify(keyOfSource(v.source())), "", "")
	}
	switch p := v.person(); {
	case p != nil && p.Removed, nameless && v.r.watchers.anyOut(v.room().Board(), v.source()):
		return ErrWatchOut
	case p == nil && nameless && v.r.watchers.takeUp(v):
		return nil
	case p == nil:
		if err := v.joinWatching(ctx); err != nil || !nameless {
			return err
		}
		v.r.watchers.note(v)
	}
	return nil
}

// sitsWatching says that a screen of the caller's watches; leave, nil where whoever
// watches is no observer, that it is closed.
func (v *visitor) sitsWatching() (leave func()) {
	if v.entered != nil {
		return v.entered
	}
	if p := v.person(); p != nil && p.Role == model.Observer {
		return v.room().Enter(p.ID)
	}
	return nil
}

// source is where the caller comes from.
func (v *visitor) source() sshserver.Source { return sshserver.SourceOf(v.caller.Remote) }

// keyOfSource stands for the key of those who come from a source without one. No
// key has it: it is the hash of what is no key.
func keyOfSource(from sshserver.Source) [32]byte {
	return sha256.Sum256([]byte("verkstad: without a key from " + from.String()))
}

// watchers is who has been let in to watch without a key, by workshop and source.
type watchers struct {
	mu sync.Mutex
	of map[watching][]watcher
}

type watching struct {
	workshop string
	from     sshserver.Source
}

// watcher is an observer without a key.
type watcher struct {
	person model.PersonID
	stored string // as whom they are stored
	code   string // their return code; empty for who has no screen
}

// note keeps whom the visitor was taken up as.
func (w *watchers) note(v *visitor) {
	p := v.person()
	if p == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.of == nil {
		w.of = map[watching][]watcher{}
	}
	if p.Role == model.Observer && v.id.drawn() != "" {
		v.entered = v.room().Enter(p.ID) // before another can take them for gone
	}
	at := watching{v.room().Board().ID, v.source()}
	w.of[at] = append(w.of[at], watcher{p.ID, p.Key, v.id.drawn()})
}

// takeUp makes the visitor the first observer with a screen from the same source who
// has gone, if the door is open to newcomers. It tells whether there was one.
func (w *watchers) takeUp(v *visitor) bool {
	b := v.room().Board()
	if b.DoorClosed || !b.Ended.IsZero() {
		return false
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	here := v.room().Presence()
	for _, one := range w.of[watching{b.ID, v.source()}] {
		p := b.Person(one.person)
		if one.code == "" || here.Here(one.person) || p == nil || p.Key != one.stored || p.Removed || p.Role != model.Observer {
			continue
		}
		v.id.know(v.room(), one.stored, one.code, "")
		v.entered = v.room().Enter(one.person)
		return true
	}
	return false
}

// anyOut tells whether somebody from a source has been shown out, and not let in
// again.
func (w *watchers) anyOut(b *model.Board, from sshserver.Source) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.ContainsFunc(w.of[watching{b.ID, from}], func(one watcher) bool {
		p := b.Person(one.person)
		return p != nil && p.Removed && p.Role == model.Observer
	})
}

// watchesOn tells whether the caller, once let in, may go on watching.
func (v *visitor) watchesOn() bool {
	p := v.person()
	return p != nil && !p.Removed || v.leads()
}

// namingTries bounds how often a name is sought that somebody else then takes
// first: screens that are switched on at once.
const namingTries = 20

// joinWatching takes the caller up as an observer.
func (v *visitor) joinWatching(ctx context.Context) (err error) {
	for range namingTries {
		_, err = v.room().Do(ctx, model.Actor{Role: model.Observer}, lines.NewOp(), model.JoinPerson{
			Key: v.joinAs(v.room()), Keyless: !v.caller.HasKey, Role: model.Observer, Name: screenName(v.room().Board()),
		})
		switch {
		case errors.Is(err, model.ErrNameTaken):
			continue
		case errors.Is(err, model.ErrDoorClosed):
			return ErrWatchClosed
		case errors.Is(err, model.ErrWorkshopClosed):
			return ErrWatchEnded
		}
		return err
	}
	return err
}

// screenName is the first free of the names that screens have in the workshop's
// language: "Storbild 1".
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
