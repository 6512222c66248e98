package text

import (
	"strings"
	"unicode"
)

// reservedNames are texts that Verkstad itself writes in place of a name, in either
// language. They are refused as a whole name only. Alla is a given name, and is allowed.
var reservedNames = foldAll(
	"you", "me", "someone", "somebody", "anyone", "anybody", "everyone", "everybody", "all", "nobody", "no one", "none", "unknown", "anonymous",
	"person", "people", "participant", "new", "du", "jag", "någon", "ingen", "alla här", "okänd", "anonym", "personen", "personer",
	"deltagare", "deltagaren", "åhörare", "null", "undefined",
)

// numberedNames are those that Verkstad writes with a number after them, and which are also
// refused with one. "Deltagare 3" is not among them: people who prefer not to give their
// name write that.
var numberedNames = foldAll(
	"screen", "big screen", "session", "table", "storbild", "storbilden", "skärm", "pass", "bord",
)

// Reserved reports whether a name is only a number, or a text that Verkstad itself writes
// in place of a name: "2", "#7", "Storbild 1", "någon". Nobody may use one, since a line
// could then be read, or a command done, for somebody else.
func Reserved(name string) bool {
	if !strings.ContainsFunc(name, func(r rune) bool { return unicode.IsLetter(r) || r >= 0x1F300 && r <= 0x1FAFF }) {
		return true
	}
	bare := strings.TrimFunc(name, func(r rune) bool { return unicode.IsNumber(r) || unicode.IsSpace(r) || unicode.IsPunct(r) })
	whole := strings.TrimFunc(name, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) })
	return numberedNames[fold(bare)] || reservedNames[fold(whole)] && !numbered(whole)
}

// numbered reports whether a name is one of those with a number after it, with or without a
// space: "Deltagare 3", "Person2". In "al1" the number is a letter.
func numbered(name string) bool {
	word := strings.TrimRightFunc(name, unicode.IsNumber)
	return word != name && reservedNames[fold(strings.TrimSpace(word))]
}

// leadingRoles are the titles of people who lead.
var leadingRoles = foldAll(
	"facilitator", "facilitatör", "facilitatören", "processledare", "processledaren", "workshopledare", "workshopledaren", "mötesledare",
	"mötesledaren", "samtalsledare", "samtalsledaren", "host", "värd", "värden", "leader", "ledare", "ledaren", "moderator", "moderatorn",
)

// IsRole reports whether a name is the title of people who lead, with nothing else but a
// number: "Facilitator", "processledaren", "host 2".
func IsRole(name string) bool {
	name = strings.TrimFunc(name, func(r rune) bool { return unicode.IsNumber(r) || unicode.IsSpace(r) || unicode.IsPunct(r) })
	_, bare, found := strings.Cut(strings.ToLower(strings.TrimSpace(name)), "the ")
	return leadingRoles[fold(name)] || found && leadingRoles[fold(bare)]
}
