// Package goals draws which of the global goals the work of a workshop, or of
// several, serves: a bar for each goal in its official colour.
package goals

import (
	"fmt"
	"strings"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/i18n"
	"verkstad/ui/stage"
	"verkstad/ui/theme"
)

// Span is a piece of text with one style.
type Span struct {
	Text  string
	Style frame.Style
}

// Line is one goal or target: its number in the goal's colour, its name, a bar in
// proportion to the largest count, and the count.
type Line []Span

// Draw draws the line from x and returns the column after it.
func (l Line) Draw(c *frame.Canvas, x, y int) int {
	for _, s := range l {
		x = c.Text(x, y, s.Style, s.Text)
	}
	return x
}

// Detail is how much a chart shows.
type Detail int

// The details, the most detailed first.
const (
	WithTargets Detail = iota // all goals, and the targets that are served
	AllGoals                  // all goals, also those that nothing serves
	Served                    // only goals that something serves
)

// chipWidth is the width of a goal's number and the blank after it.
const chipWidth = 5

// Chart returns the chart's lines in w cells. A bar ends with a thin line in the colour of
// text, since some of the official colours are pale on white and others dark on black; so
// the chart says as much without colours.
func Chart(sum model.GoalSum, w int, detail Detail, t *theme.Theme, in *i18n.Words) []Line {
	m := chartBuilder{t: t, words: in, most: 1}
	for g := 1; g <= model.GoalCount; g++ {
		m.add(stage.Tag{Goal: g}, sum.Goals[g-1], detail)
		for _, target := range model.Targets(g) {
			if n := sum.Targets[target]; n > 0 && detail == WithTargets {
				m.add(stage.Tag{Goal: g, Target: target}, n, detail)
			}
		}
	}
	digits := len(fmt.Sprint(m.most)) + 1
	m.name = min(m.name, max(8, w-chipWidth-digits-2-max(8, w/4)))
	m.bar = max(1, w-chipWidth-m.name-digits-2)
	lines := make([]Line, len(m.tags))
	for i, tag := range m.tags {
		lines[i] = m.line(tag, m.counts[i])
	}
	return lines
}

// chartBuilder builds the lines of a chart.
type chartBuilder struct {
	t         *theme.Theme
	words     *i18n.Words
	tags      []stage.Tag
	counts    []int
	most      int
	name, bar int // widths, in cells
}

func (m *chartBuilder) add(tag stage.Tag, n int, detail Detail) {
	if n == 0 && detail == Served {
		return
	}
	m.tags, m.counts = append(m.tags, tag), append(m.counts, n)
	m.most = max(m.most, n)
	w := frame.Width(tag.Name(m.words))
	if tag.Target != "" {
		w += targetIndent
	}
	m.name = max(m.name, w)
}

// targetIndent is how much further to the right the name of a target begins.
const targetIndent = 4

func (m *chartBuilder) line(tag stage.Tag, n int) Line {
	chip, name, text := m.t.Goal(tag.Goal), m.t.Text, m.name
	if n == 0 {
		chip, name = m.t.Faint, m.t.Faint
	}
	var l Line
	if tag.Target == "" {
		l = Line{{fmt.Sprintf("%3d ", tag.Goal), chip}, {" ", m.t.Text}}
		if n > 0 {
			name = m.t.Strong
		}
	} else {
		text -= targetIndent
		l = Line{{"  ", m.t.Text}, {fmt.Sprintf("%6s", tag.Number()+" "), chip}, {" ", m.t.Text}}
	}
	l = append(l, Span{fit(tag.Name(m.words), text) + " ", name})
	if n == 0 {
		return l
	}
	fill := max(1, n*m.bar/m.most)
	if n == m.most {
		fill = m.bar
	}
	block := "█"
	if tag.Target != "" {
		block = "▅"
	}
	return append(l, Span{strings.Repeat(block, fill), m.t.GoalBar(tag.Goal)}, Span{"▏", m.t.Text}, Span{fmt.Sprint(n), m.t.Strong})
}

// fit cuts or pads a text to exactly w cells.
func fit(s string, w int) string {
	s = frame.Truncate(s, w)
	return s + strings.Repeat(" ", max(0, w-frame.Width(s)))
}
