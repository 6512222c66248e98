package bolt

import (
	"crypto/sha256"
	"encoding/binary"
	"hash/crc32"
)

const (
	crcSize  = 4
	hashSize = sha256.Size
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// link is the SHA-256 of a value, which the next value contains. The zero link comes before
// the first value.
type link [hashSize]byte

// seal returns the value of a payload that follows the value with link prev, and the
// value's own link.
func seal(prev link, payload []byte) (value []byte, own link) {
	value = make([]byte, crcSize+hashSize+len(payload))
	copy(value[crcSize:], prev[:])
	copy(value[crcSize+hashSize:], payload)
	binary.BigEndian.PutUint32(value, crc32.Checksum(value[crcSize:], castagnoli))
	return value, sha256.Sum256(value)
}

// unseal checks a value against the link of the one before and returns its payload, which
// is a part of value. fault says what is wrong, and is empty if nothing is.
func unseal(prev link, value []byte) (payload []byte, own link, fault string) {
	if len(value) < crcSize+hashSize {
		return nil, link{}, "is cut short"
	}
	if binary.BigEndian.Uint32(value) != crc32.Checksum(value[crcSize:], castagnoli) {
		return nil, link{}, "its checksum is wrong"
	}
	if link(value[crcSize:crcSize+hashSize]) != prev {
		return nil, link{}, "does not follow from the event before it"
	}
	return value[crcSize+hashSize:], sha256.Sum256(value), ""
}

// head is the end of a log.
type head struct {
	seq  uint64
	link link
}

func (h head) encode() []byte { return append(seqKey(h.seq), h.link[:]...) }

func decodeHead(raw []byte) (head, bool) {
	if len(raw) != 8+hashSize {
		return head{}, false
	}
	return head{binary.BigEndian.Uint64(raw), link(raw[8:])}, true
}

func seqKey(seq uint64) []byte { return binary.BigEndian.AppendUint64(nil, seq) }

// Chain is a position in the chain of a log. The zero Chain is before the first event.
type Chain struct {
	Seq  uint64
	Hash [32]byte // SHA-256 of the last value
}

// Add moves the chain on by one event, and returns the checksum with which the event's
// value begins.
func (c *Chain) Add(payload []byte) (crc [4]byte) {
	value, own := seal(c.Hash, payload)
	c.Seq, c.Hash = c.Seq+1, own
	return [4]byte(value)
}

// Link returns the link of an event with that payload after the event with link prev; the
// zero link comes before the first.
func Link(prev [hashSize]byte, payload []byte) [hashSize]byte {
	_, own := seal(prev, payload)
	return own
}
