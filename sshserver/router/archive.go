package router

import (
	"sync"

	tea "charm.land/bubbletea/v2"

	"verkstad/model/workshop"
	"verkstad/ui/review"
	"verkstad/ui/stage"
)

// archive keeps the history of the workshop that was reviewed last, so that a whole room
// that reviews it after the end reads the log once.
type archive struct {
	mu      sync.Mutex
	id      string
	seq     uint64
	history *review.History
}

// load returns the history of an ended workshop.
func (a *archive) load(room workshop.Logged) (*review.History, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	b := room.Board()
	if a.history != nil && a.id == b.ID && a.seq == b.Seq {
		return a.history, nil
	}
	records, err := room.Records()
	if err != nil {
		return nil, err
	}
	a.id, a.seq, a.history = b.ID, b.Seq, review.NewHistory(records)
	return a.history, nil
}

// lookBack returns a function that makes the review for somebody who was there, with a way
// back to the screen they saw before.
func (v *visitor) lookBack(env *stage.Env) func() stage.Screen {
	return func() stage.Screen {
		room := env.Room
		return review.New(env, review.Options{
			Load:   func() (*review.History, error) { return v.r.archive.load(room) },
			Back:   func() tea.Cmd { return env.Show(v.r.config.Screens.Participant(env, v.hint(env))) },
			Series: v.Series,
		})
	}
}
