package sshserver

// A sentence is the catalogue's name for what the server itself says to people.
// [Config.Say] turns it into words in the person's language.
type sentence = string

// What the server says when it ends a session. Each is one line on the
// person's own terminal, after the screen is gone.
const (
	// sayGoodbye: the server is stopping.
	sayGoodbye sentence = "ssh.goodbye"
	// sayCrash: the screen failed; nothing acknowledged is lost, come back in.
	sayCrash sentence = "ssh.crash"
	// sayIdle: nothing was typed for a long time; come back the same way.
	sayIdle sentence = "ssh.idle"
	// sayJoinLate: nobody joined a workshop in time.
	sayJoinLate sentence = "ssh.joinlate"
	// sayTooMuch: far more was sent than anyone types.
	sayTooMuch sentence = "ssh.toomuch"
	// sayQuoting: the command line has an unclosed quote.
	sayQuoting sentence = "ssh.quoting"
	// silent: the person left, or cannot be reached.
	silent sentence = ""
)

// Sentences lists the catalogue names that [Config.Say] is asked for.
func Sentences() []string {
	return []string{sayGoodbye, sayCrash, sayIdle, sayJoinLate, sayTooMuch, sayQuoting}
}
