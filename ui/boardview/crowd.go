package boardview

import (
	"fmt"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/i18n"
	"verkstad/ui/stage"
	"verkstad/ui/theme"
)

// Counts are numbers by sector; index 0 has those of no sector.
type Counts = [len(model.Sectors) + 1]int

// Crowd is how many people are in the room right now.
type Crowd struct {
	// Sectors is participants with a terminal open, by sector. In an anonymous
	// workshop it is all who have joined: somebody who sees the names of those who
	// come and go would otherwise read their sector from it.
	Sectors Counts
	N       int // participants with a terminal open
	Joined  int // participants who ever joined and were not removed
	Waiting int // at the door
	Ready   int // of those here
	Hands   int
	// Watching is big screens and others who only look on, that are connected.
	Watching int
}

// CrowdCounter counts the crowd for one screen, and counts again only when
// something has changed.
type CrowdCounter struct {
	memo stage.Memo[[3]uint64, Crowd]
}

// Count is the crowd of a board; pres is nil where no workshop is open.
func (o *CrowdCounter) Count(b *model.Board, pres *model.Presence) Crowd {
	if pres == nil {
		return Crowd{}
	}
	return o.memo.Get([3]uint64{pres.Rev, b.Revs.People, b.Revs.Agenda}, func() Crowd { return count(b, pres) })
}

func count(b *model.Board, pres *model.Presence) Crowd {
	var c Crowd
	c.Waiting, c.Watching = pres.Waiting, pres.Watching
	up, _ := b.Queue(pres)
	c.Hands = len(up)
	told := b.SectorsOfPeople()
	for _, p := range b.Everybody().All() {
		if p.Removed {
			continue
		}
		if p.Role != model.Participant {
			continue
		}
		c.Joined++
		if b.Anonymous {
			c.Sectors[told.Told(p.Sector)]++
		}
		if p.Here(pres) {
			if !b.Anonymous {
				c.Sectors[told.Told(p.Sector)]++
			}
			c.N++
			if b.IsReady(p) {
				c.Ready++
			}
		}
	}
	return c
}

// Text is "28 är med · 3 väntar".
func (c Crowd) Text(w *i18n.Words) string {
	waiting := ""
	if c.Waiting > 0 {
		waiting = w.N("unit.waiting", c.Waiting)
	}
	return joined(" · ", w.N("unit.present", c.N), waiting)
}

// Sectors draws numbers by sector.
type Sectors struct {
	theme *theme.Theme
	names [len(model.Sectors) + 1]string
}

// NewSectors draws with the names and colours of a context.
func NewSectors(dc stage.DrawContext) Sectors {
	s := Sectors{theme: dc.Theme}
	for i := range s.names {
		s.names[i] = dc.SectorName(model.Sector(i))
	}
	return s
}

// shown is the sectors in order, and those of none last if there are any.
func (s Sectors) shown(n Counts) []int {
	all := []int{1, 2, 3, 4, 5}
	if n[0] > 0 {
		all = append(all, 0)
	}
	return all
}

// Rows draws a bar for each sector on a row of its own, step rows apart, and
// gives how many rows it took.
func (s Sectors) Rows(c *frame.Canvas, step int, n Counts) int {
	name, most := 0, 1
	for _, i := range s.shown(n) {
		name = max(name, frame.Width(s.names[i]))
		most = max(most, n[i])
	}
	y := 0
	bar := max(4, c.W()-name-2-2-6)
	for _, i := range s.shown(n) {
		style := s.theme.Sector(i - 1)
		c.Text(0, y, style, s.theme.SectorMark(i-1))
		c.Text(2, y, s.theme.Text, s.names[i])
		x := frame.Bar(c, 2+name+2, y, bar, float64(n[i])/float64(most), style)
		if n[i] > 0 {
			x++
		}
		c.Text(x, y, s.theme.Strong, fmt.Sprint(n[i]))
		y += step
	}
	return y - step + 1
}

// lineWidth is the cells that Line takes with no bars, names or not.
func (s Sectors) lineWidth(n Counts, names bool) int {
	w := 0
	for _, i := range s.shown(n) {
		w += 2 + len(fmt.Sprint(n[i])) + 3
		if names {
			w += frame.Width(s.names[i]) + 1
		}
	}
	return w - 3
}

// Line draws all sectors on one row: mark, bar, name and number as far as
// there is room. It gives the column after it.
func (s Sectors) Line(c *frame.Canvas, x, y int, n Counts) int {
	names := x+s.lineWidth(n, true) <= c.W()
	room := (c.W() - x - s.lineWidth(n, names)) / len(s.shown(n))
	most := 1
	for _, k := range n {
		most = max(most, k)
	}
	for _, i := range s.shown(n) {
		style := s.theme.Sector(i - 1)
		x = c.Text(x, y, style, s.theme.SectorMark(i-1)) + 1
		if bar := min(room-1, 12) * n[i] / most; names && room >= 4 && bar > 0 {
			c.HLine(x, y, bar, style, "▇")
			x += bar + 1
		}
		if names {
			x = c.Text(x, y, s.theme.Muted, s.names[i]) + 1
		}
		x = c.Text(x, y, s.theme.Strong, fmt.Sprint(n[i])) + 3
	}
	return x - 3
}
