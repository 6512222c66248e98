// Package model is the workshop itself: pure, deterministic, without I/O, clock or
// randomness.
//
// It is event-sourced and reads in one direction:
//
//	command ──Decide──▶ events ──Apply──▶ board
//
// [Decide] has every rule. It is given a board, an actor, a command and the time, and
// returns events or an [*Error] that says what the person can do instead. [Apply] is total:
// an event that was stored once can always be applied, whatever the rules are now. So a
// replay of the log gives the same board for ever.
//
// A [Board] never changes. Apply returns a new one that shares what it can with the old one
// (see [Vec]), so a reader holds a board as long as it likes, without a lock. Each subject
// has one file with its types, its commands, its rules, its events and what they do:
// people.go, hands.go, ideas.go, clusters.go, rounds.go, questions.go, commitments.go,
// goals.go, targets.go, agenda.go, sessions.go, proxies.go, undo.go, import.go.
package model
