package model

import (
	"encoding/json"
	"errors"
)

// Errors of parsing an exported board: each says where. They are among the codes that
// screens translate, like those of Decide.
var (
	errDocJSON       = &Error{Code: "doc-json", Message: "%v is not what it should be", Args: []any{""}}
	errDocFormat     = &Error{Code: "doc-format", Message: "its format is %v; this Verkstad reads %v", Args: []any{"", ""}}
	errDocSize       = &Error{Code: "doc-size", Message: "it is larger than a board can be"}
	errDocCurrent    = &Error{Code: "doc-current", Message: "the phase that it is in is not on its agenda"}
	errDocNumber     = &Error{Code: "doc-number", Message: "person %v is missing or stands in another place", Args: []any{0}}
	errDocEmpty      = &Error{Code: "doc-empty", Message: "an entry is empty"}
	errDocTwice      = &Error{Code: "doc-twice", Message: "number %v stands there twice or is out of bounds", Args: []any{0}}
	errDocWorkshop   = &Error{Code: "doc-workshop", Message: "the particulars of the workshop cannot be so"}
	errDocPerson     = &Error{Code: "doc-person", Message: "person %v cannot be so", Args: []any{0}}
	errDocFeedback   = &Error{Code: "doc-feedback", Message: "the feedback cannot be so"}
	errDocItem       = &Error{Code: "doc-item", Message: "number %v cannot be so", Args: []any{0}}
	errDocText       = &Error{Code: "doc-text", Message: "a text that Verkstad would not have written: %v", Args: []any{""}}
	errDocRound      = &Error{Code: "doc-round", Message: "vote %v cannot be so", Args: []any{0}}
	errDocElectors   = &Error{Code: "doc-electors", Message: "vote %v: the list of those who could vote is not possible", Args: []any{0}}
	errDocBallot     = &Error{Code: "doc-ballot", Message: "vote %v: a ballot has what nobody could lay", Args: []any{0}}
	errDocResults    = &Error{Code: "doc-results", Message: "vote %v: the results cannot be so", Args: []any{0}}
	errDocResult     = &Error{Code: "doc-result", Message: "vote %v: the result of number %v cannot be so", Args: []any{0, 0}}
	errDocCast       = &Error{Code: "doc-cast", Message: "vote %v: how many voted does not agree with the dots", Args: []any{0}}
	errDocShown      = &Error{Code: "doc-shown", Message: "vote %v: it has a result that it cannot show", Args: []any{0}}
	errDocKeeps      = &Error{Code: "doc-keeps", Message: "vote %v: it has more than it keeps", Args: []any{0}}
	errDocSectors    = &Error{Code: "doc-sectors", Message: "vote %v: the sums by sector do not agree with the results", Args: []any{0}}
	errDocFindings   = &Error{Code: "doc-findings", Message: "vote %v: the findings cannot be so", Args: []any{0}}
	errDocDecision   = &Error{Code: "doc-decision", Message: "vote %v: what goes on cannot be so", Args: []any{0}}
	errDocFindingsOf = &Error{Code: "doc-findings-of", Message: "vote %v: the findings for %v that go on do not agree with the dots", Args: []any{0, 0}}
)

// jsonError returns which field of a document could not be parsed.
func jsonError(err error) error {
	var field *json.UnmarshalTypeError
	if errors.As(err, &field) && field.Field != "" {
		return errDocJSON.with(field.Field)
	}
	return err
}
