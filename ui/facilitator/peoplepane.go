package facilitator

import (
	"fmt"
	"strings"

	"verkstad/ui/boardview"
	"verkstad/ui/frame"
)

// peoplePane says who is here, by sector, whose hands are up, who is ready.
func (s *Screen) peoplePane(r frame.Rect) frame.Pane {
	e := s.env
	b, t, crowd := e.Board(), e.Theme, s.crowd.Count(e.Board(), e.Presence())
	here := crowd.Text(e.Words)
	if text := s.claimsText(); text != "" {
		here = "↩ " + text + " (Y) · " + here
	}
	if crowd.Watching > 0 {
		here += " · " + e.Words.N("unit.screens", crowd.Watching)
	}
	if b.DoorClosed {
		here += " · " + e.Words.T("facilitator.door.shut")
	}
	ready := ""
	if b.Phase() != nil && crowd.Ready > 0 {
		ready = e.Words.T("projector.ready", "N", crowd.Ready, "Total", crowd.N)
	}
	if silent := silentText(e); silent != "" {
		here += " · " + silent
	}
	var hands []string
	up, away := b.Queue(e.Room.Presence())
	for i, p := range up {
		hands = append(hands, fmt.Sprintf("%d %s", i+1, p.Name))
	}
	for _, p := range away {
		hands = append(hands, "– "+e.Words.T("participant.talk.away", "Name", p.Name))
	}
	title := ""
	if len(hands) > 0 {
		title = e.Words.N("facilitator.hands", len(up))
	}
	sectors := boardview.NewSectors(e.DrawContext())
	type extra struct {
		text   string
		counts boardview.Counts
	}
	key := extra{strings.Join([]string{here, ready, title, strings.Join(hands, "\x00")}, "\x01"), crowd.Sectors}
	return frame.Pane{Rect: r, Key: e.Key("facilitator.people", b.Revs.People, key), Draw: func(c *frame.Canvas) {
		c.TextIn(0, 0, c.W(), t.Strong, here)
		sectors.Line(c, 0, 1, crowd.Sectors)
		y := 2
		if ready != "" {
			c.TextIn(0, y, c.W(), t.Ok, ready)
			y++
		}
		if title == "" {
			return
		}
		if c.H()-y < 3 || c.H()-y < len(hands)+1 { // on one line
			c.TextIn(0, y, c.W(), t.Warn.Without(frame.Underline), title+" "+strings.Join(hands, "  "))
			return
		}
		c.TextIn(0, y, c.W(), t.Warn.Without(frame.Underline), title)
		for i, hand := range hands {
			c.TextIn(0, y+1+i, c.W(), t.Text, hand)
		}
	}}
}
