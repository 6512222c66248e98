package lines

import (
	"io"

	"verkstad/model"
	"verkstad/model/report"
)

// export writes the board as the caller may see it.
func (c *call) export() error {
	form, err := c.choice(c.arg(0), "md", "html", "json", "csv")
	if err != nil {
		return err
	}
	b := c.Room.Board()
	var raw []byte
	switch form {
	case "md":
		raw = []byte(report.Markdown(b, c.me, c.words))
	case "html":
		raw, err = report.HTML(b, c.me, c.words)
	case "csv":
		raw, err = report.CSV(b, c.me)
	default:
		raw, err = b.Document(c.me).JSON()
	}
	if err != nil {
		return err
	}
	_, _ = c.out.Write(raw) // a caller who has gone away reads nothing
	return nil
}

// importIdeas lays the ideas of a table on the board and says how many. Each
// is an action of its own; one that the board refuses stops the rest.
func (c *call) importIdeas() error {
	rows, err := report.ParseIdeas(io.LimitReader(c.in, report.MaxIdeasFile+1), c.flag("column"), c.flag("author"), c.flag("sector"))
	if err != nil {
		return c.wrong("line.wrong.table", "Reason", oneLine(err.Error()))
	}
	for i, row := range rows {
		if _, err := c.do(model.AddIdea{Text: row.Text, Author: row.Author, Sector: row.Sector}); err != nil {
			c.say("line.import.done", "Ideas", c.words.N("unit.ideas", i))
			return err
		}
	}
	c.say("line.import.done", "Ideas", c.words.N("unit.ideas", len(rows)))
	return nil
}
