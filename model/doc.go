// Package model is the workshop itself: pure, deterministic, without I/O,
// clock or randomness.
//
// It is event-sourced and reads in one direction:
//
//	command ──Decide──▶ events ──Apply──▶ board
//
// [Decide] holds every rule of the house. It looks at a board, at who asks and
// at what time, and answers with events or with an [*Error] that says what the
// person can do instead. [Apply] is total: what was stored once always
// applies, whatever the rules have become since. So a replay of the log gives
// the same board for ever.
//
// A [Board] never changes. Apply gives a new one that shares what it can with
// the old (see [Vec]), so a reader holds a board as long as it likes, without
// a lock. Each subject has one file with its types, its commands, its rules,
// its events and what they do: people.go, hands.go, ideas.go, clusters.go, rounds.go,
// questions.go, commitments.go, goals.go, targets.go, agenda.go, sessions.go, proxies.go,
// undo.go, import.go.
package model
