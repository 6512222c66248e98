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

// link is the SHA-256 of a value: what the next value names as its previous.
// The zero link stands before the first.
type link [hashSize]byte

// seal makes the value of a payload that follows the value with link prev.
func seal(prev link, payload []byte) (value []byte, own link) {
	value = make([]byte, crcSize+hashSize+len(payload))
	copy(value[crcSize:], prev[:])
	copy(value[crcSize+hashSize:], payload)
	binary.BigEndian.PutUint32(value, crc32.Checksum(value[crcSize:], castagnoli))
	return value, sha256.Sum256(value)
}

// unseal checks a value against the link of the one before and gives its
// payload, which lies in value. What is wrong is said in fault, empty if
// nothing is.
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

// head is where a log ends.
type head struct {
	seq  uint64
	link link
}

func (h head) encode() []byte { return append(key(h.seq), h.link[:]...) }

func decodeHead(raw []byte) (head, bool) {
	if len(raw) != 8+hashSize {
		return head{}, false
	}
	return head{binary.BigEndian.Uint64(raw), link(raw[8:])}, true
}

func key(seq uint64) []byte { return binary.BigEndian.AppendUint64(nil, seq) }

// Chain is how far the chain of a log goes. The zero Chain is before the first
// event.
type Chain struct {
	Seq  uint64
	Hash [32]byte // SHA-256 of the last value
}

// Add takes the chain one event on, and gives the checksum that the event's
// value begins with.
func (c *Chain) Add(payload []byte) (crc [4]byte) {
	value, own := seal(c.Hash, payload)
	c.Seq, c.Hash = c.Seq+1, own
	return [4]byte(value)
}

// Link is what the event with that payload is named by the one after it, when
// it follows the event named prev; the zero Link stands before the first.
func Link(prev [hashSize]byte, payload []byte) [hashSize]byte {
	_, own := seal(prev, payload)
	return own
}
