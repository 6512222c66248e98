//go:build unix

package sshserver

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// ownedByOther is an error if a file belongs to somebody else on this computer than
// whoever runs the server, root, and the owner of the folder that it lies in: to
// somebody who put it there because the folder is open to all, as /tmp is.
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
