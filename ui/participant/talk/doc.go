// Package talk is the views in which people speak: the check-in, a talk or a break,
// and the choice among sessions that go on side by side.
package talk
