// Package review shows a workshop afterwards: the board as it ended, and every
// moment on the way there. It reads only.
//
// A [History] is the log folded once, with a board kept every few hundred
// records, so that any moment of a long workshop is at hand at once. A screen
// from [New] shows one moment in six tabs over a slider of the whole time.
//
// What a participant may not see on the board at the end is not shown of the
// time before either: an idea that was hidden or taken back later, or what a
// text was before it was changed.
package review
