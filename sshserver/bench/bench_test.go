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

	"verkstad/sshserver/rehearse"
)

var (
	people = flag.String("people", "10,100", "how many terminals, one benchmark each")
	most   = flag.Int("usual", 100, "up to how many terminals the usual way is measured")
	idle   = flag.Duration("idle", 3*time.Second, "how long to look at what a room costs where nobody writes")
)

// BenchmarkIdea is one person's idea, from Enter until everybody else has it,
// with the clock ticking: Verkstad with its durable log, the floor with as many
// bytes, and the usual way. Besides the time until the last has it (ns/op) it
// gives percentiles over all terminals, what each was sent, the CPU time of the
// server per person and idea, and per person and second while nobody writes.
func BenchmarkIdea(b *testing.B) {
	for _, field := range strings.Split(*people, ",") {
		n, err := strconv.Atoi(field)
		if err != nil || n < 2 {
			b.Fatalf("-people: %q", field)
		}
		sent := 64 // bytes of an update, until Verkstad has said how many
		b.Run(fmt.Sprintf("verkstad/%d", n), func(b *testing.B) { sent = measure(b, n, true, startHall(b).address) })
		b.Run(fmt.Sprintf("floor/%d", n), func(b *testing.B) { measure(b, n, false, startFloor(b, sent)) })
		if n <= *most {
			b.Run(fmt.Sprintf("usual/%d", n), func(b *testing.B) { measure(b, n, false, startUsual(b)) })
		}
	}
}

// measure lets n people in at an address and has them write. It returns how
// many bytes an idea took for each.
func measure(b *testing.B, n int, members bool, address string) int {
	l := startLoad(b)
	before := heap()
	joined := l.ask(b, order{Do: "join", N: n, Address: address, Members: members})
	for range 3 { // what is made once is made now
		l.ask(b, order{Do: "idea"})
	}
	memory, still := float64(heap()-before)/float64(n)/1024, idleCost(n)

	var times, echo []time.Duration
	var bytes int64
	var busy time.Duration
	missing, rounds := 0, 0
	for b.Loop() {
		cpu := cpuTime()
		r := l.ask(b, order{Do: "idea"})
		busy += cpuTime() - cpu
		times, echo = append(times, r.Times...), append(echo, r.Echo...)
		bytes += r.Bytes
		missing += r.Missing
		rounds++
		b.StopTimer()
		time.Sleep(120 * time.Millisecond) // one idea at a time, and not in step with the clock
		b.StartTimer()
	}
	b.ReportMetric(joined.Took.Seconds(), "join-s")
	b.ReportMetric(memory, "KB/person")
	b.ReportMetric(still, "idle-µs/person/s")
	s, e := rehearse.SpreadOf(times), rehearse.SpreadOf(echo)
	b.ReportMetric(milliseconds(s.P50), "p50-ms")
	b.ReportMetric(milliseconds(s.P95), "p95-ms")
	b.ReportMetric(milliseconds(s.P99), "p99-ms")
	b.ReportMetric(milliseconds(s.Last), "last-ms")
	b.ReportMetric(milliseconds(e.P99), "echo-p99-ms")
	perPerson := float64(bytes) / float64(rounds) / float64(n)
	b.ReportMetric(perPerson, "B/person")
	b.ReportMetric(float64(busy.Microseconds())/float64(rounds)/float64(n), "µs/person")
	b.ReportMetric(float64(missing), "missing")
	l.stop()
	return int(perPerson)
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// idleCost is what the clock costs the server, in µs of CPU per person and second.
func idleCost(n int) float64 {
	cpu := cpuTime()
	time.Sleep(*idle)
	return float64((cpuTime() - cpu).Microseconds()) / float64(n) / idle.Seconds()
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
