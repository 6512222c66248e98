// Package loadtest fills a server with simulated people and measures what they see: each
// has a key, a connection and a terminal of its own, types, and watches its screen. It is
// the load of the benchmarks, and of the facilitator's rehearsal.
//
// A person here costs little, so that a thousand of them leave some of the computer to the
// server; those of package demo do more.
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

// Config says which server a crowd connects to, and as whom.
type Config struct {
	Address string             // host:port
	User    func(i int) string // the user name of person i: the join code
	HostKey gossh.HostKeyCallback
	// Members says that people join with a line command before they open their terminal;
	// otherwise they only open a terminal.
	Members bool
	// Name is everybody's name, to which a number is added; empty means "Person".
	Name string
	// Lang returns the language of person i; nil means that of the workshop for all.
	Lang func(i int) string
	// Size returns the terminal size of person i; nil means 120 by 40 for all.
	Size func(i int) (w, h int)
	// BytesOnly reports whether person i only searches the bytes that it is sent for a text
	// that comes in one piece, and keeps no screen, which is cheaper. Nil means nobody.
	BytesOnly func(i int) bool
	// FirstPicture is the text that ends a first picture. A person who has not been sent it
	// is not in. If empty, an open terminal is enough.
	FirstPicture string
	// Dial makes each connection; see [sshclient.Config].
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
	// Parallel is how many people come in at the same time; 0 means 16.
	Parallel int
}

// Picture ends each larger picture that Verkstad sends: the end of a synchronized update
// (mode 2026).
const Picture = "\x1b[?2026l"

// Crowd is people who are connected. [Crowd.Join] and [Crowd.Leave] may be called by one
// goroutine at a time; in between, several may call the other methods.
type Crowd struct {
	config Config
	people []*person
	ideas  markerIndex // those that are waited for
}

// NewCrowd returns a crowd of nobody.
func NewCrowd(c Config) *Crowd {
	if c.Parallel == 0 {
		c.Parallel = 16
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

// Len returns how many people are in.
func (c *Crowd) Len() int { return len(c.people) }

// Join lets n more people in, each no earlier than pace after the one before; each is
// called for every person who is in. It returns the first error, once all who had begun are
// in or have failed.
func (c *Crowd) Join(ctx context.Context, n int, pace time.Duration, each func()) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	first, newcomers := len(c.people), make([]*person, n)
	var next atomic.Int32
	var doors sync.WaitGroup
	start := time.Now()
	for range min(c.config.Parallel, n) {
		doors.Add(1)
		safego.Go("rehearsed door", func() {
			defer doors.Done()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				if !safego.Sleep(ctx, time.Until(start.Add(time.Duration(i)*pace))) {
					return
				}
				p, err := c.admit(ctx, first+i)
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

// admit lets person i in.
func (c *Crowd) admit(ctx context.Context, i int) (p *person, err error) {
	p = &person{name: c.config.Name + " " + strconv.Itoa(i+1), ideas: &c.ideas}
	if c.config.FirstPicture != "" {
		p.end, p.drawn = []byte(c.config.FirstPicture), make(chan struct{})
	}
	w, h := c.config.Size(i)
	if c.config.BytesOnly == nil || !c.config.BytesOnly(i) {
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

// join joins the workshop. If the name is taken, perhaps since an earlier rehearsal, a
// letter is added.
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

// Leave disconnects everyone, and waits until they are gone.
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

// Done returns a channel that is closed when a person's terminal has ended.
func (c *Crowd) Done(who int) <-chan struct{} { return c.people[who].done }

// Press types keys at a person's terminal.
func (c *Crowd) Press(who int, keys string) error {
	_, err := io.WriteString(c.people[who].keys, keys)
	return err
}

// line runs a line command as a person and returns its answer.
func (c *Crowd) line(who int, words ...string) (string, error) { return c.people[who].Line(words...) }

// Bytes returns how many bytes all terminals have been sent so far.
func (c *Crowd) Bytes() (n int64) {
	for _, p := range c.people {
		n += p.bytes.Load()
	}
	return n
}

// Updates returns in how many pieces those bytes came: one for each of the server's writes,
// or fewer if several were on their way at the same time.
func (c *Crowd) Updates() (n int64) {
	for _, p := range c.people {
		n += p.writes.Load()
	}
	return n
}

// Text returns what a person's screen shows; empty for one of Config.BytesOnly.
func (c *Crowd) Text(who int) string {
	p := c.people[who]
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.screen == nil {
		return ""
	}
	return p.screen.text()
}

// IdeaResult is what was measured of one idea.
type IdeaResult struct {
	Seen
	Bytes int64 // sent to everybody meanwhile
}

// errNoEcho is returned when a writer does not see what they type.
var errNoEcho = errors.New("what was typed did not show")

// Type makes a person type a text, waits until their screen shows it, and returns how long
// that took; 0 for one of Config.BytesOnly, which does not wait.
func (c *Crowd) Type(ctx context.Context, who int, text string) (echo time.Duration, err error) {
	return c.TypeMore(ctx, who, text, text)
}

// TypeMore is Type for keys that change the text on the screen into another.
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

// Enter makes a person who has typed idea number n press enter. The others for whom whom
// returns true, or all if it is nil, wait for the idea.
func (c *Crowd) Enter(ctx context.Context, who, n int, whom func(i int) bool) (r IdeaResult, err error) {
	before := c.Bytes()
	s := c.post(who, n, whom)
	if err := c.Press(who, "\r"); err != nil {
		return IdeaResult{}, err
	}
	r.Seen = c.Await(ctx, s)
	r.Bytes = c.Bytes() - before
	return r, nil
}
