package sshserver

import "verkstad/ui/i18n"

// sentence is the message id, in the catalogue, of something that the server itself says to
// people.
type sentence string

// What the server says when it ends a session. Each is shown as one line on the person's
// own terminal, after the screen is gone.
const (
	sayGoodbye   sentence = "ssh.goodbye"   // the server is stopping
	sayCrash     sentence = "ssh.crash"     // the screen or the command failed
	sayIdle      sentence = "ssh.idle"      // nothing was typed for a long time
	sayJoinLate  sentence = "ssh.joinlate"  // nobody joined a workshop in time
	sayTooMuch   sentence = "ssh.toomuch"   // far more was sent than a person can type
	sayElsewhere sentence = "ssh.elsewhere" // the person has come back at another terminal
	sayCrowded   sentence = "ssh.crowded"   // there were too many connections
	sayMany      sentence = "ssh.unused"    // the same person has connected too often
	sayQuoting   sentence = "ssh.quoting"   // the command line has an unclosed quote
	silent       sentence = ""              // the person has left, or cannot be reached
	sayNoMemory  sentence = "ssh.nomemory"  // there is no memory for one more screen
)

// text returns the sentence in Swedish if lang is "sv", or else in English.
func (s sentence) text(lang string) string { return i18n.For(lang).T(string(s)) }
