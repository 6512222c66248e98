package cli

import (
	"errors"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"verkstad/model/safego"
)

// nobody is a user that owns nothing.
const nobody = 65534

// reachAs connects to a socket as another user of this computer. The thread that
// becomes that user ends with it.
func reachAs(uid uintptr, name string) error {
	said := make(chan error, 1)
	safego.Go("another user", func() {
		runtime.LockOSThread() // and never unlocked
		if _, _, errno := syscall.RawSyscall(syscall.SYS_SETRESUID, ^uintptr(0), uid, ^uintptr(0)); errno != 0 {
			said <- errno
			return
		}
		fd, err := syscall.Socket(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
		if err == nil {
			err = syscall.Connect(fd, &syscall.SockaddrUnix{Name: name})
			_ = syscall.Close(fd)
		}
		said <- err
	})
	return <-said
}

// controlIn serves commands in a folder that everybody can enter.
func controlIn(t *testing.T, folder string) *Control {
	t.Helper()
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	c, err := ServeControl(lockedProgram{}, heldData{}, &Options{Data: folder, version: "1"}, func() Serving { return Serving{} }, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// openFolder is a folder that everybody can enter, with a path of some length.
func openFolder(t *testing.T, long int) string {
	t.Helper()
	root, err := os.MkdirTemp("", "verkstad-test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(root) })
	if err := os.Chmod(root, 0o755); err != nil {
		t.Fatal(err)
	}
	for len(root) < long {
		root = filepath.Join(root, strings.Repeat("d", 20))
	}
	return root
}

// TestTheControlSocketIsItsOwnersAlone tries it as another user, where the folder
// is open and where its path is too long for a socket, which then lies elsewhere.
func TestTheControlSocketIsItsOwnersAlone(t *testing.T) {
	for name, long := range map[string]int{"in the folder": 0, "elsewhere": 150} {
		t.Run(name, func(t *testing.T) {
			folder := openFolder(t, long)
			controlIn(t, folder)
			at := filepath.Join(folder, controlName)
			info, err := os.Lstat(at)
			if err != nil || info.Mode().Perm() != 0o600 {
				t.Fatalf("%s has %v, %v", at, info.Mode(), err)
			}
			if long > 0 {
				raw, err := os.ReadFile(at)
				if err != nil {
					t.Fatal(err)
				}
				at = string(raw)
			}
			conn, err := dialControl(folder)
			if err != nil {
				t.Fatalf("its owner: %v", err)
			}
			_ = conn.Close()
			if os.Getuid() != 0 {
				t.Skip("only root can become another user")
			}
			if err := reachAs(nobody, at); !errors.Is(err, syscall.EACCES) {
				t.Errorf("another user: %v", err)
			}
		})
	}
}

// TestAStaleControlSocketIsReplaced holds that a socket that a killed process has
// left is no hindrance, and that nothing is left beside the new one.
func TestAStaleControlSocketIsReplaced(t *testing.T) {
	folder := openFolder(t, 0)
	stale, err := net.ListenUnix("unix", &net.UnixAddr{Name: filepath.Join(folder, controlName), Net: "unix"})
	if err != nil {
		t.Fatal(err)
	}
	stale.SetUnlinkOnClose(false)
	_ = stale.Close()
	if _, err := dialControl(folder); err == nil {
		t.Fatal("the stale socket answers")
	}
	controlIn(t, folder)
	conn, err := dialControl(folder)
	if err != nil {
		t.Fatalf("the new socket: %v", err)
	}
	_ = conn.Close()
	left, err := filepath.Glob(filepath.Join(folder, ".control-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
