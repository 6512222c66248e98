package cli

import (
	"net"
	"strconv"
	"time"

	"github.com/spf13/pflag"

	"verkstad/model/code"
)

// numberFlag is a flag that takes a whole number from least to most. A value that is
// left out may lie outside of them, and then means none.
func numberFlag(flags *pflag.FlagSet, into *int, name string, value, least, most int, help string) {
	*into = value
	flags.Var(&boundedNumber{into, name, least, most}, name, help)
}

// boundedNumber is the value of a flag that takes a whole number within bounds.
type boundedNumber struct {
	into        *int
	name        string
	least, most int
}

func (n *boundedNumber) String() string {
	if n.into == nil {
		return "0"
	}
	return strconv.Itoa(*n.into)
}

func (n *boundedNumber) Type() string { return "int" }

// Set returns a usage error for what is no whole number within the bounds.
func (n *boundedNumber) Set(word string) error {
	value, err := strconv.Atoi(word)
	if err != nil || value < n.least || value > n.most {
		return usage("cli.wrong.range", "Flag", "--"+n.name, "Word", word, "Least", n.least, "Most", n.most)
	}
	*n.into = value
	return nil
}

// spanFlag is a flag that takes a time, such as 30s or 2m, from least to most.
func spanFlag(flags *pflag.FlagSet, into *time.Duration, name string, value, least, most time.Duration, help string) {
	*into = value
	flags.Var(&boundedSpan{into, name, least, most}, name, help)
}

// boundedSpan is the value of a flag that takes a time within bounds.
type boundedSpan struct {
	into        *time.Duration
	name        string
	least, most time.Duration
}

func (s *boundedSpan) String() string {
	if s.into == nil {
		return "0s"
	}
	return s.into.String()
}

func (s *boundedSpan) Type() string { return "duration" }

// Set returns a usage error for what is no time within the bounds.
func (s *boundedSpan) Set(word string) error {
	value, err := time.ParseDuration(word)
	if err != nil || value < s.least || value > s.most {
		return usage("cli.wrong.span", "Flag", "--"+s.name, "Word", word, "Least", plainSpan(s.least), "Most", plainSpan(s.most))
	}
	*s.into = value
	return nil
}

// plainSpan is a time as one types it: 1h, not 1h0m0s.
func plainSpan(d time.Duration) string {
	switch {
	case d >= time.Hour && d%time.Hour == 0:
		return strconv.Itoa(int(d/time.Hour)) + "h"
	case d >= time.Minute && d%time.Minute == 0:
		return strconv.Itoa(int(d/time.Minute)) + "m"
	}
	return d.String()
}

// shortestCode is how many symbols a code that somebody chooses has at least: with
// fewer a stranger who types at random would be let in soon.
const shortestCode = 3

// codeFlag is --code, a join code that somebody chooses.
func codeFlag(flags *pflag.FlagSet, into *string, help string) {
	flags.Var((*chosenCode)(into), "code", help)
}

// chosenCode is the value of --code.
type chosenCode string

func (c *chosenCode) String() string { return string(*c) }

func (c *chosenCode) Type() string { return "string" }

// Set returns a usage error for what cannot be a code.
func (c *chosenCode) Set(word string) error {
	if symbols, ok := code.Normalise(word); !ok || len(symbols) < shortestCode {
		return usage("cli.wrong.code", "Word", word, "Least", shortestCode, "Most", code.MaxLength)
	}
	*c = chosenCode(word)
	return nil
}

// settleAddress holds --listen, of the commands that have it, to an address, also of
// those that only write it down.
func settleAddress(flags *pflag.FlagSet) error {
	f := flags.Lookup("listen")
	if f == nil {
		return nil
	}
	_, port, err := net.SplitHostPort(f.Value.String())
	if err == nil {
		_, err = net.LookupPort("tcp", port)
	}
	if err != nil {
		return usage("cli.cannot.badaddress", "Address", f.Value.String())
	}
	return nil
}
