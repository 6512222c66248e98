// Package store keeps workshops on disk and runs the live ones.
//
// A [Store] is a data folder. Its event log is verkstad.db (see package bolt). A [Live] is
// one workshop that is open: everyone's commands come to one goroutine, the writer, by one
// queue. The writer takes all commands that wait, decides each against the growing board,
// writes all events in one transaction, and only when that is on disk publishes the new
// board and answers. So what was acknowledged is on disk, and more people at once make
// larger transactions, not more of them.
//
// Readers hold a board as long as they like; boards never change. A subscriber gets a
// wake-up on a channel that holds one and reads the newest board, so nobody is ever waited
// for: a slow subscriber skips versions.
//
// # Ballots
//
// A ballot names its voter by the first 16 bytes of HMAC-SHA-256(round key, "person" and
// the person's number). The round key is 32 random bytes in rounds/<workshop>-<round>.key:
// outside the database and its backups, made before the round opens and destroyed when it
// is closed. While the round is open a ballot is in the log as a sealed box, see seal.go:
// no time, no person and no operation id, all of one size, each in a slot of its own, and
// those of one transaction last in it, shuffled. The content of the boxes is on the board
// in memory alone. The close writes the ballots by token, or sums, in one transaction. This
// protects against people who read the database, not against those who run the server while
// a vote is open.
//
// # When the disk fails
//
// A write that fails may or may not be on disk. The writer then reopens the file and
// compares. Until it knows, and until a trial write works, the workshop can be read but not
// written to: [Live.Health] says why, and the workshop goes on by itself.
package store
