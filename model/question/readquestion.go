package question

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// sentence is a question as words.
type sentence struct {
	words  []string     // in lower case, with spoken spelling normalised
	begins map[int]bool // indexes at which a clause begins: 0, and after , : ; – ? !
	commas []int        // indexes after a comma or colon
	mark   bool         // it ends with a question mark
	asking int          // number of sentences that end with one
	lang   string
	lex    *lexicon
}

// read splits a text into words, of at most [maxRunes] runes.
func read(s, lang string) *sentence {
	s = norm.NFC.String(strings.ToValidUTF8(s, ""))
	if r := []rune(s); len(r) > maxRunes {
		s = string(r[:maxRunes])
	}
	s = strings.ToLower(strings.ReplaceAll(s, "’", "'"))
	q := &sentence{begins: map[int]bool{0: true}}
	q.mark = strings.HasSuffix(strings.TrimRight(s, " !.)\"”'\t\n"), "?")
	q.asking = countAsking(s)
	var word strings.Builder
	flush := func() {
		if word.Len() > 0 {
			q.words = append(q.words, strings.Trim(word.String(), "'-"))
			word.Reset()
		}
	}
	before := ' '
	for _, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || r == '\'' || r == '-' && unicode.IsLetter(before):
			word.WriteRune(r)
		case r == '&' || r == '+':
			flush()
			q.words = append(q.words, "och")
		default:
			flush()
			if strings.ContainsRune(",:;–—-?!.\n(", r) && (r != '.' || !unicode.IsNumber(before)) {
				q.begins[len(q.words)] = true
			}
			if r == ',' || r == ':' || r == '–' || r == '—' {
				q.commas = append(q.commas, len(q.words))
			}
		}
		before = r
	}
	flush()
	q.lang = languageOf(q.words, lang)
	q.lex = lexicons[q.lang]
	q.normalise()
	return q
}

// countAsking counts the sentences of at least three words that end with a
// question mark.
func countAsking(s string) int {
	n := 0
	parts := strings.Split(s, "?")
	for _, part := range parts[:len(parts)-1] {
		if len(strings.Fields(part)) >= 3 {
			n++
		}
	}
	return n
}

// languageOf returns the language in which more of the words are common, or lang.
func languageOf(list []string, lang string) string {
	score := 0
	for _, w := range list {
		if lexicons["sv"].common[w] || strings.ContainsAny(w, "åäö") {
			score++
		}
		if lexicons["en"].common[w] {
			score--
		}
	}
	switch {
	case score > 0:
		return "sv"
	case score < 0, lang != "sv":
		return "en"
	}
	return "sv"
}

// normalise removes words before the question itself, and corrects spoken spelling and
// typing mistakes in the question words.
func (q *sentence) normalise() {
	q.drop(q.leadIns())
	for i, w := range q.words {
		if w == "va" && q.begins[i] && (q.aux(i+1) || q.has(i+1, words("de det"))) {
			q.words[i] = "vad"
		} else if p, ok := q.lex.spoken[w]; ok {
			q.words[i] = p
		} else if q.begins[i] {
			q.words[i] = q.lex.correct(w)
		}
	}
}

// leadIns returns how many words come before the question, such as "Men" or "1.".
func (q *sentence) leadIns() int {
	n := 0
	for n+2 < len(q.words) && (q.lex.leadIn[q.words[n]] || unicode.IsNumber([]rune(q.words[n] + " ")[0])) {
		n++
	}
	return n
}

// drop removes the first n words.
func (q *sentence) drop(n int) {
	q.words = q.words[n:]
	begins := map[int]bool{0: true}
	for i := range q.begins {
		if i > n {
			begins[i-n] = true
		}
	}
	q.begins = begins
	for i := range q.commas {
		q.commas[i] -= n
	}
}

// correct returns the question word that becomes w if two neighbouring letters are swapped,
// or w.
func (l *lexicon) correct(w string) string {
	if l.common[w] || l.ask[w] || len(w) < 3 {
		return w
	}
	letters := []rune(w)
	for i := 0; i+1 < len(letters); i++ {
		letters[i], letters[i+1] = letters[i+1], letters[i]
		if swapped := string(letters); l.ask[swapped] {
			return swapped
		}
		letters[i], letters[i+1] = letters[i+1], letters[i]
	}
	return w
}

// at returns the word at i, or "".
func (q *sentence) at(i int) string {
	if i < 0 || i >= len(q.words) {
		return ""
	}
	return q.words[i]
}

func (q *sentence) has(i int, of set) bool { return of[q.at(i)] }

// hasAny reports whether one of the words from i on is in the set.
func (q *sentence) hasAny(i int, of set) bool { return q.hasAnyIn(i, len(q.words), of) }

func (q *sentence) hasAnyIn(i, end int, of set) bool {
	for ; i < end; i++ {
		if q.has(i, of) {
			return true
		}
	}
	return false
}

// prefixAt reports whether the phrase is at i.
func (q *sentence) prefixAt(i int, phrase []string) bool {
	for n, w := range phrase {
		if q.at(i+n) != w {
			return false
		}
	}
	return true
}

func (q *sentence) phraseAt(i int, phrases [][]string) bool {
	for _, p := range phrases {
		if q.prefixAt(i, p) {
			return true
		}
	}
	return false
}

// phrase reports whether one of the phrases occurs.
func (q *sentence) phrase(phrases [][]string) bool {
	for i := range q.words {
		if q.phraseAt(i, phrases) {
			return true
		}
	}
	return false
}

// aux reports whether the word at i is an auxiliary.
func (q *sentence) aux(i int) bool { return q.has(i, q.lex.auxiliaries) }

// finite reports whether the word at i may be a finite verb: in the present tense, most end
// with r in Swedish, and with s in English.
func (q *sentence) finite(i int) bool {
	w := q.at(i)
	if q.lex.ask[w] {
		return false
	}
	if q.aux(i) || q.lex.verbs[w] {
		return true
	}
	if q.lang == "en" {
		return len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && i > 0 && q.has(i-1, q.lex.ask)
	}
	if q.lex.notVerbs[w] || len(w) < 3 {
		return false
	}
	for _, end := range []string{"ar", "er", "år", "yr", "ör", "ds", "ade", "ades"} {
		if strings.HasSuffix(w, end) && !strings.HasSuffix(w, "are") {
			return true
		}
	}
	return false
}
