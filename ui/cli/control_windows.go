package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"net"
	"os/user"
	"path/filepath"
	"strings"
	"time"

	"github.com/Microsoft/go-winio"
)

// pipeName is the named pipe of a data folder: there can be one for each.
func pipeName(folder string) (string, error) {
	whole, err := filepath.Abs(folder)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(whole); err == nil {
		whole = real
	}
	sum := sha256.Sum256([]byte(strings.ToLower(whole)))
	return `\\.\pipe\verkstad-` + hex.EncodeToString(sum[:12]), nil
}

// listenControl makes the named pipe of the data folder, which nobody but the
// user that this process runs as can open.
func listenControl(folder string) (listener net.Listener, remove func() error, err error) {
	name, err := pipeName(folder)
	if err != nil {
		return nil, nil, err
	}
	me, err := user.Current()
	if err != nil {
		return nil, nil, err
	}
	pipe, err := winio.ListenPipe(name, &winio.PipeConfig{SecurityDescriptor: "D:P(A;;GA;;;" + me.Uid + ")"})
	if err != nil {
		return nil, nil, err
	}
	return pipe, func() error { return nil }, nil
}

// dialControl reaches the server that has the data folder open.
func dialControl(folder string) (net.Conn, error) {
	name, err := pipeName(folder)
	if err != nil {
		return nil, err
	}
	patience := time.Second
	return winio.DialPipe(name, &patience)
}
