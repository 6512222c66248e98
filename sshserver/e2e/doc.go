// Package e2e has only tests: they build the binary, start it as a facilitator would, and
// join as people do, with the system's ssh and real pseudo-terminals.
package e2e
