// Package bench holds the benchmarks of a whole room, which are tests only: how long it
// takes from one person's Enter until everybody's terminal shows the idea, compared with
// the least that SSH can do and with the usual way to write a terminal program for many.
// See docs/performance.md.
package bench
