package security

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"verkstad/sshserver/loadtest"
)

// What people wait tells of the computer as well. So it is held to how slow that
// is for us: because it is, or because others have it meanwhile.

// inPeace is more than it takes on two quiet cores until forty people have come
// in and asked for something, all at once: half of that is a computer's work.
const inPeace = 250 * time.Millisecond

// calm measures how many times longer than inPeace that takes now, at least 1.
// A facilitator has no rate limit, so it is the computer alone that is measured.
func (s *besieged) calm() float64 {
	s.t.Helper()
	worst := inPeace
	for range 2 {
		began := time.Now()
		var all sync.WaitGroup
		for i := range 40 {
			all.Go(func() {
				p, _, err := s.comes(s.t.Context(), patience, fmt.Sprintf("127.0.3.%d", 1+i), besiegedCode, s.leader)
				if err != nil {
					s.t.Errorf("in peace: %v", err)
					return
				}
				defer p.Leave()
				if _, err := p.does("status"); err != nil {
					s.t.Errorf("in peace: %v", err)
				}
			})
		}
		all.Wait()
		worst = max(worst, time.Since(began))
	}
	return float64(worst) / float64(inPeace)
}

// work is how long the computer's cores have worked since it was started, and for
// whom.
type work struct{ could, did, ours time.Duration }

// work reads proc_stat(5): user, nice, system, idle, waiting for a disk, interrupts
// of two kinds, and what other virtual computers took, in hundredths of a second.
func (s *besieged) work() (w work) {
	stat, _ := os.ReadFile("/proc/stat")
	line, _, _ := strings.Cut(string(stat), "\n")
	for i, field := range strings.Fields(line) {
		n, err := strconv.ParseInt(field, 10, 64)
		if d := time.Duration(n) * 10 * time.Millisecond; err == nil && i <= 8 {
			if w.could += d; i != 4 && i != 5 {
				w.did += d
			}
		}
	}
	for _, pid := range []int{os.Getpid(), s.process.Pid} {
		cpu, _ := loadtest.Usage(pid)
		w.ours += cpu
	}
	return w
}

// slower is how many times slower the computer has been for us since s.since was
// read: than two quiet cores in peace, or because of what others took of it.
func (s *besieged) slower() float64 { return slower(s.slow, s.since, s.work()) }

// measurable is for how long the cores must have been there to tell what others
// took of them: the kernel counts in hundredths of a second, so that in a window of
// a few of those the work of others may seem to have been all there was.
const measurable = 2 * time.Second

// slower is how many times slower a computer was between two readings of its work:
// as slow as in peace, or what others left of it if that is less. What they left
// is taken for a twentieth at least. In a window that is not [measurable] it is as
// slow as in peace.
func slower(inPeace float64, since, now work) float64 {
	could, others := now.could-since.could, (now.did-since.did)-(now.ours-since.ours)
	if could < measurable || others <= 0 {
		return inPeace
	}
	return max(inPeace, float64(could)/float64(max(could-others, could/20)))
}

// times is a duration on a computer that is so much slower.
func (s *besieged) times(d time.Duration) time.Duration {
	return time.Duration(float64(d) * s.slower())
}
