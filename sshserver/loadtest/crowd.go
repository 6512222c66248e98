// Package loadtest fills a server with simulated people and measures what they
// see: each has a key, a connection and a terminal of its own, types, and
// watches its screen. It is the load of the benchmarks, and of the facilitator's
// dress rehearsal.
//
// A person here costs little, so that a thousand of them leave something of the
// computer to the server; package simulate has people with more to say.
package loadtest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"verkstad/model/safego"
	"verkstad/sshserver/sshclient"
)

// Config says where a crowd goes.
type Config struct {
	Address string             // host:port
	User    func(i int) string // the user name of person i: the join code
	HostKey gossh.HostKeyCallback
	// Members says that people join with a line command before they open their
	// terminal; without it the terminal is all.
	Members bool
	// Name is what everybody is called, with a number; empty is "Person".
	Name string
	// Lang is the language of person i, nil that of the workshop for all.
	Lang func(i int) string
	// Size is the terminal's of person i; nil is 120 by 40 for all.
	Size func(i int) (w, h int)
	// Bare tells who looks at the bytes alone, for a text that is sent in one
	// piece, and not at a screen. It is cheaper. Nil is nobody.
	Bare func(i int) bool
	// Drawn is what ends a first picture. Who has not been sent it is not in.
	// Empty takes an open terminal for enough.
	Drawn string
	// Dial makes each connection; see [caller.Config].
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
	// Doors is how many come in at the same time; 0 is 16.
	Doors int
}

// Picture ends each larger picture of ours: the end of a synchronized update
// (mode 2026).
const Picture = "\x1b[?2026l"

// Crowd is people who are in. [Crowd.Join] and [Crowd.Leave] are for one
// goroutine; the other methods may be used by several between them.
type Crowd struct {
	config Config
	people []*person
	ideas  index // that are waited for
}

// NewCrowd makes a crowd of nobody.
func NewCrowd(c Config) *Crowd {
	if c.Doors == 0 {
		c.Doors = 16
	}
	if c.Size == nil {
		c.Size = func(int) (int, int) { return 120, 40 }
	}
	if c.Lang == nil {
		c.Lang = func(int) string { return "" }
	}
	if c.Name == "" {
		c.Name = "Person"
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
		safego.Go("rehearsed door", func() {
			defer doors.Done()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				if !safego.Sleep(ctx, time.Until(start.Add(time.Duration(i)*pace))) {
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
	p = &person{name: c.config.Name + " " + strconv.Itoa(i+1), ideas: &c.ideas}
	if c.config.Drawn != "" {
		p.end, p.drawn = []byte(c.config.Drawn), make(chan struct{})
	}
	w, h := c.config.Size(i)
	if c.config.Bare == nil || !c.config.Bare(i) {
		p.screen = newScreen(w, h)
	}
	key, err := sshclient.NewKey()
	if err != nil {
		return nil, err
	}
	p.Caller, err = sshclient.Call(ctx, sshclient.Config{
		Address: c.config.Address, User: c.config.User(i), Key: key, HostKey: c.config.HostKey, Lang: c.config.Lang(i), Dial: c.config.Dial,
	})
	if err != nil {
		return nil, err
	}
	if c.config.Members {
		err = p.join(i)
	}
	if err == nil {
		err = p.open(ctx, w, h)
	}
	if err != nil {
		p.Leave()
		return nil, err
	}
	return p, nil
}

// join joins the workshop. Where somebody has the name, perhaps from a rehearsal
// before, a letter is added.
func (p *person) join(i int) (err error) {
	sectors := [...]string{"idéburen", "offentlig", "näringsliv", "akademi"}
	for _, letter := range strings.Split(" bcdefghijklmnopqrstuvwxyz", "") {
		_, err = p.Line("join", "--name", strings.TrimSpace(p.name+letter), "--sector", sectors[i%len(sectors)])
		if refused := (*gossh.ExitError)(nil); !errors.As(err, &refused) {
			return err
		}
	}
	return err
}

// Leave lets everyone go, and waits until they have.
func (c *Crowd) Leave() {
	var leaving sync.WaitGroup
	for _, p := range c.people {
		leaving.Add(1)
		safego.Go("rehearsed person leaves", func() {
			defer leaving.Done()
			p.Leave()
		})
	}
	leaving.Wait()
	c.people = nil
}

// Over is closed when a person's terminal has ended.
func (c *Crowd) Over(who int) <-chan struct{} { return c.people[who].over }

// Press types keys at a person's terminal.
func (c *Crowd) Press(who int, keys string) error {
	_, err := io.WriteString(c.people[who].keys, keys)
	return err
}

// Line runs a line command as a person and gives its answer.
func (c *Crowd) Line(who int, words ...string) (string, error) { return c.people[who].Line(words...) }

// Bytes is how many bytes all terminals were sent so far.
func (c *Crowd) Bytes() (n int64) {
	for _, p := range c.people {
		n += p.bytes.Load()
	}
	return n
}

// Updates is in how many parts those bytes came: one for each write of the
// server's, or fewer where several were on their way at the same time.
func (c *Crowd) Updates() (n int64) {
	for _, p := range c.people {
		n += p.parts.Load()
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

// Round is what one idea came to.
type Round struct {
	Seen
	Bytes int64 // that everybody was sent meanwhile
}

// errNoEcho is returned when a writer does not see what they type.
var errNoEcho = errors.New("what was typed did not show")

// Type has a person type a text. Who looks at a screen waits to see it there,
// and gets how long that took; 0 for others.
func (c *Crowd) Type(ctx context.Context, who int, text string) (echo time.Duration, err error) {
	return c.TypeMore(ctx, who, text, text)
}

// TypeMore is Type for keys that make the text on the screen into another.
func (c *Crowd) TypeMore(ctx context.Context, who int, keys, text string) (echo time.Duration, err error) {
	if c.people[who].screen == nil {
		return 0, c.Press(who, keys)
	}
	s := c.Expect(text, func(i int) bool { return i == who })
	if err := c.Press(who, keys); err != nil {
		return 0, err
	}
	seen := c.Await(ctx, s)
	if seen.Missing > 0 {
		return 0, fmt.Errorf("person %d: %w: %q", who+1, errNoEcho, text)
	}
	return seen.Times[0], nil
}

// Enter has a person press enter who has typed idea number n. Those of the
// others for whom whom is true, nil being all, wait for it.
func (c *Crowd) Enter(ctx context.Context, who, n int, whom func(i int) bool) (r Round, err error) {
	before := c.Bytes()
	s := c.post(who, n, whom)
	if err := c.Press(who, "\r"); err != nil {
		return Round{}, err
	}
	r.Seen = c.Await(ctx, s)
	r.Bytes = c.Bytes() - before
	return r, nil
}
