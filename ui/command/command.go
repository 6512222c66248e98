package command

import "strings"

// Who may try a command.
type Who int

// The roles, each with what those before it have.
const (
	Anyone  Who = iota // also before joining
	Watcher            // who has joined, facilitators and observers
	Joined             // the same, but for those who only watch
	Leader             // facilitators
)

// Command is one command.
type Command struct {
	Name    string // one word, or two: "cluster new"
	Params  string // as shown after the name: "ID CLUSTER"
	Min     int    // positional words at least
	Max     int    // at most; -1 is any number
	Text    int    // the positional, from 1, that takes all words after it too; 0 is none
	Flags   []Flag
	Who     Who
	Help    string // catalogue id
	Example string // as typed after the address
	Turns   bool   // it puts another screen before everybody: who is writing then is told of
}

// Flag is one flag of a command.
type Flag struct {
	Name        string
	Toggle      bool // it takes no value
	Least, Most int  // of a flag that takes a whole number; both are 0 for any other
}

func value(name string) Flag                   { return Flag{Name: name} }
func toggle(name string) Flag                  { return Flag{Name: name, Toggle: true} }
func number(name string, least, most int) Flag { return Flag{Name: name, Least: least, Most: most} }

// Numeric tells whether the flag takes a whole number.
func (f Flag) Numeric() bool { return f.Most > 0 }

// Usage is how the command is written.
func (c *Command) Usage() string {
	s := strings.TrimSpace(c.Name + " " + c.Params)
	for _, f := range c.Flags {
		if f.Toggle {
			s += " [--" + f.Name + "]"
		} else {
			s += " [--" + f.Name + " " + strings.ToUpper(f.Name) + "]"
		}
	}
	return s
}
