package facilitator

import (
	"fmt"
	"strings"

	"verkstad/ui/boardview"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// peoplePane says who is here, by sector, whose hands are up, who is ready.
func (s *Screen) peoplePane(r frame.Rect) frame.Pane {
	e := s.env
	b, crowd := e.Board(), s.crowd.Count(e.Board(), e.Presence())
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
	return e.DrawContext().Pane(r, peoplePicture{here, ready, title, stage.ValuesOf(hands), crowd.Sectors})
}

// peoplePicture is who is here, who is ready, and whose hands are up under a title.
type peoplePicture struct {
	here, ready, title string
	hands              stage.Values[string]
	counts             boardview.Counts
}

func (p peoplePicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	t := dc.Theme
	c.TextIn(0, 0, c.W(), t.Strong, p.here)
	boardview.NewSectors(dc).Line(c, 0, 1, p.counts)
	y := 2
	if p.ready != "" {
		c.TextIn(0, y, c.W(), t.Ok, p.ready)
		y++
	}
	if p.title == "" {
		return
	}
	hands := p.hands.Slice()
	if c.H()-y < 3 || c.H()-y < len(hands)+1 { // on one line
		c.TextIn(0, y, c.W(), t.Warn.Without(frame.Underline), p.title+" "+strings.Join(hands, "  "))
		return
	}
	c.TextIn(0, y, c.W(), t.Warn.Without(frame.Underline), p.title)
	for i, hand := range hands {
		c.TextIn(0, y+1+i, c.W(), t.Text, hand)
	}
}
