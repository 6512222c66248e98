package bolt

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"time"

	"go.etcd.io/bbolt"
)

// Commit is what is written to one workshop in one transaction.
type Commit struct {
	First    uint64            // sequence number of the first payload
	Payloads [][]byte          // events; may be empty
	Info     []byte            // replaces the workshop's info; nil keeps it
	Drafts   map[string][]byte // replaces drafts, by key; an empty one is removed
	Tickets  map[[32]byte]int  // numbers of new tickets, from 1, by their hashes
}

// last returns the sequence number of the last event after the commit.
func (c Commit) last() uint64 { return c.First + uint64(len(c.Payloads)) - 1 }

// Append writes a commit and syncs it to disk. c.First must be one more than where the log
// ends, otherwise ErrConflict. If it is 1, the workshop is created.
//
// After ErrConflict nothing was written. After any other error it is not known whether the
// commit is on disk, ErrFull included: call Settle.
func (d *DB) Append(workshop string, c Commit) error {
	return d.update(func(tx *bbolt.Tx) error {
		b, err := bucketOf(tx, workshop, c.First == 1)
		if err != nil {
			return err
		}
		h, err := headOf(workshop, b)
		if err != nil {
			return err
		}
		if h.seq+1 != c.First {
			return fmt.Errorf("%w: it ends with event %d, the commit begins with %d", ErrConflict, h.seq, c.First)
		}
		return putCommit(b, h, c)
	})
}

// Settle finds out whether a commit whose Append failed is on disk. It closes and reopens
// the file. If the commit is there, it is written once more in place, since after a failed
// sync what is in memory need not be on disk, and Settle returns true. An error means that
// it is still not known; call Settle again later. A log whose end cannot be the result of
// the commit is damaged.
func (d *DB) Settle(workshop string, c Commit) (written bool, err error) {
	d.suspect.Store(true)
	err = d.update(func(tx *bbolt.Tx) error {
		written = false
		if c.First == 1 && tx.Bucket(bucketWorkshops).Bucket([]byte(workshop)) == nil {
			return errNothing
		}
		b, err := bucketOf(tx, workshop, false)
		if err != nil {
			return err
		}
		h, err := headOf(workshop, b)
		if err != nil {
			return err
		}
		if h.seq+1 == c.First && len(c.Payloads) > 0 {
			return errNothing
		}
		before, err := headBefore(workshop, b, c.First)
		if err != nil {
			return err
		}
		if err := sameEvents(workshop, b, before, c); err != nil {
			return err
		}
		written = true
		return putCommit(b, before, c)
	})
	if errors.Is(err, errNothing) {
		return false, nil
	}
	return written && err == nil, err
}

// errNothing ends a transaction that has nothing to write.
var errNothing = errors.New("nothing to write")

// Try finds out whether size more bytes can be written, by writing them and removing them
// again. The file keeps the space for what comes next. It returns ErrFull, or what else is
// wrong.
func (d *DB) Try(size int) error {
	err := d.update(func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketMeta).Put(keyBallast, make([]byte, size))
	})
	if err != nil {
		return err
	}
	return d.update(func(tx *bbolt.Tx) error { return tx.Bucket(bucketMeta).Delete(keyBallast) })
}

// headBefore returns the end of the log before event first.
func headBefore(workshop string, b *bbolt.Bucket, first uint64) (head, error) {
	if first <= 1 {
		return head{}, nil
	}
	value := b.Bucket(bucketEvents).Get(seqKey(first - 1))
	if len(value) < crcSize+hashSize {
		return head{}, &DamageError{Workshop: workshop, Seq: first - 1, What: "is missing"}
	}
	_, own, fault := unseal(link(value[crcSize:crcSize+hashSize]), value)
	if fault != "" {
		return head{}, &DamageError{Workshop: workshop, Seq: first - 1, What: fault}
	}
	return head{first - 1, own}, nil
}

// sameEvents returns nil if the log ends with exactly the events of c.
func sameEvents(workshop string, b *bbolt.Bucket, before head, c Commit) error {
	if h, err := headOf(workshop, b); err != nil || h.seq != c.last() {
		return &DamageError{Workshop: workshop, Seq: h.seq, What: "the log does not end where the last write could have left it"}
	}
	prev := before.link
	for i, payload := range c.Payloads {
		seq := c.First + uint64(i)
		value, own := seal(prev, payload)
		if !bytes.Equal(b.Bucket(bucketEvents).Get(seqKey(seq)), value) {
			return &DamageError{Workshop: workshop, Seq: seq, What: "is not what the last write was"}
		}
		prev = own
	}
	return nil
}

// putCommit writes a commit after head h.
func putCommit(b *bbolt.Bucket, h head, c Commit) error {
	events := b.Bucket(bucketEvents)
	events.FillPercent = 0.95 // keys are only ever appended
	for _, payload := range c.Payloads {
		value, own := seal(h.link, payload)
		h = head{h.seq + 1, own}
		if err := events.Put(seqKey(h.seq), value); err != nil {
			return err
		}
	}
	if err := b.Put(keyHead, h.encode()); err != nil {
		return err
	}
	if c.Info != nil {
		if err := putSummed(b, keyInfo, c.Info); err != nil {
			return err
		}
	}
	drafts := b.Bucket(bucketDrafts)
	for k, text := range c.Drafts {
		if len(text) == 0 {
			if err := drafts.Delete([]byte(k)); err != nil {
				return err
			}
		} else if err := putSummed(drafts, []byte(k), text); err != nil {
			return err
		}
	}
	return putTickets(b, c.Tickets)
}

// bucketOf returns a workshop's bucket, and creates it if make is true.
func bucketOf(tx *bbolt.Tx, workshop string, make bool) (*bbolt.Bucket, error) {
	all := tx.Bucket(bucketWorkshops)
	if b := all.Bucket([]byte(workshop)); b != nil {
		if b.Bucket(bucketEvents) == nil || b.Bucket(bucketDrafts) == nil {
			return nil, &DamageError{Workshop: workshop, Seq: 0, What: "its events or drafts are missing"}
		}
		return b, onlyNames(b, workshop, bucketEvents, bucketDrafts, bucketTickets, keyHead, keyInfo)
	}
	if !make {
		return nil, fmt.Errorf("%w: there is no workshop %q", ErrConflict, workshop)
	}
	b, err := all.CreateBucket([]byte(workshop))
	if err != nil {
		return nil, err
	}
	for _, name := range [][]byte{bucketEvents, bucketDrafts} {
		if _, err := b.CreateBucket(name); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// onlyNames returns an error if something in a bucket has another name than those given. A
// name has no checksum: if one is damaged, the data under it would seem not to exist, which
// nobody would notice where it is optional, as with tickets.
func onlyNames(b *bbolt.Bucket, workshop string, names ...[]byte) error {
	cursor := b.Cursor()
	for k, _ := cursor.First(); k != nil; k, _ = cursor.Next() {
		if !slices.ContainsFunc(names, func(name []byte) bool { return bytes.Equal(name, k) }) {
			return &DamageError{Workshop: workshop, What: fmt.Sprintf("it has %q, and nothing of Verkstad is called that", k)}
		}
	}
	return nil
}

// headOf returns the end of a workshop's log.
func headOf(workshop string, b *bbolt.Bucket) (head, error) {
	last, _ := b.Bucket(bucketEvents).Cursor().Last()
	raw := b.Get(keyHead)
	if last == nil && raw == nil {
		return head{}, nil
	}
	h, ok := decodeHead(raw)
	if !ok {
		return head{}, &DamageError{Workshop: workshop, Seq: 0, What: "it is not written where its log ends"}
	}
	if len(last) != 8 || binary.BigEndian.Uint64(last) != h.seq {
		return h, &DamageError{Workshop: workshop, Seq: h.seq, What: "the log should end with it and does not"}
	}
	return h, nil
}

// Bounds of one read transaction: a longer one makes the file grow while others write.
const (
	readFor   = 50 * time.Millisecond
	readBytes = 1 << 20
)

// Read calls f with the payloads of a workshop from event from (1 is the first) to the end
// of the log, in order, after checking each against the one before. It holds no transaction
// while f runs, so f may take its time, and may keep payload. It stops at the first error
// of f and returns it. A workshop that does not exist has no events. For damage it returns
// a *DamageError that names the event.
func (d *DB) Read(workshop string, from uint64, f func(seq uint64, payload []byte) error) error {
	at := head{seq: max(from, 1) - 1}
	begun := from <= 1
	for {
		var chunk [][]byte
		var end head
		first := at.seq + 1
		err := d.view(func(tx *bbolt.Tx) (err error) {
			b := tx.Bucket(bucketWorkshops).Bucket([]byte(workshop))
			if b == nil {
				return nil
			}
			if b, err = bucketOf(tx, workshop, false); err != nil {
				return err
			}
			if end, err = headOf(workshop, b); err != nil {
				return err
			}
			if !begun && at.seq <= end.seq {
				if at, err = headBefore(workshop, b, first); err != nil {
					return err
				}
				begun = true
			}
			chunk, at, err = readChunk(workshop, b, at)
			return err
		})
		// What comes before the fault is passed to f first.
		for i, payload := range chunk {
			if err := f(first+uint64(i), payload); err != nil {
				return err
			}
		}
		if err != nil {
			return err
		}
		if at.seq >= end.seq {
			if at.seq == end.seq && at.link != end.link {
				return &DamageError{Workshop: workshop, Seq: end.seq, What: "is not the event that the log ended with"}
			}
			return nil
		}
	}
}

// readChunk copies the payloads that follow at.
func readChunk(workshop string, b *bbolt.Bucket, at head) (chunk [][]byte, end head, err error) {
	began, size := time.Now(), 0
	cursor := b.Bucket(bucketEvents).Cursor()
	for k, value := cursor.Seek(seqKey(at.seq + 1)); k != nil; k, value = cursor.Next() {
		if len(k) != 8 || binary.BigEndian.Uint64(k) != at.seq+1 {
			return chunk, at, &DamageError{Workshop: workshop, Seq: at.seq + 1, What: "is missing"}
		}
		payload, own, fault := unseal(at.link, value)
		if fault != "" {
			return chunk, at, &DamageError{Workshop: workshop, Seq: at.seq + 1, What: fault}
		}
		chunk = append(chunk, bytes.Clone(payload))
		at = head{at.seq + 1, own}
		if size += len(value); size > readBytes || time.Since(began) > readFor {
			break
		}
	}
	return chunk, at, nil
}

// Workshop is what the file contains of a workshop besides its events.
type Workshop struct {
	ID   string
	Last uint64 // number of the log's last event
	Info []byte // nil if there is none, or if it is damaged
	// Fault says that Info is damaged; nil if it is not. Info can be made again from the
	// events.
	Fault *DamageError
}

// Workshops lists the workshops in the file, by id.
func (d *DB) Workshops() ([]Workshop, error) {
	var all []Workshop
	err := d.view(func(tx *bbolt.Tx) error {
		all = nil
		return tx.Bucket(bucketWorkshops).ForEachBucket(func(id []byte) error {
			b, err := bucketOf(tx, string(id), false)
			if errors.Is(err, ErrConflict) { // its page is out of order
				return &DamageError{Workshop: string(id), What: "it is listed and cannot be found by its name"}
			}
			if err != nil {
				return err
			}
			h, _ := decodeHead(b.Get(keyHead))
			w := Workshop{ID: string(id), Last: h.seq}
			if value := b.Get(keyInfo); value != nil {
				content, ok := checkSum(keyInfo, value)
				if ok {
					w.Info = bytes.Clone(content)
				} else {
					w.Fault = &DamageError{Workshop: w.ID, What: "what lists show of it is not as it was written"}
				}
			}
			all = append(all, w)
			return nil
		})
	})
	return all, err
}

// Head returns the end of a workshop's log; zero if there is no such workshop.
func (d *DB) Head(workshop string) (c Chain, err error) {
	err = d.view(func(tx *bbolt.Tx) error {
		c = Chain{}
		if tx.Bucket(bucketWorkshops).Bucket([]byte(workshop)) == nil {
			return nil
		}
		b, err := bucketOf(tx, workshop, false)
		if err != nil {
			return err
		}
		h, err := headOf(workshop, b)
		c = Chain{h.seq, h.link}
		return err
	})
	return c, err
}

// Drafts returns a workshop's drafts by key, without those that are damaged; if there are
// any, it also returns a *DamageError.
func (d *DB) Drafts(workshop string) (map[string][]byte, error) {
	drafts := map[string][]byte{}
	err := d.view(func(tx *bbolt.Tx) error {
		clear(drafts)
		if tx.Bucket(bucketWorkshops).Bucket([]byte(workshop)) == nil {
			return nil
		}
		b, err := bucketOf(tx, workshop, false)
		if err != nil {
			return err
		}
		bad := 0
		err = b.Bucket(bucketDrafts).ForEach(func(k, value []byte) error {
			text, ok := checkSum(k, value)
			if !ok {
				bad++
				return nil
			}
			drafts[string(k)] = bytes.Clone(text)
			return nil
		})
		if err == nil && bad > 0 {
			err = &DamageError{Workshop: workshop, What: fmt.Sprintf("%d of what people had begun to write is not as it was written", bad)}
		}
		return err
	})
	return drafts, err
}
