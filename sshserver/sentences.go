package sshserver

import "verkstad/ui/i18n"

// sentence is the catalogue's id of what the server itself says to people.
type sentence string

// What the server says when it ends a session. Each is one line on the
// person's own terminal, after the screen is gone.
const (
	sayGoodbye   sentence = "ssh.goodbye"   // the server is stopping
	sayCrash     sentence = "ssh.crash"     // the screen or the command failed
	sayIdle      sentence = "ssh.idle"      // nothing was typed for a long time
	sayJoinLate  sentence = "ssh.joinlate"  // nobody joined a workshop in time
	sayTooMuch   sentence = "ssh.toomuch"   // far more was sent than anyone types
	sayElsewhere sentence = "ssh.elsewhere" // the person has come back at another terminal
	sayCrowded   sentence = "ssh.crowded"   // there are too many, so somebody had to go
	sayMany      sentence = "ssh.unused"    // the same person has connected too often
	sayQuoting   sentence = "ssh.quoting"   // the command line has an unclosed quote
	silent       sentence = ""              // the person left, or cannot be reached
	sayNoMemory  sentence = "ssh.nomemory"  // there is no memory for one more screen
)

// in is the sentence in a language: "sv", or else English.
func (s sentence) in(lang string) string { return i18n.For(lang).T(string(s)) }
