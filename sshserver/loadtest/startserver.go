package loadtest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"verkstad/model/safego"
	"verkstad/sshserver/sshclient"
)

// ownCode is the join code at a server that was started here.
const ownCode = "DEMO"

// ownServer is `verkstad serve` as a process of its own, on loopback, with its data in a
// temporary folder.
type ownServer struct {
	cmd     *exec.Cmd
	dir     string
	address string
	leader  *sshclient.Caller // a facilitator
}

// joinLine matches the line in which the server says where it listens.
var joinLine = regexp.MustCompile(`ssh -p (\d+) ` + ownCode + `@`)

// startServer starts program and waits until it listens.
func startServer(ctx context.Context, program string) (s *ownServer, err error) {
	s = &ownServer{}
	defer func() {
		if err != nil {
			s.stop()
			s = nil
		}
	}()
	if s.dir, err = os.MkdirTemp("", "verkstad-rehearse-"); err != nil {
		return s, err
	}
	key, err := sshclient.NewKey()
	if err != nil {
		return s, err
	}
	if err = os.WriteFile(filepath.Join(s.dir, "facilitators"), gossh.MarshalAuthorizedKey(key.PublicKey()), 0o600); err != nil {
		return s, err
	}
	s.cmd = exec.Command(program, "serve", "--data", s.dir, "--listen", "127.0.0.1:0", "--code", ownCode, "--title", "Rehearsal", "--method", "colab", "--lang", "en", "--rehearsed")
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "VERKSTAD_") {
			s.cmd.Env = append(s.cmd.Env, v)
		}
	}
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return s, err
	}
	if err = s.cmd.Start(); err != nil {
		return s, err
	}
	port := make(chan string, 1)
	safego.Go("rehearsed server's words", func() {
		defer close(port)
		for lines := bufio.NewScanner(out); lines.Scan(); {
			if m := joinLine.FindStringSubmatch(lines.Text()); m != nil && len(port) == 0 {
				port <- m[1]
			}
		}
	})
	select {
	case p, ok := <-port:
		if !ok {
			return s, errors.New("the server did not start")
		}
		s.address = "127.0.0.1:" + p
	case <-time.After(sshclient.Timeout):
		return s, errors.New("the server did not say where it listens")
	case <-ctx.Done():
		return s, ctx.Err()
	}
	s.leader, err = sshclient.Call(ctx, sshclient.Config{Address: s.address, User: ownCode, Key: key, HostKey: gossh.InsecureIgnoreHostKey()}) // it is our own child process
	if err != nil {
		return s, err
	}
	return s, s.lead([]string{"goto", "gather", "--start"}, []string{"extend", "1h"}, []string{"reveal"})
}

// lead runs line commands as the facilitator.
func (s *ownServer) lead(commands ...[]string) error {
	for _, words := range commands {
		if _, err := s.leader.Line(words...); err != nil {
			return fmt.Errorf("lead: %w", err)
		}
	}
	return nil
}

// stop ends the server and removes its folder.
func (s *ownServer) stop() {
	s.leader.Leave()
	if s.cmd != nil && s.cmd.Process != nil {
		_ = s.cmd.Process.Signal(syscall.SIGTERM)
		over := make(chan struct{})
		safego.Go("rehearsed server ends", func() {
			defer close(over)
			_ = s.cmd.Wait()
		})
		select {
		case <-over:
		case <-time.After(sshclient.Timeout):
			_ = s.cmd.Process.Kill()
			<-over
		}
	}
	if s.dir != "" {
		_ = os.RemoveAll(s.dir)
	}
}

// usage returns what the server's process has used; see [Usage].
func (s *ownServer) usage() (cpu time.Duration, memory int64) { return Usage(s.cmd.Process.Pid) }

// Usage returns what a process on this computer has used: CPU time, in steps of 10 ms, and
// bytes of memory now. They are 0 if not known; only Linux tells, in /proc.
func Usage(pid int) (cpu time.Duration, memory int64) {
	folder := filepath.Join("/proc", strconv.Itoa(pid))
	stat, err := os.ReadFile(filepath.Join(folder, "stat"))
	if err != nil {
		return 0, 0
	}
	// proc_pid_stat(5): after the name in brackets, fields 14 and 15 are user
	// and system time in hundredths of a second, and 24 is memory in pages.
	_, rest, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(rest)
	if len(fields) < 22 {
		return 0, 0
	}
	number := func(field int) int64 {
		n, _ := strconv.ParseInt(fields[field-3], 10, 64)
		return n
	}
	return time.Duration(number(14)+number(15)) * 10 * time.Millisecond, number(24) * int64(os.Getpagesize())
}
