package method

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// lines maps each field of a TOML file, under its name in Error.Field, to its line.
type lines map[string]int

// lineOf returns the line of a field, or of the nearest table around it, or 1.
func (l lines) lineOf(field string) int {
	for field != "" {
		if line, ok := l[field]; ok {
			return line
		}
		field = field[:max(0, strings.LastIndexAny(field, ".["))]
	}
	return 1
}

// indexLines returns the lines of TOML that is known to be valid.
func indexLines(raw []byte) lines {
	w := lineWalk{raw: raw, lines: make(lines), counts: make(map[string]int)}
	w.parser.Reset(raw)
	table := ""
	for w.parser.NextExpression() {
		switch node := w.parser.Expression(); node.Kind {
		case unstable.Table:
			table = w.name("", node.Key())
		case unstable.ArrayTable:
			table = w.name("", node.Key())
			w.counts[table]++
			table = fmt.Sprintf("%s[%d]", table, w.counts[table])
			w.record(table)
		case unstable.KeyValue:
			w.keyValue(table, node)
		}
	}
	return w.lines
}

// lineWalk is the state of indexLines.
type lineWalk struct {
	raw    []byte
	parser unstable.Parser
	lines  lines
	counts map[string]int // number of tables so far in each array of tables

	seen, line int // newlines are counted up to offset seen
}

// name returns the name of a dotted key below a table. An array of tables in it stands for
// its last table.
func (w *lineWalk) name(table string, key unstable.Iterator) string {
	name := table
	for key.Next() {
		if n := w.counts[name]; n > 0 && !strings.HasSuffix(name, "]") {
			name = fmt.Sprintf("%s[%d]", name, n)
		}
		if name != "" {
			name += "."
		}
		name += strings.ToLower(string(key.Node().Data))
		w.reach(int(key.Node().Raw.Offset))
		w.record(name)
	}
	return name
}

// reach counts newlines up to an offset, which never decreases.
func (w *lineWalk) reach(offset int) {
	if offset > w.seen && offset <= len(w.raw) {
		w.line += bytes.Count(w.raw[w.seen:offset], []byte("\n"))
		w.seen = offset
	}
}

// record records the current line for name, unless name has been seen before.
func (w *lineWalk) record(name string) {
	if _, ok := w.lines[name]; !ok {
		w.lines[name] = w.line + 1
	}
}

// keyValue records a key and the keys in its value.
func (w *lineWalk) keyValue(table string, node *unstable.Node) {
	w.value(w.name(table, node.Key()), node.Value())
}

func (w *lineWalk) value(name string, value *unstable.Node) {
	children := value.Children()
	switch value.Kind {
	case unstable.InlineTable:
		for children.Next() {
			w.keyValue(name, children.Node())
		}
	case unstable.Array:
		for i := 1; children.Next(); i++ {
			w.value(fmt.Sprintf("%s[%d]", name, i), children.Node())
		}
	}
}
