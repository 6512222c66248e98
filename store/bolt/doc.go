// Package bolt keeps the event logs of all workshops in one bbolt file.
//
// The file holds, with sequence numbers as big-endian uint64 keys:
//
//	meta/
//	    schema_version   decimal text, now 2
//	    secret           32 random bytes, with a checksum: the key of the HMACs of people's keys
//	workshops/
//	    <id>/
//	        head         sequence number and SHA-256 of the last value
//	        info         what a list shows of the workshop, with a checksum; can be made again from events
//	        events/      sequence number → value
//	        tickets/     HMAC of what is written on a ticket → its number, with a checksum
//	        drafts/      what people have begun to write, with a checksum
//
// An event's value is
//
//	CRC-32C of the rest (4 bytes) · SHA-256 of the previous value (32 bytes) · payload
//
// so a flipped bit, a changed, missing or exchanged event, and a truncated log are all
// detected when the log is read. Nothing is ever repaired silently.
//
// Writes go through Update, which syncs to disk before it returns. A commit that fails has
// an unknown outcome: see [DB.Settle].
//
// bbolt locks the file for one process at a time, readers included: a file that a running
// Verkstad has open cannot be opened by another, not even to read it. Such a reader gets
// [ErrLocked] within a second and must say so; a backup can always be read.
package bolt
