package text

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

//go:generate go run confusables_gen.go

// Two names look alike if their skeletons, as defined by UTS 39, section 4, are equal.
// People compare names by eye in either letter case, so names are compared as they are
// written, in lower case, and in capitals: Greek ΗΑΝΝΑ is HANNA though ηαννα is not hanna.

// confusable is a character with those that it looks like.
type confusable struct {
	from rune
	to   string
}

// prototype returns what a character looks like; the character itself if it looks like no
// other.
func prototype(r rune) string {
	if capital, small := smallCapitals[r]; small {
		r = capital
	}
	at, found := slices.BinarySearchFunc(confusables[:], r, func(c confusable, r rune) int { return int(c.from) - int(r) })
	if found {
		return confusables[at].to
	}
	return string(r)
}

// smallCapitals look like the capitals that they are named after, which is not in the data
// of UTS 39.
var smallCapitals = map[rune]rune{
	'ᴀ': 'A', 'ʙ': 'B', 'ᴄ': 'C', 'ᴅ': 'D', 'ᴇ': 'E', 'ꜰ': 'F', 'ɢ': 'G', 'ʜ': 'H', 'ɪ': 'I', 'ᴊ': 'J', 'ᴋ': 'K', 'ʟ': 'L',
	'ᴍ': 'M', 'ɴ': 'N', 'ᴏ': 'O', 'ᴘ': 'P', 'ʀ': 'R', 'ꜱ': 'S', 'ᴛ': 'T', 'ᴜ': 'U', 'ᴠ': 'V', 'ᴡ': 'W', 'ʏ': 'Y', 'ᴢ': 'Z',
}

// skeleton returns a string that is equal for texts that look alike.
func skeleton(s string) string {
	var out strings.Builder
	for _, r := range norm.NFD.String(s) {
		out.WriteString(prototype(r))
	}
	return squeeze(clean(out.String(), maxMarks, false)) // as it may be stored and shown
}

// looks is how a name looks: as it is written, in lower case, in capitals.
type looks [3]string

func looksOf(name string) looks {
	return looks{skeleton(name), skeleton(strings.ToLower(name)), skeleton(strings.ToUpper(name))}
}

// A name's key is the version of the key, the name's script, its looks, and the looks of
// its parts if it is in two scripts, all separated by keyMark.
const (
	keyVersion = "2"
	keyMark    = "|" // it looks like l, so it is in no skeleton
)

// NameKey returns the key of a name that [Name] has accepted; "" for no name.
func NameKey(name string) string {
	if name == "" {
		return ""
	}
	key := []string{keyVersion, scriptOf(name)}
	for _, part := range append([]string{name}, scriptParts(name)...) {
		l := looksOf(part)
		key = append(key, l[:]...)
	}
	return strings.Join(key, keyMark)
}

// CurrentKey returns a stored key of a name, made again if it has another version.
func CurrentKey(name, stored string) string {
	if stored == "" || strings.HasPrefix(stored, keyVersion+keyMark) {
		return stored
	}
	return NameKey(name)
}

// Alike reports whether two names look alike by their keys, or a part of one that is in two
// scripts looks like the whole of the other.
func Alike(key, other string) bool { return AlikeTo(key)(other) }

// AlikeTo is Alike for comparing one key with many.
func AlikeTo(key string) func(other string) bool {
	a := openKey(key)
	return func(other string) bool {
		if key == "" || other == "" {
			return false
		}
		b := openKey(other)
		across := a.script != b.script
		for i := range a.n {
			if sameLooks(a.all[i], b.all[0], across) {
				return true
			}
		}
		for i := range b.n {
			if sameLooks(b.all[i], a.all[0], across) {
				return true
			}
		}
		return false
	}
}

// parsedKey is a parsed key: the looks of the name, and of at most two parts.
type parsedKey struct {
	script string
	all    [3]looks
	n      int
}

func openKey(key string) (k parsedKey) {
	_, rest, _ := strings.Cut(key, keyMark)
	k.script, rest, _ = strings.Cut(rest, keyMark)
	for more := true; more && k.n < len(k.all); k.n++ {
		for i := range k.all[k.n] {
			k.all[k.n][i], rest, more = strings.Cut(rest, keyMark)
		}
	}
	return k
}

// sameLooks compares looks. Between scripts the capitals H and N are equal, since a
// Cyrillic Н is read as either: НАННА beside HANNA.
func sameLooks(a, b looks, acrossScripts bool) bool {
	if a[0] == b[0] || a[1] == b[1] || a[2] == b[2] {
		return true
	}
	return acrossScripts && len(a[2]) == len(b[2]) && strings.ReplaceAll(a[2], "N", "H") == strings.ReplaceAll(b[2], "N", "H")
}

// scriptOf returns the name of a name's script: that of the first letter that has one.
func scriptOf(name string) string {
	for _, r := range name {
		if own := scriptOfRune(r); own != "" {
			return own
		}
	}
	return ""
}

// scriptOfRune returns "" for characters common to all scripts.
func scriptOfRune(r rune) string {
	if r < unicode.MaxASCII && unicode.IsLetter(r) {
		return "Latin"
	}
	if unicode.In(r, unicode.Common, unicode.Inherited) {
		return ""
	}
	for name, table := range unicode.Scripts {
		if unicode.Is(table, r) {
			return name
		}
	}
	return ""
}

// scriptParts returns the words of a name by script, if there is more than one: "Владимир
// (Vladimir)" has two.
func scriptParts(name string) []string {
	if oneScript(name) {
		return nil
	}
	var order []string
	parts := map[string][]string{}
	for _, word := range wordsOfName(name) {
		script := scriptOf(word)
		if _, known := parts[script]; !known {
			order = append(order, script)
		}
		parts[script] = append(parts[script], word)
	}
	var out []string
	for _, script := range order {
		if script != "" {
			out = append(out, strings.Join(parts[script], " "))
		}
	}
	return out
}

// wordsOfName splits a name at spaces and at punctuation between words.
func wordsOfName(name string) []string {
	return strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("()[]/,;·|&+-–", r) })
}

// oneScriptEach reports whether each word of a name is in one writing system, and there are
// at most two of them.
func oneScriptEach(name string) bool {
	if oneScript(name) {
		return true
	}
	systems := map[string]bool{}
	for _, word := range wordsOfName(name) {
		if !oneScript(word) {
			return false
		}
		if script := scriptOf(word); script != "" {
			systems[script] = true
		}
	}
	return len(systems) <= 2
}
