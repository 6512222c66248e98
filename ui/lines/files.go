package lines

import (
	"io"

	"verkstad/model/report"
	"verkstad/model/sheet"
	"verkstad/ui/ideaimport"
)

// export writes the board as the caller may see it.
func (c *call) export() error {
	form, err := c.Choice(c.Arg(0), "md", "html", "json", "csv")
	if err != nil {
		return err
	}
	b := c.Room.Board()
	raw, err := report.Write(b, c.me, c.words, report.Format(form))
	if err != nil {
		return err
	}
	_, _ = c.out.Write(raw) // a caller who has gone away reads nothing
	return nil
}

// importIdeas lays the ideas of a list on the board, all or none.
func (c *call) importIdeas() error {
	raw, err := io.ReadAll(io.LimitReader(c.in, sheet.MaxFile+1))
	if err != nil {
		return err
	}
	heading := sheet.HeadingByLook
	switch {
	case c.Has("heading"):
		heading = sheet.HeadingYes
	case c.Has("no-heading"):
		heading = sheet.HeadingNo
	}
	return ideaimport.Run(c.ctx, c.Room, c.me, c.NewOp(), c.words, ideaimport.Request{
		Raw: raw, Again: c.Has("again"), DryRun: c.Has("dry-run"),
		Options: sheet.Options{
			Encoding: c.Flag("encoding"), Separator: c.Flag("separator"), Heading: heading, Shorten: c.Has("shorten"),
			Column: c.Flag("column"), Author: c.Flag("author"), Sector: c.Flag("sector"), Category: c.Flag("category"), Cluster: c.Flag("cluster"),
		},
	}, c.out, c.errw)
}
