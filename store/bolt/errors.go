package bolt

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	berrors "go.etcd.io/bbolt/errors"
)

var (
	// ErrLocked is returned when another Verkstad has the file open.
	ErrLocked = errors.New("another Verkstad has this database open")
	// ErrDamaged is returned when the file is not as it was written. The error
	// is a [*DamageError] that names where.
	ErrDamaged = errors.New("the database is damaged")
	// ErrNewer is returned when a newer Verkstad wrote the file.
	ErrNewer = errors.New("the database was written by a newer Verkstad")
	// ErrNotDatabase is returned when the file is something else.
	ErrNotDatabase = errors.New("this is not a Verkstad database")
	// ErrReadOnly is returned when the file, its folder or its disk may not be
	// written to, or when the file was opened to be read only.
	ErrReadOnly = errors.New("the database may not be written to")
	// ErrFull is returned when the disk, or the user's part of it, is full.
	// Nothing was written.
	ErrFull = errors.New("the disk is full")
	// ErrMoved is returned when the name of the open file leads to nothing, or
	// to another file: it was removed, moved or replaced. What was written is in
	// no file that will be found again; see [DB.Rescue].
	ErrMoved = errors.New("the database file is gone, or another has taken its place")
	// ErrMovedSince is returned with ErrMoved when the file was in its place
	// before the write, so that the open file has it.
	ErrMovedSince = errors.New("it was written")
	// ErrOverwritten is returned when another program has written into the open
	// file. What it holds cannot be trusted any more.
	ErrOverwritten = errors.New("another program has written into the database file")
	// ErrConflict is returned when a commit does not go on where the log ends.
	// Nothing was written.
	ErrConflict = errors.New("the log does not end where this commit begins")
	// ErrExists is returned when a backup would overwrite a file.
	ErrExists = errors.New("there is a file of that name already")
	// ErrClosed is returned after Close.
	ErrClosed = errors.New("the database is closed")

	errOlder = errors.New("the database was written by an older Verkstad")
)

// OpenError says which file could not be opened.
type OpenError struct {
	File string
	Err  error
}

func (e *OpenError) Error() string { return fmt.Sprintf("open database %s: %v", e.File, e.Err) }

// Unwrap is why.
func (e *OpenError) Unwrap() error { return e.Err }

// DamageError says where a database is damaged.
type DamageError struct {
	Workshop string // empty when it is not in one workshop
	Seq      uint64 // of the event; 0 when it is not in an event
	What     string
	Kind     string // of damage to the whole file, one of the Kind constants; empty for another
}

// What can be wrong with a whole file.
const (
	KindEmpty = "empty" // nothing is in it
	KindShort = "short" // its end is missing
	KindZero  = "zeros" // nothing but zeros is in it
	KindFirst = "first" // its first two pages are not right
	KindLink  = "link"  // it is a link that leads nowhere
	KindLast  = "last"  // one of its first two pages is not right: the last write was cut off, or is lost
)

func (e *DamageError) Error() string {
	switch {
	case e.Workshop == "":
		return fmt.Sprintf("%v: %s", ErrDamaged, e.What)
	case e.Seq == 0:
		return fmt.Sprintf("%v: workshop %s: %s", ErrDamaged, e.Workshop, e.What)
	}
	return fmt.Sprintf("%v: workshop %s, event %d: %s", ErrDamaged, e.Workshop, e.Seq, e.What)
}

// Is makes a DamageError an ErrDamaged.
func (e *DamageError) Is(target error) bool { return target == ErrDamaged }

// translate gives an error of bbolt or of the system the name it has here.
func translate(err error) error {
	name := func(sentinel error) error { return fmt.Errorf("%w (%w)", sentinel, err) }
	switch {
	case err == nil:
		return nil
	case errors.Is(err, berrors.ErrTimeout):
		return name(ErrLocked)
	case errors.Is(err, berrors.ErrInvalid):
		return name(ErrNotDatabase)
	case errors.Is(err, berrors.ErrVersionMismatch):
		return name(ErrNewer)
	case errors.Is(err, berrors.ErrChecksum), errors.Is(err, berrors.ErrInvalidMapping):
		return &DamageError{What: err.Error(), Kind: KindFirst}
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS), errors.Is(err, berrors.ErrDatabaseReadOnly):
		return name(ErrReadOnly)
	case isFull(err):
		return name(ErrFull)
	}
	return err
}

// Translate gives an error of the system the name it has here, ErrFull for
// example; another stays as it is.
func Translate(err error) error { return translate(err) }

// isFull looks at the text too, since bbolt does not wrap what growing the
// file answers.
func isFull(err error) bool {
	for _, full := range []error{syscall.ENOSPC, syscall.EFBIG, syscall.EDQUOT} {
		if errors.Is(err, full) || strings.Contains(err.Error(), full.Error()) {
			return true
		}
	}
	return false
}
