package lines

import (
	"strconv"
	"strings"
	"time"

	"verkstad/model"
)

// who may try a command.
type who int

const (
	anyone  who = iota // also before joining
	watcher            // who has joined, facilitators and observers
	joined             // the same, but for those who only watch
	leader             // facilitators
)

// command is one line command.
type command struct {
	name    string   // one word, or two: "cluster new"
	params  string   // as shown after the name: "ID CLUSTER"
	min     int      // positional words at least
	max     int      // at most; -1 is any number
	text    int      // the positional, from 1, that takes all words after it too; 0 is none
	flags   []string // "name" takes a value, "name!" takes none
	who     who
	help    string // catalogue id
	example string // as typed after the address
	run     func(*call) error
	turns   bool // it puts another screen before everybody: who is writing then is told of
}

// usage is how the command is written.
func (c *command) usage() string {
	s := strings.TrimSpace(c.name + " " + c.params)
	for _, f := range c.flags {
		if name, isSwitch := strings.CutSuffix(f, "!"); isSwitch {
			s += " [--" + name + "]"
		} else {
			s += " [--" + name + " " + strings.ToUpper(name) + "]"
		}
	}
	return s
}

// parsed is a command with what was given to it.
type parsed struct {
	command *command
	args    []string
	flags   map[string]string
}

// flag is the value of a flag; empty if it was not given.
func (p parsed) flag(name string) string { return p.flags[name] }

// has tells whether a flag was given.
func (p parsed) has(name string) bool { _, ok := p.flags[name]; return ok }

// arg is the positional word i, from 0; empty if there are fewer.
func (p parsed) arg(i int) string {
	if i < len(p.args) {
		return p.args[i]
	}
	return ""
}

// usageError is a command that is not written right.
type usageError struct {
	id      string // in the catalogue
	kv      []any
	command *command // whose usage is shown; may be nil
}

func (e *usageError) Error() string { return e.id }

// wrong is a usageError of the command.
func (p parsed) wrong(id string, kv ...any) error { return &usageError{id, kv, p.command} }

// parse finds the command that words name, and parts its flags from the rest.
// A flag is --name VALUE or --name=VALUE and may stand anywhere after the
// command's name; --lang, which every command has, also before it. After "--"
// all words are positional, as is a lone hyphen and what begins with only one.
func parse(words []string) (parsed, error) {
	p := parsed{flags: map[string]string{}}
	words, err := p.leading(words)
	if err != nil {
		return p, err
	}
	cmd, rest := find(words)
	if cmd == nil {
		return p, unknown(words)
	}
	p.command = cmd
	for i := 0; i < len(rest); i++ {
		word := rest[i]
		if word == "--" {
			p.args = append(p.args, rest[i+1:]...)
			break
		}
		if word == "-h" || word == "--help" {
			return parsed{command: lookup("help"), args: strings.Fields(cmd.name), flags: p.flags}, nil
		}
		if !strings.HasPrefix(word, "--") {
			p.args = append(p.args, word)
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
func (p *parsed) leading(words []string) ([]string, error) {
	for len(words) > 0 && strings.HasPrefix(words[0], "--lang") {
		used, err := p.setFlag(words[0][2:], words[1:])
		if err != nil {
			return nil, err
		}
		words = words[1+used:]
	}
	return words, nil
}

// find is the command of the first two words or the first, and what follows.
func find(words []string) (*command, []string) {
	if len(words) >= 2 {
		if c := lookup(words[0] + " " + words[1]); c != nil {
			return c, words[2:]
		}
	}
	if len(words) >= 1 {
		if c := lookup(words[0]); c != nil {
			return c, words[1:]
		}
	}
	return nil, nil
}

func lookup(name string) *command {
	for i := range commands {
		if commands[i].name == strings.ToLower(name) {
			return &commands[i]
		}
	}
	return nil
}

// unknown says that there is no such command, or which there are that begin so.
func unknown(words []string) error {
	if len(words) == 0 {
		return &usageError{id: "line.wrong.none"}
	}
	var begun []string
	for _, c := range commands {
		if strings.HasPrefix(c.name, strings.ToLower(words[0])+" ") {
			begun = append(begun, c.name)
		}
	}
	if len(begun) > 0 {
		return &usageError{id: "line.wrong.which", kv: []any{"Commands", strings.Join(begun, ", ")}}
	}
	return &usageError{id: "line.wrong.command", kv: []any{"Word", clip(words[0])}}
}

// setFlag sets a flag and says how many of the next words it used.
func (p *parsed) setFlag(flag string, next []string) (used int, err error) {
	name, value, given := strings.Cut(flag, "=")
	known := []string{"lang"}
	if p.command != nil {
		known = append(known, p.command.flags...)
	}
	for _, f := range known {
		switch {
		case f == name+"!" && !given:
			p.flags[name] = ""
			return 0, nil
		case f != name:
			continue
		case given:
			return 0, p.give(name, value)
		case len(next) == 0:
			return 0, p.wrong("line.wrong.value", "Flag", "--"+name)
		}
		return 1, p.give(name, next[0])
	}
	return 0, p.wrong("line.wrong.flag", "Flag", "--"+clip(name))
}

// give sets a flag that takes a value. Two values for one flag are refused, since
// nobody can tell which of them was meant.
func (p *parsed) give(name, value string) error {
	if before, twice := p.flags[name]; twice && before != value {
		return p.wrong("line.wrong.twice", "Flag", "--"+name)
	}
	p.flags[name] = value
	return nil
}

// count holds the positional words to how many there may be, and joins those
// of a text.
func (p *parsed) count() error {
	if t := p.command.text; t > 0 && len(p.args) > t {
		p.args = append(p.args[:t-1:t-1], strings.Join(p.args[t-1:], " "))
	}
	switch {
	case len(p.args) < p.command.min:
		return p.wrong("line.wrong.toofew")
	case p.command.max >= 0 && len(p.args) > p.command.max:
		return p.wrong("line.wrong.toomany", "Word", clip(p.args[p.command.max]))
	}
	return nil
}

// clip is a word as it is said again: drawable and short.
func clip(s string) string {
	const most = 40
	runes := []rune(oneLine(s))
	if len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return string(runes)
}

// id reads the number of an item, a person or a round: digits, with or
// without a # before them.
func (p parsed) id(s string) (model.ItemID, error) {
	n, err := strconv.Atoi(strings.TrimPrefix(s, "#"))
	if err != nil || n < 0 || n > model.MaxLaid {
		return 0, p.wrong("line.wrong.notid", "Word", clip(s))
	}
	return model.ItemID(n), nil
}

// ids reads numbers; several may stand in one word with commas between.
func (p parsed) ids(words []string) ([]model.ItemID, error) {
	var out []model.ItemID
	for _, word := range words {
		for s := range strings.SplitSeq(strings.TrimSuffix(word, ","), ",") {
			id, err := p.id(s)
			if err != nil {
				return nil, err
			}
			out = append(out, id)
		}
	}
	return out, nil
}

// number reads a flag that is a whole number; 0 if it was not given.
func (p parsed) number(flag string) (int, error) {
	if !p.has(flag) {
		return 0, nil
	}
	n, err := strconv.Atoi(p.flag(flag))
	if err != nil {
		return 0, p.wrong("line.wrong.number", "Word", clip(p.flag(flag)))
	}
	return n, nil
}

// dots reads what a voter gives: ID=N, for each ID once.
func (p parsed) dots(words []string) ([]model.Dot, error) {
	var out []model.Dot
	named := map[model.ItemID]bool{}
	for _, word := range words {
		left, right, ok := strings.Cut(word, "=")
		n, err := strconv.Atoi(right)
		if !ok || err != nil {
			return nil, p.wrong("line.wrong.dots", "Word", clip(word))
		}
		id, err := p.id(left)
		if err != nil {
			return nil, err
		}
		if named[id] {
			return nil, p.wrong("line.wrong.dotstwice", "Word", clip(word), "ID", int(id))
		}
		named[id] = true
		out = append(out, model.Dot{ID: id, N: n})
	}
	return out, nil
}

// duration reads 2m, -1m, 90s, 1h30m, or minutes as a bare number.
func (p parsed) duration(s string) (time.Duration, error) {
	if n, err := strconv.Atoi(s); err == nil && n > -10000 && n < 10000 {
		return time.Duration(n) * time.Minute, nil
	}
	d, err := time.ParseDuration(s)
	if err != nil {
		return 0, p.wrong("line.wrong.duration", "Word", clip(s))
	}
	return d, nil
}

// choice reads one of some words.
func (p parsed) choice(s string, of ...string) (string, error) {
	s = strings.ToLower(s)
	for _, o := range of {
		if s == o {
			return o, nil
		}
	}
	return "", p.wrong("line.wrong.choice", "Word", clip(s), "Choices", strings.Join(of, ", "))
}

// on reads a last word that turns something off: nothing is on.
func (p parsed) on(i int, off string) (bool, error) {
	if i >= len(p.args) {
		return true, nil
	}
	_, err := p.choice(p.args[i], off)
	return false, err
}
