package sheet

import (
	"slices"
	"strings"
)

// findText finds the column with the ideas if no heading tells it.
func (t *Table) findText(looks []valueLook, lengths []int) {
	if i := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Role == Title }); i >= 0 {
		t.set(i, Text, WhyNone)
		return
	}
	if t.areCards(looks) {
		for i := range t.Columns {
			t.set(i, Text, WhyNone)
		}
		return
	}
	free := func(i int) bool {
		c := t.Columns[i]
		_, isKnown := knowHeading(c.Name)
		return c.Role == Ignored && looks[i].wordy() && !isKnown
	}
	at := t.indexes(free)
	if len(at) == 0 { // perhaps a column called Name that contains sentences
		at = t.indexes(func(i int) bool {
			return (t.Columns[i].Role == Author || t.Columns[i].Role == Category || t.Columns[i].Role == Cluster) && looks[i] == lookText
		})
	}
	switch len(at) {
	case 0:
		t.lastResort()
	case 1:
		t.set(at[0], Text, WhyNone)
		if looks[at[0]] == lookFew && len(t.Columns) > 1 {
			t.doubtColumn(at)
		}
	default:
		t.chooseText(at, looks, lengths)
	}
}

// lastResort takes any column that is not empty, and adds a doubt.
func (t *Table) lastResort() {
	at := t.indexes(func(i int) bool { return t.Columns[i].Why != WhyEmpty })
	if len(at) == 0 {
		at = t.indexes(func(int) bool { return true })
	}
	t.set(at[0], Text, WhyNone)
	if len(t.Columns) > 1 || t.Head > 0 {
		t.doubtColumn(at)
	}
}

// chooseText takes the column with the longest texts. It is certain if the others can only
// be names or a few values.
func (t *Table) chooseText(at []int, looks []valueLook, lengths []int) {
	long := slices.Clone(at)
	slices.SortStableFunc(long, func(a, b int) int { return lengths[b] - lengths[a] })
	best := long[0]
	t.set(best, Text, WhyNone)
	unsure := looks[best] != lookText
	for _, i := range long[1:] {
		unsure = unsure || looks[i] == lookText || looks[i] == lookName && lengths[i]*3 > lengths[best]
	}
	if unsure {
		t.doubtColumn(long)
	}
}

func (t *Table) indexes(f func(i int) bool) []int {
	var at []int
	for i := range t.Columns {
		if f(i) {
			at = append(at, i)
		}
	}
	return at
}

// doubtColumn adds a doubt about which column has the ideas: one of some, or any other.
func (t *Table) doubtColumn(at []int) {
	all := t.headings()
	var choices []string
	for _, i := range at {
		choices = append(choices, all[i])
	}
	for i, c := range t.Columns {
		if !slices.Contains(at, i) && c.Why != WhyEmpty && len(at) == 1 {
			choices = append(choices, all[i])
		}
	}
	t.doubt(DoubtColumn, choices...)
}

// areCards reports whether the columns are lists of cards with topics as headings, as
// retrospective tools write them: most headings are known topics, and no column is anything
// else.
func (t *Table) areCards(looks []valueLook) bool {
	if t.Head == 0 || len(t.Columns) < 2 {
		return false
	}
	ofTopics := 0
	for i, c := range t.Columns {
		if topics[headingKey(c.Name)] {
			ofTopics++
		}
		if c.Role != Ignored || c.Name == "" || !looks[i].wordy() && looks[i] != lookEmpty {
			return false
		}
	}
	return ofTopics*2 >= len(t.Columns)
}

// settle makes the roles consistent: several columns of ideas are certain only if a person
// said so, or if they are cards under their topics.
func (t *Table) settle(o Options) {
	at := t.indexes(func(i int) bool { return t.Columns[i].Role == Text })
	if len(at) > 1 && o.Column == "" && len(o.Roles) == 0 && !t.onlyTopics(at) {
		all := slices.Clone(at)
		for _, i := range at[1:] {
			t.set(i, Ignored, WhyOther)
		}
		t.doubtColumn(all)
	}
	if o.Column != "" || len(o.Roles) > 0 {
		t.Doubts = slices.DeleteFunc(t.Doubts, func(d Doubt) bool { return d.Kind == DoubtColumn })
	}
	if t.Cards() { // the headings are the topics
		for i, c := range t.Columns {
			if c.Role == Category || c.Role == Title {
				t.set(i, Ignored, WhyOther)
			}
		}
	}
}

// onlyTopics reports whether the columns of ideas are cards under topics.
func (t *Table) onlyTopics(at []int) bool {
	ofTopics := 0
	for _, i := range at {
		if topics[headingKey(t.Columns[i].Name)] {
			ofTopics++
		}
	}
	for _, c := range t.Columns {
		if c.Role != Text && c.Why != WhyEmpty {
			return false
		}
	}
	return ofTopics*2 >= len(at)
}

// repair joins cells that an unquoted separator in a text has split: in a table with one
// column of ideas, extra cells of a row belong there. In other tables they are left out,
// which is reported.
func (t *Table) repair(rows []record) []record {
	n := len(t.Columns)
	text := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Role == Text })
	for at, r := range rows {
		for len(r.cells) > n && strings.TrimSpace(r.cells[len(r.cells)-1]) == "" { // a separator at the end begins no cell
			r.cells = r.cells[:len(r.cells)-1]
		}
		rows[at] = r
		extra := len(r.cells) - n
		switch {
		case extra <= 0:
		case text < 0 || t.Cards() || t.Sheet != "":
			t.LeftOut = append(t.LeftOut, LeftOut{Line: r.line, Reason: Surplus, Text: excerpt(strings.Join(r.cells[n:], " "))})
		default:
			cells := append(slices.Clone(r.cells[:text]), strings.Join(r.cells[text:text+extra+1], string(t.Separator)))
			rows[at].cells = append(cells, r.cells[text+extra+1:]...)
			t.Repaired = append(t.Repaired, r.line)
		}
	}
	return rows
}
