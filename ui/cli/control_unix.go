//go:build !windows

package cli

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
)

const (
	// controlName is the socket in the data folder, or a file with its path
	// where the folder's own is too long for a socket.
	controlName = "control"
	// longestSocket is how many bytes the path of a socket may have on every
	// system: 104 on macOS, with the zero behind it.
	longestSocket = 100
)

// listenControl makes the socket in the data folder, in place of one that a
// process that was killed left: that this process has the data open says that
// nobody listens there. It is made in a folder that only its owner can enter and
// moved when it is theirs alone.
func listenControl(folder string) (listener net.Listener, remove func() error, err error) {
	if err := removeLeftovers(folder); err != nil {
		return nil, nil, err
	}
	private, err := os.MkdirTemp(folder, ".control-")
	if err != nil {
		return nil, nil, err
	}
	defer os.RemoveAll(private)
	at := filepath.Join(private, "s")
	if len(at) > longestSocket || len(filepath.Join(folder, controlName)) > longestSocket {
		return listenElsewhere(folder)
	}
	unix, err := listenUnix(at)
	if err != nil {
		return nil, nil, err
	}
	name := filepath.Join(folder, controlName)
	if err := os.Rename(at, name); err != nil {
		return nil, nil, errors.Join(err, unix.Close())
	}
	return unix, func() error { return removeFile(name) }, nil
}

// listenElsewhere makes the socket in a folder for things of the moment, and
// says in the data folder where.
func listenElsewhere(folder string) (net.Listener, func() error, error) {
	private, err := os.MkdirTemp("", "verkstad-control-")
	if err != nil {
		return nil, nil, err
	}
	at, name := filepath.Join(private, "s"), filepath.Join(folder, controlName)
	unix, err := listenUnix(at)
	if err != nil {
		return nil, nil, errors.Join(err, os.RemoveAll(private))
	}
	if err := errors.Join(removeFile(name), os.WriteFile(name, []byte(at), 0o600)); err != nil {
		return nil, nil, errors.Join(err, unix.Close(), os.RemoveAll(private))
	}
	return unix, func() error { return errors.Join(removeFile(name), os.RemoveAll(private)) }, nil
}

// removeLeftovers removes what a process that was killed had made for a moment:
// copies of the database among them.
func removeLeftovers(folder string) error {
	for _, pattern := range []string{".control-*", ".copy-*"} {
		left, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			return err
		}
		for _, name := range left {
			if err := os.RemoveAll(name); err != nil {
				return err
			}
		}
	}
	return nil
}

func listenUnix(at string) (*net.UnixListener, error) {
	unix, err := net.ListenUnix("unix", &net.UnixAddr{Name: at, Net: "unix"})
	if err != nil {
		return nil, err
	}
	unix.SetUnlinkOnClose(false) // it has another name by then
	if err := os.Chmod(at, 0o600); err != nil {
		return nil, errors.Join(err, unix.Close())
	}
	return unix, nil
}

func removeFile(name string) error {
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// dialControl reaches the server that has the data folder open.
func dialControl(folder string) (net.Conn, error) {
	name := filepath.Join(folder, controlName)
	info, err := os.Lstat(name)
	if err != nil {
		return nil, err
	}
	if info.Mode().IsRegular() {
		raw, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		name = strings.TrimSpace(string(raw))
	}
	return net.Dial("unix", name)
}
