// Package bench holds the benchmarks of a whole room, which are tests only: how
// long it takes from one person's Enter until everybody's terminal has the
// idea, beside the least that SSH can do and beside the usual way to write a
// terminal program for many. See docs/performance.md.
package bench
