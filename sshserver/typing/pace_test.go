package typing

import (
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/sshserver"
	"verkstad/ui/live"
	"verkstad/ui/participant"
	"verkstad/ui/stage"
)

// pace is the time by which somebody's terminal tells whether their hands are
// still. It stands until the person lets it go on, so that only they decide how
// long they take from one key to the next, and no computer is too slow for them.
type pace struct {
	done <-chan struct{} // when nobody waits any more

	mu      sync.Mutex
	now     time.Time
	waiting map[chan struct{}]time.Time
	handled int           // keys that the screen has seen
	next    chan struct{} // closed when it sees another
}

func newPace(done <-chan struct{}) *pace {
	return &pace{done: done, now: time.Unix(0, 0), waiting: map[chan struct{}]time.Time{}, next: make(chan struct{})}
}

// timer is the pace as a terminal uses it.
func (p *pace) timer() stage.Timer { return stage.Timer{Now: p.time, After: p.after} }

func (p *pace) time() time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.now
}

func (p *pace) after(d time.Duration, msg tea.Msg) tea.Cmd {
	p.mu.Lock()
	defer p.mu.Unlock()
	due := make(chan struct{})
	p.waiting[due] = p.now.Add(d)
	return func() tea.Msg {
		select {
		case <-due:
			return msg
		case <-p.done:
			return nil
		}
	}
}

// pass lets time go on.
func (p *pace) pass(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.now = p.now.Add(d)
	for due, at := range p.waiting {
		if !at.After(p.now) {
			close(due)
			delete(p.waiting, due)
		}
	}
}

// saw notes that the screen has dealt with a key.
func (p *pace) saw() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.handled++
	close(p.next)
	p.next = make(chan struct{})
}

// keys is how many keys the screen has dealt with, and what is closed when there
// is one more.
func (p *pace) keys() (n int, next <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.handled, p.next
}

// paces are those of the people of a room.
type paces struct {
	identify func(key [32]byte) string // as whom the room stores somebody
	done     chan struct{}

	mu sync.Mutex
	of map[string]*pace
}

// give has the terminals of somebody go by a pace of their own.
func (p *paces) give(stored string) *pace {
	p.mu.Lock()
	defer p.mu.Unlock()
	made := newPace(p.done)
	p.of[stored] = made
	return made
}

// find is somebody's pace; nil for the computer's.
func (p *paces) find(stored string) *pace {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.of[stored]
}

// pacedApp makes screens that go by the pace of their person, if they have one.
type pacedApp struct {
	sshserver.App
	paces *paces
}

func (a pacedApp) Screen(c sshserver.Caller, t sshserver.Terminal) (live.Screen, error) {
	s, err := a.App.Screen(c, t)
	if p := a.paces.find(a.paces.identify(c.Key)); err == nil && p != nil {
		return &pacedScreen{s, p}, nil
	}
	return s, err
}

// participant makes a participant's screen.
func (p *paces) participant(e *stage.Env, h participant.Hint) stage.Screen {
	if its := p.find(h.Key); its != nil {
		e.Timer = its.timer()
	}
	return participant.New(e, h)
}

// pacedScreen counts the keys that a screen has dealt with.
type pacedScreen struct {
	live.Screen
	pace *pace
}

func (s *pacedScreen) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	_, cmd := s.Screen.Update(msg)
	if _, isKey := msg.(tea.KeyPressMsg); isKey {
		s.pace.saw()
	}
	return s, cmd
}
