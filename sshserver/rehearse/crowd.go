// Package rehearse fills a server with simulated people and measures what they
// see: each has a key, a connection and a terminal of its own, types, and
// watches its screen. It is the load of the benchmarks, and of the facilitator's
// dress rehearsal.
//
// A person here costs little, so that a thousand of them leave something of the
// computer to the server; package simulate has people with more to say.
package rehearse

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"verkstad/model/guarded"
)

// Config says where a crowd goes.
type Config struct {
	Address string // host:port
	Code    string // the user name
	HostKey gossh.HostKeyCallback
	// Members says that people join with a line command before they open their
	// terminal; without it the terminal is all.
	Members bool
	// Size is the terminal's of person i; nil is 120 by 40 for all.
	Size func(i int) (w, h int)
	// Bare tells who looks at the bytes alone, for a [Marker] that is sent in
	// one piece, and not at a screen. It is cheaper. Nil is nobody.
	Bare func(i int) bool
	// Doors is how many come in at the same time; 0 is 16.
	Doors int
}

// Crowd is people who are in. [Crowd.Join] and [Crowd.Leave] are for one
// goroutine; the other methods may be used by several between them.
type Crowd struct {
	config Config
	people []*person
}

// NewCrowd makes a crowd of nobody.
func NewCrowd(c Config) *Crowd {
	if c.Doors == 0 {
		c.Doors = 16
	}
	if c.Size == nil {
		c.Size = func(int) (int, int) { return 120, 40 }
	}
	return &Crowd{config: c}
}

// Len is how many are in.
func (c *Crowd) Len() int { return len(c.people) }

// Join lets n more people in, each no earlier than pace after the one before;
// each is called for every one who is. It returns the first error, when those
// who were on their way are in or out.
func (c *Crowd) Join(ctx context.Context, n int, pace time.Duration, each func()) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	first, newcomers := len(c.people), make([]*person, n)
	var next atomic.Int32
	var doors sync.WaitGroup
	start := time.Now()
	for range min(c.config.Doors, n) {
		doors.Add(1)
		guarded.Go("rehearsed door", func() {
			defer doors.Done()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				if !sleep(ctx, time.Until(start.Add(time.Duration(i)*pace))) {
					return
				}
				p, err := c.enter(ctx, first+i)
				if err != nil {
					stop(fmt.Errorf("person %d: %w", first+i+1, err))
					return
				}
				newcomers[i] = p
				if each != nil {
					each()
				}
			}
		})
	}
	doors.Wait()
	for _, p := range newcomers {
		if p != nil {
			c.people = append(c.people, p)
		}
	}
	return context.Cause(ctx)
}

// enter lets person i in.
func (c *Crowd) enter(ctx context.Context, i int) (p *person, err error) {
	p = &person{name: fmt.Sprintf("Person %d", i+1)}
	w, h := c.config.Size(i)
	if c.config.Bare == nil || !c.config.Bare(i) {
		p.screen = newScreen(w, h)
	}
	defer func() {
		if err != nil {
			p.leave()
			p = nil
		}
	}()
	if err = p.connect(ctx, &c.config); err != nil {
		return p, err
	}
	if c.config.Members {
		sectors := [...]string{"idéburen", "offentlig", "näringsliv", "akademi"}
		if _, err = p.line("join", "--name", p.name, "--sector", sectors[i%len(sectors)]); err != nil {
			return p, err
		}
	}
	return p, p.open(w, h)
}

func sleep(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// Leave lets everyone go, and waits until they have.
func (c *Crowd) Leave() {
	var leaving sync.WaitGroup
	for _, p := range c.people {
		leaving.Add(1)
		guarded.Go("rehearsed person leaves", func() {
			defer leaving.Done()
			p.leave()
		})
	}
	leaving.Wait()
	c.people = nil
}

// Press types keys at a person's terminal.
func (c *Crowd) Press(who int, keys string) error {
	_, err := io.WriteString(c.people[who].keys, keys)
	return err
}

// Line runs a line command as a person and gives its answer.
func (c *Crowd) Line(who int, words ...string) (string, error) { return c.people[who].line(words...) }

// Bytes is how many bytes all terminals were sent so far.
func (c *Crowd) Bytes() (n int64) {
	for _, p := range c.people {
		n += p.bytes.Load()
	}
	return n
}

// Text is what a person's screen shows; empty for who looks at bytes alone.
func (c *Crowd) Text(who int) string {
	p := c.people[who]
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.screen == nil {
		return ""
	}
	return p.screen.text()
}

// Copy has everything that a person's terminal is sent from now on written to
// w as well, which must not wait.
func (c *Crowd) Copy(who int, w io.Writer) {
	p := c.people[who]
	p.mu.Lock()
	defer p.mu.Unlock()
	p.copy = w
}

// Expect has those for whom whom is true wait for a text from now on. The
// clock starts now.
func (c *Crowd) Expect(text string, whom func(i int) bool) *Sight {
	s := &Sight{text: []rune(text), raw: []byte(text), all: make(chan struct{})}
	var waiting []*person
	for i, p := range c.people {
		if whom(i) {
			waiting = append(waiting, p)
		}
	}
	s.left.Store(int32(len(waiting)))
	if len(waiting) == 0 {
		close(s.all)
	}
	s.times = make([]time.Duration, 0, len(waiting))
	for _, p := range waiting {
		p.want(s)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.since = time.Now()
	return s
}

// Await waits until everyone has seen the text, or ctx ends. It returns after
// how long each did, and how many did not.
func (c *Crowd) Await(ctx context.Context, s *Sight) (times []time.Duration, missing int) {
	select {
	case <-s.all:
	case <-ctx.Done():
		for _, p := range c.people {
			p.drop(s)
		}
		missing = int(max(0, s.left.Load()))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.times, missing
}

// Round is what one idea came to.
type Round struct {
	Echo    time.Duration   // from the last letter to the writer's own screen
	Times   []time.Duration // from enter to each of the others' screens
	Missing int             // who never saw it
	Bytes   int64           // that everybody was sent meanwhile
}

// errNoEcho is returned when a writer does not see what they type.
var errNoEcho = errors.New("what was typed did not show")

// Idea has a person type a text, see it, and press enter; the others wait for
// it on their screens.
func (c *Crowd) Idea(ctx context.Context, who int, text string) (Round, error) {
	echo := c.Expect(text, func(i int) bool { return i == who })
	if err := c.Press(who, text); err != nil {
		return Round{}, err
	}
	echoed, missing := c.Await(ctx, echo)
	if missing > 0 {
		return Round{}, fmt.Errorf("person %d: %w", who+1, errNoEcho)
	}
	r, err := c.Enter(ctx, who, text)
	r.Echo = echoed[0]
	return r, err
}

// Enter has a person press enter, and the others wait for the text that was
// typed before.
func (c *Crowd) Enter(ctx context.Context, who int, text string) (Round, error) {
	return c.enterFor(ctx, who, text, func(i int) bool { return i != who })
}

// enterFor is Enter for those who can see the text.
func (c *Crowd) enterFor(ctx context.Context, who int, text string, whom func(i int) bool) (r Round, err error) {
	before := c.Bytes()
	seen := c.Expect(text, whom)
	if err := c.Press(who, "\r"); err != nil {
		return Round{}, err
	}
	r.Times, r.Missing = c.Await(ctx, seen)
	r.Bytes = c.Bytes() - before
	return r, nil
}
