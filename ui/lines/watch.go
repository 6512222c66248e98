package lines

import (
	"fmt"
	"strings"
	"time"

	"verkstad/model"
)

// Stays reports whether a command, by its words, goes on until the caller leaves, so that
// they are present meanwhile: a conversation, or "watch".
func Stays(args []string) bool {
	return len(args) == 0 || strings.EqualFold(args[0], "watch")
}

// watch prints where the group is, and then what happens as it happens, until the caller
// leaves or may not watch any more.
func (c *call) watch() error {
	leave := c.Room.Wait()
	if p := c.Room.Board().PersonByKey(c.key()); p != nil && !p.Removed {
		leave()
		leave = c.Room.Enter(p.ID)
	}
	defer leave()
	wake, cancel := c.Room.Subscribe()
	defer cancel()
	hears := c.Tellers.listen(c.Room, c.Now)
	defer hears.leave()
	c.begin()
	for {
		select {
		case <-c.ctx.Done():
			return nil
		case <-wake:
			if c.Room.Gone() != nil {
				return nil // the server says why
			}
			if c.recognise(); c.shownOut() || c.me == (model.Actor{}) {
				_, _ = fmt.Fprintln(c.errw, c.shownOutWords())
				return model.ErrNotJoined
			}
		case <-hears.ready:
			c.tell(hears, c.Has("json"))
		}
	}
}

// begin tells a watcher where the group is.
func (c *call) begin() {
	b := c.Room.Board()
	n := notice{Notice: Notice{At: c.Now().Format(time.RFC3339), Kind: "phase", Phase: b.Current() + 1}}
	ph := b.Phase()
	switch {
	case !b.Ended.IsZero():
		n.Kind, n.Phase, n.Text = "end", 0, c.words.T("line.told.end")
	case ph == nil:
		n.Text = c.words.T("line.told.before")
	default:
		n.Text, n.Left = c.phaseText(b, ph), glance{at: c.Now()}.secondsLeft(ph)
	}
	c.printNotice(n.Notice, c.Has("json"))
}

// quieten stops a conversation from being told what happens, or starts that again.
func (c *call) quieten() error {
	off := false
	if c.Arg(0) != "" {
		if _, err := c.Choice(c.Arg(0), "off"); err != nil {
			return err
		}
		off = true
	}
	switch {
	case c.Session.quiet == nil:
		c.say("line.told.nowhere")
		return nil
	case off:
		c.say("line.told.on")
	default:
		c.say("line.told.off")
	}
	*c.Session.quiet = !off
	return nil
}
