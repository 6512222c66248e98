// Package tally says what the ballots of one vote say about a room: who goes
// on, who is left out, how firm that is, what stands too close to call. It
// knows no workshop and no words: candidates are numbers from 0, in the order
// of the list that was voted on. docs/results.md describes every figure for a
// facilitator.
//
// All is pure, and exact wherever an order depends on it. Chance comes in as a
// seed, so that a recount gives the same figures for ever.
//
// # The tie rule
//
// Of what is equal, the candidate that stands first in the list is taken: by
// every rule, at every step. Where whole sets are compared ([PAV]), the set is
// taken that has the earlier candidate at the first place where they differ.
// What hung on this is never silent: see [Selection.Tied].
//
// # What may be shown
//
// These are counts of ballots, and some of them count few. Whoever shows them
// to a room shows none that tells of fewer than three, alone or by taking one
// figure from another. The functions say where this can happen.
package tally
