package bench

import (
	"context"
	"encoding/gob"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"testing"
	"time"

	"go.uber.org/goleak"
	gossh "golang.org/x/crypto/ssh"

	"verkstad/sshserver/rehearse"
)

// asLoad makes the test binary the load generator instead of running tests: a
// process of its own, so that its work is not counted as the server's.
const asLoad = "VERKSTAD_BENCH_LOAD"

func TestMain(m *testing.M) {
	if os.Getenv(asLoad) != "" {
		if err := serveOrders(os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, "load generator:", err)
			os.Exit(1)
		}
		return
	}
	flag.Parse()
	if measuring := flag.Lookup("test.bench").Value.String() != ""; measuring {
		os.Exit(m.Run()) // the usual way leaves timers behind
	}
	goleak.VerifyTestMain(m)
}

const (
	writers  = 8                // people with whole screens, who write in turn
	patience = 20 * time.Second // for what must come
)

// order is what the load generator is to do.
type order struct {
	Do      string // join, idea or text
	Address string
	Members bool
	Sizes   [][2]int // of terminals, in turn
	N       int
}

// report is what came of an order.
type report struct {
	Err     string
	Took    time.Duration
	Echo    []time.Duration
	Times   []time.Duration
	Missing int
	Bytes   int64
	Text    string
}

// load is the load generator, as the benchmarks drive it.
type load struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	enc *gob.Encoder
	dec *gob.Decoder
}

func startLoad(t testing.TB) *load {
	t.Helper()
	l := &load{cmd: exec.Command(os.Args[0])}
	l.cmd.Env = append(os.Environ(), asLoad+"=1")
	l.cmd.Stderr = os.Stderr
	in, err := l.cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := l.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := l.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	l.in, l.enc, l.dec = in, gob.NewEncoder(in), gob.NewDecoder(out)
	t.Cleanup(l.stop)
	return l
}

// stop lets everyone leave. It does nothing twice.
func (l *load) stop() {
	if l.cmd.ProcessState == nil {
		_ = l.in.Close()
		_ = l.cmd.Wait()
	}
}

// ask has an order done.
func (l *load) ask(t testing.TB, o order) report {
	t.Helper()
	if err := l.enc.Encode(o); err != nil {
		t.Fatal(err)
	}
	var r report
	if err := l.dec.Decode(&r); err != nil {
		t.Fatal(err)
	}
	if r.Err != "" {
		t.Fatalf("%s: %s", o.Do, r.Err)
	}
	return r
}

// generator is the other side of [load].
type generator struct {
	crowd *rehearse.Crowd
	bare  bool // nobody has a screen
	ideas int
}

// serveOrders does what it is told until there is no more.
func serveOrders(in io.Reader, out io.Writer) error {
	g := &generator{}
	dec, enc := gob.NewDecoder(in), gob.NewEncoder(out)
	for {
		var o order
		if err := dec.Decode(&o); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return err
		}
		r, err := g.do(o)
		if err != nil {
			r.Err = err.Error()
		}
		if err := enc.Encode(r); err != nil {
			return err
		}
	}
	if g.crowd != nil {
		g.crowd.Leave()
	}
	return nil
}

func (g *generator) do(o order) (report, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 3*patience)
	defer cancel()
	switch o.Do {
	case "join":
		return g.join(ctx, o)
	case "idea":
		return g.idea(ctx)
	case "text":
		return report{Text: g.crowd.Text(0)}, nil
	}
	return report{}, fmt.Errorf("unknown order %q", o.Do)
}

func (g *generator) join(ctx context.Context, o order) (report, error) {
	if len(o.Sizes) == 0 {
		o.Sizes = [][2]int{{120, 40}}
	}
	g.bare = !o.Members
	g.crowd = rehearse.NewCrowd(rehearse.Config{
		Address: o.Address, Code: code, Members: o.Members, HostKey: gossh.InsecureIgnoreHostKey(), // our own server
		Size: func(i int) (int, int) { s := o.Sizes[i%len(o.Sizes)]; return s[0], s[1] },
		Bare: func(i int) bool { return g.bare || i >= writers },
	})
	start := time.Now()
	err := g.crowd.Join(ctx, o.N, 0, nil)
	return report{Took: time.Since(start)}, err
}

// idea has somebody write an idea, and waits for it on all other screens.
func (g *generator) idea(ctx context.Context) (report, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	n := g.ideas
	g.ideas++
	who, text := n%min(writers, g.crowd.Len()), rehearse.Marker(n)
	start := time.Now()
	if g.bare {
		return g.unseen(ctx, who, text)
	}
	r, err := g.crowd.Idea(ctx, who, text)
	return report{Took: time.Since(start), Echo: []time.Duration{r.Echo}, Times: r.Times, Missing: r.Missing, Bytes: r.Bytes}, err
}

// unseen is an idea of somebody who does not look at what they type.
func (g *generator) unseen(ctx context.Context, who int, text string) (report, error) {
	if err := g.crowd.Press(who, text); err != nil {
		return report{}, err
	}
	time.Sleep(200 * time.Millisecond)
	start := time.Now()
	r, err := g.crowd.Enter(ctx, who, text)
	return report{Took: time.Since(start), Times: r.Times, Missing: r.Missing, Bytes: r.Bytes}, err
}
