package text

import (
	"strings"
	"unicode"
)

// reservedNames are what Verkstad writes itself where a name would stand, in
// either language, with or without a number after it. They are refused as a
// whole name only. Alla is a name, and stays one.
var reservedNames = foldAll(
	"you", "me", "someone", "somebody", "anyone", "anybody", "everyone", "everybody", "all", "nobody", "no one", "none", "unknown", "anonymous",
	"person", "people", "participant", "new", "screen", "big screen", "session", "table",
	"du", "jag", "någon", "ingen", "alla här", "okänd", "anonym", "personen", "personer", "deltagare", "deltagaren",
	"storbild", "storbilden", "skärm", "åhörare", "pass", "bord", "null", "undefined", "n/a",
)

// Reserved tells whether a name is only a number, or what Verkstad itself writes
// where a name would stand: "2", "#7", "Storbild 1", "någon". Nobody may take
// one, since a line could then be read, or a command done, for somebody else.
func Reserved(name string) bool {
	if !strings.ContainsFunc(name, func(r rune) bool { return unicode.IsLetter(r) || r >= 0x1F300 && r <= 0x1FAFF }) {
		return true
	}
	bare := strings.TrimFunc(name, func(r rune) bool { return unicode.IsNumber(r) || unicode.IsSpace(r) || unicode.IsPunct(r) })
	return reservedNames[fold(bare)]
}

// leadingRoles are what whoever leads is called.
var leadingRoles = foldAll(
	"facilitator", "facilitatör", "facilitatören", "processledare", "processledaren", "workshopledare", "workshopledaren", "mötesledare",
	"mötesledaren", "samtalsledare", "samtalsledaren", "host", "värd", "värden", "leader", "ledare", "ledaren", "moderator", "moderatorn",
)

// IsRole tells whether a name is what whoever leads is called, and nothing else:
// "Facilitator", "processledaren".
func IsRole(name string) bool {
	_, bare, found := strings.Cut(strings.ToLower(strings.TrimSpace(name)), "the ")
	return leadingRoles[fold(name)] || found && leadingRoles[fold(bare)]
}
