package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"verkstad/sshserver/sshtest"
)

const code = "KRABBA"

// server is a `verkstad serve` without a screen of its own.
type server struct {
	t    *testing.T
	dir  string
	port int
	cmd  *exec.Cmd
	log  *sshtest.Buffer
}

// serve starts a server on a data folder and waits until it answers.
func serve(t *testing.T, dir string, port int, args ...string) *server {
	t.Helper()
	s := &server{t: t, dir: dir, port: port, log: &sshtest.Buffer{}}
	argv := append([]string{"serve", "--data", dir, "--listen", "127.0.0.1:" + strconv.Itoa(port), "--lang", "en"}, args...)
	s.cmd = exec.Command(verkstad(t), argv...)
	s.cmd.Stdout, s.cmd.Stderr = s.log, s.log
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.stop(syscall.SIGKILL) })
	waitForPort(t, port, s.log)
	return s
}

// stop ends the process with a signal and waits for it. It does nothing twice.
func (s *server) stop(sig syscall.Signal) {
	if s.cmd.ProcessState == nil {
		_ = s.cmd.Process.Signal(sig)
		_ = s.cmd.Wait()
	}
}

func waitForPort(t *testing.T, port int, log *sshtest.Buffer) {
	t.Helper()
	var err error
	sshtest.EventuallyOr(t, func() bool {
		c, dialErr := dial(port)
		if err = dialErr; err == nil {
			_ = c.Close()
		}
		return err == nil
	}, func() string { return fmt.Sprintf("nobody answers on port %d: %v\n%s", port, err, log) })
}

// facilitator is a guest whose key stands in the data folder's list.
func facilitator(t *testing.T, keys, data string, port int) *guest {
	t.Helper()
	g := newGuest(t, keys, "facilitator", "", port)
	pub, err := os.ReadFile(g.key + ".pub")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(data, 0o700); err != nil {
		t.Fatal(err)
	}
	line := strings.TrimSpace(string(pub)) + "\n"
	if err := os.WriteFile(filepath.Join(data, "facilitators"), []byte(line), 0o600); err != nil {
		t.Fatal(err)
	}
	return g
}
