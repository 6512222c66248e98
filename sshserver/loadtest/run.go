package loadtest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"strings"
	"sync"
	"time"

	gossh "golang.org/x/crypto/ssh"
	"golang.org/x/time/rate"

	"verkstad/model/safego"
)

// Bounds of a rehearsal.
const (
	mostPeople = 1400 // a server accepts 1,500 connections from one address
	MostTime   = time.Hour
	missAfter  = 10 * time.Second // a screen that has not shown an idea by then has missed it
	maxBusy    = 500              // people who act at the same time
)

// How much one person does at most: a little less than a server accepts from a participant,
// so that a rehearsal at somebody else's server never reaches its limits.
const (
	textsRate  = rate.Limit(0.25) // a second
	textsBurst = 8
)

// ErrBounds is returned for a plan with too many or too few people, or that takes too long.
var ErrBounds = errors.New("a rehearsal has 2 to 1400 people and lasts a second to an hour")

// Plan says what a rehearsal does.
type Plan struct {
	Target string // CODE@HOST:PORT; if empty, a server is started
	Server string // path of the program to start as the server
	People int    // 2 to mostPeople
	// Screens is how many of them keep a whole screen, cell by cell; for the others only
	// the bytes that they are sent are searched, which costs this computer less.
	Screens int
	For     time.Duration // after everybody is in; up to MostTime
	Pace    time.Duration // how often each person acts; 0 means every 30 s
	Ramp    time.Duration // time between two people who join
	Seed    uint64
	// Progress is called twice a second, by one goroutine at a time; may be nil.
	Progress func(Progress)
}

// Progress is how far a rehearsal has come.
type Progress struct {
	In, People, Actions, Ideas, Misses int
	Recent                             []time.Duration // median of each second's ideas, the latest last
}

// Result is what a rehearsal measured. Times are those of ideas that were typed, from Enter
// to each of the other people's screens.
type Result struct {
	People    int           `json:"people"`
	JoinTime  time.Duration `json:"joinTimeNs"`
	HostKey   string        `json:"hostKey"` // SHA256:… as the server showed it; it was not verified
	Actions   int           `json:"actions"`
	Refused   int           `json:"refused"` // by a rule of the workshop
	Ideas     int           `json:"ideas"`   // that were typed and waited for
	Screens   Spread        `json:"screens"`
	Echo      Spread        `json:"echo"`   // from a key to the person's own screen
	Passed    int           `json:"passed"` // times that an idea came together with so many newer ones that it was not shown
	Misses    int           `json:"misses"`
	Whole     int           `json:"wholeScreens"`          // people who kept a whole screen
	Compared  int           `json:"comparedScreens"`       // of them compared with a screen drawn at once; only if the server was started here
	Differing int           `json:"differingScreens"`      // of those
	PerUpdate float64       `json:"bytesPerPersonAndIdea"` // all bytes sent meanwhile
	ServerCPU time.Duration `json:"serverCPUNs"`           // while people took part; 0 if not local
	Memory    int64         `json:"serverMemoryBytes"`     // at the end; 0 if not local
	Took      time.Duration `json:"tookNs"`                // the part after joining
}

// run is one rehearsal.
type run struct {
	Plan
	crowd  *Crowd
	server *ownServer // nil for somebody else's server
	dice   *rand.Rand
	texts  []*rate.Limiter // for each person

	mu     sync.Mutex
	result Result
	times  []time.Duration
	echo   []time.Duration
	second []time.Duration // times of the ideas of this second
	recent []time.Duration
	joined int
	ideas  int // number begun
	busy   map[int]bool
	phase  string
	shown  bool // ideas are shown to all
}

// Run runs a rehearsal. If ctx ends, it stops early and returns what it has.
func Run(ctx context.Context, plan Plan) (Result, error) {
	if plan.People < 2 || plan.People > mostPeople || plan.For < time.Second || plan.For > MostTime {
		return Result{}, ErrBounds
	}
	if plan.Pace <= 0 {
		plan.Pace = 30 * time.Second
	}
	r := &run{Plan: plan, dice: rand.New(rand.NewPCG(plan.Seed, 1)), busy: map[int]bool{}}
	for range plan.People {
		r.texts = append(r.texts, rate.NewLimiter(textsRate, textsBurst))
	}
	config, err := r.findServer(ctx)
	if r.server != nil {
		defer r.server.stop()
	}
	if err != nil {
		return Result{}, err
	}
	r.crowd = NewCrowd(config)
	defer r.crowd.Leave()
	telling, stop := context.WithCancel(ctx)
	told := make(chan struct{})
	safego.Go("rehearsal progress", func() { defer close(told); r.reportProgress(telling) })
	defer func() { stop(); <-told }()
	start := time.Now()
	err = r.crowd.Join(ctx, plan.People, plan.Ramp, func() { r.mu.Lock(); r.joined++; r.mu.Unlock() })
	r.result.People, r.result.JoinTime, r.result.Whole = r.crowd.Len(), time.Since(start), min(plan.Screens, plan.People)
	if err != nil {
		return r.result, fmt.Errorf("let people in: %w", err)
	}
	return r.act(ctx)
}

// findServer returns the configuration of the server, which it starts if there is no
// target.
func (r *run) findServer(ctx context.Context) (Config, error) {
	c := Config{Members: true, FirstPicture: Picture, Size: sizeOf}
	c.BytesOnly = func(i int) bool { return i >= r.Screens }
	c.HostKey = func(_ string, _ net.Addr, key gossh.PublicKey) error {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.result.HostKey = gossh.FingerprintSHA256(key)
		return nil // a rehearsal has no secrets; the fingerprint is in the result
	}
	if r.Target == "" {
		var err error
		if r.server, err = startServer(ctx, r.Server); err != nil {
			return c, err
		}
		c.Address, c.User = r.server.address, everyone(ownCode)
		return c, nil
	}
	code, address, ok := strings.Cut(r.Target, "@")
	if !ok || code == "" {
		return c, fmt.Errorf("%q is no CODE@HOST:PORT", r.Target)
	}
	if _, _, err := net.SplitHostPort(address); err != nil {
		address = net.JoinHostPort(address, "2222")
	}
	c.Address, c.User = address, everyone(code)
	return c, nil
}

// everyone returns a [Config.User] that gives all people the same code.
func everyone(code string) func(int) string { return func(int) string { return code } }

// sizeOf returns the terminal size of person i: there are four sizes.
func sizeOf(i int) (w, h int) {
	sizes := [...][2]int{{120, 40}, {80, 24}, {100, 30}, {132, 43}}
	return sizes[i%len(sizes)][0], sizes[i%len(sizes)][1]
}

// act makes people do things until the time is over.
func (r *run) act(ctx context.Context) (Result, error) {
	going := ctx // not cancelled at the end, so that actions that have begun are finished
	ctx, cancel := context.WithTimeout(ctx, r.For)
	defer cancel()
	var cpu time.Duration
	if r.server != nil {
		cpu, _ = r.server.usage()
	}
	start, bytes := time.Now(), r.crowd.Bytes()
	err := r.readStatus()
	var acting sync.WaitGroup
	begin := time.NewTicker(max(r.Pace/time.Duration(r.People), time.Millisecond))
	defer begin.Stop()
	look := time.NewTicker(time.Second)
	defer look.Stop()
	for err == nil && ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case <-look.C:
			err = errors.Join(r.direct(going, time.Since(start)), r.readStatus())
		case <-begin.C:
			if who, ok := r.choose(); ok {
				acting.Add(1)
				safego.Go("rehearsed action", func() {
					defer acting.Done()
					r.actOnce(going, who)
				})
			}
		}
	}
	acting.Wait()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.result.Took = time.Since(start)
	if r.server != nil {
		var now time.Duration
		now, r.result.Memory = r.server.usage()
		r.result.ServerCPU = now - cpu
	}
	r.result.Screens, r.result.Echo = SpreadOf(r.times), SpreadOf(r.echo)
	if r.result.Ideas > 0 {
		r.result.PerUpdate = float64(r.crowd.Bytes()-bytes) / float64(r.People) / float64(r.result.Ideas)
	}
	return r.result, err
}

// direct leads a server that was started here through gathering, clustering and voting.
func (r *run) direct(ctx context.Context, passed time.Duration) error {
	switch {
	case r.server == nil:
	case passed > r.For*4/5 && r.phase == "cluster":
		r.settle()
		if err := r.server.lead([]string{"goto", "define", "--start"}); err != nil {
			return err
		}
		for _, question := range []string{"How can we share?", "Who has the key?"} { // questions to vote on
			answer, err := r.crowd.line(0, "question", question)
			if err != nil {
				return err
			}
			id, _, _ := strings.Cut(answer, "\t")
			if err := r.server.lead([]string{"choose", id}); err != nil {
				return err
			}
		}
		return r.server.lead([]string{"goto", "vote", "--start"}, []string{"round", "open"})
	case passed > r.For*3/5 && r.phase == "gather":
		r.settle()
		r.compare(ctx)
		return r.server.lead([]string{"goto", "cluster", "--start"})
	}
	return nil
}

// compare compares some of the whole screens, cell by cell, with new ones of the same
// people.
func (r *run) compare(ctx context.Context) {
	const most, patience = 8, 8 * time.Second // longer than a toast is shown
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for who := range min(most, r.result.Whole) {
		err := r.crowd.Compare(ctx, who)
		r.mu.Lock()
		r.result.Compared++
		if err != nil {
			r.result.Differing++
		}
		r.mu.Unlock()
	}
}

// settle waits until nobody is in the middle of an action, so that an idea that the end of
// the phase cuts off is not counted as missed.
func (r *run) settle() {
	for deadline := time.Now().Add(missAfter); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		r.mu.Lock()
		still := len(r.busy) == 0
		r.mu.Unlock()
		if still {
			return
		}
	}
}

// readStatus finds out which phase the group is in.
func (r *run) readStatus() error {
	answer, err := r.crowd.line(0, "status", "--json")
	if err != nil {
		return err
	}
	var status struct {
		Phase *struct {
			Activity string `json:"activity"`
			Revealed bool   `json:"revealed"`
		} `json:"phase"`
	}
	if err := json.Unmarshal([]byte(answer), &status); err != nil {
		return fmt.Errorf("read the workshop's status: %w", err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.phase, r.shown = "", false
	if status.Phase != nil {
		r.phase, r.shown = status.Phase.Activity, status.Phase.Revealed
	}
	return nil
}

// choose picks a person who is not acting, and never the first, who reads the status.
func (r *run) choose() (who int, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.busy) >= maxBusy {
		return 0, false
	}
	who = 1 + r.dice.IntN(r.People-1)
	if r.busy[who] || r.texts[who].Tokens() < 1 {
		return 0, false
	}
	r.busy[who] = true
	return who, true
}

// reportProgress reports progress twice a second until ctx ends.
func (r *run) reportProgress(ctx context.Context) {
	if r.Progress == nil {
		return
	}
	for n := 0; safego.Sleep(ctx, 500*time.Millisecond); n++ {
		r.mu.Lock()
		if n%2 == 1 && len(r.second) > 0 {
			r.recent = append(r.recent, SpreadOf(r.second).P50)
			r.recent = r.recent[max(0, len(r.recent)-24):]
			r.second = nil
		}
		p := Progress{r.joined, r.People, r.result.Actions, r.result.Ideas, r.result.Misses, append([]time.Duration(nil), r.recent...)}
		r.mu.Unlock()
		r.Progress(p)
	}
}
