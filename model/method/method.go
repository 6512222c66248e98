// Package method has workshop methods as data: the type of a method, its TOML format, and
// the methods that come with Verkstad.
//
// A method is a template of an agenda. A workshop copies its phases when it is planned, and
// the facilitator may change every part of the copy. A user's own methods are files of the
// same format, see [Load].
package method

import "time"

// Values of [Settings.Reveal].
const (
	RevealOpen = "open" // everyone sees every idea at once; the default
	RevealOwn  = "own"  // everyone sees only their own until the facilitator reveals
)

// Values of [Settings.Candidates].
const (
	CandidatesAuto      = "auto" // questions if there are any, else clusters, else ideas; the default
	CandidatesIdeas     = "ideas"
	CandidatesClusters  = "clusters"
	CandidatesQuestions = "questions"
	CandidatesLatest    = "latest" // ideas of the nearest gathering before the vote
)

// Values of [Settings.Keep].
const (
	KeepBallots = "ballots" // the anonymous ballots, and nothing by sector; the default
	KeepSums    = "sums"    // sums in all and by sector, and no ballots
)

// Values of [Settings.AtEnd].
const (
	AtEndWarn = "warn" // the clock goes into overtime; the default
	AtEndLock = "lock" // participants can add nothing more
)

// Values of [Settings.WhoMay].
const (
	WhoAll         = "all" // the default
	WhoFacilitator = "facilitator"
)

// Values of [Step.Who].
const (
	StepAlone  = "alone"
	StepPairs  = "pairs"
	StepFours  = "fours"
	StepTables = "tables"
	StepAll    = "all" // the default
)

// Values in [Settings.CarryIn].
const (
	CarryIdeas       = "ideas"
	CarryQuestions   = "questions"
	CarryCommitments = "commitments"
)

// Languages are the languages that a [Text] may have.
var Languages = []string{"sv", "en"}

// Text is a text by language: "sv", "en".
type Text map[string]string

// In returns the text in a language, or else in English, or else in any language, or "".
func (t Text) In(lang string) string {
	for _, l := range append([]string{lang, "en"}, Languages...) {
		if s := t[l]; s != "" {
			return s
		}
	}
	return ""
}

// Method is a template of an agenda.
type Method struct {
	ID       string  `toml:"id" json:"id"`                                 // a–z, 0–9 and hyphen, at most 32
	Name     Text    `toml:"name" json:"name"`                             // at most 60 runes
	Purpose  Text    `toml:"purpose" json:"purpose,omitempty"`             // one line, at most 200 runes
	GroupMin int     `toml:"group_min" json:"group_min,omitempty"`         // people, from 1
	GroupMax int     `toml:"group_max" json:"group_max,omitempty"`         // people, to 1,000
	Series   int     `toml:"series" json:"series,omitempty"`               // workshops that build on each other, 1–12
	Meetings []Text  `toml:"meetings,omitempty" json:"meetings,omitempty"` // what each workshop of the series is for
	Phases   []Phase `toml:"phases" json:"phases"`
	Ending
}

// Phase is a step of an agenda. The wire names are part of what workshops
// store: they never change.
type Phase struct {
	Activity    Activity `toml:"activity" json:"activity"`
	Key         string   `toml:"key" json:"key,omitempty"`                 // by which sections of the document name it: a–z, 0–9 and hyphen; may be empty
	Title       Text     `toml:"title" json:"title,omitempty"`             // at most 60 runes; empty: the activity's name
	Minutes     int      `toml:"minutes" json:"minutes,omitempty"`         // planned, 0–1,440; 0 means without a clock
	MinMinutes  int      `toml:"min_minutes" json:"min_minutes,omitempty"` // the least when the agenda is shortened
	Instruction Text     `toml:"instruction" json:"instruction,omitempty"` // spoken, at most 500 runes and 8 lines
	Prompt      Text     `toml:"prompt" json:"prompt,omitempty"`           // the question shown large, at most 160 runes
	// Leader is what whoever leads should say and bring, at most 500 runes and 8 lines. Only
	// facilitators see it; it is in no document.
	Leader Text `toml:"leader" json:"leader,omitempty"`
	// Meeting is the workshop of the series that the phase belongs to, from 1; 0 means
	// every one.
	Meeting int `toml:"meeting" json:"meeting,omitempty"`
	Settings
}

// Settings say how a phase does its activity. An activity ignores those that it does not
// use. The zero value has every default.
type Settings struct {
	// For gathering and clustering.
	Reveal     string `toml:"reveal" json:"reveal,omitempty"`         // RevealOpen or RevealOwn
	Anonymous  bool   `toml:"anonymous" json:"anonymous,omitempty"`   // authors are not shown
	Turns      bool   `toml:"turns" json:"turns,omitempty"`           // round-robin: one idea each in turn
	Categories []Text `toml:"categories" json:"categories,omitempty"` // each idea gets one; at most 12 of 40 runes
	Goals      bool   `toml:"goals" json:"goals,omitempty"`           // each idea is linked to global goals

	// For voting.
	Dots       int    `toml:"dots" json:"dots,omitempty"`       // for each voter, 0–100; 0: a third of the candidates
	MaxPer     int    `toml:"max_per" json:"max_per,omitempty"` // of one voter on one candidate; 0: no limit
	Secret     bool   `toml:"secret" json:"secret,omitempty"`   // results stay hidden until the round closes
	Keep       string `toml:"keep" json:"keep,omitempty"`       // what a round keeps: KeepBallots, KeepSums, or KeepBallots if empty
	Choose     int    `toml:"choose" json:"choose,omitempty"`   // how many candidates are proposed, 0–500; 0: three
	Candidates string `toml:"candidates" json:"candidates,omitempty"`

	// For any activity.
	Steps     []Step   `toml:"steps" json:"steps,omitempty"`         // follow each other automatically; at most 20
	Repeat    int      `toml:"repeat" json:"repeat,omitempty"`       // how often the steps are repeated, 0 and 1: once; at most 30
	AtEnd     string   `toml:"at_end" json:"at_end,omitempty"`       // AtEndWarn or AtEndLock
	WhoMay    string   `toml:"who_may" json:"who_may,omitempty"`     // WhoAll or WhoFacilitator
	CarryIn   []string `toml:"carry_in" json:"carry_in,omitempty"`   // from an earlier workshop of the series
	Checklist []Text   `toml:"checklist" json:"checklist,omitempty"` // points to tick off; at most 30 of 160 runes
	// BySector asks for the speaker's sector with each note.
	BySector bool `toml:"by_sector" json:"by_sector,omitempty"`
	// Sessions take place at the same time; a single one is a stop. At most 12.
	Sessions []Session `toml:"sessions" json:"sessions,omitempty"`
	// BySession lists what is written between slots under the session that its writer was
	// in last.
	BySession bool `toml:"by_session" json:"by_session,omitempty"`
}

// Step is a timed part of a phase: one minute alone, two in pairs, …
type Step struct {
	Who     string `toml:"who" json:"who"`
	Minutes int    `toml:"minutes" json:"minutes"`       // 1–240
	Title   Text   `toml:"title" json:"title,omitempty"` // at most 60 runes; empty: who
}

// Timeline returns the steps with their repetitions, in order.
func (s Settings) Timeline() []Step {
	var steps []Step
	for range max(1, s.Repeat) {
		steps = append(steps, s.Steps...)
	}
	return steps
}

// Agenda returns the phases of one workshop of the series, counted from 1:
// those for it and those for every one.
func (m Method) Agenda(meeting int) []Phase {
	var phases []Phase
	for _, p := range m.Phases {
		if p.Meeting == 0 || p.Meeting == meeting {
			phases = append(phases, p)
		}
	}
	return phases
}

// Length returns the planned time of one workshop of the series.
func (m Method) Length(meeting int) time.Duration {
	var minutes int
	for _, p := range m.Agenda(meeting) {
		minutes += p.Minutes
	}
	return time.Duration(minutes) * time.Minute
}
