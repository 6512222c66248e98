package sshserver

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"verkstad/sshserver/sshtest"
)

// who is a line that says which key somebody came with.
func who(c Caller) string { return fmt.Sprintf("%x %v", c.Key[:4], c.Facilitator) }

func short(key gossh.PublicKey) string {
	sum := sha256.Sum256(key.Marshal())
	return fmt.Sprintf("%x", sum[:4])
}

// house with a facilitator's key whose callers are told who they are.
func (h *house) tellsWho() {
	h.app.line = func(c lineCall) int { fmt.Fprint(c.out, who(c.caller)); return 0 }
}

func TestAFacilitatorsKeyWinsWhereverItIsOffered(t *testing.T) {
	for _, n := range []int{1, 3, 6, 12, 20} {
		socket, keys, files := sshtest.Agent(t, n)
		facilitators := filepath.Join(t.TempDir(), "facilitators")
		h := open(t, func(c *Config) { c.FacilitatorsPath = facilitators })
		h.tellsWho()
		_, other := sshtest.KeyFile(t)
		if err := os.WriteFile(facilitators, gossh.MarshalAuthorizedKey(other.PublicKey()), 0o600); err != nil {
			t.Fatal(err)
		}
		ask := func(what, want string, options ...string) {
			t.Helper()
			began := time.Now()
			ssh := h.openssh(t, append([]string{"-T", "-o", "IdentityAgent=" + socket}, append(options, "-o", "IdentitiesOnly=no", "KRABBA@127.0.0.1", "status")...)...)
			var errs bytes.Buffer
			ssh.Stderr = &errs
			out, err := ssh.Output()
			if err != nil || string(out) != want {
				t.Errorf("%d keys, %s: %q %v %s, want %s", n, what, out, err, errs.String(), want)
			}
			t.Logf("%d keys, %s: %v", n, what, time.Since(began).Round(time.Millisecond))
		}
		// None leads: in by the first, each time.
		first := short(keys[0].PublicKey()) + " false"
		ask("none leads", first)
		ask("none leads, again", first)
		ask("none leads, nothing asked", first, "-o", "BatchMode=yes")
		for _, at := range []int{0, n / 2, n - 1} {
			if err := os.WriteFile(facilitators, append(gossh.MarshalAuthorizedKey(other.PublicKey()), gossh.MarshalAuthorizedKey(keys[at].PublicKey())...), 0o600); err != nil {
				t.Fatal(err)
			}
			want := short(keys[at].PublicKey()) + " true"
			ask(fmt.Sprintf("number %d leads", at+1), want)
			ask("the same and nothing asked", want, "-o", "BatchMode=yes")
			ask("the same from files", want, "-o", "IdentitiesOnly=yes", "-i", files[0], "-i", files[at])
		}
	}
}

// Other clients come in by their first key, as they offer no other.
func TestAClientThatKnowsNoOtherWayComesInByItsKey(t *testing.T) {
	facilitators := filepath.Join(t.TempDir(), "facilitators")
	_, other := sshtest.KeyFile(t)
	if err := os.WriteFile(facilitators, gossh.MarshalAuthorizedKey(other.PublicKey()), 0o600); err != nil {
		t.Fatal(err)
	}
	h := open(t, func(c *Config) { c.FacilitatorsPath = facilitators })
	h.tellsWho()
	private := newKey(t)
	for version, wantKey := range map[string]bool{"SSH-2.0-Go": true, "SSH-2.0-OpenSSH_9.9": true} {
		config := &gossh.ClientConfig{
			User: "KRABBA", ClientVersion: version, HostKeyCallback: gossh.InsecureIgnoreHostKey(),
			Auth: []gossh.AuthMethod{gossh.PublicKeys(private), gossh.KeyboardInteractive(func(string, string, []string, []bool) ([]string, error) { return nil, nil })},
		}
		raw, err := net.Dial("tcp", h.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		c, channels, requests, err := gossh.NewClientConn(raw, "", config)
		if err != nil {
			t.Fatalf("%s: %v", version, err)
		}
		client := gossh.NewClient(c, channels, requests)
		session, err := client.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		out, err := session.Output("status")
		if want := short(private.PublicKey()) + " false"; err != nil || (string(out) == want) != wantKey {
			t.Errorf("%s: %q %v, want %s", version, out, err, want)
		}
		_ = client.Close()
		_ = client.Wait()
	}
}

// slowSigner signs as somebody does who types a passphrase first.
type slowSigner struct {
	gossh.Signer
	asked *int
}

func (s slowSigner) Sign(rand io.Reader, data []byte) (*gossh.Signature, error) {
	*s.asked++
	time.Sleep(slowSignature + 100*time.Millisecond) // the person types
	return s.Signer.Sign(rand, data)
}

func TestNobodyTypesAPassphraseTwice(t *testing.T) {
	facilitators := filepath.Join(t.TempDir(), "facilitators")
	_, other := sshtest.KeyFile(t)
	if err := os.WriteFile(facilitators, gossh.MarshalAuthorizedKey(other.PublicKey()), 0o600); err != nil {
		t.Fatal(err)
	}
	h := open(t, func(c *Config) { c.FacilitatorsPath = facilitators })
	h.tellsWho()
	var asked int
	signer := slowSigner{newKey(t), &asked}
	raw, err := net.Dial("tcp", h.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	c, channels, requests, err := gossh.NewClientConn(raw, "", &gossh.ClientConfig{
		User: "KRABBA", ClientVersion: "SSH-2.0-OpenSSH_9.9", HostKeyCallback: gossh.InsecureIgnoreHostKey(),
		Auth: []gossh.AuthMethod{gossh.PublicKeys(signer)},
	})
	if err != nil {
		t.Fatal(err)
	}
	client := gossh.NewClient(c, channels, requests)
	defer func() { _ = client.Close(); _ = client.Wait() }()
	session, err := client.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if out, err := session.Output("status"); err != nil || string(out) != short(signer.PublicKey())+" false" || asked != 1 {
		t.Errorf("%q %v, asked %d times", out, err, asked)
	}
}
