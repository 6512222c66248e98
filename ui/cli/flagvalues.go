package cli

import (
	"cmp"
	"net"
	"strconv"

	"github.com/spf13/pflag"

	"verkstad/ui/command"
)

// flagValue is the value of one flag of the table. What it is set to is held to the
// table, and kept in the options.
type flagValue struct {
	o    *Options
	of   *command.Command
	flag command.Flag
}

// String is what the flag is now, or where it is left out.
func (v *flagValue) String() string {
	if v.o == nil {
		return ""
	}
	if v.flag.Kind == command.Toggle {
		_, on := v.o.given[v.flag.Name]
		return strconv.FormatBool(on)
	}
	return cmp.Or(v.o.given[v.flag.Name], v.flag.Default)
}

// Type is what the help calls the value.
func (v *flagValue) Type() string {
	switch v.flag.Kind {
	case command.Toggle:
		return "bool"
	case command.Number:
		return "int"
	case command.Time:
		return "duration"
	}
	return "string"
}

// Set returns a usage error for what the flag cannot be, and for a second value that
// is another.
func (v *flagValue) Set(word string) error {
	if v.flag.Kind != command.Toggle {
		return command.Parsed{Command: v.of, Place: command.InShell, Flags: v.o.given}.Give(v.flag, word)
	}
	on, err := strconv.ParseBool(word)
	switch {
	case err != nil:
		return usage("cli.wrong.invalid", "Flag", "--"+v.flag.Name, "Value", word)
	case on:
		v.o.given[v.flag.Name] = ""
	default:
		delete(v.o.given, v.flag.Name)
	}
	return nil
}

// take sets the options to what the flags of a command say.
func (o *Options) take(p command.Parsed) {
	o.Method, o.Title, o.Code, o.Node, o.Series = p.Flag("method"), p.Flag("title"), p.Flag("code"), p.Flag("node"), p.Flag("series")
	o.Number, o.Minutes, o.Start, o.Voters = p.Number("number"), p.Number("minutes"), p.Flag("start"), p.Flag("voters")
	o.Wall = p.Flag("wall")
	o.Alone, o.Anonymous, o.Rehearsed, o.stretched = p.Has("alone"), p.Has("anonymous"), p.Has("rehearsed"), p.Has("minutes")
	o.Listen, o.Address = p.Value("listen"), cmp.Or(p.Flag("address"), o.address)
	o.Web, o.WebAddress = cmp.Or(p.Flag("web"), o.web), cmp.Or(p.Flag("web-address"), o.webAddress)
	if !p.Has("listen") && o.Listen == command.DefaultListen {
		o.Listen = o.listen
	}
	o.Rehearsal = Rehearsal{People: p.Number("people"), For: p.Time("for"), Pace: p.Time("pace"), Screens: p.Number("screens"), JSON: p.Has("json")}
}

// settleAddress holds --listen and --web, of the commands that have them, to addresses, also
// of those that only write them down.
func settleAddress(flags *pflag.FlagSet) error {
	for _, name := range []string{"listen", "web"} {
		f := flags.Lookup(name)
		if f == nil || f.Value.String() == "" {
			continue
		}
		_, port, err := net.SplitHostPort(f.Value.String())
		if err == nil {
			_, err = net.LookupPort("tcp", port)
		}
		if err != nil {
			return usage("cli.cannot.badaddress", "Address", f.Value.String())
		}
	}
	return nil
}
