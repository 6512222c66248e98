package bolt

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"

	"go.etcd.io/bbolt"
)

// addSum returns the value of an entry that is no event: the CRC-32C of key and content,
// then the content. The key is included, so that a value under another's key is detected
// too.
func addSum(key, content []byte) (value []byte) {
	value = binary.BigEndian.AppendUint32(nil, sumOf(key, content))
	return append(value, content...)
}

// checkSum returns the content, which is a part of value; ok is false if it is damaged.
func checkSum(key, value []byte) (content []byte, ok bool) {
	if len(value) < crcSize {
		return nil, false
	}
	content = value[crcSize:]
	return content, binary.BigEndian.Uint32(value) == sumOf(key, content)
}

func sumOf(key, content []byte) uint32 {
	return crc32.Update(crc32.Checksum(key, castagnoli), castagnoli, content)
}

// putSummed writes content with its checksum.
func putSummed(b *bbolt.Bucket, key, content []byte) error { return b.Put(key, addSum(key, content)) }

// sumValues is the step from schema 1 to schema 2, in which the server's secret, infos,
// drafts and tickets have checksums. Before, a flipped bit in the secret made everybody a
// stranger, and one in a draft's key gave it to somebody else, unnoticed.
func sumValues(tx *bbolt.Tx) error {
	meta := tx.Bucket(bucketMeta)
	if err := resum(meta, keySecret); err != nil {
		return err
	}
	all := tx.Bucket(bucketWorkshops)
	return eachKey(all, func(id []byte) error {
		b, err := bucketOf(tx, string(id), false)
		if err != nil {
			return err
		}
		return errors.Join(resum(b, keyInfo), resumAll(b.Bucket(bucketDrafts)), resumAll(b.Bucket(bucketTickets)))
	})
}

// resumAll adds checksums to all values of a bucket, which may be nil.
func resumAll(b *bbolt.Bucket) error {
	if b == nil {
		return nil
	}
	return eachKey(b, func(k []byte) error { return resum(b, k) })
}

// resum adds a checksum to a value, if there is one.
func resum(b *bbolt.Bucket, key []byte) error {
	value := bytes.Clone(b.Get(key))
	if value == nil {
		return nil
	}
	return putSummed(b, key, value)
}

// eachKey calls f for the keys that a bucket has now; f may write to it.
func eachKey(b *bbolt.Bucket, f func(key []byte) error) error {
	var keys [][]byte
	err := b.ForEach(func(k, _ []byte) error {
		keys = append(keys, bytes.Clone(k))
		return nil
	})
	for _, k := range keys {
		if err != nil {
			break
		}
		err = f(k)
	}
	return err
}
