//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package bolt

import (
	"errors"
	"os"
	"syscall"
)

// unlock lets go of bbolt's lock on the file. Closing the file is not enough
// while it is mapped.
func unlock(f *os.File) error { return syscall.Flock(int(f.Fd()), syscall.LOCK_UN) }

// hold takes the lock that readers take, without waiting.
func hold(f *os.File) error {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_SH|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return ErrLocked
	}
	return err
}

// holdFolder takes a lock on a folder that one process at a time can have, also
// where the file in it is gone. A file system that locks no folders has none.
func holdFolder(f *os.File) error {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return ErrLocked
	}
	return nil
}

// renamesOpenFiles tells whether another file can take the name of an open one.
const renamesOpenFiles = true
