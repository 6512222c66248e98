package sshserver

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"

	"verkstad/sshserver/sshtest"
)

// openssh prepares OpenSSH's client as someone who joins for the first time.
func (h *house) openssh(t *testing.T, options ...string) *exec.Cmd {
	t.Helper()
	program, err := exec.LookPath("ssh")
	if err != nil {
		t.Skip("no ssh on PATH; what other clients do is tested without")
	}
	_, port, _ := net.SplitHostPort(h.Addr().String())
	args := append([]string{
		"-F", "none", "-p", port, "-o", "StrictHostKeyChecking=accept-new", "-o", "LogLevel=ERROR",
		"-o", "UserKnownHostsFile=" + filepath.Join(t.TempDir(), "known_hosts"),
	}, options...)
	if !strings.Contains(strings.Join(options, " "), "IdentityAgent") {
		args = slices.Insert(args, 2, "-o", "IdentityAgent=none", "-o", "IdentitiesOnly=yes")
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	t.Cleanup(cancel)
	return exec.CommandContext(ctx, program, args...)
}

func TestOpenSSHWithoutATerminal(t *testing.T) {
	path, key := sshtest.KeyFile(t)
	facilitators := filepath.Join(t.TempDir(), "facilitators")
	if err := os.WriteFile(facilitators, gossh.MarshalAuthorizedKey(key.PublicKey()), 0o600); err != nil {
		t.Fatal(err)
	}
	h := open(t, func(c *Config) { c.FacilitatorsPath = facilitators })
	h.app.line = func(c lineCall) int {
		in, _ := io.ReadAll(c.in)
		fmt.Fprintf(c.out, "%s %v %v %q %s\n", c.caller.User, c.caller.HasKey, c.caller.Facilitator, c.args, in)
		return 7
	}
	for _, c := range []struct {
		name    string
		options []string
		without func()
		want    string
	}{
		{"with a key", []string{"-T", "-i", path, "KRABBA@127.0.0.1", "idea", "'en bro'"}, nil, `KRABBA true true ["idea" "en bro"] in` + "\n"},
		{"without a key", []string{"-T", "-i", filepath.Join(t.TempDir(), "none"), "KRABBA@127.0.0.1"}, nil, "KRABBA false false [] in\n"},
		{"offering a key that it cannot sign with", []string{"-T", "-i", path, "KRABBA@127.0.0.1"},
			func() { _ = os.Remove(path) }, "KRABBA false false [] in\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.without != nil {
				c.without()
			}
			ssh := h.openssh(t, c.options...)
			var errs bytes.Buffer
			ssh.Stdin, ssh.Stderr = strings.NewReader("in"), &errs
			out, _ := ssh.Output()
			if string(out) != c.want || ssh.ProcessState.ExitCode() != 7 {
				t.Errorf("wrote %q, exit %d, want %q; %s", out, ssh.ProcessState.ExitCode(), c.want, &errs)
			}
		})
	}
}

func TestOpenSSHWithATerminal(t *testing.T) {
	h := open(t)
	ssh := h.openssh(t, "-tt", "KRABBA@127.0.0.1")
	ssh.Env = append(os.Environ(), "TERM=xterm-256color")
	keys, err := ssh.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out := &safeBuffer{}
	ssh.Stdout = out
	if err := ssh.Start(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the first picture", func() bool { return strings.Contains(out.String(), "number 0 size 80x24") })
	_, _ = io.WriteString(keys, "+")
	eventually(t, "the key's effect", func() bool { return h.app.value() == 1 })
	_, _ = io.WriteString(keys, "q")
	if err := ssh.Wait(); err != nil {
		t.Errorf("ssh ended with %v", err)
	}
	if !strings.Contains(out.String(), "\x1b[?1049l") {
		t.Errorf("the terminal was not given back: %q", out)
	}
}
