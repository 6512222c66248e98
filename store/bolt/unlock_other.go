//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package bolt

import "os"

// unlock does nothing: closing the file releases bbolt's lock.
func unlock(*os.File) error { return nil }

// hold does nothing: it cannot find out whether another process has the file open.
func hold(*os.File) error { return nil }

// holdFolder does nothing: an open file can be neither removed nor renamed here, so the
// lock on it is enough.
func holdFolder(*os.File) error { return nil }

// renamesOpenFiles says whether another file can take the name of an open one.
const renamesOpenFiles = false
