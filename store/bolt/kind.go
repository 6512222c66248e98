package bolt

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"

	berrors "go.etcd.io/bbolt/errors"
)

// isBrokenLink reports whether a file that is said not to exist is a link to one that does
// not, on a disk that is not mounted for example.
func isBrokenLink(path string, err error) bool {
	if !errors.Is(err, fs.ErrNotExist) {
		return false
	}
	_, err = os.Lstat(path)
	return err == nil
}

// diagnose returns a better error for a file that cannot be opened: that its end is
// missing, or, if bbolt does not recognise it, that it was once a database: one of only
// zeros, as a crash of the file system leaves it, or one whose first two pages are lost.
func diagnose(path string, err error) error {
	fault, damaged := errors.AsType[*DamageError](err)
	if !damaged && !errors.Is(err, berrors.ErrInvalid) && !errors.Is(err, berrors.ErrVersionMismatch) {
		return err
	}
	f, openErr := os.Open(path)
	if openErr != nil {
		return err
	}
	defer f.Close()
	if damaged {
		if fault.Kind == "" && isShort(f) {
			return &DamageError{What: "the file is cut short (" + fault.What + ")", Kind: KindShort}
		}
		return err
	}
	for _, size := range []int64{4096, 8192, 16384, 32768, 65536} { // possible page sizes
		if pagesAt(f, size) {
			return &DamageError{What: "neither of the first two pages is right", Kind: KindFirst}
		}
	}
	if onlyZeros(f) {
		return &DamageError{What: "the file holds nothing but zeros", Kind: KindZero}
	}
	return err
}

// isShort reports whether a file is smaller than its first page says.
func isShort(f *os.File) bool {
	var meta [metaSummed]byte
	info, err := f.Stat()
	if _, readErr := f.ReadAt(meta[:], pageHeader); err != nil || readErr != nil || binary.NativeEndian.Uint32(meta[:]) != metaMagic {
		return false
	}
	pageSize, pages := binary.NativeEndian.Uint32(meta[8:]), binary.NativeEndian.Uint64(meta[40:])
	return pages < 1<<40 && uint64(info.Size()) < pages*uint64(pageSize)
}

// pagesAt reports whether, given a page size, at least two of the pages after the first two
// have the header of a database page.
func pagesAt(f io.ReaderAt, size int64) bool {
	found := 0
	for page := int64(2); page < 20; page++ {
		var head [10]byte
		if _, err := f.ReadAt(head[:], page*size); err != nil {
			break
		}
		flags := binary.NativeEndian.Uint16(head[8:])
		if binary.NativeEndian.Uint64(head[:]) == uint64(page) && (flags == branchPage || flags == leafPage || flags == freePage) {
			found++
		}
	}
	return found >= 2
}

func onlyZeros(f io.ReaderAt) bool {
	zeros, chunk := make([]byte, 64<<10), make([]byte, 64<<10)
	for at := int64(0); ; at += int64(len(chunk)) {
		n, err := f.ReadAt(chunk, at)
		if !bytes.Equal(chunk[:n], zeros[:n]) {
			return false
		}
		if err != nil {
			return err == io.EOF
		}
	}
}
