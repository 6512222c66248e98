package bench

import (
	"encoding/gob"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime/debug"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// asLoad makes the test binary the load generator instead of running tests: a
// process of its own, so that its work is not counted as the server's.
const asLoad = "VERKSTAD_BENCH_LOAD"

func TestMain(m *testing.M) {
	if os.Getenv(asLoad) != "" {
		debug.SetGCPercent(400) // it has memory enough, and the server needs the cores
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

// order is what the load generator is to do; see [generator].
type order struct {
	Do string

	Address string // join
	Members bool
	Screens bool // the writers look at whole screens
	Named   bool // everybody has a user name of their own
	Drawn   string
	Looks   bool     // three kinds of language and background, in turn
	Sizes   [][2]int // of terminals, in turn
	N       int

	Before string   // type: keys before the text
	Keys   []string // press: what each types, in turn
	Text   string   // expect
	Since  time.Time
	Rate   int // burst: ideas a second
	For    time.Duration
	Kind   string // disturb
}

// report is what came of an order.
type report struct {
	Err     string
	Took    time.Duration
	Echo    []time.Duration
	Times   []time.Duration
	Missing int
	Passed  int
	Bytes   int64
	Updates int64         // that those bytes came in
	CPU     time.Duration // of the load generator
	Ideas   int
	Text    string
}

// add takes in what came of more ideas.
func (r *report) add(other report) {
	r.Echo, r.Times = append(r.Echo, other.Echo...), append(r.Times, other.Times...)
	r.Missing += other.Missing
	r.Passed += other.Passed
	r.Bytes += other.Bytes
	r.Updates += other.Updates
	r.CPU += other.CPU
	r.Ideas += other.Ideas
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
	l.begin(t, o)
	return l.end(t, o)
}

// begin gives an order, and does not wait until it is done.
func (l *load) begin(t testing.TB, o order) {
	t.Helper()
	if err := l.enc.Encode(o); err != nil {
		t.Fatal(err)
	}
}

// end waits until the order that was begun is done.
func (l *load) end(t testing.TB, o order) report {
	t.Helper()
	var r report
	if err := l.dec.Decode(&r); err != nil {
		t.Fatal(err)
	}
	if r.Err != "" {
		t.Fatalf("%s: %s", o.Do, r.Err)
	}
	return r
}

// needFiles skips a benchmark for which the system lets one process open too
// few files. Go has raised the soft limit to the hard one.
func needFiles(b *testing.B, people int) {
	b.Helper()
	const others = 100
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		b.Fatal(err)
	}
	if limit.Cur < uint64(people+others) {
		b.Skipf("a process may open %d files here, and %d people need more: ulimit -n", limit.Cur, people)
	}
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
	g.leave()
	return nil
}
