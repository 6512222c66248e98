package model

import "fmt"

// Reason is why a setting or an agenda is not valid: a code, and its arguments. Screens
// translate the code ("error.reason." + Code in the catalogue, with Args as A, B, … in it);
// an argument may be an error of package method.
type Reason struct {
	Code string
	Args []any
}

func why(code string, args ...any) Reason { return Reason{code, args} }

// Reasons are the codes of [Reason] with the English text for logs.
var Reasons = map[string]string{
	"tables":        "0 to %v tables",
	"category":      "there is no such category",
	"kind":          "a question is open or closed",
	"status":        "it is open, going, done or dropped",
	"no-ticket":     "make at least one ticket",
	"no-code":       "a workshop has a join code",
	"number":        "the number in the series is 0 to %v",
	"start":         "the day is from 2000-01-01 to 2199-12-31",
	"checklist":     "the checklist has no such point",
	"voters":        "it is open, roll or tickets",
	"page":          "the big screen has no such picture",
	"two-ideas":     "choose two ideas or more",
	"two-clusters":  "choose two clusters or more",
	"candidates":    "at most %v to vote on",
	"choose":        "1 to %v go on",
	"keep":          "it is ballots, sums or both",
	"dots":          "1 to %v dots each",
	"by":            "1 second to 2 hours at a time",
	"day":           "a step has at most 24 hours",
	"steps":         "it has 1 to %v steps",
	"step-twice":    "step %v stands there twice",
	"step":          "step %v: %v",
	"step-used":     "step %v has been used and stays",
	"session-twice": "step %v has a session that stands there twice",
	"session-used":  "session %v has been used and stays",
}

func (r Reason) String() string { return fmt.Sprintf(Reasons[r.Code], r.Args...) }
