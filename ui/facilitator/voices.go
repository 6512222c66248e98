package facilitator

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// giveWord takes down somebody's hand and notes that they have had the word.
func (s *Screen) giveWord(who *model.Person) tea.Cmd {
	down := s.env.Do(model.MoveHand{Person: who.ID})
	if ph := s.env.Board().Phase(); ph == nil || !speaks(who) || who.HasSpoken(ph.ID) {
		return down
	}
	return tea.Sequence(down, s.env.Do(model.MarkSpoken{Person: who.ID, Spoken: true}))
}

// voices counts the people who have had the word in the current phase, and those
// of the others who are not gone.
func voices(b *model.Board, here *model.Presence) (spoke, silent int) {
	ph := b.Phase()
	if ph == nil {
		return 0, 0
	}
	for _, p := range b.Everybody().All() {
		switch {
		case !speaks(p):
		case p.HasSpoken(ph.ID):
			spoke++
		case p.Gone(here):
		default:
			silent++
		}
	}
	return spoke, silent
}

// silentText is how many have not had the word, once somebody has.
func silentText(e *stage.Env) string {
	spoke, silent := voices(e.Board(), e.Room.Presence())
	if spoke == 0 || silent == 0 || !e.Board().Ended.IsZero() {
		return ""
	}
	return e.Words.N("facilitator.silent", silent)
}

// voicesText says how many have had the word; empty where nobody keeps count.
func voicesText(e *stage.Env) string {
	b := e.Board()
	spoke, silent := voices(b, e.Room.Presence())
	if spoke == 0 && !b.Phase().Does(method.TakesSpeech) {
		return ""
	}
	return e.Words.T("facilitator.people.voices", "N", spoke, "Rest", silent)
}

// wrote is how many people have written in a gathering, by sector and never by
// name. It is comparable.
type wrote struct {
	n, of  int
	groups [len(model.Sectors) + 1]writers
}

// writers is a group of sectors; sectors has a bit for each.
type writers struct {
	sectors uint8
	n, of   int
}

// countWrote counts the people who have written in the current phase. ok is false
// outside a gathering, and where so few take part that it would point at somebody.
func countWrote(b *model.Board) (w wrote, ok bool) {
	if !b.Phase().Does(method.TakesIdeas) {
		return w, false
	}
	shares, n, of := b.Written(b.Phase().ID)
	w.n, w.of = n, of
	for i, s := range shares {
		g := writers{n: s.N, of: s.Of}
		for _, sector := range s.Sectors {
			g.sectors |= 1 << sector
		}
		w.groups[i] = g
	}
	return w, of > 0
}

// voicesPane is the line under the counts: in a gathering how many of each
// sector have written, else how many have had the word.
func (p *people) voicesPane(r frame.Rect) frame.Pane {
	e, b := p.env, p.env.Board()
	w := p.wrote.Get([2]uint64{b.Revs.Ideas, max(b.Revs.People, b.Revs.Agenda)}, func() wrote { w, _ := countWrote(b); return w })
	text := voicesText(e)
	if w.of > 0 && text != "" {
		text = "   " + text
	}
	return e.DrawContext().Pane(r, voicesPicture{w, text})
}

// voicesPicture says how many have written, and how many have had the word.
type voicesPicture struct {
	wrote wrote
	text  string
}

func (p voicesPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	x := p.wrote.draw(dc, c)
	c.TextIn(x, 0, c.W()-x, dc.Theme.Muted, p.text)
}

// draw draws on one row how many have written, and gives the column after it.
func (w wrote) draw(dc stage.DrawContext, c *frame.Canvas) int {
	if w.of == 0 {
		return 0
	}
	t := dc.Theme
	x := c.TextIn(0, 0, c.W(), t.Text, dc.Words.T("facilitator.people.wrote", "N", w.n, "Total", w.of))
	for _, g := range w.groups {
		if g.of == 0 {
			continue
		}
		x += 2
		for s := range len(model.Sectors) + 1 {
			if g.sectors&(1<<s) != 0 {
				x = c.Text(x, 0, t.Sector(s-1), t.SectorMark(s-1))
			}
		}
		x = c.Text(x, 0, t.Muted, " "+strconv.Itoa(g.n)+"/"+strconv.Itoa(g.of))
	}
	return x
}
