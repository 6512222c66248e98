package method

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"verkstad/model/text"
)

// Bounds of a method, so that a file from elsewhere can do no harm.
const (
	maxPhases     = 60
	maxSeries     = 12
	maxGroup      = 1000
	maxMinutes    = 24 * 60
	maxSteps      = 20
	maxStep       = 240
	maxRepeat     = 30
	maxDots       = 100
	maxChoose     = 500
	maxCategories = 12
	maxChecklist  = 30

	titleRunes    = 60
	lineRunes     = 200
	promptRunes   = 160
	documentRunes = 120
	categoryRunes = 40
)

// Codes of [Error].
const (
	CodeSyntax    = "syntax"    // not TOML, or a value of the wrong type; A: the parser's message
	CodeUnknown   = "unknown"   // a field that does not exist; A: the field
	CodeMissing   = "missing"   // the field is required
	CodeRange     = "range"     // a number must be from A to B, and is C
	CodeChoice    = "choice"    // must be one of A, and is B
	CodeText      = "text"      // a text is longer than A characters or has nothing visible
	CodeLanguage  = "language"  // a text in language A, which is not supported
	CodeMany      = "too-many"  // more than A of them
	CodeSteps     = "steps"     // steps of A minutes in a phase of B
	CodeMisplaced = "misplaced" // the field is not used in a phase with activity A
	CodeTwice     = "twice"     // the id A is also that of B
)

// Error is one mistake in a method. Screens translate the code with Args as A, B and C; the
// Error method returns the English text.
type Error struct {
	File  string // name of the file; "" if there is none
	Line  int    // line of the file, from 1; 0 if there is none
	Field string // as written in TOML, phases counted from 1: "phases[2].minutes"; may be ""
	Code  string
	Args  []any
}

var reasons = map[string]string{
	CodeSyntax:    "%v",
	CodeUnknown:   "there is no field %q",
	CodeMissing:   "must be given",
	CodeRange:     "must be %v to %v, is %v",
	CodeChoice:    "must be one of %v, is %q",
	CodeText:      "must have 1 to %v characters that can be shown",
	CodeLanguage:  "language %q is not one of sv, en",
	CodeMany:      "at most %v",
	CodeSteps:     "the steps take %v minutes, the phase has %v",
	CodeMisplaced: "does nothing in a phase of %q",
	CodeTwice:     "id %q is also that of %v",
}

// Error returns file, line, field and reason: `own.toml: line 7: phases[2].minutes: must be
// 0 to 1440, is 9000`.
func (e *Error) Error() string {
	var b strings.Builder
	if e.File != "" {
		b.WriteString(e.File + ": ")
	}
	if e.Line > 0 {
		fmt.Fprintf(&b, "line %d: ", e.Line)
	}
	if e.Field != "" {
		b.WriteString(e.Field + ": ")
	}
	fmt.Fprintf(&b, reasons[e.Code], e.Args...)
	return b.String()
}

var idForm = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,31}$`)

// Clean returns a deep copy of p with its texts cleaned, and all mistakes in it, as joined
// *Error values, or nil. Settings that p's activity does not use are not mistakes, since a
// facilitator may change the activity and keep the settings.
func (p Phase) Clean() (Phase, error) {
	var c check
	p = c.phase("", p)
	return p, c.err()
}

// clean returns a deep copy of m with defaults filled in and texts cleaned.
func (m Method) clean() (Method, error) {
	var c check
	if !idForm.MatchString(m.ID) {
		c.fail("id", CodeChoice, "a–z 0–9 -", m.ID)
	}
	m.Name = c.text("name", m.Name, titleRunes)
	if len(m.Name) == 0 {
		c.fail("name", CodeMissing)
	}
	m.Purpose = c.text("purpose", m.Purpose, lineRunes)
	m.GroupMin, m.GroupMax, m.Series = orDefault(m.GroupMin, 1), orDefault(m.GroupMax, maxGroup), orDefault(m.Series, 1)
	c.between("group_max", m.GroupMax, 1, maxGroup)
	c.between("group_min", m.GroupMin, 1, m.GroupMax)
	c.between("series", m.Series, 1, maxSeries)
	m.Meetings = c.texts("meetings", m.Meetings, max(m.Series, 1), lineRunes)
	switch n := len(m.Phases); {
	case n == 0:
		c.fail("phases", CodeMissing)
	case n > maxPhases:
		c.fail("phases", CodeMany, maxPhases)
		return m, c.err()
	}
	m.Phases = slices.Clone(m.Phases)
	for i, p := range m.Phases {
		at := fmt.Sprintf("phases[%d].", i+1)
		m.Phases[i] = c.phase(at, p)
		c.between(at+"meeting", p.Meeting, 0, m.Series)
		c.misplaced(at, p)
	}
	c.ending(&m.Ending)
	c.keys(&m)
	c.between("ends_from", m.EndsFrom, 0, m.Series)
	return m, c.err()
}

func orDefault(n, otherwise int) int {
	if n == 0 {
		return otherwise
	}
	return n
}

// check collects mistakes.
type check struct{ errs []error }

func (c *check) err() error { return errors.Join(c.errs...) }

func (c *check) fail(field, code string, args ...any) {
	c.errs = append(c.errs, &Error{Field: field, Code: code, Args: args})
}

func (c *check) between(field string, n, low, high int) {
	if n < low || n > high {
		c.fail(field, CodeRange, low, high, n)
	}
}

// choice checks that value is one of choices; "" is the first, the default.
func (c *check) choice(field, value string, choices ...string) string {
	if value == "" {
		return choices[0]
	}
	if !slices.Contains(choices, value) {
		c.fail(field, CodeChoice, strings.Join(choices, ", "), value)
	}
	return value
}

// text cleans a text of one line.
func (c *check) text(field string, t Text, runes int) Text {
	return c.each(field, t, runes, func(s string) (string, error) { return text.Line(s, runes) })
}

// word cleans a line that is the same in every language; "" is allowed.
func (c *check) word(field, s string, runes int) string {
	if s == "" {
		return ""
	}
	clean, err := text.Line(s, runes)
	if err != nil {
		c.fail(field, CodeText, runes)
	}
	return clean
}

// each cleans a text in each of its languages, and copies it.
func (c *check) each(field string, t Text, runes int, clean func(string) (string, error)) Text {
	if t == nil {
		return nil
	}
	cleaned := make(Text, len(t))
	for _, lang := range slices.Sorted(maps.Keys(t)) {
		s, err := clean(t[lang])
		switch {
		case !slices.Contains(Languages, lang):
			c.fail(field, CodeLanguage, lang)
		case err != nil:
			c.fail(field+"."+lang, CodeText, runes)
		}
		cleaned[lang] = s
	}
	return cleaned
}

// texts cleans at most most texts of one line.
func (c *check) texts(field string, ts []Text, most, runes int) []Text {
	if len(ts) > most {
		c.fail(field, CodeMany, most)
		return ts[:0:0]
	}
	ts = slices.Clone(ts)
	for i, t := range ts {
		at := fmt.Sprintf("%s[%d]", field, i+1)
		if len(t) == 0 {
			c.fail(at, CodeMissing)
		}
		ts[i] = c.text(at, t, runes)
	}
	return ts
}

// phase checks a phase. at is the prefix of its fields' names, with a dot, or "".
func (c *check) phase(at string, p Phase) Phase {
	if p.Activity == "" {
		c.fail(at+"activity", CodeMissing)
	} else if all := Activities(); !slices.Contains(all, p.Activity) {
		c.fail(at+"activity", CodeChoice, all, string(p.Activity))
	}
	if p.Key != "" && !idForm.MatchString(p.Key) {
		c.fail(at+"key", CodeChoice, "a–z 0–9 -", p.Key)
	}
	p.Title = c.text(at+"title", p.Title, titleRunes)
	p.Instruction = c.each(at+"instruction", p.Instruction, text.MaxIdeaRunes, text.Idea)
	p.Leader = c.each(at+"leader", p.Leader, text.MaxIdeaRunes, text.Idea)
	p.Prompt = c.text(at+"prompt", p.Prompt, promptRunes)
	c.between(at+"minutes", p.Minutes, 0, maxMinutes)
	c.between(at+"min_minutes", p.MinMinutes, 0, max(p.Minutes, 0))

	p.Reveal = c.choice(at+"reveal", p.Reveal, RevealOpen, RevealOwn)
	p.Candidates = c.choice(at+"candidates", p.Candidates, CandidatesAuto, CandidatesIdeas, CandidatesClusters, CandidatesQuestions, CandidatesLatest)
	if p.Keep != "" {
		p.Keep = c.choice(at+"keep", p.Keep, KeepBallots, KeepSums)
	}
	p.AtEnd = c.choice(at+"at_end", p.AtEnd, AtEndWarn, AtEndLock)
	p.WhoMay = c.choice(at+"who_may", p.WhoMay, WhoAll, WhoFacilitator)
	p.Categories = c.texts(at+"categories", p.Categories, maxCategories, categoryRunes)
	p.Checklist = c.texts(at+"checklist", p.Checklist, maxChecklist, promptRunes)
	c.between(at+"dots", p.Dots, 0, maxDots)
	c.between(at+"max_per", p.MaxPer, 0, orDefault(max(p.Dots, 0), maxDots))
	c.between(at+"choose", p.Choose, 0, maxChoose)
	c.steps(at, &p)
	c.sessions(at, &p)
	if len(p.CarryIn) > 3 {
		c.fail(at+"carry_in", CodeMany, 3)
	}
	for _, what := range p.CarryIn {
		c.choice(at+"carry_in", what, CarryIdeas, CarryQuestions, CarryCommitments)
	}
	p.CarryIn = slices.Clone(p.CarryIn)
	return p
}

// steps checks the timed parts of a phase.
func (c *check) steps(at string, p *Phase) {
	c.between(at+"repeat", p.Repeat, 0, maxRepeat)
	if len(p.Steps) > maxSteps {
		c.fail(at+"steps", CodeMany, maxSteps)
		return
	}
	p.Steps = slices.Clone(p.Steps)
	total := 0
	for i, s := range p.Steps {
		step := fmt.Sprintf("%ssteps[%d].", at, i+1)
		c.between(step+"minutes", s.Minutes, 1, maxStep)
		p.Steps[i].Who = c.choice(step+"who", s.Who, StepAll, StepAlone, StepPairs, StepFours, StepTables)
		p.Steps[i].Title = c.text(step+"title", s.Title, titleRunes)
		total += min(max(s.Minutes, 0), maxStep)
	}
	if total *= max(1, min(p.Repeat, maxRepeat)); p.Minutes > 0 && total > p.Minutes {
		c.fail(at+"steps", CodeSteps, total, p.Minutes)
	}
}

// misplaced reports the settings that p's activity does not use: in a file they are
// mistakes.
func (c *check) misplaced(at string, p Phase) {
	for _, use := range []struct {
		setting Setting
		set     bool
	}{
		{SettingReveal, p.Reveal == RevealOwn},
		{SettingTurns, p.Turns},
		{SettingCategories, len(p.Categories) > 0},
		{SettingGoals, p.Goals},
		{SettingDots, p.Dots != 0},
		{SettingMaxPer, p.MaxPer != 0},
		{SettingChoose, p.Choose != 0},
		{SettingSecret, p.Secret},
		{SettingKeep, p.Keep != ""},
		{SettingSessions, len(p.Sessions) > 0},
		{SettingBySession, p.BySession},
		{SettingCandidates, p.Candidates != "" && p.Candidates != CandidatesAuto},
	} {
		if use.set && p.Activity != "" && !p.Activity.Uses(use.setting) {
			c.fail(at+string(use.setting), CodeMisplaced, string(p.Activity))
		}
	}
}
