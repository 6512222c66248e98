package report

import (
	"fmt"
	"strconv"

	"verkstad/model"
	"verkstad/model/text"
)

// chart is a heading with bars.
type chart struct {
	Title string
	Bars  []bar
}

// bar is one bar of a chart with its label.
type bar struct {
	Label, Value string
	Share        float64 // of the longest bar, 0 to 1
	Fill         string  // #rrggbb; empty means the page's accent

	n int
}

// chartKind is what a chart shows.
type chartKind int

// The charts of a workshop.
const (
	sectorsChart chartKind = iota // ideas by sector
	goalsChart
	voteChart // the last vote that has a result
)

// placedChart is a chart and where it stands in the document: before the part that begins
// at byte at of the Markdown, or at the end.
type placedChart struct {
	chart
	at int
}

// chartHere places a chart where the document is now, unless it has been placed before.
func (p *docWriter) chartHere(k chartKind) {
	if p.charts == nil {
		p.charts = map[chartKind]int{}
	}
	if _, there := p.charts[k]; !there {
		p.charts[k] = p.out.Len()
	}
}

// placedCharts returns the charts of the workshop that have anything to show. Those that no
// section of the document has placed stand at its end.
func (p *docWriter) placedCharts() []placedChart {
	_, by := p.b.IdeaCount(0)
	all := []chart{sectorsChart: bySector(by, p.w), goalsChart: byGoal(p.b.GoalProfile(p.v), p.w), voteChart: {}}
	if r := p.b.LastResult(); r != nil {
		all[voteChart] = p.ofVote(r)
	}
	var out []placedChart
	for k, c := range all {
		at, placed := p.charts[chartKind(k)]
		if !placed {
			at = p.out.Len()
		}
		if len(c.Bars) > 0 {
			out = append(out, placedChart{c, at})
		}
	}
	return out
}

// sectorFills are the colours of sectors: Okabe and Ito's palette for the colour-blind.
var sectorFills = [...]string{"#888888", "#D55E00", "#0072B2", "#009E73", "#CC79A7", "#B59B00"}

// bySector shows ideas by sector; by[0] are those without one.
func bySector(by [len(model.Sectors) + 1]int, w Words) chart {
	c := chart{Title: w.T("report.chart.sectors")}
	for _, s := range model.Sectors {
		if by[s] > 0 {
			c.add(w.T("sector."+s.String()), by[s], sectorFills[s])
		}
	}
	return c.scaled()
}

func byGoal(profile [model.GoalCount]int, w Words) chart {
	c := chart{Title: w.T("report.chart.goals")}
	for i, n := range profile {
		if n > 0 {
			number := strconv.Itoa(i + 1)
			c.add(number+" "+w.T("goal."+number), n, fmt.Sprintf("#%06X", model.GoalColors[i]))
		}
	}
	return c.scaled()
}

// ofVote shows the candidates of a round that got dots, if it has a result.
func (p *docWriter) ofVote(r *model.Round) chart {
	c := chart{Title: p.w.T("report.chart.votes", "N", int(r.ID))}
	res, ok := r.Result()
	if !ok {
		return chart{}
	}
	p.name(r, res)
	for _, row := range res.Rows {
		if row.Dots > 0 {
			c.add(text.OneLine(row.Title), row.Dots, "")
		}
	}
	return c.scaled()
}

func (c *chart) add(label string, n int, fill string) {
	c.Bars = append(c.Bars, bar{Label: label, Value: strconv.Itoa(n), Fill: fill, n: n})
}

// scaled sets the lengths of the bars.
func (c chart) scaled() chart {
	most := 1
	for _, b := range c.Bars {
		most = max(most, b.n)
	}
	for i := range c.Bars {
		c.Bars[i].Share = float64(c.Bars[i].n) / float64(most)
	}
	return c
}
