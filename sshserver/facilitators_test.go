package sshserver

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"
)

// FuzzFacilitators holds that only a whole key on a line of its own, without
// conditions, makes a facilitator, whatever else stands in the file.
func FuzzFacilitators(f *testing.F) {
	const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGq2SkFtnIPzg7u5pSfk1AiD2/CAFAfkDqE4nX0PhVPA"
	for _, text := range []string{
		key + " åsa@lund\n", "# " + key + "\n", "from=\"10.0.0.1\" " + key + "\n", "no-pty " + key + " bo\n",
		"expiry-time=\"20200101\" " + key, "command=\"x\"," + key, "\x00\n" + key, key + "\r\n" + key, "ssh-ed25519 AAAA\n", "",
		"@revoked * " + key, "cert-authority " + key,
	} {
		f.Add([]byte(text))
	}
	quiet := slog.New(slog.NewTextHandler(io.Discard, nil))
	f.Fuzz(func(t *testing.T, text []byte) {
		names := parseFacilitators(text, quiet)
		if lines := bytes.Count(text, []byte("\n")) + 1; len(names) > lines {
			t.Fatalf("%d facilitators on %d lines", len(names), lines)
		}
		for raw := range names {
			if _, err := gossh.ParsePublicKey([]byte(raw)); err != nil {
				t.Fatalf("no key leads: %v", err)
			}
		}
		hidden := append([]byte("# "), bytes.ReplaceAll(text, []byte("\n"), []byte("\n# "))...)
		if len(parseFacilitators(hidden, quiet)) > 0 {
			t.Fatal("a line that is commented out makes a facilitator")
		}
	})
}

// TestTheFirstLineOfAFileFromWindows holds that a byte order mark and line ends
// of two bytes take nobody's right away.
func TestTheFirstLineOfAFileFromWindows(t *testing.T) {
	first, second := newKey(t), newKey(t)
	path := filepath.Join(t.TempDir(), "facilitators")
	text := "\ufeff" + strings.ReplaceAll(authorized(first, "Åsa")+authorized(second, "Bo"), "\n", "\r\n")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	f := newFacilitators(path, slog.New(slog.DiscardHandler))
	for name, key := range map[string]gossh.Signer{"Åsa": first, "Bo": second} {
		if got, found := f.lookup(key.PublicKey()); !found || got != name {
			t.Errorf("the key of %s is that of %q (%v)", name, got, found)
		}
	}
}

// TestAFileThatOthersCanChangeMakesNobodyAFacilitator holds the file and its
// folder to what sshd asks of authorized_keys, also when the mode changes while
// the server runs.
func TestAFileThatOthersCanChangeMakesNobodyAFacilitator(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no modes")
	}
	key := newKey(t)
	var log bytes.Buffer
	folder := t.TempDir()
	path := filepath.Join(folder, "facilitators")
	if err := os.WriteFile(path, []byte(authorized(key, "Åsa")), 0o600); err != nil {
		t.Fatal(err)
	}
	f := newFacilitators(path, slog.New(slog.NewTextHandler(&log, nil)))
	for _, c := range []struct {
		folder, file fs.FileMode
		leads        bool
	}{
		{0o700, 0o600, true}, {0o755, 0o644, true}, {0o700, 0o620, false}, {0o700, 0o602, false}, {0o700, 0o644, true},
		{0o770, 0o600, false}, {0o777, 0o600, false}, {0o700, 0o600, true}, {0o777 | fs.ModeSticky, 0o600, false}, {0o700, 0o600, true},
	} {
		if err := os.Chmod(folder, c.folder); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, c.file); err != nil {
			t.Fatal(err)
		}
		log.Reset()
		if _, leads := f.lookup(key.PublicKey()); leads != c.leads {
			t.Errorf("folder %v, file %v: leads %v", c.folder, c.file, leads)
		}
		if said := strings.Contains(log.String(), "chmod"); said == c.leads {
			t.Errorf("folder %v, file %v: the log says %q", c.folder, c.file, log.String())
		}
	}
}

// TestWhatAStrangerPutThereIsNotUsed holds that neither the facilitators file nor
// the host key is used that belongs to another user of the computer, wherever it
// lies, and that root's, and the folder's owner's, are.
func TestWhatAStrangerPutThereIsNotUsed(t *testing.T) {
	if runtime.GOOS == "windows" || os.Geteuid() != 0 {
		t.Skip("only root can give files away")
	}
	key, folder := newKey(t), t.TempDir()
	file, host := filepath.Join(folder, "facilitators"), filepath.Join(folder, "host_ed25519")
	if err := os.WriteFile(file, []byte(authorized(key, "Åsa")), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := loadHostKey(host, ed25519Host); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		folder, file int
		used         bool
	}{{0, 0, true}, {0, 1234, false}, {1234, 1234, true}, {1234, 4321, false}, {1234, 0, true}} {
		if err := errors.Join(os.Chown(folder, c.folder, -1), os.Chown(file, c.file, -1), os.Chown(host, c.file, -1)); err != nil {
			t.Fatal(err)
		}
		if _, leads := newFacilitators(file, slog.New(slog.DiscardHandler)).lookup(key.PublicKey()); leads != c.used {
			t.Errorf("folder of %d, file of %d: leads %v", c.folder, c.file, leads)
		}
		if _, err := loadHostKey(host, ed25519Host); (err == nil) != c.used || err != nil && !strings.Contains(err.Error(), "another user") {
			t.Errorf("folder of %d, host key of %d: %v", c.folder, c.file, err)
		}
	}
}
