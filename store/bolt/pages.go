package bolt

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
)

// bbolt's page format, in the machine's byte order: a header of id (8 bytes), flags (2),
// count (2) and overflow (4), elements of 16 bytes, and the data that they refer to by an
// offset from the element.
const (
	elementSize  = 16
	branchPage   = 1
	leafPage     = 2
	freePage     = 16
	bucketValue  = 1 // flag of a leaf's element
	bucketHeader = 16
)

// pageWalk visits every reachable page of a bbolt file, and checks that everything lies
// within the file and within its page. bbolt's own check trusts the pages: on a damaged one
// it reads memory that is not mapped, in a goroutine where the panic cannot be recovered.
type pageWalk struct {
	file     *os.File
	pageSize int
	high     uint64 // one more than the last page in use
	seen     map[uint64]bool
}

// walkPages returns the first fault in how the pages of a file refer to each other. Nobody
// may write meanwhile. An error that is no *DamageError comes from the system.
func walkPages(path string, pageSize int) (err error) {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	w := &pageWalk{file: f, pageSize: pageSize, seen: map[uint64]bool{}}
	root, err := w.readMeta()
	if err != nil {
		return err
	}
	return w.visit(root)
}

// readMeta reads the newer of the two meta pages that are valid.
func (w *pageWalk) readMeta() (root uint64, err error) {
	var newest uint64
	found := false
	for page := range int64(2) {
		meta := make([]byte, metaSummed+8)
		if _, err := w.file.ReadAt(meta, page*int64(w.pageSize)+pageHeader); err != nil && err != io.EOF {
			return 0, err
		}
		sum := fnv.New64a()
		sum.Write(meta[:metaSummed])
		number := func(at int) uint64 { return binary.NativeEndian.Uint64(meta[at:]) }
		if binary.NativeEndian.Uint32(meta) != metaMagic || number(metaSummed) != sum.Sum64() {
			continue
		}
		if txid := number(48); !found || txid > newest {
			found, newest, root, w.high = true, txid, number(16), number(40)
		}
	}
	if !found {
		return 0, &DamageError{What: "neither of the first two pages is right", Kind: KindFirst}
	}
	return root, nil
}

// visit checks a page and all pages that it refers to.
func (w *pageWalk) visit(id uint64) error {
	flags, count, page, err := w.read(id)
	if err != nil {
		return err
	}
	for i := range count {
		at := pageHeader + i*elementSize
		if at+elementSize > len(page) {
			return broken(id, "names more than it holds")
		}
		switch flags {
		case branchPage:
			pos, size := binary.NativeEndian.Uint32(page[at:]), binary.NativeEndian.Uint32(page[at+4:])
			if _, ok := within(page, at, pos, size, 0); !ok {
				return broken(id, "names a key outside itself")
			}
			err = w.visit(binary.NativeEndian.Uint64(page[at+8:]))
		case leafPage:
			err = w.visitLeaf(id, page, at)
		default:
			err = broken(id, "is of no kind that is known here")
		}
		if err != nil {
			return err
		}
	}
	if count == 0 && flags != leafPage {
		return broken(id, "is empty, or of no kind that is known here")
	}
	return nil
}

// visitLeaf checks an element of a leaf page, and its pages if it is a bucket.
func (w *pageWalk) visitLeaf(id uint64, page []byte, at int) error {
	field := func(n int) uint32 { return binary.NativeEndian.Uint32(page[at+4*n:]) }
	value, ok := within(page, at, field(1), field(2), field(3))
	if !ok {
		return broken(id, "names a value outside itself")
	}
	if field(0)&bucketValue == 0 {
		return nil
	}
	if len(value) < bucketHeader {
		return broken(id, "holds a bucket that is cut short")
	}
	if root := binary.NativeEndian.Uint64(value); root != 0 {
		return w.visit(root)
	}
	inline := value[bucketHeader:]
	if len(inline) < pageHeader || binary.NativeEndian.Uint16(inline[8:]) != leafPage {
		return broken(id, "holds a small bucket that is not right")
	}
	for i := range int(binary.NativeEndian.Uint16(inline[10:])) {
		at := pageHeader + i*elementSize
		if at+elementSize > len(inline) {
			return broken(id, "holds a small bucket that is not right")
		}
		if err := w.visitLeaf(id, inline, at); err != nil {
			return err
		}
	}
	return nil
}

// within returns the value of an element in a page; ok is false if it, or its key, does not
// fit in the page.
func within(page []byte, at int, pos, keySize, valueSize uint32) (value []byte, ok bool) {
	key := int64(at) + int64(pos)
	end := key + int64(keySize) + int64(valueSize)
	if pos < elementSize || end > int64(len(page)) {
		return nil, false
	}
	return page[key+int64(keySize) : end], true
}

// read reads a page with its overflow pages.
func (w *pageWalk) read(id uint64) (flags uint16, count int, page []byte, err error) {
	if id < 2 || id >= w.high {
		return 0, 0, nil, broken(id, "is named and not in use")
	}
	head := make([]byte, pageHeader)
	if _, err := w.file.ReadAt(head, int64(id)*int64(w.pageSize)); err != nil {
		return 0, 0, nil, broken(id, err.Error())
	}
	more := uint64(binary.NativeEndian.Uint32(head[12:]))
	if binary.NativeEndian.Uint64(head) != id || id+more >= w.high {
		return 0, 0, nil, broken(id, "is not the page that should be there")
	}
	for n := id; n <= id+more; n++ {
		if w.seen[n] {
			return 0, 0, nil, broken(n, "is named twice")
		}
		w.seen[n] = true
	}
	if info, err := w.file.Stat(); err != nil || int64(id+more+1)*int64(w.pageSize) > info.Size() {
		return 0, 0, nil, errors.Join(err, broken(id, "is not all in the file"))
	}
	page = make([]byte, int(more+1)*w.pageSize)
	if _, err := w.file.ReadAt(page, int64(id)*int64(w.pageSize)); err != nil {
		return 0, 0, nil, broken(id, err.Error())
	}
	return binary.NativeEndian.Uint16(page[8:]), int(binary.NativeEndian.Uint16(page[10:])), page, nil
}

func broken(page uint64, what string) error {
	return &DamageError{What: fmt.Sprintf("page %d %s", page, what)}
}
