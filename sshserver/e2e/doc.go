// Package e2e holds no code of its own: its tests build the binary, start it
// as a facilitator would, and join as people do, with the system's ssh and real
// pseudo-terminals.
package e2e
