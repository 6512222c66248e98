package sshserver

import (
	"crypto/ed25519"
	"encoding/pem"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	gossh "golang.org/x/crypto/ssh"
)

func TestTheHostKeyIsMadeOnceAndKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "host_ed25519")
	var wg sync.WaitGroup
	prints := make([]string, 4)
	for i := range prints {
		wg.Go(func() {
			if key, err := loadHostKey(path, ed25519Host); err == nil {
				prints[i] = gossh.FingerprintSHA256(key.PublicKey())
			}
		})
	}
	wg.Wait()
	for _, print := range prints {
		if print != prints[0] || !strings.HasPrefix(print, "SHA256:") {
			t.Fatalf("servers that start together disagree: %q", prints)
		}
	}
	key, err := loadHostKey(path, ed25519Host)
	if err != nil || key.PublicKey().Type() != gossh.KeyAlgoED25519 {
		t.Fatalf("type %v, %v", key, err)
	}
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".host-key-*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

func TestABadHostKeyIsNamedAndLeftAlone(t *testing.T) {
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	locked, err := gossh.MarshalPrivateKeyWithPassphrase(private, "", []byte("hemligt"))
	if err != nil {
		t.Fatal(err)
	}
	good, err := gossh.MarshalPrivateKey(private, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		text []byte
		mode os.FileMode
		want string
	}{
		{"empty", nil, 0o600, "damaged"},
		{"damaged", pem.EncodeToMemory(good)[:150], 0o600, "damaged"},
		{"locked", pem.EncodeToMemory(locked), 0o600, "passphrase"},
		{"public", pem.EncodeToMemory(good), 0o644, "chmod 600"},
		{"huge", make([]byte, maxHostKey+1), 0o600, "not a private key"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.name == "public" && runtime.GOOS == "windows" {
				t.Skip("Windows has no such modes")
			}
			path := filepath.Join(t.TempDir(), "host_ed25519")
			if err := os.WriteFile(path, c.text, c.mode); err != nil {
				t.Fatal(err)
			}
			_, err := New(Config{App: newCounter(), HostKeyPath: path, Listen: "127.0.0.1:0"})
			if !errors.Is(err, ErrHostKey) || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), path) {
				t.Errorf("error %v, want one about %q", err, c.want)
			}
			if now, _ := os.ReadFile(path); string(now) != string(c.text) {
				t.Error("the file was changed")
			}
		})
	}
	if _, err := loadHostKey(filepath.Join(t.TempDir(), "missing", "host"), ed25519Host); !errors.Is(err, ErrHostKey) {
		t.Errorf("a missing folder gave %v", err)
	}
}
