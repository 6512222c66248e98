//go:build unix

package sshserver

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// ownedByOther returns an error if the file's owner is neither the user who runs the
// server, nor root, nor the owner of its folder. Somebody else can have put it there if the
// folder is open to all, as /tmp is.
func ownedByOther(path string, file fs.FileInfo) error {
	folder, err := os.Stat(filepath.Dir(path))
	if err != nil {
		return err
	}
	is, ok := file.Sys().(*syscall.Stat_t)
	lies, okFolder := folder.Sys().(*syscall.Stat_t)
	if !ok || !okFolder || is.Uid == 0 || is.Uid == lies.Uid || is.Uid == uint32(os.Geteuid()) {
		return nil
	}
	return fmt.Errorf("it belongs to another user of this computer (uid %d); run chown on it if it is yours, or remove it", is.Uid)
}
