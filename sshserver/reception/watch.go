package reception

import (
	"context"
	"errors"

	"verkstad/model"
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
func (v *visitor) watches(ctx context.Context) error {
	if v.leads() {
		return nil
	}
	switch p := v.person(); {
	case p == nil:
		return v.joinWatching(ctx)
	case p.Removed:
		return ErrWatchOut
	}
	return nil
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
