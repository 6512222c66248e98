// Package store keeps workshops on disk and runs the live ones.
//
// A [Store] is a data folder. Its event log lies in verkstad.db (see package
// bolt). A [Live] is one workshop that goes on: everyone's commands come to
// one goroutine, the writer, by one queue. The writer takes what waits,
// decides each command against the growing board, writes all that follows in
// one transaction, and only when that is on disk shows the new board and
// answers. So what was acknowledged is on disk, and more people at once make
// larger transactions, not more of them.
//
// Readers hold a board as long as they like; boards never change. A subscriber
// gets a wake-up on a channel that holds one and reads the newest board, so
// nobody is ever waited for: who is slow skips versions.
//
// # Ballots
//
// A ballot names its voter by the first 16 bytes of HMAC-SHA-256(round key,
// "person" and the person's number). The round key is 32 random bytes in
// rounds/<workshop>-<round>.key: outside the database and its backups, made
// before the round opens and destroyed when it is closed. A ballot's record
// has no time, no person and no operation id, and those of one transaction
// stand last in it, shuffled. This holds against who reads the database, not
// against who runs the server while a vote is open; and who watched in which
// order people voted one at a time knows the order of their ballots.
//
// # When the disk fails
//
// A write that fails may or may not be on disk. The writer then opens the file
// anew and compares. Until it knows, and until a trial write works, the
// workshop can be read but not written to: [Live.Health] says why, and it goes
// on by itself.
package store
