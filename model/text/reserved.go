package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
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

// marks are what Verkstad writes beside names and texts, in either language: who wrote
// something in another's name, and whether they agree. No name may have one in it.
var marks = []string{
	"written by", "not confirmed", "skrivet av", "skriven av", "inte bekräft", "ej bekräft",
}

// HasMark reports whether a name has in it what Verkstad writes beside names, however it
// is spelled and with look-alike letters too: "Pb (written by Pe)".
func HasMark(name string) bool {
	name = fold(name)
	return slices.ContainsFunc(marks, func(mark string) bool { return strings.Contains(name, fold(mark)) })
}

// Unmarked is a text as it stands where Verkstad's marks follow in parentheses: those
// that it has itself are in square brackets, so that nobody writes a mark.
func Unmarked(s string) string { return brackets.Replace(s) }

var brackets = strings.NewReplacer("(", "[", ")", "]", "（", "[", "）", "]", "⁽", "[", "⁾", "]", "❨", "[", "❩", "]", "﹙", "[", "﹚", "]", "｟", "[", "｠", "]")

// UnmarkedEnd is Unmarked of the parentheses that end a text, where a mark would stand.
// Others stay as they were written.
func UnmarkedEnd(s string) string {
	rest := strings.TrimRightFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) && !isBracket(r) })
	last, _ := utf8.DecodeLastRuneInString(rest)
	if !isBracket(last) {
		return s
	}
	start := strings.IndexFunc(s, isBracket)
	return s[:start] + Unmarked(s[start:])
}

// isBracket reports whether a character reads as a parenthesis.
func isBracket(r rune) bool { return strings.ContainsRune("()（）⁽⁾❨❩﹙﹚｟｠", r) }

// Reserved reports whether a name is only a number, or what Verkstad itself writes
// where a name would stand or beside one: "2", "#7", "Storbild 1", "någon", "Bo (skrivet
// av Ida)". Nobody may take one, since a line could then be read, or a command done, for
// somebody else.
func Reserved(name string) bool {
	if HasMark(name) {
		return true
	}
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
