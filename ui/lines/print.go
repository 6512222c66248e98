package lines

import (
	"fmt"
)

// line prints columns parted by tabs.
func (c *call) line(columns ...any) {
	for i, column := range columns {
		if i > 0 {
			_, _ = fmt.Fprint(c.out, "\t")
		}
		_, _ = fmt.Fprint(c.out, column)
	}
	_, _ = fmt.Fprintln(c.out)
}

// say prints a sentence of the catalogue.
func (c *call) say(id string, kv ...any) {
	_, _ = fmt.Fprintln(c.out, c.words.T(id, kv...))
}
