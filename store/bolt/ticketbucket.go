package bolt

import (
	"encoding/binary"
	"fmt"

	"go.etcd.io/bbolt"
)

// Tickets are stored beside the events and not in them, since events leave in exports and
// bundles. The key is a ticket's hash, the value its number, four bytes big-endian, with a
// checksum.

// putTickets writes the hashes and numbers of new tickets.
func putTickets(b *bbolt.Bucket, tickets map[[32]byte]int) error {
	if len(tickets) == 0 {
		return nil
	}
	all, err := b.CreateBucketIfNotExists(bucketTickets)
	if err != nil {
		return err
	}
	for hash, no := range tickets {
		if err := putSummed(all, hash[:], binary.BigEndian.AppendUint32(nil, uint32(no))); err != nil {
			return err
		}
	}
	return nil
}

// Tickets returns the numbers of a workshop's tickets by their hashes, without those that
// are damaged; if there are any, it also returns a *DamageError.
func (d *DB) Tickets(workshop string) (map[[32]byte]int, error) {
	var tickets map[[32]byte]int
	err := d.view(func(tx *bbolt.Tx) error {
		tickets = map[[32]byte]int{}
		b := tx.Bucket(bucketWorkshops).Bucket([]byte(workshop))
		if b == nil {
			return nil
		}
		b, err := bucketOf(tx, workshop, false)
		if err != nil || b.Bucket(bucketTickets) == nil {
			return err
		}
		bad := 0
		err = b.Bucket(bucketTickets).ForEach(func(hash, value []byte) error {
			no, ok := checkSum(hash, value)
			if !ok || len(hash) != 32 || len(no) != 4 {
				bad++
				return nil
			}
			tickets[[32]byte(hash)] = int(binary.BigEndian.Uint32(no))
			return nil
		})
		if err == nil && bad > 0 {
			err = &DamageError{Workshop: workshop, What: fmt.Sprintf("%d of its tickets are not as they were written", bad)}
		}
		return err
	})
	return tickets, err
}
