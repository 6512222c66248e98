package lines

import (
	"strings"

	"verkstad/model"
)

// help lists the commands that the caller's role has, or explains one.
func (c *call) help() error {
	if len(c.args) > 0 {
		return c.helpFor(strings.Join(c.args, " "))
	}
	c.say("line.help.intro")
	for _, cmd := range commands {
		if cmd.who != leader || c.me.Role == model.Facilitator {
			c.line(cmd.usage(), c.words.T(cmd.help))
		}
	}
	c.say("line.help.outro")
	return nil
}

// helpFor explains the commands of that name or that begin with it.
func (c *call) helpFor(name string) error {
	found := false
	for i := range commands {
		cmd := &commands[i]
		if cmd.name != strings.ToLower(name) && !strings.HasPrefix(cmd.name, strings.ToLower(name)+" ") {
			continue
		}
		found = true
		c.line(cmd.usage())
		c.line(c.words.T(cmd.help))
		c.say("line.help.example", "Example", cmd.example)
	}
	if !found {
		return &usageError{id: "line.wrong.command", kv: []any{"Word", clip(name)}}
	}
	return nil
}
