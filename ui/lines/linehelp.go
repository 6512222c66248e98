package lines

import (
	"strings"

	"verkstad/model"
	"verkstad/ui/command"
)

// help lists the commands that the caller's role has, or explains one.
func (c *call) help() error {
	if len(c.Args) > 0 {
		return c.helpFor(strings.Join(c.Args, " "))
	}
	c.say("line.help.intro")
	for _, cmd := range command.Lines() {
		if cmd.Who != command.Leader || c.me.Role == model.Facilitator {
			c.line(cmd.Usage(), c.words.T(cmd.Help))
		}
	}
	c.say("line.help.outro")
	return nil
}

// helpFor explains the commands of that name or that begin with it.
func (c *call) helpFor(name string) error {
	found := false
	for _, cmd := range command.Lines() {
		if cmd.Name != strings.ToLower(name) && !strings.HasPrefix(cmd.Name, strings.ToLower(name)+" ") {
			continue
		}
		found = true
		c.line(cmd.Usage())
		c.line(c.words.T(cmd.Help))
		c.say("line.help.example", "Example", cmd.Example)
	}
	if !found {
		return command.Unknown(name, nil, "", "help")
	}
	return nil
}
