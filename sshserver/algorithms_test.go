package sshserver

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"encoding/binary"
	"io"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// offered is what the server says that it agrees to (RFC 4253, section 7.1), by
// what it is for.
func (h *house) offered(t *testing.T) map[string][]string {
	t.Helper()
	conn := h.rawTCP(t)
	_ = conn.SetDeadline(time.Now().Add(patience))
	if _, err := io.WriteString(conn, "SSH-2.0-test\r\n"); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	var packet []byte
	for packet == nil {
		if _, err := io.CopyN(&said, conn, 1); err != nil {
			t.Fatalf("%v after %q", err, said.String())
		}
		if _, rest, ok := bytes.Cut(said.Bytes(), []byte("\r\n")); ok && len(rest) >= 4 && len(rest) == 4+int(binary.BigEndian.Uint32(rest)) {
			packet = rest
		}
	}
	lists := map[string][]string{}
	rest := packet[6+16:] // length, padding's length, kind, cookie
	for _, name := range []string{"key exchange", "host key", "cipher", "cipher back", "MAC", "MAC back"} {
		n := binary.BigEndian.Uint32(rest)
		lists[name] = strings.Split(string(rest[4:4+n]), ",")
		rest = rest[4+n:]
	}
	return lists
}

func TestNothingThatRestsOnSHA1IsOffered(t *testing.T) {
	h := open(t, func(c *Config) { c.AllHostKeys = true })
	lists := h.offered(t)
	if got := strings.Join(lists["host key"], " "); got != "ssh-ed25519 ecdsa-sha2-nistp256 rsa-sha2-256 rsa-sha2-512" {
		t.Errorf("host keys %s", got)
	}
	for what, names := range lists {
		for _, name := range names {
			if strings.Contains(name, "sha1") || strings.Contains(name, "cbc") || strings.HasPrefix(name, "diffie-hellman") || name == "ssh-rsa" || name == "ssh-dss" {
				t.Errorf("%s %s is offered", what, name)
			}
		}
	}
	if first := lists["key exchange"][0]; first != "mlkem768x25519-sha256" {
		t.Errorf("the first key exchange is %s", first)
	}
}

// A client that signs with SHA-1 is not known by its key; with SHA-2 it is.
func TestAnRSAKeySignsWithSHA2(t *testing.T) {
	h := open(t)
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := gossh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	for algorithm, accepted := range map[string]bool{gossh.KeyAlgoRSA: false, gossh.KeyAlgoRSASHA256: true, gossh.KeyAlgoRSASHA512: true} {
		only, err := gossh.NewSignerWithAlgorithms(signer.(gossh.AlgorithmSigner), []string{algorithm})
		if err != nil {
			t.Fatal(err)
		}
		client, err := h.tryDial("KRABBA", only)
		if err == nil {
			client.Close()
		}
		if (err == nil) != accepted {
			t.Errorf("%s: %v", algorithm, err)
		}
	}
}

// Each kind of host key is made once, for the owner alone, and proves itself.
func TestAllKindsOfHostKeysAreKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "host_ed25519")
	prints := map[string]string{}
	for range 2 {
		h := open(t, func(c *Config) { c.HostKeyPath, c.AllHostKeys = path, true })
		for algorithm, name := range map[string]string{gossh.KeyAlgoED25519: "host_ed25519", gossh.KeyAlgoECDSA256: "host_ecdsa", gossh.KeyAlgoRSASHA512: "host_rsa"} {
			var shown string
			client, err := gossh.Dial("tcp", h.Addr().String(), &gossh.ClientConfig{
				User: "KRABBA", Auth: []gossh.AuthMethod{gossh.KeyboardInteractive(noPrompts)}, HostKeyAlgorithms: []string{algorithm}, Timeout: patience,
				HostKeyCallback: func(_ string, _ net.Addr, key gossh.PublicKey) error {
					shown = gossh.FingerprintSHA256(key)
					return nil
				},
			})
			if err != nil {
				t.Fatalf("%s: %v", algorithm, err)
			}
			client.Close()
			if before, ok := prints[name]; ok && before != shown {
				t.Errorf("%s became %s", before, shown)
			}
			prints[name] = shown
			info, err := os.Stat(filepath.Join(filepath.Dir(path), name))
			if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
				t.Errorf("%s: mode %v, %v", name, info.Mode(), err)
			}
		}
		if h.Fingerprint() != prints["host_ed25519"] {
			t.Errorf("%s is shown, of %v", h.Fingerprint(), prints)
		}
	}
	if len(prints) != 3 || prints["host_rsa"] == prints["host_ecdsa"] {
		t.Errorf("fingerprints %v", prints)
	}
}

// A client that exchanges keys again and again waits, alone; the one that does so
// now and then does not.
func TestExchangingKeysAgainIsPaced(t *testing.T) {
	h := open(t)
	config := &gossh.ClientConfig{User: "KRABBA", Auth: []gossh.AuthMethod{gossh.KeyboardInteractive(noPrompts)}, HostKeyCallback: gossh.InsecureIgnoreHostKey(), Timeout: patience}
	exchanged := 0
	config.HostKeyCallback = func(string, net.Addr, gossh.PublicKey) error {
		exchanged++ // on one goroutine, and never while this one looks
		return nil
	}
	config.RekeyThreshold = 1 // the least that the library allows, 256 bytes
	client, err := gossh.Dial("tcp", h.Addr().String(), config)
	if err != nil {
		t.Fatal(err)
	}
	stalled := time.AfterFunc(2*time.Second, func() { client.Close() })
	defer stalled.Stop()
	for sent := 0; ; sent++ {
		if _, _, err := client.SendRequest("keepalive@openssh.com", true, make([]byte, 256)); err != nil {
			break // it was stalled
		}
		if sent > 1000 {
			t.Fatal("it goes on and on")
		}
	}
	_ = client.Wait()
	if exchanged < rekeyBurst || exchanged > rekeyBurst+1 {
		t.Errorf("it exchanged keys %d times", exchanged)
	}
}
