package lines

import (
	"strings"

	"verkstad/model"
	"verkstad/model/text"
	"verkstad/ui/command"
)

// proxies opens for writing for others at one's table, or no longer.
func (c *call) proxies() error {
	to, err := c.Choice(c.Arg(0), "on", "off")
	if err != nil {
		return err
	}
	return c.done(model.AllowProxies{Allowed: to == "on"})
}

// bring brings in people at the caller's table: one by name, or several
// without names. It prints the number and the name of each.
func (c *call) bring() error {
	sector, err := c.sector()
	if err != nil {
		return err
	}
	n := max(1, c.Number("count"))
	if n > 1 && c.Arg(0) != "" {
		return c.Wrong("line.wrong.onename", "Word", command.Clip(c.Arg(0)))
	}
	for range n {
		out, err := c.do(model.BringPerson{Name: c.Arg(0), Sector: sector})
		if err != nil {
			return err
		}
		if p := c.Room.Board().Person(out.Person); p != nil {
			c.line(int(p.ID), text.OneLine(p.Name))
		}
	}
	return nil
}

// behalf makes the caller somebody at their table, for a command that begins
// with "for PERSON", and gives the rest of the command.
func (c *call) behalf(args []string) ([]string, error) {
	if len(args) < 3 || !strings.EqualFold(args[0], "for") {
		return args, nil
	}
	c.Parsed = command.Parsed{Command: command.Lookup("for")}
	if err := c.permitted(); err != nil {
		return nil, err
	}
	switch does := strings.ToLower(args[2]); does {
	case "join", "claim", "for", "bring":
		return nil, c.Wrong("line.wrong.own", "Word", does)
	}
	id, err := c.person(args[1])
	if err != nil {
		return nil, err
	}
	p := c.Room.Board().Person(id)
	if c.me.Person == 0 || p == nil || p.Via != c.me.Person {
		return nil, model.ErrNoSuchPerson
	}
	c.me = model.Actor{Person: id, Role: model.Participant, Via: c.me.Person}
	return args[2:], nil
}

// forPerson is "for" without a command after it.
func (c *call) forPerson() error { return c.Wrong("command.wrong.toofew") }
