// Package view is what every view of the participant's screen stands on: what a view
// is, with a shared and a private side; the terminal that it is shown at; header and
// instruction of a phase; lists, texts that are written, and actions.
package view
