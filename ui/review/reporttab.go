package review

import (
	"fmt"
	"strings"

	"charm.land/glamour/v2"
	"charm.land/glamour/v2/ansi"

	"verkstad/ui/frame"
	"verkstad/ui/theme"
)

// reportWidth is the longest line of the report, in cells: longer ones are
// hard to read.
const reportWidth = 96

// renderedText is a text in Markdown rendered for one width: rows of styled text.
type renderedText struct {
	rows []string
}

// render sets Markdown in the colours of a theme.
func render(markdown string, w int, t *theme.Theme) *renderedText {
	r, err := glamour.NewTermRenderer(glamour.WithStyles(reportStyle(t)), glamour.WithWordWrap(min(w, reportWidth)))
	if err == nil {
		markdown, err = r.Render(markdown)
	}
	if err != nil { // what cannot be set nicely is shown as it is
		markdown = strings.Join(frame.WrapLines(markdown, w), "\n")
	}
	return &renderedText{strings.Split(strings.Trim(markdown, "\n"), "\n")}
}

// bytes is about how much memory it takes.
func (p *renderedText) bytes() int64 {
	n := int64(100)
	for _, row := range p.rows {
		n += int64(16 + len(row))
	}
	return n
}

// draw shows the report from row top on.
func (p *renderedText) draw(c *frame.Canvas, top int) {
	top = max(0, min(top, len(p.rows)))
	end := min(len(p.rows), top+c.H())
	c.Paint(c.Bounds(), strings.Join(p.rows[top:end], "\n"))
}

// reportStyle makes Glamour's style of a theme.
func reportStyle(t *theme.Theme) ansi.StyleConfig {
	yes := true
	ink := func(s frame.Style) ansi.StylePrimitive {
		p := ansi.StylePrimitive{}
		if c := s.Fg.Color(); c != nil {
			r, g, b, _ := c.RGBA()
			hex := fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
			p.Color = &hex
		}
		if s.Attrs&frame.Bold != 0 {
			p.Bold = &yes
		}
		return p
	}
	heading := func(s frame.Style, prefix string) ansi.StyleBlock {
		p := ink(s.With(frame.Bold))
		p.Prefix = prefix
		return ansi.StyleBlock{StylePrimitive: p}
	}
	none, line, cross := uint(0), "│", "┼"
	rule := "─"
	muted := ink(t.Muted)
	item := ansi.StylePrimitive{BlockPrefix: "· "}
	table := ansi.StyleTable{CenterSeparator: &cross, ColumnSeparator: &line, RowSeparator: &rule}
	return ansi.StyleConfig{
		Document:  ansi.StyleBlock{Margin: &none},
		Paragraph: ansi.StyleBlock{},
		List:      ansi.StyleList{LevelIndent: 2},
		Heading:   ansi.StyleBlock{StylePrimitive: ansi.StylePrimitive{BlockSuffix: "\n"}},
		H1:        heading(t.Title, ""),
		H2:        heading(t.Accent("gather"), ""),
		H3:        heading(t.Accent("define"), ""),
		Emph:      muted,
		Strong:    ansi.StylePrimitive{Bold: &yes},
		Item:      item,
		Link:      ink(t.Muted),
		LinkText:  ink(t.Text),
		Table:     table,
		HorizontalRule: ansi.StylePrimitive{
			Color: muted.Color, Format: "\n────────\n",
		},
	}
}
