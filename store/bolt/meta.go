package bolt

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
)

// Where bbolt's meta pages are: pages 0 and 1, each with a header of 16 bytes, then 56
// bytes of data and their FNV-1a checksum in the machine's byte order.
const (
	pageHeader = 16
	metaSummed = 56
	metaMagic  = 0xED0CDAED
)

// smallest is the size of the smallest possible database in bytes: its first two pages and
// two more, on a machine with the smallest pages.
const smallest = 4 * 4096

// tooSmall returns what is wrong with a file that is smaller: it is a part of a database,
// or none.
func tooSmall(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return translate(err)
	}
	defer f.Close()
	var magic [4]byte
	if _, err := f.ReadAt(magic[:], pageHeader); err != nil || binary.NativeEndian.Uint32(magic[:]) != metaMagic {
		return ErrNotDatabase
	}
	return &DamageError{What: "the file is cut short", Kind: KindShort}
}

// verifyMeta checks both meta pages. bbolt needs only one: it takes the other for a write
// that was cut off, and continues from the write before. So a damaged one may hide the last
// acknowledged write.
func verifyMeta(path string, pageSize int) (faults []*DamageError, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	for page := range 2 {
		meta := make([]byte, metaSummed+8)
		_, e := f.ReadAt(meta, int64(page*pageSize+pageHeader))
		if e != nil && e != io.EOF {
			err = e
			break
		}
		sum := fnv.New64a()
		sum.Write(meta[:metaSummed])
		if binary.NativeEndian.Uint32(meta) != metaMagic || binary.NativeEndian.Uint64(meta[metaSummed:]) != sum.Sum64() {
			faults = append(faults, &DamageError{Kind: KindLast, What: fmt.Sprintf(
				"page %d of the file's first two is not right: the last write was cut off, or is lost", page)})
		}
	}
	return faults, errors.Join(err, f.Close())
}
