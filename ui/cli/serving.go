package cli

import (
	"net"
	"strings"

	"verkstad/model/workshop"
	"verkstad/ui/command"
)

// Announce prints how to join a workshop that is served without a screen.
func Announce(o *Options, j workshop.Join) error {
	for _, line := range j.Lines {
		if err := say(o, "cli.serving.join", "Line", line); err != nil {
			return err
		}
	}
	for _, address := range j.Web {
		if err := say(o, "cli.serving.web", "Address", address); err != nil {
			return err
		}
	}
	if j.LocalOnly {
		why := "cli.serving.alone"
		if host, _, _ := net.SplitHostPort(o.Listen); host != "" {
			why = "cli.serving.onlyhere"
		}
		if err := say(o, why); err != nil {
			return err
		}
	}
	return say(o, "cli.serving.key", "Fingerprint", j.Fingerprint)
}

// Farewell tells whoever had the process stopped that all is kept, and the
// command that goes on with it; nil arguments say nothing.
func Farewell(o *Options, args []string) {
	if args == nil {
		return
	}
	line := []string{"verkstad"}
	for _, arg := range args {
		line = append(line, quoted(arg))
	}
	line = append(line, onData(o)...)
	_ = say(o, "cli.serving.goodbye", "Line", strings.Join(line, " ")) // the terminal may be gone
}

// SetUpDemo makes the options those of the demo, in a folder of its own.
func SetUpDemo(o *Options, dir string) {
	o.Data = dir
	o.Method, o.Title, o.Node, o.Code = command.DefaultMethod, o.Words.T("cli.demo.title"), o.Words.T("cli.demo.node"), "DEMO"
	o.Series, o.Number, o.Anonymous = "", 0, false
}
