package stage

import (
	"strings"
	"unicode"

	"verkstad/model/text"
	"verkstad/ui/command"
)

// match is how well something matches what is typed.
type match struct {
	far  int  // 0 is best
	sure bool // every word that is typed stands in it, or is its key
}

// How far a typed word is from what it matches. What is nearer than nearWord is sure.
const (
	farKey    = iota // it is the key
	farLabel         // the label begins with it
	farWord          // a word begins with it
	farInside        // it stands within a word
	nearWord         // a word is written nearly so
	nearChars        // its letters stand in a word in that order, the first at the word's beginning
)

// bareWords are the words of a text in lower case and without diacritics.
func bareWords(s string) []string {
	return strings.FieldsFunc(text.Bare(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// matches reports whether each word that is typed stands in the texts of something, or
// is written nearly as one of theirs, and how well: the first text is the label.
// Nothing that is typed matches everything.
func matches(typed, key string, texts []string) (m match, ok bool) {
	typed = strings.TrimSpace(typed)
	if typed != "" && typed == key {
		return match{far: farKey, sure: true}, true
	}
	words := bareWords(typed)
	if len(words) == 0 && typed != "" {
		return match{}, false // a sign that is no key of it
	}
	m.sure = true
	label := strings.Join(bareWords(texts[0]), " ")
	var of []string
	for _, t := range texts {
		of = append(of, bareWords(t)...)
	}
	if len(words) > 0 && strings.HasPrefix(label, strings.Join(words, " ")) {
		return match{far: farLabel, sure: true}, true
	}
	for _, word := range words {
		far := distance(word, of)
		if far > nearChars {
			return match{}, false
		}
		m.far = max(m.far, far)
		m.sure = m.sure && far < nearWord
	}
	return m, true
}

// distance is how far a word is from the nearest of others; above nearChars it is
// like none of them.
func distance(word string, of []string) int {
	const insideLeast = 3 // letters: fewer stand in nearly every word
	far := nearChars + 1
	for _, w := range of {
		switch {
		case strings.HasPrefix(w, word):
			return farWord
		case len(word) >= insideLeast && strings.Contains(w, word):
			far = min(far, farInside)
		case len(command.Nearest(word, []string{w})) > 0:
			far = min(far, nearWord)
		case len(word) >= insideLeast && inOrder(word, w):
			far = min(far, nearChars)
		}
	}
	return far
}

// inOrder reports whether the letters of a word stand in another in their order, the
// first at its beginning: "nst" in "nasta".
func inOrder(word, in string) bool {
	if word == "" || in == "" || word[0] != in[0] {
		return false
	}
	for _, r := range word {
		at := strings.IndexRune(in, r)
		if at < 0 {
			return false
		}
		in = in[at+1:]
	}
	return true
}
