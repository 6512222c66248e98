package lines

import (
	"strconv"
	"time"

	"verkstad/model"
	"verkstad/model/text"
	"verkstad/ui/command"
	"verkstad/ui/handler"
)

// claimWait bounds how long a claim waits for the facilitator.
const claimWait = 5 * time.Minute

// claim asks for the place of somebody who has joined, and waits until a
// facilitator has said yes or no.
func (c *call) claim() error {
	_, key, err := text.Name(c.Arg(0))
	if err != nil {
		return model.ErrName
	}
	if c.me.Person != 0 && !c.shownOut() {
		return c.Wrong("line.wrong.claimed")
	}
	who := c.Room.Board().ByName(key)
	if who == nil {
		return model.ErrNoSuchPerson
	}
	if c.shownOut() {
		return model.ErrNotJoined // explained by why
	}
	if c.Door == nil {
		return model.ErrAlready
	}
	wake, cancel := c.Room.Subscribe()
	defer cancel()
	claim, withdraw, err := c.Door.Claim(who.ID)
	if err != nil {
		return err
	}
	defer withdraw()
	c.say("line.claim.check", "Check", claim.Check)
	patience := time.NewTimer(claimWait)
	defer patience.Stop()
	for {
		if p := c.Room.Board().PersonByKey(c.key()); p != nil {
			return c.welcome(model.Outcome{Person: p.ID}, true)
		}
		if _, waits := c.waiting(claim.Check); !waits {
			return handler.Refuse("line.claim.refused")
		}
		select {
		case <-wake:
		case <-patience.C:
			return handler.Refuse("line.claim.refused")
		case <-c.ctx.Done():
			return c.ctx.Err()
		}
	}
}

// waiting finds the claim with a check.
func (c *call) waiting(check int) (model.Claim, bool) {
	for _, claim := range c.Room.Presence().Claims {
		if claim.Check == check {
			return claim, true
		}
	}
	return model.Claim{}, false
}

// handBack lists who waits, or lets in or turns down the one with a check.
func (c *call) handBack() error {
	if c.Arg(0) == "" {
		for _, claim := range c.Room.Presence().Claims {
			c.line(claim.Check, int(claim.Person), handBackName(c.Room.Board().Person(claim.Person)))
		}
		return nil
	}
	check, err := strconv.Atoi(c.Arg(0))
	if err != nil {
		return c.Wrong("line.wrong.number", "Word", command.Clip(c.Arg(0)))
	}
	claim, waits := c.waiting(check)
	if !waits {
		return handler.Refuse("line.claim.none")
	}
	yes, err := c.TurnsOn(1, "no")
	if err != nil {
		return err
	}
	if !yes {
		c.Room.Refuse(claim.No)
		return nil
	}
	return c.done(model.HandBack{Claim: claim.No})
}

// handBackName is the name of the person whose place is asked for. A facilitator is
// told it also where names are not shown, since they have to know the person.
func handBackName(p *model.Person) string {
	if p == nil || p.Name == "" {
		return "-"
	}
	return text.OneLine(p.Name)
}
