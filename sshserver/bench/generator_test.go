package bench

import (
	"context"
	"fmt"
	"strconv"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"verkstad/sshserver/loadtest"
)

// generator is the other side of [load]: the people at their terminals.
type generator struct {
	crowd   *loadtest.Crowd
	bare    bool // nobody has a screen
	ideas   int  // written so far
	waited  *loadtest.Sight
	sights  []*loadtest.Sight // of a burst
	disturb *disturber
}

func (g *generator) do(o order) (report, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 6*patience)
	defer cancel()
	switch o.Do {
	case "join":
		return g.join(ctx, o)
	case "type":
		return g.write(ctx, o.Before)
	case "enter":
		return g.enter(ctx)
	case "expect":
		g.waited = g.crowd.Expect(o.Text, func(int) bool { return true })
		return report{}, nil
	case "await":
		return g.await(ctx, o.Since)
	case "press":
		return report{}, g.press(o.Keys)
	case "burst":
		return g.burst(o.Rate, o.For)
	case "type slowly":
		return g.typeTogether(ctx, o.For)
	case "fill":
		return g.fill(ctx, o.Rate)
	case "seen":
		return g.seen(ctx)
	case "bytes":
		return report{Bytes: g.crowd.Bytes()}, nil
	case "text":
		return report{Text: g.crowd.Text(0)}, nil
	case "compare":
		return g.compare(ctx)
	case "disturb":
		return report{}, g.startDisturbing(ctx, o)
	case "evicted":
		return report{Ideas: g.disturb.evicted()}, nil
	}
	return report{}, fmt.Errorf("unknown order %q", o.Do)
}

func (g *generator) leave() {
	g.disturb.stop()
	if g.crowd != nil {
		g.crowd.Leave()
	}
}

func config(o order) loadtest.Config {
	if len(o.Sizes) == 0 {
		o.Sizes = [][2]int{{120, 40}}
	}
	c := loadtest.Config{
		Address: o.Address, Members: o.Members, FirstPicture: o.Drawn, HostKey: gossh.InsecureIgnoreHostKey(), // our own server
		User: func(int) string { return code },
		Size: func(i int) (int, int) { s := o.Sizes[i%len(o.Sizes)]; return s[0], s[1] },
	}
	if o.Named {
		c.User = func(i int) string { return "p" + strconv.Itoa(i) }
	}
	if o.Looks {
		c.Lang = func(i int) string { return looks[i%len(looks)].lang }
	}
	return c
}

// looks are the kinds of language and background among people who differ.
var looks = [...]struct {
	lang  string
	light bool
}{{"sv_SE.UTF-8", false}, {"en_GB.UTF-8", false}, {"sv_SE.UTF-8", true}}

// lightAnswer is how a terminal tells that its background is white (OSC 11).
const lightAnswer = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\"

func (g *generator) join(ctx context.Context, o order) (report, error) {
	g.bare = !o.Screens
	c := config(o)
	c.BytesOnly = func(i int) bool { return g.bare || i >= writers }
	g.crowd = loadtest.NewCrowd(c)
	start := time.Now()
	err := g.crowd.Join(ctx, o.N, 0, nil)
	took := time.Since(start)
	for i := 0; o.Looks && err == nil && i < o.N; i++ {
		if looks[i%len(looks)].light {
			err = g.crowd.Press(i, lightAnswer)
		}
	}
	return report{Took: took}, err
}

// writer is whose turn it is.
func (g *generator) writer() int { return g.ideas % min(writers, g.crowd.Len()) }

// write has somebody type the next idea after some other keys, and see it there
// if they look.
func (g *generator) write(ctx context.Context, before string) (report, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	who := g.writer()
	if err := g.crowd.Press(who, before); err != nil {
		return report{}, err
	}
	if before != "" {
		time.Sleep(500 * time.Millisecond)                 // a person looks at what opened: what comes at once is asked about
		if err := g.crowd.Press(who, "\x15"); err != nil { // no old name
			return report{}, err
		}
	}
	echo, err := g.crowd.Type(ctx, who, loadtest.Marker(g.ideas))
	if g.bare {
		time.Sleep(200 * time.Millisecond) // nobody sees when it has got there
		return report{}, err
	}
	return report{Echo: []time.Duration{echo}}, err
}

// enter sends what was typed, and waits for it on all other screens.
func (g *generator) enter(ctx context.Context) (report, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	who, n := g.writer(), g.ideas
	g.ideas++
	start := time.Now()
	r, err := g.crowd.Enter(ctx, who, n, nil)
	return report{Took: time.Since(start), Times: r.Times, Missing: r.Missing, Passed: r.Passed, Bytes: r.Bytes, Ideas: 1}, err
}

// await waits for what was expected, and counts the time from a moment that
// somebody else saw on their clock.
func (g *generator) await(ctx context.Context, since time.Time) (report, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	seen := g.crowd.Await(ctx, g.waited)
	early := since.Sub(g.waited.Began().Round(0)) // Round drops the monotonic clock
	for i := range seen.Times {
		seen.Times[i] -= early
	}
	return report{Times: seen.Times, Missing: seen.Missing, Bytes: g.crowd.Bytes(), Ideas: 1}, nil
}

// press has everybody type something.
func (g *generator) press(keys []string) error {
	for i := range g.crowd.Len() {
		if err := g.crowd.Press(i, keys[i%len(keys)]); err != nil {
			return err
		}
	}
	return nil
}

// compare holds the whole screens to fresh ones.
func (g *generator) compare(ctx context.Context) (report, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for i := range min(writers, g.crowd.Len()) {
		if err := g.crowd.Compare(ctx, i); err != nil {
			return report{}, err
		}
	}
	return report{}, nil
}
