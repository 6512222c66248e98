package sshserver

import (
	"errors"
	"io"
	"net"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// long is n of the short form of a test, or the long form's when
// VERKSTAD_LONG is set.
func long[T any](n, inFull T) T {
	if os.Getenv("VERKSTAD_LONG") != "" {
		return inFull
	}
	return n
}

// arrivals notes when something came.
type arrivals struct{ last atomic.Int64 } // Unix nanoseconds

func (a *arrivals) Write(p []byte) (int, error) {
	a.last.Store(time.Now().UnixNano())
	return len(p), nil
}

// watcher is a terminal that only notes when its screen changes.
func watcher(t *testing.T, client *gossh.Client) *arrivals {
	t.Helper()
	session, err := client.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	a := &arrivals{}
	session.Stdout = a
	if _, err := session.StdinPipe(); err != nil { // stays open
		t.Fatal(err)
	}
	if err := session.RequestPty("xterm-256color", 24, 80, gossh.TerminalModes{}); err != nil {
		t.Fatal(err)
	}
	if err := session.Shell(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the first picture", func() bool { return a.last.Load() != 0 })
	return a
}

// reach puts up a new number, and measures how long it takes to each screen.
func (h *house) reach(t *testing.T, screens []*arrivals) (waits []time.Duration) {
	t.Helper()
	began := time.Now()
	h.app.add(1)
	eventually(t, "the new number on every other screen", func() bool {
		return !slices.ContainsFunc(screens, func(a *arrivals) bool { return a.last.Load() < began.UnixNano() })
	})
	for _, a := range screens {
		waits = append(waits, time.Unix(0, a.last.Load()).Sub(began))
	}
	return waits
}

// stoppedSSH is an OpenSSH client that has shown a picture and then been stopped.
func stoppedSSH(t *testing.T, h *house) *exec.Cmd {
	t.Helper()
	ssh := h.openssh(t, "-tt", "KRABBA@127.0.0.1")
	ssh.Env = append(os.Environ(), "TERM=xterm-256color")
	if _, err := ssh.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out := &safeBuffer{}
	ssh.Stdout = out
	if err := ssh.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ssh.Process.Kill(); _ = ssh.Wait() })
	eventually(t, "the picture of the one to be stopped", func() bool { return strings.Contains(out.String(), "number") })
	if err := ssh.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	return ssh
}

func TestAStoppedClientHoldsUpNobodyAndIsShownOut(t *testing.T) {
	h := limited(t, func(l *Limits) { l.Keepalive, l.KeepaliveAnswer = 500*time.Millisecond, 3*time.Second })
	people := long(15, 99)
	screens := make([]*arrivals, people)
	for i := range screens {
		screens[i] = watcher(t, h.dial(t, "KRABBA", nil))
	}
	stoppedSSH(t, h)
	stopped := time.Now()
	var waits []time.Duration
	for range 40 {
		pressed := time.Now()
		waits = append(waits, h.reach(t, screens)...)
		time.Sleep(time.Until(pressed.Add(50 * time.Millisecond))) // the pace of the load: fewer pictures a second than are drawn
	}
	eventually(t, "the end of who was stopped", func() bool { return h.Connections() == people })
	gone := time.Since(stopped)
	slices.Sort(waits)
	p99 := waits[len(waits)*99/100]
	t.Logf("%d others: half saw it after %v, p99 %v; the stopped one was out after %v", people, waits[len(waits)/2], p99, gone)
	if most := long(2*time.Second, 200*time.Millisecond); p99 > most {
		t.Errorf("p99 is %v, over %v", p99, most)
	}
	if gone > 10*time.Second {
		t.Errorf("it took %v to show out the stopped client", gone)
	}
}

// attacks are what strangers try. Each goes on until the server has had enough.
var attacks = map[string]func(h *house) error{
	"rejected channels": func(h *house) error {
		client, err := h.tryDial("KRABBA", nil)
		if err != nil {
			return err
		}
		defer client.Close()
		for range DefaultLimits().Refusals { // one more could wait for ever; see the flood of them
			var refused *gossh.OpenChannelError
			if _, _, err := client.OpenChannel("direct-tcpip", nil); !errors.As(err, &refused) {
				break
			}
		}
		_ = client.Wait() // to be shown out
		return nil
	},
	"a huge terminal that changes all the time": func(h *house) error {
		return h.onSession(func(s *gossh.Session, keys io.Writer) error {
			if err := s.RequestPty("xterm", 1<<20, 1<<31-1, gossh.TerminalModes{}); err != nil {
				return err
			}
			for range 200 { // before the shell
				_ = s.WindowChange(1<<20, 1<<20)
			}
			if err := s.Shell(); err != nil {
				return err
			}
			for n := range 500 {
				_ = s.WindowChange(1<<20+n, 5000)
			}
			return nil
		})
	},
	"a paste without an end": func(h *house) error {
		return h.onSession(func(s *gossh.Session, keys io.Writer) error {
			if err := s.RequestPty("xterm", 24, 80, gossh.TerminalModes{}); err != nil {
				return err
			}
			if err := s.Shell(); err != nil {
				return err
			}
			_, err := io.WriteString(keys, "\x1b[200~")
			for n := 0; n < 64 && err == nil; n++ {
				_, err = io.WriteString(keys, strings.Repeat("klistra ", 512))
			}
			return nil // sooner or later nobody reads it
		})
	},
	"a handshake that never ends": func(h *house) error {
		conn, err := net.Dial("tcp", h.Addr().String())
		if err != nil {
			return err
		}
		defer conn.Close()
		if _, err := io.WriteString(conn, "SSH-2.0-slow"); err != nil {
			return err
		}
		_ = conn.SetReadDeadline(time.Now().Add(500 * time.Millisecond))
		_, _ = io.Copy(io.Discard, conn)
		return nil
	},
	"a thousand variables": func(h *house) error {
		return h.onSession(func(s *gossh.Session, _ io.Writer) error {
			for n := range 1000 {
				_ = s.Setenv("LANG", strings.Repeat("x", 100+n%50))
			}
			return nil
		})
	},
	"questions about nothing": func(h *house) error {
		client, err := h.tryDial("KRABBA", nil)
		if err != nil {
			return err
		}
		defer client.Close()
		for range 250 {
			if _, _, err := client.SendRequest("tcpip-forward", true, make([]byte, 1000)); err != nil {
				return nil
			}
		}
		return nil
	},
}

// onSession runs f on a session of a new connection, for a second at most.
func (h *house) onSession(f func(s *gossh.Session, keys io.Writer) error) error {
	client, err := h.tryDial("KRABBA", nil)
	if err != nil {
		return err
	}
	defer client.Close()
	defer time.AfterFunc(time.Second, func() { client.Close() }).Stop()
	session, err := client.NewSession()
	if err != nil {
		return err
	}
	keys, err := session.StdinPipe()
	if err != nil {
		return err
	}
	_ = f(session, keys) // a server that shows the attacker out is a good one
	return nil
}

// resources are what an attack could keep.
type resources struct {
	goroutines, files int
	heap              uint64
}

func measure() resources {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	files, _ := os.ReadDir("/proc/self/fd")
	return resources{runtime.NumGoroutine(), len(files), m.HeapAlloc}
}

func TestAttacksLeaveNothingBehindAndLetOthersIn(t *testing.T) {
	h := open(t)
	terminal(t, h.dial(t, "KRABBA", nil), 80, 24).shows(t, "number 0")
	before := measure()
	var attackers sync.WaitGroup
	for name, attack := range attacks {
		for range long(2, 8) {
			attackers.Go(func() {
				for range long(1, 20) {
					if err := attack(h); err != nil {
						t.Errorf("%s: %v", name, err)
					}
				}
			})
		}
	}
	came := time.Now()
	honest := h.dial(t, "KRABBA", newKey(t))
	terminal(t, honest, 80, 24).shows(t, "number 0")
	in := time.Since(came)
	attackers.Wait()
	honest.Close()
	ended := time.Now()
	var after resources
	eventually(t, "the end of all that the attacks took", func() bool {
		after = measure()
		return after.goroutines <= before.goroutines+2 && after.files <= before.files+2 && after.heap <= before.heap+16<<20
	})
	t.Logf("another was in after %v; %+v before, %+v after %v", in, before, after, time.Since(ended))
	if most := long(patience, 2*time.Second); in > most {
		t.Errorf("another waited %v, over %v", in, most)
	}
}
