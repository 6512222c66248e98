package sshtest

import (
	"context"
	"crypto/ed25519"
	"encoding/pem"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sync"
	"testing"

	"github.com/creack/pty"
	gossh "golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"

	"verkstad/model/safego"
)

// WriteKey writes a new key in OpenSSH's format to path, with a passphrase unless that is
// empty, and its public half to path.pub.
func WriteKey(path, passphrase string) (gossh.Signer, error) {
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		return nil, err
	}
	block, err := gossh.MarshalPrivateKey(private, "")
	if passphrase != "" {
		block, err = gossh.MarshalPrivateKeyWithPassphrase(private, "", []byte(passphrase))
	}
	if err != nil {
		return nil, err
	}
	key, err := gossh.NewSignerFromKey(private)
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
		return nil, err
	}
	return key, os.WriteFile(path+".pub", gossh.MarshalAuthorizedKey(key.PublicKey()), 0o600)
}

// KeyFile makes a key file that OpenSSH's client can use, in a temporary folder of the
// test.
func KeyFile(t testing.TB) (path string, key gossh.Signer) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "id")
	key, err := WriteKey(path, "")
	if err != nil {
		t.Fatal(err)
	}
	return path, key
}

// Agent serves an agent with n new keys in it for as long as the test, as ssh-agent does.
// It returns its socket, the keys in the order in which it offers them, and their files.
func Agent(t testing.TB, n int) (socket string, keys []gossh.Signer, files []string) {
	t.Helper()
	keyring := agent.NewKeyring()
	for range n {
		path, key := KeyFile(t)
		private, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := gossh.ParseRawPrivateKey(private)
		if err != nil {
			t.Fatal(err)
		}
		if err := keyring.Add(agent.AddedKey{PrivateKey: raw}); err != nil {
			t.Fatal(err)
		}
		keys, files = append(keys, key), append(files, path)
	}
	dir, err := os.MkdirTemp("", "agent") // short, since a socket's path must be
	if err != nil {
		t.Fatal(err)
	}
	socket = filepath.Join(dir, "s")
	listener, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	var serving sync.WaitGroup
	serving.Add(1)
	safego.Go("agent", func() {
		defer serving.Done()
		for {
			conn, err := listener.Accept()
			if err != nil {
				return // closed
			}
			serving.Add(1)
			safego.Go("agent's client", func() {
				defer serving.Done()
				defer conn.Close()
				_ = agent.ServeAgent(keyring, conn)
			})
		}
	})
	t.Cleanup(func() {
		_ = listener.Close()
		serving.Wait()
		_ = os.RemoveAll(dir)
	})
	return socket, keys, files
}

// Program is a client program in a pseudo-terminal of 100 by 30 cells.
type Program struct {
	*exec.Cmd
	Terminal io.ReadWriteCloser
	Done     chan struct{} // closed when all its output has been read
	wrote    Buffer
}

// StartProgram starts a client with a home folder of its own and no environment but that
// and env. It is killed when ctx ends; the caller must call Kill.
func StartProgram(ctx context.Context, home string, env []string, path string, args ...string) (*Program, error) {
	p := &Program{Cmd: exec.CommandContext(ctx, path, args...), Done: make(chan struct{})}
	p.Env = append([]string{"HOME=" + home, "TERM=xterm-256color", "LANG=sv_SE.UTF-8", "PATH=" + os.Getenv("PATH")}, env...)
	var err error
	if p.Terminal, err = pty.StartWithSize(p.Cmd, &pty.Winsize{Rows: 30, Cols: 100}); err != nil {
		return nil, err
	}
	safego.Go("a client's terminal", func() {
		defer close(p.Done)
		_, _ = io.Copy(&p.wrote, p.Terminal) // ends with EIO when the program has ended
	})
	return p, nil
}

// Run is StartProgram for as long as a test, with the agent of SSH_AUTH_SOCK if that is
// set.
func Run(t testing.TB, home, path string, args ...string) *Program {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 3*Patience)
	t.Cleanup(cancel)
	var env []string
	if at := os.Getenv("SSH_AUTH_SOCK"); at != "" {
		env = []string{"SSH_AUTH_SOCK=" + at}
	}
	p, err := StartProgram(ctx, home, env, path, args...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Kill)
	return p
}

// Output returns what the program has written, without control sequences.
func (p *Program) Output() string { return StripControls(p.wrote.String()) }

// Kill kills the program and waits for its end.
func (p *Program) Kill() {
	_ = p.Process.Kill()
	_ = p.Wait()
	_ = p.Terminal.Close()
	<-p.Done
}

var controls = regexp.MustCompile(`\x1b\[[0-9;?]*[A-Za-z]`)

// StripControls returns what a terminal was sent with a blank instead of each control
// sequence.
func StripControls(sent string) string { return controls.ReplaceAllString(sent, " ") }
