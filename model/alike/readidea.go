package alike

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"verkstad/model/text"
)

// maxRunes bounds how much of a text is looked at.
const maxRunes = 500

// token is a word of an idea.
type token struct {
	form    string // as it stands, in lower case
	stem    string
	content bool // it carries a subject
	comma   bool // it stands behind a comma or the like
}

// idea is a text as words.
type idea struct {
	lang     string
	tokens   []token
	contents []string        // the stems that carry a subject, in order
	denied   map[string]bool // the stems that are denied; see denials
	terms    []int           // of the vocabulary, without doubles
	grams    []string
}

// readIdeas parts texts into words, each in its own language, or that of most
// where it does not tell.
func readIdeas(texts []string) []idea {
	out := make([]idea, len(texts))
	scores, mostly := make([]int, len(texts)), 0
	for i, t := range texts {
		out[i].tokens = tokens(t)
		scores[i] = tongue(out[i].tokens)
		mostly += scores[i]
	}
	for i := range out {
		score := scores[i]
		if score == 0 {
			score = mostly
		}
		if out[i].lang = "sv"; score < 0 {
			out[i].lang = "en"
		}
		out[i].settle()
	}
	return out
}

// settle finds what is compared of the words.
func (d *idea) settle() {
	for i := range d.tokens {
		t := &d.tokens[i]
		t.settle(d.lang)
		d.grams = appendGrams(d.grams, t.form)
		if t.content {
			d.contents = append(d.contents, t.stem)
		}
	}
	d.denied = denials(d)
}

// tokens parts a text into words in lower case.
func tokens(s string) []token {
	s = norm.NFC.String(strings.ToValidUTF8(s, " "))
	if r := []rune(s); len(r) > maxRunes {
		s = string(r[:maxRunes])
	}
	s = setPhrases.Replace(strings.ToLower(s))
	var out []token
	var word strings.Builder
	comma := false
	flush := func() {
		if form := strings.Trim(word.String(), "'"); form != "" {
			out = append(out, token{form: form, comma: comma})
			comma = false
		}
		word.Reset()
	}
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || r == '\'' {
			word.WriteRune(r)
			continue
		}
		flush()
		comma = comma || strings.ContainsRune(",;:.–—(!?", r)
	}
	flush()
	return out
}

// tongue is above 0 for Swedish, below for English.
func tongue(list []token) int {
	score := 0
	for _, t := range list {
		sv, en := stops["sv"][t.form], stops["en"][t.form]
		switch {
		case sv && !en, strings.ContainsAny(t.form, "åäö"):
			score++
		case en && !sv:
			score--
		}
	}
	return score
}

// settle finds the token's stem, and whether it carries a subject.
func (t *token) settle(lang string) {
	form := t.form
	if common, ok := spoken[lang][form]; ok {
		form = common
	}
	t.content = !stops[lang][form] && (len([]rune(form)) > 1 || unicode.IsNumber([]rune(form)[0]))
	t.stem = text.Stem(form, lang)
}

// appendGrams adds the 3- to 5-grams of a word with its edges marked.
func appendGrams(grams []string, word string) []string {
	letters := []rune("_" + word + "_")
	letters = letters[:min(len(letters), longestWord)]
	for n := 3; n <= 5; n++ {
		for i := 0; i+n <= len(letters); i++ {
			grams = append(grams, string(letters[i:i+n]))
		}
	}
	return grams
}

// longestWord is how many letters a word may have to be parted.
const longestWord = 40

// featuresOf is what a stem may share with others: itself, its doublets, and
// the parts of a compound that are words of the set (forms) or doublets.
func (t *thesaurus) featuresOf(stem string, forms map[string]bool) []feature {
	out := []feature{{stem, 1, whole}}
	out = append(out, t.groups[stem]...)
	letters := []rune(stem)
	if len(letters) > longestWord {
		return out
	}
	unknown := t.groups[stem] == nil
	for cut := 3; cut+3 <= len(letters); cut++ {
		first, last := string(letters[:cut]), string(letters[cut:])
		out = t.appendPart(out, first, firstPart, forms, unknown)
		out = t.appendPart(out, last, lastPart, forms, unknown)
		if bare, ok := strings.CutSuffix(first, "s"); ok { // "inköp-s-krav"
			out = t.appendPart(out, bare, firstPart, forms, unknown)
		}
	}
	return out
}

// appendPart adds a part of a compound if it is a word, and its doublets, unless the
// compound is known as a word of its own: a bus stop is no spot.
func (t *thesaurus) appendPart(out []feature, part string, at part, forms map[string]bool, doublets bool) []feature {
	share := float32(partShare)
	if at == lastPart {
		share = headShare
	}
	n := len([]rune(part))
	if n < 4 {
		return out
	}
	known := t.groups[part]
	if doublets {
		for _, g := range known {
			out = append(out, feature{g.name, share * g.share, at})
		}
	}
	if known != nil || forms[part] || compoundParts[part] {
		out = append(out, feature{part, share, at})
	}
	return out
}

// slip reports whether a slip of the finger may be between two words: one
// letter in words of five, two in words of nine, or two letters swapped.
func slip(a, b string) bool {
	x, y := []rune(a), []rune(b)
	short := min(len(x), len(y))
	most := 0
	switch {
	case short >= 9:
		most = 2
	case short >= 5:
		most = 1
	}
	if most == 0 || max(len(x), len(y))-short > most {
		return false
	}
	if short >= 5 && dotless.Replace(a) == dotless.Replace(b) {
		return true
	}
	return distance(x, y) <= most && !(most == 1 && len(x) == len(y) && short < shortestChanged && !swappedLetters(x, y))
}

// shortestChanged is how many letters a word has at least for one of them to have
// been changed by a slip: of shorter ones too many are another word.
const shortestChanged = 7

// swappedLetters reports whether two words of the same length have the same letters,
// dots and rings aside.
func swappedLetters(x, y []rune) bool {
	plain := func(word []rune) []rune {
		return slices.Sorted(slices.Values([]rune(dotless.Replace(string(word)))))
	}
	return slices.Equal(plain(x), plain(y))
}

// dotless is letters that are left without their marks in a hurry.
var dotless = strings.NewReplacer("å", "a", "ä", "a", "ö", "o")

// distance counts the letters put in, left out, changed or swapped (Damerau
// 1964).
func distance(a, b []rune) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
