package cli

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"verkstad/model/tally"
	"verkstad/model/tally/ballotfile"
	"verkstad/model/text"
	"verkstad/ui/i18n"
)

// printCountLine prints a vote of a file of lines: its number, and what the
// wall would say.
func printCountLine(o *Options, v counted) error {
	return row(o, strconv.Itoa(v.Number), strings.Join(v.said(o), " · "))
}

// printCount prints what the wall would say of a vote, and all figures.
func printCount(o *Options, v counted) error {
	var lines []string
	if v.kind == ballotfile.Export {
		lines = append(lines, o.Words.T("tally.count.round", "N", v.Number), "")
	}
	lines = append(lines, v.said(o)...)
	f := figures{o.Words, v}
	lines = append(lines, "", o.Words.T("tally.figure.title"), "")
	lines = append(lines, f.rows()...)
	lines = append(lines, "")
	lines = append(lines, f.all()...)
	if v.kind == ballotfile.Pabulib {
		lines = append(lines, o.Words.T("tally.count.costs"))
	}
	for _, line := range lines {
		if _, err := fmt.Fprintln(o.Out, line); err != nil {
			return err
		}
	}
	return nil
}

// figures puts the figures of a vote into lines.
type figures struct {
	w    *i18n.Words
	vote counted
}

func (f figures) name(candidate int) string { return f.vote.names[candidate] }

// rows is how the candidates came out, in columns parted by tabs; those that
// go on have a star.
func (f figures) rows() []string {
	r := f.vote.report
	chosen := r.Choice(f.vote.rule).Chosen
	lines := []string{f.w.T("tally.figure.head")}
	for _, row := range r.Rows {
		c := f.vote.Candidates[row.Candidate]
		star := ""
		if slices.Contains(chosen, row.Candidate) {
			star = "*"
		}
		cells := []string{strconv.Itoa(row.Place) + star, c.ID, strconv.Itoa(row.Dots), strconv.Itoa(row.Voters), c.Title}
		for i, cell := range cells {
			cells[i] = strings.Join(strings.Fields(text.Draw(cell)), " ")
		}
		lines = append(lines, strings.TrimRight(strings.Join(cells, "\t"), "\t"))
	}
	return lines
}

func (f figures) list(some []int) string {
	if len(some) == 0 {
		return f.w.T("tally.figure.none")
	}
	names := make([]string, len(some))
	for i, c := range some {
		names[i] = f.name(c)
	}
	return strings.Join(names, "; ")
}

// all is every other figure, with what it means, in a line each.
func (f figures) all() []string {
	w, r := f.w, f.vote.report
	lines := []string{w.T("tally.figure.seats", "N", r.Seats)}
	if r.SumsOnly {
		return append(lines, f.margins()...)
	}
	lines = append(lines, w.T("tally.figure.ballots", "N", r.Ballots, "Blank", r.Blank))
	lines = append(lines, f.choices()...)
	if r.LeftOutByMore >= 0 {
		lines = append(lines, w.T("tally.figure.more", "N", r.LeftOutByMore))
	}
	if s := r.Swap; s != nil {
		lines = append(lines, w.T("tally.figure.swap", "Out", f.name(s.Out), "In", f.name(s.In), "N", s.Gain))
	}
	lines = append(lines, w.T("tally.figure.nearfirst", "Names", f.list(r.Near.First)), w.T("tally.figure.nearcut", "Names", f.list(r.Near.Cut)))
	lines = append(lines, f.margins()...)
	lines = append(lines, w.T("tally.figure.oneless", "N", r.Firm.OneLess))
	if r.Firm.Resamples > 0 {
		lines = append(lines, w.T("tally.figure.resamples", "Of", r.Firm.Resamples, "Seed", r.Firm.Seed, "Set", r.Firm.SameSet, "First", r.Firm.SameFirst))
	}
	for _, m := range r.Merges {
		lines = append(lines, w.T("tally.figure.merge", "Names", f.list(m.Of), "N", m.Dots))
	}
	return append(lines, f.support()...)
}

// ruleNames are the words for the rules.
var ruleNames = map[tally.Rule]string{
	tally.MostVoted: "tally.rule.most", tally.EqualShares: "tally.rule.shares", tally.EqualSharesDots: "tally.rule.sharesdots",
	tally.Phragmen: "tally.rule.phragmen", tally.PAV: "tally.rule.pav",
}

func (f figures) choices() (lines []string) {
	for _, c := range f.vote.report.Choices {
		rule := f.w.T(ruleNames[c.Rule])
		lines = append(lines, f.w.T("tally.figure.choice", "Rule", rule, "Names", f.list(c.Chosen), "N", c.LeftOut))
		if len(c.Tied) > 0 {
			lines = append(lines, f.w.T("tally.figure.tied", "Rule", rule, "Names", f.list(c.Tied)))
		}
		if c.Partial {
			lines = append(lines, f.w.T("tally.figure.partial", "Rule", rule))
		}
	}
	return lines
}

func (f figures) margins() (lines []string) {
	firm := f.vote.report.Firm
	for _, m := range []*tally.Margin{firm.First, firm.Cut} {
		if m == nil || m == firm.Cut && firm.First != nil && m.Above == firm.First.Above {
			continue
		}
		id := "tally.figure.margin"
		if m.Ballots == 0 {
			id = "tally.figure.margindots"
		}
		lines = append(lines, f.w.T(id, "Above", f.name(m.Above), "Below", f.name(m.Below), "Dots", f.w.N("unit.dots", m.Dots), "Ballots", f.w.N("tally.figure.ballot", m.Ballots)))
	}
	return lines
}

func (f figures) support() (lines []string) {
	for _, row := range f.vote.report.Rows {
		if len(f.vote.Groups) > 0 {
			share := int(math.Round(100 * tally.Support(f.vote.Groups[row.Candidate])))
			lines = append(lines, f.w.T("tally.figure.support", "Name", f.name(row.Candidate), "Share", share))
		}
	}
	return lines
}

// countJSON is a counted vote as data. Candidates are numbers from 0 in a file
// of lines, and else the ids of the file: as numbers where all of them are.
type countJSON struct {
	Line     int        `json:"line,omitempty"`
	Round    int        `json:"round,omitempty"`
	Rule     tally.Rule `json:"rule"`
	Seats    int        `json:"seats"`
	Ballots  *int       `json:"ballots"` // null where there are sums alone
	Blank    int        `json:"blank,omitempty"`
	Chosen   []any      `json:"chosen"`
	Tied     []any      `json:"tied"`
	Partial  bool       `json:"partial,omitempty"`
	LeftOut  *int       `json:"left_out"`
	ByMore   *int       `json:"left_out_by_more,omitempty"`
	Near     *nearJSON  `json:"near"`
	Firm     *firmJSON  `json:"firm"`
	Swap     *swapJSON  `json:"swap,omitempty"`
	Merges   []any      `json:"merges,omitempty"`
	Choices  []any      `json:"choices"`
	Results  []any      `json:"results"`
	Says     []string   `json:"says"`
	SumsOnly bool       `json:"sums_only,omitempty"`
	Costs    bool       `json:"costs_ignored,omitempty"` // of a .pb file
}

type (
	nearJSON struct {
		First []any `json:"first"`
		Cut   []any `json:"cut"`
	}
	swapJSON struct {
		Out  any `json:"out"`
		In   any `json:"in"`
		Gain int `json:"gain"`
	}
	marginJSON struct {
		Above   any `json:"above"`
		Below   any `json:"below"`
		Dots    int `json:"dots"`
		Ballots int `json:"ballots,omitempty"`
	}
	firmJSON struct {
		First     *marginJSON `json:"first,omitempty"`
		Cut       *marginJSON `json:"cut,omitempty"`
		OneLess   *int        `json:"one_less,omitempty"`
		Resamples int         `json:"resamples,omitempty"`
		SameSet   *int        `json:"same_set,omitempty"`
		SameFirst *int        `json:"same_first,omitempty"`
		Seed      string      `json:"seed,omitempty"`
	}
	mergeJSON struct {
		Of    []any `json:"of"`
		Dots  int   `json:"dots"`
		First bool  `json:"first"`
		Set   bool  `json:"set"`
		In    []any `json:"in"`
		Out   []any `json:"out"`
	}
	choiceJSON struct {
		Rule    tally.Rule `json:"rule"`
		Chosen  []any      `json:"chosen"`
		Tied    []any      `json:"tied"`
		LeftOut *int       `json:"left_out"`
	}
	resultJSON struct {
		ID        any      `json:"id"`
		Title     string   `json:"title,omitempty"`
		Place     int      `json:"place"`
		Dots      int      `json:"dots"`
		Voters    int      `json:"voters"`
		Support   *float64 `json:"support,omitempty"`   // the geometric mean over the groups
		Consensus *float64 `json:"consensus,omitempty"` // the product
	}
)

func printCountJSON(o *Options, v counted) error {
	r, id := v.report, candidateIDs(v.Candidates)
	ids := func(some []int) []any {
		out := make([]any, len(some))
		for i, c := range some {
			out[i] = id(c)
		}
		return out
	}
	margin := func(m *tally.Margin) *marginJSON {
		if m == nil {
			return nil
		}
		return &marginJSON{id(m.Above), id(m.Below), m.Dots, m.Ballots}
	}
	choice := r.Choice(v.rule)
	j := countJSON{
		Rule: v.rule, Seats: r.Seats, Blank: r.Blank, Chosen: ids(choice.Chosen), Tied: ids(choice.Tied), Partial: choice.Partial,
		LeftOut: known(choice.LeftOut), ByMore: known(r.LeftOutByMore), Says: v.said(o), SumsOnly: r.SumsOnly, Costs: v.kind == ballotfile.Pabulib,
		Firm: &firmJSON{First: margin(r.Firm.First), Cut: margin(r.Firm.Cut)},
	}
	switch v.kind {
	case ballotfile.Lines:
		j.Line = v.Number
	case ballotfile.Export:
		j.Round = v.Number
	}
	if !r.SumsOnly {
		j.Ballots, j.Near = &r.Ballots, &nearJSON{ids(r.Near.First), ids(r.Near.Cut)}
		j.Firm.OneLess, j.Firm.Resamples, j.Firm.SameSet, j.Firm.SameFirst = &r.Firm.OneLess, r.Firm.Resamples, &r.Firm.SameSet, &r.Firm.SameFirst
		j.Firm.Seed = strconv.FormatUint(r.Firm.Seed, 10)
	}
	if s := r.Swap; s != nil {
		j.Swap = &swapJSON{id(s.Out), id(s.In), s.Gain}
	}
	for _, m := range r.Merges {
		j.Merges = append(j.Merges, mergeJSON{ids(m.Of), m.Dots, m.First, m.Set, ids(m.In), ids(m.Out)})
	}
	for _, c := range r.Choices {
		j.Choices = append(j.Choices, choiceJSON{c.Rule, ids(c.Chosen), ids(c.Tied), known(c.LeftOut)})
	}
	for _, row := range r.Rows {
		out := resultJSON{ID: id(row.Candidate), Title: text.Draw(v.Candidates[row.Candidate].Title), Place: row.Place, Dots: row.Dots, Voters: row.Voters}
		if len(v.Groups) > 0 {
			mean, product := tally.Support(v.Groups[row.Candidate]), tally.Consensus(v.Groups[row.Candidate])
			out.Support, out.Consensus = &mean, &product
		}
		j.Results = append(j.Results, out)
	}
	enc := json.NewEncoder(o.Out)
	enc.SetEscapeHTML(false)
	return enc.Encode(j)
}

// known is a figure, or nil for one that is not known.
func known(n int) *int {
	if n < 0 {
		return nil
	}
	return &n
}

// candidateIDs gives the ids for data: numbers if all of them are.
func candidateIDs(all []ballotfile.Candidate) func(int) any {
	for _, c := range all {
		if n, err := strconv.Atoi(c.ID); err != nil || strconv.Itoa(n) != c.ID {
			return func(i int) any { return all[i].ID }
		}
	}
	return func(i int) any {
		n, _ := strconv.Atoi(all[i].ID)
		return n
	}
}
