//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package bolt

import "os"

// unlock leaves it to closing the file to let go of bbolt's lock.
func unlock(*os.File) error { return nil }

// hold cannot tell whether another process has the file open.
func hold(*os.File) error { return nil }

// holdFolder has nothing to do where an open file can be neither removed nor
// renamed: the lock on that one is enough.
func holdFolder(*os.File) error { return nil }

// renamesOpenFiles tells whether another file can take the name of an open one.
const renamesOpenFiles = false
