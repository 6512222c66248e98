package command

import (
	"strconv"
	"strings"
)

// Parsed is a command with what was given to it.
type Parsed struct {
	Command *Command
	Args    []string
	Flags   map[string]string // by name; empty for a toggle that was given
}

// Flag is the value of a flag; empty if it was not given.
func (p Parsed) Flag(name string) string { return p.Flags[name] }

// Has tells whether a flag was given.
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
		return p, unknown(words)
	}
	if meant := mistyped(cmd, rest); meant != "" {
		return p, &UsageError{ID: "line.wrong.meant", Args: []any{"Word", Clip(words[0] + " " + rest[0]), "Meant", meant}}
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
	return p, p.count()
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
	for i := range Lines {
		if Lines[i].Name == strings.ToLower(name) {
			return &Lines[i]
		}
	}
	return nil
}

// setFlag sets a flag and says how many of the next words it used.
func (p *Parsed) setFlag(word string, next []string) (used int, err error) {
	name, value, given := strings.Cut(word, "=")
	flag, known := p.flagOf(name)
	switch {
	case !known || flag.Toggle && given:
		return 0, p.unknownFlag(name)
	case flag.Toggle:
		p.Flags[name] = ""
		return 0, nil
	case given:
		return 0, p.give(flag, value)
	case len(next) == 0:
		return 0, p.Wrong("line.wrong.value", "Flag", "--"+name)
	}
	return 1, p.give(flag, next[0])
}

// flagOf is the command's flag of that name, or --lang, which every command has.
func (p *Parsed) flagOf(name string) (Flag, bool) {
	if name == "lang" {
		return value(name), true
	}
	if p.Command != nil {
		for _, f := range p.Command.Flags {
			if f.Name == name {
				return f, true
			}
		}
	}
	return Flag{}, false
}

// unknownFlag says that the command has no such flag, and which one may be meant.
func (p *Parsed) unknownFlag(name string) error {
	var names []string
	if p.Command != nil {
		for _, f := range p.Command.Flags {
			names = append(names, f.Name)
		}
	}
	if meant := Nearest(name, names); len(meant) > 0 && meant[0] != name {
		return p.Wrong("line.wrong.flagmeant", "Flag", "--"+Clip(name), "Meant", "--"+meant[0])
	}
	return p.Wrong("line.wrong.flag", "Flag", "--"+Clip(name))
}

// give sets a flag that takes a value. Two values for one flag are refused, since
// nobody can tell which of them was meant.
func (p *Parsed) give(flag Flag, value string) error {
	if before, twice := p.Flags[flag.Name]; twice && before != value {
		return p.Wrong("line.wrong.twice", "Flag", "--"+flag.Name)
	}
	if flag.Numeric() {
		if n, err := strconv.Atoi(value); err != nil || n < flag.Least || n > flag.Most {
			return p.Wrong("line.wrong.flagrange", "Flag", "--"+flag.Name, "Word", Clip(value), "Least", flag.Least, "Most", flag.Most)
		}
	}
	p.Flags[flag.Name] = value
	return nil
}

// count holds the positional words to how many there may be, and joins those
// of a text.
func (p *Parsed) count() error {
	if t := p.Command.Text; t > 0 && len(p.Args) > t {
		p.Args = append(p.Args[:t-1:t-1], strings.Join(p.Args[t-1:], " "))
	}
	switch {
	case len(p.Args) < p.Command.Min:
		return p.Wrong("line.wrong.toofew")
	case p.Command.Max >= 0 && len(p.Args) > p.Command.Max:
		return p.Wrong("line.wrong.toomany", "Word", Clip(p.Args[p.Command.Max]))
	}
	return nil
}
