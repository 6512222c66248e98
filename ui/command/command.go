package command

import (
	"strings"

	"verkstad/model/method"
)

// Who is the role that may try a command in a workshop's lines. In the shell everybody
// who can read the data folder may try every command.
type Who int

// The roles, each with what those before it may do.
const (
	Anyone  Who = iota // also before joining
	Watcher            // those who have joined, facilitators and observers
	Joined             // the same without those who only watch
	Leader             // facilitators
)

// Place is where a command is given.
type Place uint8

// The places.
const (
	InLines Place = 1 << iota // in the lines of a workshop, over SSH
	InShell                   // in a shell, as verkstad NAME
)

// Access is what a command of the shell does with the data folder.
type Access uint8

// The kinds of access. Commands that read or write are done by a server that runs,
// where one has the folder open.
const (
	None   Access = iota // it needs no data, or opens the folder by itself
	Reads                // it only reads: the folder may be a backup, and must be there
	Writes               // it also writes; the folder must be there
	Makes                // it also makes workshops, and the folder where there is none
)

// Answer is what a command writes to its output.
type Answer uint8

// The kinds of answer.
const (
	Sentences Answer = iota // what was done, in sentences; nothing where there is nothing to say
	ID                      // the number of what was made, alone
	Rows                    // a row a line, columns parted by tabs
	Document                // text to read, or a file
	Screen                  // it has a screen, or runs until it is stopped
)

// Command is one command. Its own fields are how it is given in lines; one that is
// given in the shell too, or there alone, has them in Shell.
type Command struct {
	Name   string // one word, or two: "cluster new"
	Params string // as shown after the name: "ID CLUSTER"
	Min    int    // positional words at least
	Max    int    // at most; -1 is any number
	Text   int    // the positional word, from 1, that takes all words after it too; 0 is none
	Flags  []Flag // of all places, but for those of Shell
	// Wide says that in lines a flag's free text goes on to the next flag: ssh drops the
	// quotes around it. It is for commands that take no other text.
	Wide    bool
	Who     Who
	Answer  Answer
	Help    string          // catalogue id
	Example string          // as typed after the address
	Rates   method.Activity // the activity on whose scale it answers; empty for all other commands
	Turns   bool            // it puts another screen before everybody: whoever gives it is told how many were writing
	Shell   *Shell          // nil where it is given in lines alone
}

// Shell is how a command is given in the shell.
type Shell struct {
	Params      string // as shown after the name
	Min, Max    int    // positional words; a Max of -1 is any number
	Flags       []Flag // besides those of the command
	Access      Access
	Answer      Answer
	Short, Long string   // catalogue ids: what it does in a line, and in sentences; Long may be empty
	Examples    []string // as typed
}

// Usage is how the command is written in lines.
func (c *Command) Usage() string {
	s := strings.TrimSpace(c.Name + " " + c.Params)
	for _, f := range c.FlagsIn(InLines) {
		s += " " + f.usage()
	}
	return s
}

// ShellUsage is how the command is written in the shell, without its flags.
func (c *Command) ShellUsage() string {
	return strings.Join(strings.Fields("verkstad "+c.Name+" "+c.Shell.Params), " ")
}

// FlagsIn returns the flags that the command has in a place, in the table's order.
func (c *Command) FlagsIn(place Place) []Flag {
	var out []Flag
	for _, f := range c.Flags {
		if f.Only == 0 || f.Only == place {
			out = append(out, f)
		}
	}
	if place == InShell {
		out = append(out, c.Shell.Flags...)
	}
	return out
}

// count returns how many positional words the command takes in a place.
func (c *Command) count(place Place) (least, most int) {
	if place == InShell {
		return c.Shell.Min, c.Shell.Max
	}
	return c.Min, c.Max
}
