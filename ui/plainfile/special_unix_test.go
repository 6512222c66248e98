//go:build unix

package plainfile_test

import (
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"verkstad/ui/plainfile"
)

func TestDevicesAndSocketsAreNotRead(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "s")
	l, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for name, want := range map[string]error{os.DevNull: plainfile.ErrDevice, "/dev/zero": plainfile.ErrDevice, socket: plainfile.ErrSocket} {
		if _, err := plainfile.Open(name); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
	}
}

// TestAPipeIsReadAsItComes holds that a pipe is waited for whose writer comes
// late and writes a little at a time, and not without an end if none comes.
func TestAPipeIsReadAsItComes(t *testing.T) {
	name := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(name, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := plainfile.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	written := make(chan error, 1)
	go func() {
		w, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err == nil {
			for _, part := range []string{"text\n", "Bän", "kar\n"} {
				_, err = w.WriteString(part)
			}
			err = errors.Join(err, w.Close())
		}
		written <- err
	}()
	raw, err := io.ReadAll(f)
	if err := errors.Join(err, <-written); err != nil || string(raw) != "text\nBänkar\n" {
		t.Errorf("%q, %v", raw, err)
	}
	defer plainfile.WaitForWriter(plainfile.WaitForWriter(50 * time.Millisecond))
	lonely, err := plainfile.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer lonely.Close()
	if _, err := io.ReadAll(lonely); !errors.Is(err, plainfile.ErrNoWriter) {
		t.Errorf("without a writer: %v", err)
	}
}
