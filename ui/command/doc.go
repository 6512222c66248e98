// Package command is the table of what Verkstad can be asked for in words, in a shell
// and in a workshop's lines: how each command is written, with its arguments, flags,
// help and answer, and which roles may give it. It also splits and parses a line.
package command
