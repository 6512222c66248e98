package sheet

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"verkstad/model"
)

// ownColumns are headings that occur together only in Verkstad's own export.
var ownColumns = []string{"id", "kind", "text", "sector", "author", "cluster", "phase", "chosen", "support"}

// findRoles finds out what each column is for, and returns the rows after putting back
// together what an unquoted separator in a text has split.
func (t *Table) findRoles(head record, rows []record, o Options) ([]record, error) {
	n := max(width(rows), len(head.cells))
	if t.Head > 0 {
		n = max(len(head.cells), commonWidth(rows))
	}
	for i := range n {
		t.Columns = append(t.Columns, Column{Name: strings.TrimSpace(head.cell(i))})
	}
	t.Own = t.isOwn()
	regular := rows
	if t.Head > 0 {
		regular = slices.DeleteFunc(slices.Clone(rows), func(r record) bool { return len(r.cells) > n })
	}
	looks := make([]valueLook, n)
	lengths := make([]int, n)
	for i := range t.Columns {
		looks[i], lengths[i] = columnLook(regular, i)
		t.Columns[i].Samples = samples(regular, i)
	}
	t.byKnowledge(regular, looks)
	if err := t.setChosenRoles(o); err != nil {
		return nil, err
	}
	if !t.has(Text) {
		t.findText(looks, lengths)
	}
	t.settle(o)
	return t.repair(rows), nil
}

// commonWidth returns how many cells nearly all rows have; 0 if they differ. Rows that were
// split at commas in sentences do not count.
func commonWidth(rows []record) int {
	n := map[int]int{}
	for _, r := range rows {
		if !slices.ContainsFunc(r.cells[1:], func(c string) bool { return strings.HasPrefix(c, " ") }) {
			n[len(r.cells)]++
		}
	}
	for width, times := range n {
		if times*10 >= len(rows)*8 {
			return width
		}
	}
	return 0
}

func (t *Table) isOwn() bool {
	for _, name := range ownColumns {
		if !slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Name == name }) {
			return false
		}
	}
	return true
}

func (t *Table) has(role Role) bool {
	return slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Role == role })
}

func (t *Table) set(i int, role Role, why Why) { t.Columns[i].Role, t.Columns[i].Why = role, why }

// samples returns the first values of a column.
func samples(rows []record, i int) []string {
	var out []string
	for _, r := range rows {
		if c := strings.TrimSpace(r.cell(i)); c != "" {
			if out = append(out, excerpt(strings.ReplaceAll(c, string(unreadable), "?"))); len(out) == 3 {
				break
			}
		}
	}
	return out
}

// byKnowledge sets the roles that the headings and the values tell.
func (t *Table) byKnowledge(rows []record, looks []valueLook) {
	best := map[Role]int{}
	weights := make([]knownHeading, len(t.Columns))
	for i := range t.Columns {
		k := t.knowColumn(rows, i, looks[i])
		weights[i] = k
		best[k.role] = max(best[k.role], k.weight)
	}
	taken := map[Role]bool{}
	for i, k := range weights {
		switch {
		case k.role == Ignored, k.weight < best[k.role], k.role != Text && taken[k.role]:
			why := cmp.Or(k.why, whyOf(looks[i]))
			t.set(i, Ignored, why)
		default:
			taken[k.role] = true
			t.set(i, k.role, WhyNone)
		}
	}
}

// whyOf returns why a column is ignored if only its look is known.
func whyOf(l valueLook) Why {
	switch l {
	case lookEmpty:
		return WhyEmpty
	case lookNumber:
		return WhyNumber
	case lookTime:
		return WhyTime
	case lookMail:
		return WhyMail
	case lookID:
		return WhyID
	case lookFew:
		return WhyFew
	}
	return WhyOther
}

// knowColumn returns what a column is for by its heading, unless its values rule that out.
func (t *Table) knowColumn(rows []record, i int, l valueLook) knownHeading {
	name := t.Columns[i].Name
	k, ok := knowHeading(name)
	if t.Own {
		return t.knowOwn(name, k)
	}
	if !ok && name != "" {
		if w := asksFor(name); w > 0 && !asksName(name) {
			k = knownHeading{role: Text, weight: w}
		} else if asksName(name) {
			k = knownHeading{role: Author, weight: medium}
		}
	}
	if l == lookEmpty { // any other column with the same role takes precedence
		return knownHeading{role: k.role, why: WhyEmpty}
	}
	none := knownHeading{why: whyOf(l)}
	switch k.role {
	case Text, Title:
		if !l.wordy() && l != lookID || l == lookFew && k.weight < strong && twoValues(rows, i) {
			return none
		}
	case Author, Surname:
		if l == lookNumber || l == lookTime || l == lookMail {
			return none
		}
	case Category:
		if l == lookNumber || l == lookTime || isReflection(rows, i) {
			if isReflection(rows, i) {
				return knownHeading{role: Kind, weight: strong}
			}
			return none
		}
		if allSame(rows, i) && k.weight < strong {
			return knownHeading{why: WhyFew}
		}
	case Sector:
		if share(rows, i, func(s string) bool { _, ok := model.ParseSector(s); return ok }) < 50 {
			return none
		}
	case Note, Hidden, Parked:
		switch {
		case share(rows, i, isFlag) == 100:
		case k.role == Note && l.wordy():
			return knownHeading{role: Text, weight: weak}
		default:
			return knownHeading{why: WhyPrivate}
		}
	case Kind:
		if share(rows, i, func(s string) bool { _, ok := kinds[headingKey(s)]; return ok }) < 50 {
			return knownHeading{role: Category, weight: medium}
		}
	case Goals, Targets, ID, Merged, Session:
		return none
	}
	return k
}

// knowOwn returns what a column of Verkstad's own export is for.
func (t *Table) knowOwn(name string, k knownHeading) knownHeading {
	switch name {
	case "id":
		return knownHeading{role: ID, weight: strong}
	case "note":
		return knownHeading{role: Remark, weight: strong}
	case "merged", "chosen", "support", "from", "who", "when", "status", "about":
		return knownHeading{role: Role(name), weight: strong}
	case "dots", "voters":
		return knownHeading{why: WhyNumber}
	case "consent":
		return knownHeading{why: WhyAnew}
	}
	return k
}

// share returns the percentage of a column's values for which f returns true.
func share(rows []record, i int, f func(string) bool) int {
	rows = sampleRows(rows)
	n, all := 0, 0
	for _, r := range rows {
		if c := strings.TrimSpace(r.cell(i)); c != "" {
			if all++; f(c) {
				n++
			}
		}
	}
	if all == 0 {
		return 0
	}
	return n * 100 / all
}

// allSame reports whether there are at least three values and all are the same.
func allSame(rows []record, i int) bool {
	first, filled := "", 0
	for _, r := range rows {
		c := strings.TrimSpace(r.cell(i))
		if c == "" {
			continue
		}
		if filled++; first == "" {
			first = c
		}
		if c != first {
			return false
		}
	}
	return filled > 2
}

// twoValues reports whether a column has no more than two values, repeated.
func twoValues(rows []record, i int) bool {
	seen := map[string]bool{}
	for _, r := range rows {
		if c := strings.TrimSpace(r.cell(i)); c != "" {
			if seen[c] = true; len(seen) > 2 {
				return false
			}
		}
	}
	return true
}

// setChosenRoles sets the roles that a person has chosen.
func (t *Table) setChosenRoles(o Options) error {
	if o.Column != "" {
		at, err := t.findColumns(o.Column, true)
		if err != nil {
			return err
		}
		for i := range t.Columns {
			if t.Columns[i].Role == Text || t.Columns[i].Role == Title {
				t.set(i, Ignored, WhyOther)
			}
		}
		for _, i := range at {
			t.set(i, Text, WhyAsked)
		}
	}
	for _, c := range []struct {
		role Role
		name string
	}{{Author, o.Author}, {Sector, o.Sector}, {Category, o.Category}, {Cluster, o.Cluster}} {
		if c.name == "" {
			continue
		}
		var at []int
		if c.name != "-" {
			var err error
			if at, err = t.findColumns(c.name, false); err != nil {
				return err
			}
		}
		for i := range t.Columns {
			if t.Columns[i].Role == c.role || c.role == Author && t.Columns[i].Role == Surname {
				t.set(i, Ignored, WhyAsked)
			}
		}
		for _, i := range at {
			t.set(i, c.role, WhyAsked)
		}
	}
	for i, role := range o.Roles {
		if i < 0 || i >= len(t.Columns) {
			continue
		}
		if role != Text && role != Ignored {
			for j := range t.Columns {
				if t.Columns[j].Role == role {
					t.set(j, Ignored, WhyAsked)
				}
			}
		}
		t.set(i, role, WhyAsked)
	}
	return nil
}

// findColumns finds columns by heading or number. asked may name several, separated by |,
// if several is true.
func (t *Table) findColumns(asked string, several bool) ([]int, error) {
	find := func(name string) int {
		if i := slices.IndexFunc(t.Columns, func(c Column) bool { return strings.EqualFold(c.Name, strings.TrimSpace(name)) }); i >= 0 {
			return i
		}
		if i := slices.IndexFunc(t.Columns, func(c Column) bool { return headingKey(c.Name) != "" && headingKey(c.Name) == headingKey(name) }); i >= 0 {
			return i
		}
		if n, err := strconv.Atoi(strings.TrimSpace(name)); err == nil && n >= 1 && n <= len(t.Columns) {
			return n - 1
		}
		return -1
	}
	if i := find(asked); i >= 0 {
		return []int{i}, nil
	}
	parts := []string{asked}
	if several {
		parts = strings.Split(asked, "|")
	}
	var at []int
	for _, name := range parts {
		i := find(name)
		if i < 0 {
			return nil, &Problem{Code: ProblemColumn, Args: append([]string{name}, t.headings()...)}
		}
		at = append(at, i)
	}
	return at, nil
}

// headings returns the names of the columns, or their numbers.
func (t *Table) headings() []string {
	out := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		if out[i] = c.Name; c.Name == "" {
			out[i] = strconv.Itoa(i + 1)
		}
	}
	return out
}
