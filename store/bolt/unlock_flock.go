//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package bolt

import (
	"errors"
	"os"
	"syscall"
)

// unlock releases bbolt's lock on the file. Closing the file is not enough while it is
// mapped.
func unlock(f *os.File) error { return syscall.Flock(int(f.Fd()), syscall.LOCK_UN) }

// hold takes a shared lock, without waiting.
func hold(f *os.File) error {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_SH|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return ErrLocked
	}
	return err
}

// holdFolder takes an exclusive lock on a folder, which also holds when the file in it is
// gone. It does nothing on a file system that cannot lock folders.
func holdFolder(f *os.File) error {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return ErrLocked
	}
	return nil
}

// renamesOpenFiles says whether another file can take the name of an open one.
const renamesOpenFiles = true
