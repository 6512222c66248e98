package report

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"html/template"
	"strconv"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"verkstad/model"
	"verkstad/model/text"
)

//go:embed page.html
var pageSource string

var page = template.Must(template.New("page").Parse(pageSource))

// markdown converts the result of [Markdown] to HTML. It leaves out raw HTML and links with
// dangerous schemes, as goldmark does by default.
var markdown = goldmark.New(goldmark.WithExtensions(extension.Table, extension.TaskList))

// chart is a heading with bars.
type chart struct {
	Title string
	Bars  []bar
}

// Height returns the height of the whole drawing.
func (c chart) Height() int { return len(c.Bars)*barStep + 4 }

// bar is a label with a bar below it, which leaves room for the label on a phone too. Y and
// W are in the chart's own units.
type bar struct {
	Label, Value string
	Y, W         int
	Fill         string // #rrggbb; empty means the page's accent
}

// LabelY and ValueY return baselines, RectY the top of the bar, End where it ends.
func (b bar) LabelY() int { return b.Y + 14 }
func (b bar) RectY() int  { return b.Y + 19 }
func (b bar) ValueY() int { return b.Y + 32 }
func (b bar) End() int    { return b.W + 7 }

const (
	barStep  = 42  // from one label to the next
	barMax   = 430 // the longest bar, of a width of 480
	barLabel = 60  // characters of a label
)

// HTML writes the document of the workshop, like [Markdown], as one self-contained page: no
// script, no fonts, no pictures from elsewhere. It can be printed, and follows the reader's
// choice of light or dark.
func HTML(b *model.Board, v model.Actor, w Words) ([]byte, error) {
	p := &docWriter{b: b, v: v, w: w}
	p.write()
	return htmlPage(b.Title, w.Lang(), p.out.String(), p.footer(), charts(b, v, w))
}

// htmlPage returns a page of a document in Markdown, with charts after it and a last line.
func htmlPage(title, lang, md, last string, charts []chart) ([]byte, error) {
	var body, out bytes.Buffer
	var foot bytes.Buffer
	if err := errors.Join(markdown.Convert([]byte(md), &body), markdown.Convert([]byte(last), &foot)); err != nil {
		return nil, fmt.Errorf("write HTML: %w", err)
	}
	err := page.Execute(&out, map[string]any{
		"Lang": lang, "Title": text.Draw(title), "Body": template.HTML(body.String()), "Charts": charts, "Foot": template.HTML(foot.String()),
	})
	if err != nil {
		return nil, fmt.Errorf("write HTML: %w", err)
	}
	return out.Bytes(), nil
}

// charts returns the charts of a workshop: ideas by sector, goals, the last vote.
func charts(b *model.Board, v model.Actor, w Words) []chart {
	var out []chart
	add := func(c chart) {
		if len(c.Bars) > 0 {
			out = append(out, c)
		}
	}
	_, by := b.IdeaCount(0)
	add(sectorChart(by, w))
	add(goalChart(b.GoalProfile(v), w))
	if r := b.LastResult(); r != nil {
		add(voteChart(b, v, r, w))
	}
	return out
}

// sectorFills are the colours of sectors: Okabe and Ito's palette for the colour-blind.
var sectorFills = [...]string{"#888888", "#D55E00", "#0072B2", "#009E73", "#CC79A7", "#B59B00"}

// sectorChart shows ideas by sector; by[0] are those without one.
func sectorChart(by [len(model.Sectors) + 1]int, w Words) chart {
	c := chart{Title: w.T("report.chart.sectors")}
	for _, s := range model.Sectors {
		if by[s] > 0 {
			c.Bars = append(c.Bars, bar{Label: w.T("sector." + s.String()), Value: strconv.Itoa(by[s]), W: by[s], Fill: sectorFills[s]})
		}
	}
	return c.laidOut()
}

func goalChart(profile [model.GoalCount]int, w Words) chart {
	c := chart{Title: w.T("report.chart.goals")}
	for i, n := range profile {
		if n > 0 {
			number := strconv.Itoa(i + 1)
			c.Bars = append(c.Bars, bar{Label: number + " " + w.T("goal."+number), Value: strconv.Itoa(n), W: n, Fill: fmt.Sprintf("#%06X", model.GoalColors[i])})
		}
	}
	return c.laidOut()
}

func voteChart(b *model.Board, v model.Actor, r *model.Round, w Words) chart {
	c := chart{Title: w.T("report.chart.votes", "N", int(r.ID))}
	res, ok := r.Result()
	if !ok {
		return chart{}
	}
	(&docWriter{b: b, v: v, w: w}).name(r, res)
	for _, row := range res.Rows {
		c.Bars = append(c.Bars, bar{Label: text.Draw(row.Title), Value: strconv.Itoa(row.Dots), W: row.Dots})
	}
	return c.laidOut()
}

// laidOut sets the positions and lengths of the bars.
func (c chart) laidOut() chart {
	most := 1
	for _, b := range c.Bars {
		most = max(most, b.W)
	}
	for i := range c.Bars {
		b := &c.Bars[i]
		b.Y, b.W = i*barStep+2, b.W*barMax/most
		if r := []rune(b.Label); len(r) > barLabel {
			b.Label = string(r[:barLabel-1]) + "…"
		}
	}
	return c
}
