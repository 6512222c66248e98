package command

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"verkstad/model/code"
)

// Kind is what a flag takes.
type Kind uint8

// The kinds.
const (
	Text   Kind = iota
	Toggle      // nothing
	Number      // a whole number
	Time        // a time, such as 30s or 2m
	Choice      // one of some words
	Code        // a join code that somebody chooses
)

// Flag is one flag of a command.
type Flag struct {
	Name       string
	Kind       Kind
	Least      int // of a number; of a time in nanoseconds
	Most       int
	Choices    []string // of a choice, in lower case
	WrongValue string   // of a choice: the catalogue id of what is said of another word, with Word and Choices
	Default    string   // what it is where it is left out, as typed; empty is none
	Short      string   // one letter, in the shell; empty is none
	Help       string   // catalogue id, for the help of the shell
	Only       Place    // the one place that has it; 0 is all that have the command
}

func value(name string) Flag  { return Flag{Name: name} }
func toggle(name string) Flag { return Flag{Name: name, Kind: Toggle} }
func number(name string, least, most int) Flag {
	return Flag{Name: name, Kind: Number, Least: least, Most: most}
}

func period(name string, least, most time.Duration) Flag {
	return Flag{Name: name, Kind: Time, Least: int(least), Most: int(most)}
}

func choice(name, wrong string, choices ...string) Flag {
	return Flag{Name: name, Kind: Choice, Choices: choices, WrongValue: wrong}
}

// help, or, short and only return the flag with its help, default, letter or place.
func (f Flag) help(id string) Flag      { f.Help = id; return f }
func (f Flag) or(value string) Flag     { f.Default = value; return f }
func (f Flag) short(letter string) Flag { f.Short = letter; return f }
func (f Flag) only(p Place) Flag        { f.Only = p; return f }

// usage is how the flag is shown in the usage of a command.
func (f Flag) usage() string {
	if f.Kind == Toggle {
		return "[--" + f.Name + "]"
	}
	return "[--" + f.Name + " " + strings.ToUpper(f.Name) + "]"
}

// read holds a value that was given to the flag to what it takes, and returns it as it
// is kept: a choice is in lower case. What the flag cannot take is a [UsageError].
func (f Flag) read(value string) (string, error) {
	switch f.Kind {
	case Number:
		if n, err := strconv.Atoi(value); err != nil || n < f.Least || n > f.Most {
			return "", f.wrong("command.wrong.range", value, "Least", f.Least, "Most", f.Most)
		}
	case Time:
		if d, err := time.ParseDuration(value); err != nil || d < time.Duration(f.Least) || d > time.Duration(f.Most) {
			return "", f.wrong("command.wrong.span", value, "Least", f.Bound(f.Least), "Most", f.Bound(f.Most))
		}
	case Choice:
		value = strings.ToLower(value)
		if !slices.Contains(f.Choices, value) {
			return "", f.wrong(f.WrongValue, value, "Choices", strings.Join(f.Choices, ", "))
		}
	case Code:
		if symbols, ok := code.Normalise(value); !ok || len(symbols) < shortestCode {
			return "", f.wrong("command.wrong.code", value, "Least", shortestCode, "Most", code.MaxLength)
		}
	}
	return value, nil
}

// shortestCode is how many symbols a code that somebody chooses has at least: with
// fewer a stranger who types at random would be let in soon.
const shortestCode = 3

func (f Flag) wrong(id, value string, kv ...any) error {
	return &UsageError{ID: id, Args: append([]any{"Flag", "--" + f.Name, "Word", plain(value)}, kv...)}
}

// Bound is one of the flag's bounds as one types it: 60, or 1h.
func (f Flag) Bound(n int) string {
	if f.Kind != Time {
		return strconv.Itoa(n)
	}
	switch d := time.Duration(n); {
	case d >= time.Hour && d%time.Hour == 0:
		return strconv.Itoa(int(d/time.Hour)) + "h"
	case d >= time.Minute && d%time.Minute == 0:
		return strconv.Itoa(int(d/time.Minute)) + "m"
	default:
		return d.String()
	}
}
