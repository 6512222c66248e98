package security

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"verkstad/sshserver/sshtest"
)

// client is a program that people connect with.
type client struct {
	name string
	args func(home, port string) []string
	asks string // what it asks when it sees a host key for the first time
	says string // what is answered
}

// clients are those that are usual on Linux, macOS, Windows and on small devices.
// PuTTY's window does what plink does.
var clients = []client{
	{"ssh", func(home, port string) []string {
		return []string{"-F", "none", "-p", port, "-o", "UserKnownHostsFile=" + filepath.Join(home, "known"), "-o", "IdentityAgent=none", "-o", "IdentitiesOnly=yes",
			"-i", filepath.Join(home, "none"), besiegedCode + "@127.0.0.1", "status"}
	}, "continue connecting", "yes\r"},
	{"ssh", func(home, port string) []string { // with a key that has a passphrase
		return []string{"-F", "none", "-p", port, "-o", "UserKnownHostsFile=/dev/null", "-o", "StrictHostKeyChecking=no", "-o", "IdentityAgent=none", "-o", "IdentitiesOnly=yes",
			"-i", filepath.Join(home, "locked"), besiegedCode + "@127.0.0.1", "status"}
	}, "passphrase for key", "hemligt\r"},
	{"plink", func(_, port string) []string {
		return []string{"-no-antispoof", "-P", port, besiegedCode + "@127.0.0.1", "status"}
	}, "cache?", "y\r"},
	{"dbclient", func(_, port string) []string {
		return []string{"-p", port, besiegedCode + "@127.0.0.1", "status"}
	}, "continue connecting", "y\r"},
}

// TestPeopleMayReadTheFingerprint answers the question for the host key, or the
// one for a passphrase, as late as people do who compare 43 characters with those
// on the wall, with real clients: quietly, and while somebody else holds as many
// half-open connections as they can.
func TestPeopleMayReadTheFingerprint(t *testing.T) {
	if testing.Short() {
		t.Skip("waits as people do")
	}
	waits := []time.Duration{12 * time.Second}
	if long {
		waits = []time.Duration{5 * time.Second, 12 * time.Second, 30 * time.Second, 90 * time.Second}
	}
	for _, name := range []string{"quietly", "beside half-open connections"} {
		t.Run(name, func(t *testing.T) {
			s := besiege(t)
			ctx, cease := context.WithCancel(t.Context())
			var attacking sync.WaitGroup
			defer attacking.Wait()
			defer cease()
			var asked sync.WaitGroup
			for _, c := range clients {
				path, err := exec.LookPath(c.name)
				if err != nil {
					t.Logf("no %s on PATH", c.name)
					continue
				}
				for _, wait := range waits {
					asked.Go(func() { c.answersAfter(t, s, path, wait) })
				}
			}
			if name != "quietly" {
				time.Sleep(2 * time.Second) // for so long some read before the attack begins
				attacking.Go(func() { halfOpen(1250, silent)(ctx, s, attackerAddress) })
				attacking.Go(func() { halfOpen(2500, exchanged)(ctx, s, attackerAddress) })
			}
			asked.Wait()
		})
	}
}

// answersAfter runs a client under a pseudo-terminal, lets the person wait before
// they answer, and holds that they are told which step the workshop is at.
func (c client) answersAfter(t *testing.T, s *besieged, path string, wait time.Duration) {
	home, err := os.MkdirTemp(s.dir, "home-")
	if err == nil {
		_, err = sshtest.WriteKey(filepath.Join(home, "locked"), "hemligt")
	}
	if err != nil {
		t.Error(err)
		return
	}
	_, port, _ := net.SplitHostPort(s.address)
	ctx, cancel := context.WithTimeout(t.Context(), wait+2*patience)
	defer cancel()
	program, err := sshtest.StartProgram(ctx, home, nil, path, c.args(home, port)...)
	if err != nil {
		t.Error(err)
		return
	}
	defer program.Kill()
	answered := false
	for over := false; !answered && !over; {
		select {
		case <-program.Done:
			over = true
		case <-time.After(5 * time.Millisecond):
		}
		if answered = strings.Contains(program.Output(), c.asks); answered {
			time.Sleep(wait) // for so long the person reads
			_, _ = io.WriteString(program.Terminal, c.says)
		}
	}
	<-program.Done
	err = program.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Error(err)
	}
	if !answered || !strings.Contains(program.Output(), "Samla id") {
		t.Errorf("%s, which answered after %v (asked: %v): %v\n%s", program, wait, answered, err, program.Output())
	}
}
