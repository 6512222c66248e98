package lines

import (
	"fmt"
	"strings"

	"verkstad/model/text"
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

// oneLine is a text of people's as one line that is safe on any terminal and
// holds no tab.
func oneLine(s string) string {
	return strings.Join(strings.Fields(text.Draw(s)), " ")
}
