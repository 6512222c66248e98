package bench

import (
	"flag"
	"fmt"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"verkstad/sshserver/loadtest"
)

var (
	people = flag.String("people", "10,100", "how many terminals, one benchmark each")
	most   = flag.Int("usual", 100, "up to how many terminals the usual way is measured")
	idle   = flag.Duration("idle", 3*time.Second, "how long to look at what a room costs where nobody writes")

	rival    = flag.String("rival", "", "host:port of another server to measure: one where what somebody types is sent to all, each under a name of their own")
	rivalPID = flag.Int("rival-pid", 0, "its process, for CPU time and memory")
)

// server is what is measured.
type server struct {
	address string
	members bool // people join before they open their terminals
	screens bool // the writers look at whole screens
	named   bool // everybody has a user name of their own
	drawn   string
	cpu     func() time.Duration
	memory  func() int64
}

// here is a server in this process.
func here(address string) server { return server{address: address, cpu: cpuTime, memory: heap} }

// elsewhere is the rival.
func elsewhere() server {
	return server{
		address: *rival, named: true,
		cpu:    func() time.Duration { cpu, _ := loadtest.Usage(*rivalPID); return cpu },
		memory: func() int64 { _, memory := loadtest.Usage(*rivalPID); return memory },
	}
}

func (s server) join(n int) order {
	return order{Do: "join", N: n, Address: s.address, Members: s.members, Screens: s.screens, Named: s.named, Drawn: s.drawn}
}

// eachCrowd runs a benchmark for every number of people.
func eachCrowd(b *testing.B, run func(b *testing.B, n int)) {
	for _, field := range strings.Split(*people, ",") {
		n, err := strconv.Atoi(field)
		if err != nil || n < 2 {
			b.Fatalf("-people: %q", field)
		}
		needFiles(b, n)
		run(b, n)
	}
}

// BenchmarkIdea is one person's idea, from Enter until everybody else has it,
// on a list of sixty ideas which it moves down, with the clock ticking: Verkstad
// with its durable log, the floor with as many bytes, the usual way with the
// same screen, and a rival.
func BenchmarkIdea(b *testing.B) {
	beside(b, "", func(b *testing.B) *verkstad { return startVerkstad(b) }, list)
}

// BenchmarkCard is the same where sixty cards lie in columns, and what somebody
// types changes one heading: a few bytes for each.
func BenchmarkCard(b *testing.B) {
	// The key of a column, and the one that renames it.
	beside(b, "%de", func(b *testing.B) *verkstad { return startCards(b) }, cards)
}

// beside measures Verkstad and those beside it. Before is typed before a text
// here, with the number of a column.
func beside(b *testing.B, before string, open func(*testing.B) *verkstad, view view) {
	eachCrowd(b, func(b *testing.B, n int) {
		sent := 64 // bytes of an update, until Verkstad has said how many
		b.Run(fmt.Sprintf("verkstad/%d", n), func(b *testing.B) { sent = measure(b, n, before, open(b).server()) })
		b.Run(fmt.Sprintf("floor/%d", n), func(b *testing.B) { measure(b, n, "", startFloor(b, sent, 0)) })
		if n <= *most {
			b.Run(fmt.Sprintf("usual/%d", n), func(b *testing.B) { measure(b, n, "", startUsual(b, view)) })
		}
		if *rival != "" {
			b.Run(fmt.Sprintf("rival/%d", n), func(b *testing.B) { measure(b, n, "", elsewhere()) })
		}
	})
}

// measure lets n people in and has them write. It returns how many bytes an
// idea took for each.
//
// It reports the time until the last has it (ns/op); percentiles over all
// terminals; what each was sent; what the server's CPU did from Enter until the
// last had it, and while the letters were typed, per person; and what it does,
// and sends, per person and second, while nobody writes.
func measure(b *testing.B, n int, before string, s server) int {
	l := startLoad(b)
	empty := s.memory()
	joined := l.ask(b, s.join(n))
	prefix := func(i int) string { return strings.ReplaceAll(before, "%d", strconv.Itoa(1+i%headings)) }
	const warm = headings // what is made once is made now
	for i := range warm {
		l.ask(b, order{Do: "type", Before: prefix(i)})
		l.ask(b, order{Do: "enter"})
	}
	memory := float64(s.memory()-empty) / float64(n) / 1024
	still, quiet := idleCost(b, l, s)

	var all report
	var entering, typing time.Duration
	for b.Loop() {
		b.StopTimer()
		time.Sleep(120 * time.Millisecond) // one idea at a time, and not in step with the clock
		cpu := s.cpu()
		all.Echo = append(all.Echo, l.ask(b, order{Do: "type", Before: prefix(warm + all.Ideas)}).Echo...)
		typing += s.cpu() - cpu
		b.StartTimer()
		cpu = s.cpu()
		all.add(l.ask(b, order{Do: "enter"}))
		entering += s.cpu() - cpu
	}
	each := func(whole float64) float64 { return whole / float64(all.Ideas) / float64(n) }
	reportSpread(b, "", all.Times)
	if s.members {
		reportSpread(b, "echo-", all.Echo)
		b.ReportMetric(each(float64(typing.Microseconds())), "typing-µs/idea/terminal")
	}
	b.ReportMetric(joined.Took.Seconds(), "join-s")
	b.ReportMetric(memory, "KB/terminal")
	b.ReportMetric(still/float64(n), "idle-µs/s/terminal")
	b.ReportMetric(quiet/float64(n), "idle-B/s/terminal")
	b.ReportMetric(each(float64(all.Bytes)), "B/idea/terminal")
	b.ReportMetric(each(float64(entering.Microseconds())), "µs/idea/terminal")
	b.ReportMetric(float64(all.Missing), "missing")
	l.stop()
	return int(each(float64(all.Bytes)))
}

// reportSpread reports percentiles in milliseconds.
func reportSpread(b *testing.B, prefix string, times []time.Duration) {
	s := loadtest.SpreadOf(times)
	b.ReportMetric(milliseconds(s.P50), prefix+"p50-ms")
	b.ReportMetric(milliseconds(s.P95), prefix+"p95-ms")
	b.ReportMetric(milliseconds(s.P99), prefix+"p99-ms")
	b.ReportMetric(milliseconds(s.Last), prefix+"last-ms")
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// idleCost is what the clock costs the server: µs of CPU, and bytes, a second.
func idleCost(b *testing.B, l *load, s server) (cpu, bytes float64) {
	b.Helper()
	before, sent := s.cpu(), l.ask(b, order{Do: "bytes"}).Bytes
	time.Sleep(*idle) // the time that is measured
	used := s.cpu() - before
	sent = l.ask(b, order{Do: "bytes"}).Bytes - sent
	return float64(used.Microseconds()) / idle.Seconds(), float64(sent) / idle.Seconds()
}

// cpuTime is what this process has used so far, the system's work for it included.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// heap is what is in use after a collection, with stacks.
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapInuse + m.StackInuse)
}
