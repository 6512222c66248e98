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
	MostPeople = 1400 // a server lets in 1,500 from one address
	MostTime   = time.Hour
	missAfter  = 10 * time.Second // a screen that has not shown an idea by then has missed it
	busyMost   = 500              // people who do something at the same time
)

// What one person does at most: a little less than what a server takes from a
// participant, so that a rehearsal at a server of others never tries its limits.
const (
	textsRate  = rate.Limit(0.25) // a second
	textsBurst = 8
)

// ErrBounds is returned for a plan with too many people or too much time.
var ErrBounds = errors.New("a rehearsal has 2 to 1400 people and lasts a second to an hour")

// Plan says what is rehearsed.
type Plan struct {
	Target string // CODE@HOST:PORT; empty starts a server of one's own
	Server string // the program that is the server then
	People int    // 2 to MostPeople
	// Screens is how many of them look at a whole screen, cell by cell; of what
	// the others are sent, the bytes are searched, which costs this computer
	// less.
	Screens int
	For     time.Duration // after everybody is in; up to MostTime
	Pace    time.Duration // how often each does something; 0 is every 30 s
	Ramp    time.Duration // between two who join
	Seed    uint64
	// Progress is called now and then, by one goroutine at a time; may be nil.
	Progress func(Progress)
}

// Progress is how far a rehearsal has come.
type Progress struct {
	In, People, Actions, Ideas, Misses int
	Recent                             []time.Duration // median of each second's ideas, the latest last
}

// Result is what a rehearsal came to. Times are those of ideas that were typed,
// from Enter to each of the other people's screens.
type Result struct {
	People    int           `json:"people"`
	JoinTime  time.Duration `json:"joinTimeNs"`
	HostKey   string        `json:"hostKey"` // SHA256:… as the server showed it; nobody has checked it
	Actions   int           `json:"actions"`
	Refused   int           `json:"refused"` // by a rule of the workshop
	Ideas     int           `json:"ideas"`   // that were typed and watched for
	Screens   Spread        `json:"screens"`
	Echo      Spread        `json:"echo"`   // from a key to one's own screen
	Passed    int           `json:"passed"` // times that an idea came together with so many newer ones that there was no room for it
	Misses    int           `json:"misses"`
	Whole     int           `json:"wholeScreens"`          // who looked at a whole screen
	Compared  int           `json:"comparedScreens"`       // of them with one drawn afresh; only at a server of one's own
	Differing int           `json:"differingScreens"`      // of those
	PerUpdate float64       `json:"bytesPerPersonAndIdea"` // everything sent meanwhile
	ServerCPU time.Duration `json:"serverCPUNs"`           // while people took part; 0 if not local
	Memory    int64         `json:"serverMemoryBytes"`     // at the end; 0 if not local
	Took      time.Duration `json:"tookNs"`                // the part after joining
}

// run is one rehearsal.
type run struct {
	Plan
	crowd *Crowd
	own   *ownServer // nil at another's
	dice  *rand.Rand
	texts []*rate.Limiter // of each person

	mu     sync.Mutex
	result Result
	times  []time.Duration
	echo   []time.Duration
	second []time.Duration // of the ideas of this second
	recent []time.Duration
	joined int
	ideas  int // begun
	busy   map[int]bool
	phase  string
	shown  bool // ideas can be seen by all
}

// Run rehearses. It stops early, with what it has, when ctx ends.
func Run(ctx context.Context, plan Plan) (Result, error) {
	if plan.People < 2 || plan.People > MostPeople || plan.For < time.Second || plan.For > MostTime {
		return Result{}, ErrBounds
	}
	if plan.Pace <= 0 {
		plan.Pace = 30 * time.Second
	}
	r := &run{Plan: plan, dice: rand.New(rand.NewPCG(plan.Seed, 1)), busy: map[int]bool{}}
	for range plan.People {
		r.texts = append(r.texts, rate.NewLimiter(textsRate, textsBurst))
	}
	config, err := r.where(ctx)
	if r.own != nil {
		defer r.own.stop()
	}
	if err != nil {
		return Result{}, err
	}
	r.crowd = NewCrowd(config)
	defer r.crowd.Leave()
	telling, stop := context.WithCancel(ctx)
	told := make(chan struct{})
	safego.Go("rehearsal progress", func() { defer close(told); r.tell(telling) })
	defer func() { stop(); <-told }()
	start := time.Now()
	err = r.crowd.Join(ctx, plan.People, plan.Ramp, func() { r.mu.Lock(); r.joined++; r.mu.Unlock() })
	r.result.People, r.result.JoinTime, r.result.Whole = r.crowd.Len(), time.Since(start), min(plan.Screens, plan.People)
	if err != nil {
		return r.result, fmt.Errorf("let people in: %w", err)
	}
	return r.act(ctx)
}

// where finds the server, or starts one.
func (r *run) where(ctx context.Context) (Config, error) {
	c := Config{Members: true, Drawn: Picture, Size: sizeOf}
	c.Bare = func(i int) bool { return i >= r.Screens }
	c.HostKey = func(_ string, _ net.Addr, key gossh.PublicKey) error {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.result.HostKey = gossh.FingerprintSHA256(key)
		return nil // a rehearsal has no secrets; who runs it sees the fingerprint
	}
	if r.Target == "" {
		var err error
		if r.own, err = startServer(ctx, r.Server); err != nil {
			return c, err
		}
		c.Address, c.User = r.own.address, everyone(ownCode)
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

// everyone uses the same code.
func everyone(code string) func(int) string { return func(int) string { return code } }

// sizeOf is the terminal's of person i: there are four sizes.
func sizeOf(i int) (w, h int) {
	sizes := [...][2]int{{120, 40}, {80, 24}, {100, 30}, {132, 43}}
	return sizes[i%len(sizes)][0], sizes[i%len(sizes)][1]
}

// act has people do things until the time is over.
func (r *run) act(ctx context.Context) (Result, error) {
	going := ctx // what somebody has begun is ended
	ctx, cancel := context.WithTimeout(ctx, r.For)
	defer cancel()
	var cpu time.Duration
	if r.own != nil {
		cpu, _ = r.own.usage()
	}
	start, bytes := time.Now(), r.crowd.Bytes()
	err := r.look()
	var acting sync.WaitGroup
	begin := time.NewTicker(max(r.Pace/time.Duration(r.People), time.Millisecond))
	defer begin.Stop()
	look := time.NewTicker(time.Second)
	defer look.Stop()
	for err == nil && ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case <-look.C:
			err = errors.Join(r.direct(going, time.Since(start)), r.look())
		case <-begin.C:
			if who, ok := r.choose(); ok {
				acting.Add(1)
				safego.Go("rehearsed action", func() {
					defer acting.Done()
					r.do(going, who)
				})
			}
		}
	}
	acting.Wait()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.result.Took = time.Since(start)
	if r.own != nil {
		var now time.Duration
		now, r.result.Memory = r.own.usage()
		r.result.ServerCPU = now - cpu
	}
	r.result.Screens, r.result.Echo = SpreadOf(r.times), SpreadOf(r.echo)
	if r.result.Ideas > 0 {
		r.result.PerUpdate = float64(r.crowd.Bytes()-bytes) / float64(r.People) / float64(r.result.Ideas)
	}
	return r.result, err
}

// direct leads a server of one's own through gathering, clustering and voting.
func (r *run) direct(ctx context.Context, passed time.Duration) error {
	switch {
	case r.own == nil:
	case passed > r.For*4/5 && r.phase == "cluster":
		r.settle()
		if err := r.own.lead([]string{"goto", "define", "--start"}); err != nil {
			return err
		}
		for _, question := range []string{"How can we share?", "Who has the key?"} { // to vote on
			answer, err := r.crowd.Line(0, "question", question)
			if err != nil {
				return err
			}
			id, _, _ := strings.Cut(answer, "\t")
			if err := r.own.lead([]string{"choose", id}); err != nil {
				return err
			}
		}
		return r.own.lead([]string{"goto", "vote", "--start"}, []string{"round", "open"})
	case passed > r.For*3/5 && r.phase == "gather":
		r.settle()
		r.compare(ctx)
		return r.own.lead([]string{"goto", "cluster", "--start"})
	}
	return nil
}

// compare holds some of the whole screens, cell by cell, to fresh ones of the
// same people.
func (r *run) compare(ctx context.Context) {
	const most, patience = 8, 8 * time.Second // longer than what is said in passing stands
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

// settle waits until nobody is in the middle of something, so that an idea that
// the phase's end cuts off is not taken for one that was missed.
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

// look finds out where the group is.
func (r *run) look() error {
	answer, err := r.crowd.Line(0, "status", "--json")
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

// choose picks somebody who is not doing anything, and never the first, who
// looks where the group is.
func (r *run) choose() (who int, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.busy) >= busyMost {
		return 0, false
	}
	who = 1 + r.dice.IntN(r.People-1)
	if r.busy[who] || r.texts[who].Tokens() < 1 {
		return 0, false
	}
	r.busy[who] = true
	return who, true
}

// tell reports progress twice a second until ctx ends.
func (r *run) tell(ctx context.Context) {
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
