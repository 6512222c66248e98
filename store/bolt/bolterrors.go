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
	// ErrDamaged is returned when the file is not as it was written. The error is a
	// [*DamageError] that says where.
	ErrDamaged = errors.New("the database is damaged")
	// ErrNewer is returned when a newer Verkstad wrote the file.
	ErrNewer = errors.New("the database was written by a newer Verkstad")
	// ErrNotDatabase is returned when the file is something else.
	ErrNotDatabase = errors.New("this is not a Verkstad database")
	// ErrReadOnly is returned when the file, its folder or its disk is not writable, or
	// when the file was opened read-only.
	ErrReadOnly = errors.New("the database may not be written to")
	// ErrFull is returned when the disk, or the user's quota, is full. Nothing was written.
	ErrFull = errors.New("the disk is full")
	// ErrMoved is returned when the name of the open file refers to nothing, or to another
	// file: the file was removed, moved or replaced. What was written will be lost when the
	// file is closed; see [DB.Rescue].
	ErrMoved = errors.New("the database file is gone, or another has taken its place")
	// ErrMovedSince is returned together with ErrMoved if the file was still in its place
	// before the write, so that the open file contains it.
	ErrMovedSince = errors.New("it was written")
	// ErrOverwritten is returned when another program has written into the open file. Its
	// content cannot be trusted any more.
	ErrOverwritten = errors.New("another program has written into the database file")
	// ErrConflict is returned when a commit does not begin where the log ends. Nothing was
	// written.
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

// Unwrap returns the reason.
func (e *OpenError) Unwrap() error { return e.Err }

// DamageError says where a database is damaged.
type DamageError struct {
	Workshop string // empty if it is not in a workshop
	Seq      uint64 // number of the event; 0 if it is not in an event
	What     string
	Kind     string // kind of damage to the whole file, one of the Kind constants; otherwise empty
}

// Kinds of damage to a whole file.
const (
	KindEmpty = "empty" // it is empty
	KindShort = "short" // its end is missing
	KindZero  = "zeros" // it contains only zeros
	KindFirst = "first" // both of its first two pages are wrong
	KindLink  = "link"  // it is a link to a file that does not exist
	KindLast  = "last"  // one of its first two pages is wrong: the last write was cut off, or is lost
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

// Is reports true for ErrDamaged.
func (e *DamageError) Is(target error) bool { return target == ErrDamaged }

// translate returns the error of this package that corresponds to an error of bbolt or of
// the system.
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

// Translate returns the error of this package that corresponds to an error of the system,
// ErrFull for example, or else err itself.
func Translate(err error) error { return translate(err) }

// isFull also looks at the text, since bbolt does not wrap the error of growing the file.
func isFull(err error) bool {
	for _, full := range []error{syscall.ENOSPC, syscall.EFBIG, syscall.EDQUOT} {
		if errors.Is(err, full) || strings.Contains(err.Error(), full.Error()) {
			return true
		}
	}
	return false
}
