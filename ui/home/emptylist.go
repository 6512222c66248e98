package home

import (
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"

	"verkstad/ui/frame"
	"verkstad/ui/stage"
	"verkstad/ui/theme"
)

// welcomePicture is the first thing that anybody sees of Verkstad.
type welcomePicture struct{}

func (welcomePicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	t, w := dc.Theme, dc.Words
	width := min(74, c.W()-2*margin)
	var text []string
	for i, word := range []string{"home.welcome.first", "home.welcome.second", "home.welcome.third"} {
		for j, part := range frame.WrapLines(w.T(word), width-3) {
			number := "   "
			if j == 0 {
				number = strconv.Itoa(i+1) + "  "
			}
			text = append(text, number+part)
		}
	}
	keys := [][2]string{{"n", w.T("home.welcome.new")}, {"d", w.T("home.welcome.demo")}}
	height := 2 + 1 + len(text) + 1 + len(keys)
	cards := c.H() >= height+6
	if cards {
		height += 5
	}
	x, y := (c.W()-width)/2, max(0, (c.H()-height)/2)
	if cards {
		drawCards(c, t, y)
		y += 5
	}
	c.TextCenter(c.Bounds(), y, t.Title, spaced(w.T("app.name"), c.W()))
	c.TextCenter(c.Bounds(), y+1, t.Muted, w.T("app.tagline"))
	y += 3
	for _, line := range text {
		c.Text(x, y, t.Muted, line[:3])
		c.TextIn(x+3, y, width-3, t.Text, line[3:])
		y++
	}
	for i, k := range keys {
		end := c.Text(x, y+1+i, t.Key, k[0])
		c.TextIn(end+2, y+1+i, width-3, t.Strong, k[1])
	}
}

// spaced is a title as on a poster, where there is room.
func spaced(s string, w int) string {
	if 4*len(s) > w {
		return s
	}
	return strings.Join(strings.Split(strings.ToUpper(s), ""), " ")
}

// drawCards draws five notes, one in the colour of each sector.
func drawCards(c *frame.Canvas, t *theme.Theme, y int) {
	const w = 7
	x := (c.W() - (theme.Sectors*(w+1) - 1)) / 2
	for i := range theme.Sectors {
		r := frame.Rect{X: x + i*(w+1), Y: y + i%2, W: w, H: 3}
		c.Box(r, lipgloss.RoundedBorder(), t.Sector(i))
		c.Text(r.X+w/2, r.Y+1, t.Sector(i), t.SectorMark(i))
	}
}
