// Package command is what Verkstad can be asked for in words, in a shell and in a
// workshop's line commands: how a line is split into words, and the table of
// commands with their arguments, flags, helps and who may give them.
package command
