package command

import "strings"

// Parsed is a command with what was given to it.
type Parsed struct {
	Command *Command
	Place   Place // where it was given; 0 is in lines
	Args    []string
	Flags   map[string]string // by name; empty for a toggle that was given
}

// Flag is the value of a flag; empty if it was not given.
func (p Parsed) Flag(name string) string { return p.Flags[name] }

// Value is the value of a flag, or what the table says that it is where it was left out.
func (p Parsed) Value(name string) string {
	if given, ok := p.Flags[name]; ok {
		return given
	}
	for _, f := range p.flags() {
		if f.Name == name {
			return f.Default
		}
	}
	return ""
}

// Has reports whether a flag was given.
func (p Parsed) Has(name string) bool { _, ok := p.Flags[name]; return ok }

// Arg is the positional word i, from 0; empty if there are fewer.
func (p Parsed) Arg(i int) string {
	if i < len(p.Args) {
		return p.Args[i]
	}
	return ""
}

// UsageError is a command that is not written right.
type UsageError struct {
	ID      string   // in the catalogue
	Args    []any    // of its sentence, names and values by turns
	Command *Command // whose usage is shown; may be nil
}

func (e *UsageError) Error() string { return e.ID }

// Wrong is a [UsageError] of the command.
func (p Parsed) Wrong(id string, kv ...any) error { return &UsageError{id, kv, p.Command} }

// Answer is what the command writes to its output where it was given.
func (p Parsed) Answer() Answer {
	if p.Place == InShell {
		return p.Command.Shell.Answer
	}
	return p.Command.Answer
}

// name is what the command is called where it was given.
func (p Parsed) name() string {
	switch {
	case p.Command == nil:
		return ""
	case p.Place == InShell:
		return strings.TrimSpace("verkstad " + p.Command.Name)
	}
	return p.Command.Name
}

// flags returns the flags that the command has where it was given.
func (p Parsed) flags() []Flag {
	switch {
	case p.Command == nil:
		return nil
	case p.Place == InShell:
		return p.Command.FlagsIn(InShell)
	}
	return p.Command.FlagsIn(InLines)
}

// Parse finds the command that words name, and parts its flags from the rest.
// A flag is --name VALUE or --name=VALUE and may stand anywhere after the
// command's name; --lang, which every command has, also before it. After "--"
// all words are positional, as is a lone hyphen and what begins with only one.
func Parse(words []string) (Parsed, error) {
	p := Parsed{Flags: map[string]string{}}
	words, err := p.leading(words)
	if err != nil {
		return p, err
	}
	cmd, rest := Find(words)
	if cmd == nil {
		return p, unknownLine(words)
	}
	if meant := mistyped(cmd, rest); meant != "" {
		return p, didYouMean(words[0]+" "+rest[0], []string{meant})
	}
	p.Command = cmd
	for i := 0; i < len(rest); i++ {
		word := rest[i]
		if word == "--" {
			p.Args = append(p.Args, rest[i+1:]...)
			break
		}
		if word == "-h" || word == "--help" {
			return Parsed{Command: Lookup("help"), Args: strings.Fields(cmd.Name), Flags: p.Flags}, nil
		}
		if !strings.HasPrefix(word, "--") {
			p.Args = append(p.Args, word)
			continue
		}
		used, err := p.setFlag(word[2:], rest[i+1:])
		if err != nil {
			return p, err
		}
		i += used
	}
	return p, p.join()
}

// leading takes --lang before the command.
func (p *Parsed) leading(words []string) ([]string, error) {
	for len(words) > 0 && strings.HasPrefix(words[0], "--lang") {
		used, err := p.setFlag(words[0][2:], words[1:])
		if err != nil {
			return nil, err
		}
		words = words[1+used:]
	}
	return words, nil
}

// Find is the command of the first two words or the first, and what follows.
func Find(words []string) (*Command, []string) {
	if len(words) >= 2 {
		if c := Lookup(words[0] + " " + words[1]); c != nil {
			return c, words[2:]
		}
	}
	if len(words) >= 1 {
		if c := Lookup(words[0]); c != nil {
			return c, words[1:]
		}
	}
	return nil, nil
}

// Lookup is the line command of that name, nil if there is none.
func Lookup(name string) *Command {
	for _, c := range Lines() {
		if c.Name == strings.ToLower(name) {
			return &c
		}
	}
	return nil
}

// setFlag sets a flag and says how many of the next words it used.
func (p *Parsed) setFlag(word string, next []string) (used int, err error) {
	name, value, given := strings.Cut(word, "=")
	flag, known := p.flagOf(name)
	switch {
	case !known || flag.Kind == Toggle && given:
		return 0, p.UnknownFlag(name)
	case flag.Kind == Toggle:
		p.Flags[name] = ""
		return 0, nil
	case given:
		more := p.goesOn(flag, next)
		return more, p.Give(flag, strings.Join(append([]string{value}, next[:more]...), " "))
	case len(next) == 0:
		return 0, p.Valueless(name)
	}
	more := p.goesOn(flag, next[1:])
	return 1 + more, p.Give(flag, strings.Join(next[:1+more], " "))
}

// goesOn is how many of the words after a flag's first belong to its value, too: all up to
// the next flag, if it is free text and the command takes no other, or has it already. --lang, which may stand
// anywhere, takes one word.
func (p *Parsed) goesOn(flag Flag, next []string) (n int) {
	if p.Command == nil || !p.Command.Wide || len(p.Args) < p.Command.Min || flag.Kind != Text || flag.Name == "lang" {
		return 0
	}
	for n < len(next) && !strings.HasPrefix(next[n], "--") {
		n++
	}
	return n
}

// flagOf is the command's flag of that name, or --lang, which every command has.
func (p *Parsed) flagOf(name string) (Flag, bool) {
	if name == "lang" {
		return value(name), true
	}
	for _, f := range p.flags() {
		if f.Name == name {
			return f, true
		}
	}
	return Flag{}, false
}

// Valueless says that a flag which takes a value was given none.
func (p Parsed) Valueless(name string) error {
	return p.Wrong("command.wrong.value", "Flag", "--"+Clip(name))
}

// UnknownFlag says that the command has no such flag, and which one may be meant.
// Names of flags that the place has on every command may be added.
func (p Parsed) UnknownFlag(name string, others ...string) error {
	names := others
	for _, f := range p.flags() {
		names = append(names, f.Name)
	}
	if meant := Nearest(name, names); len(meant) > 0 && meant[0] != name {
		return p.Wrong("command.wrong.flagmeant", "Flag", "--"+Clip(name), "Command", p.name(), "Meant", "--"+meant[0])
	}
	if p.Command == nil {
		return p.Wrong("command.wrong.command", "Word", "--"+Clip(name), "Help", "help")
	}
	return p.Wrong("command.wrong.flag", "Flag", "--"+Clip(name), "Command", p.name())
}

// Give sets a flag that takes a value. Two values for one flag are refused, since
// nobody can tell which of them was meant.
func (p Parsed) Give(flag Flag, value string) error {
	value, err := flag.read(value)
	if err != nil {
		usage := err.(*UsageError)
		return p.Wrong(usage.ID, usage.Args...)
	}
	if before, twice := p.Flags[flag.Name]; twice && before != value {
		return p.Wrong("command.wrong.twice", "Flag", "--"+flag.Name)
	}
	p.Flags[flag.Name] = value
	return nil
}

// join puts the words of a text together, and holds the positional words to how many
// there may be.
func (p *Parsed) join() error {
	if t := p.Command.Text; t > 0 && len(p.Args) > t {
		p.Args = append(p.Args[:t-1:t-1], strings.Join(p.Args[t-1:], " "))
	}
	return p.Count()
}

// Count holds the positional words to how many there may be.
func (p Parsed) Count() error {
	least, most := p.Command.count(p.Place)
	switch {
	case len(p.Args) < least:
		return p.Wrong("command.wrong.toofew")
	case most >= 0 && len(p.Args) > most:
		return p.Wrong("command.wrong.toomany", "Word", plain(p.Args[most]))
	}
	return nil
}
