package reception

import (
	"context"
	"crypto/sha256"
	"errors"
	"slices"
	"sync"

	"verkstad/model"
	"verkstad/sshserver"
	"verkstad/sshserver/lines"
	"verkstad/ui/words"
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
// list. Where one from a source was shown out, nobody else is let in from there
// without a key or a code.
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
	case p == nil:
		if err := v.joinWatching(ctx); err != nil || !nameless {
			return err
		}
		v.r.watchers.note(v.room().Board(), v.source(), v.person())
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
	of map[watching][]model.PersonID
}

type watching struct {
	workshop string
	from     sshserver.Source
}

func (w *watchers) note(b *model.Board, from sshserver.Source, p *model.Person) {
	if p == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.of == nil {
		w.of = map[watching][]model.PersonID{}
	}
	at := watching{b.ID, from}
	w.of[at] = append(w.of[at], p.ID)
}

// anyOut tells whether somebody from a source has been shown out, and not let in
// again.
func (w *watchers) anyOut(b *model.Board, from sshserver.Source) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.ContainsFunc(w.of[watching{b.ID, from}], func(id model.PersonID) bool {
		p := b.Person(id)
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
		if name := words.For(b.Lang).T("ssh.screen", "N", n); !taken[name] {
			return name
		}
	}
}
