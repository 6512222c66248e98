package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"verkstad/model/alike"
	"verkstad/model/findings"
	"verkstad/model/tally"
	"verkstad/model/tally/ballotfile"
	"verkstad/model/text"
	"verkstad/ui/command"
	"verkstad/ui/frame"
)

const (
	maxBallotFile = 64 << 20 // bytes
	titleCells    = 40       // of a title in a sentence
	maxDiffers    = 3        // sums that a file has wrong and that are named
)

// counting is what count was asked for.
type counting struct {
	choose int // 0 is what the file says
	chosen bool
	rule   tally.Rule
	seed   uint64
	json   bool
}

// runCount counts the votes of a file, without a workshop and without data.
func runCount(_ context.Context, _ Program, o *Options, asked command.Parsed) error {
	c := counting{choose: asked.Number("choose"), chosen: asked.Has("choose"), rule: tally.Rule(asked.Value("rule")), seed: uint64(asked.Number("seed")), json: asked.Has("json")}
	return c.run(o, asked.Arg(0))
}

// counted is a vote with its report.
type counted struct {
	ballotfile.Vote
	report *tally.Report
	rule   tally.Rule
	kind   ballotfile.Kind
	names  []string // of the candidates, in sentences
}

// run counts all votes of the file, and prints nothing if one cannot be.
func (c counting) run(o *Options, file string) error {
	if c.chosen && c.choose < 1 {
		return usage("tally.wrong.choosezero")
	}
	raw, err := read(o, file, maxBallotFile)
	if err != nil {
		return err
	}
	f, err := ballotfile.Read(file, raw)
	if err != nil {
		return ballotError(o, file, err)
	}
	var all []counted
	var sums int
	for _, v := range f.Votes {
		if v.Sums != nil && c.rule != tally.MostVoted {
			sums++
			continue
		}
		report, err := c.count(o, v)
		if err != nil {
			return wrongAt(o, f.Kind, file, v.Number, err)
		}
		all = append(all, counted{v, report, c.rule, f.Kind, namesOf(o, v)})
	}
	if err := c.notes(o, f, sums > 0); err != nil {
		return err
	}
	switch {
	case len(all) == 0 && sums > 0:
		return usage("")
	case len(all) == 0:
		return usage("tally.wrong.file", "File", file, "Reason", o.Words.T("tally.wrong.empty"))
	}
	for i, v := range all {
		if err := c.print(o, v, i == 0); err != nil {
			return err
		}
	}
	return nil
}

func (c counting) print(o *Options, v counted, first bool) error {
	switch {
	case c.json:
		return printCountJSON(o, v)
	case v.kind == ballotfile.Lines:
		return printCountLine(o, v)
	case !first:
		if _, err := fmt.Fprintln(o.Out); err != nil {
			return err
		}
	}
	return printCount(o, v)
}

// count makes the report of a vote.
func (c counting) count(o *Options, v ballotfile.Vote) (*tally.Report, error) {
	seats, n := v.Seats, len(v.Candidates)
	if c.chosen {
		seats = c.choose
	}
	switch {
	case seats == 0:
		return nil, usage("tally.wrong.choose")
	case seats > n:
		return nil, usage("tally.wrong.toomany", "N", n)
	case c.rule == tally.PAV && n > tally.MaxPAV:
		return nil, usage("tally.wrong.pav", "Most", tally.MaxPAV, "N", n)
	case v.Sums != nil:
		return tally.CountSums(v.Sums, seats)
	}
	titles := make([]string, len(v.Candidates))
	for i, candidate := range v.Candidates {
		titles[i] = candidate.Title
	}
	return v.Election.Count(tally.Asked{Seats: seats, Seed: c.seed, PAV: c.rule == tally.PAV, Alike: alike.Same(titles)})
}

// notes says on the standard error what was not counted, and what the file
// says that its ballots do not.
func (c counting) notes(o *Options, f *ballotfile.File, sums bool) error {
	var all []string
	if sums {
		all = append(all, o.Words.T("tally.count.sumsrule"))
	}
	for _, w := range f.Without {
		id := "tally.count.withheld"
		switch {
		case w.Void:
			id = "tally.count.void"
		case w.Open:
			id = "tally.count.open"
		}
		all = append(all, o.Words.T(id, "N", w.Round))
	}
	for _, v := range f.Votes {
		for i, d := range v.Differs {
			if i == maxDiffers {
				all = append(all, o.Words.T("tally.count.differsmore", "N", len(v.Differs)-i))
				break
			}
			all = append(all, o.Words.T("tally.count.differs", "Said", d.Said, "Column", d.Column, "Name", namesOf(o, v)[d.Candidate], "Counted", d.Counted))
		}
	}
	for _, note := range all {
		if _, err := io.WriteString(o.Err, note+"\n"); err != nil {
			return err
		}
	}
	return nil
}

// wrongFile are the words for what can be wrong with a file of ballots.
var wrongFile = map[ballotfile.Code]string{
	ballotfile.Unknown: "tally.wrong.unknown", ballotfile.Empty: "tally.wrong.empty", ballotfile.NotJSON: "tally.wrong.json",
	ballotfile.Candidates: "tally.wrong.candidates", ballotfile.Seats: "tally.wrong.seats", ballotfile.NoBallots: "tally.wrong.ballots",
	ballotfile.Form: "tally.wrong.form", ballotfile.Stranger: "tally.wrong.stranger", ballotfile.Twice: "tally.wrong.twice",
	ballotfile.Dots: "tally.wrong.dots", ballotfile.Points: "tally.wrong.points", ballotfile.Column: "tally.wrong.column",
	ballotfile.Ordinal: "tally.wrong.ordinal", ballotfile.VoteType: "tally.wrong.type",
}

// ballotError says what keeps a file from being counted, and in which line.
func ballotError(o *Options, file string, err error) error {
	var wrong *ballotfile.Error
	if !errors.As(err, &wrong) {
		return err
	}
	reason := o.Words.T(wrongFile[wrong.Code], "Value", wrong.Value, "Most", tally.MaxCandidates, "MostBallots", tally.MaxBallots, "MostDots", tally.MaxDots)
	if wrong.Line == 0 {
		return usage("tally.wrong.file", "File", file, "Reason", reason)
	}
	return usage("tally.wrong.at", "File", file, "Line", wrong.Line, "Reason", reason)
}

// wrongAt says at which line what was asked cannot be done, if it is one of
// lines.
func wrongAt(o *Options, kind ballotfile.Kind, file string, number int, err error) error {
	var own *failure
	if kind != ballotfile.Lines || !errors.As(err, &own) {
		return err
	}
	return usage("tally.wrong.at", "File", file, "Line", number, "Reason", o.Words.T(own.id, own.kv...))
}

// namesOf is what the candidates are called in sentences: their titles, with
// their numbers where that does not tell them apart.
func namesOf(o *Options, v ballotfile.Vote) []string {
	names, seen := make([]string, len(v.Candidates)), map[string]int{}
	for i, c := range v.Candidates {
		names[i] = frame.Truncate(strings.Join(strings.Fields(text.Draw(c.Title)), " "), titleCells)
		seen[names[i]]++
	}
	for i, name := range names {
		number := o.Words.T("tally.number", "Number", v.Candidates[i].ID)
		switch {
		case name == "":
			names[i] = number
		case seen[name] > 1:
			names[i] = name + " (" + number + ")"
		}
	}
	return names
}

// said is the sentences about a vote.
func (v counted) said(o *Options) []string {
	return findings.Say(o.Words, findings.Vote{
		Report: v.report, Rule: v.rule, Name: func(c int) string { return v.names[c] },
		Groups: v.Groups, Sectors: v.sectorNames(o),
	})
}

func (v counted) sectorNames(o *Options) []string {
	names := make([]string, len(v.Sectors))
	for i, sectors := range v.Sectors {
		some := make([]string, len(sectors))
		for j, s := range sectors {
			if some[j] = s; s == "" || o.Words.Has("sector."+s) {
				some[j] = o.Words.T("sector." + cmp.Or(s, "none"))
			}
		}
		names[i] = strings.Join(some, ", ")
	}
	return names
}
