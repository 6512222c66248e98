package text

import (
	"hash/maphash"
	"slices"
	"strings"
	"unicode"

	"github.com/kljensen/snowball/english"
	"github.com/kljensen/snowball/swedish"
)

// maxPrintRunes bounds how much of a text is looked at for likeness.
const maxPrintRunes = MaxIdeaRunes

// Print is what Similar compares: the stems of a text's words in Swedish and
// in English, and its letter triples. Make it once for each text when many are
// compared. The zero value resembles nothing.
type Print struct {
	swedish, english, triples []uint64 // sorted, without duplicates
}

// seed makes prints comparable within the process; they are never stored.
var seed = maphash.MakeSeed()

// NewPrint returns the print of s, of which the first 500 runes count.
func NewPrint(s string) Print {
	var p Print
	for _, word := range wordsOf(s) {
		if !swedish.IsStopWord(word) {
			p.swedish = append(p.swedish, hash(swedish.Stem(word, false)))
		}
		if !english.IsStopWord(word) {
			p.english = append(p.english, hash(english.Stem(word, false)))
		}
		p.triples = appendTriples(p.triples, word)
	}
	p.swedish = sortedSet(p.swedish)
	p.english = sortedSet(p.english)
	p.triples = sortedSet(p.triples)
	return p
}

// Similar returns how alike two texts are, from 0 (nothing in common) to 1
// (the same words or letters in any order). It is the highest of three
// Sørensen–Dice coefficients: of Swedish stems, of English stems, and, since
// Swedish builds compounds, of letter triples. About 0.6 is worth a hint that
// two ideas may be the same.
func (p Print) Similar(q Print) float64 {
	return max(dice(p.swedish, q.swedish), dice(p.english, q.english), dice(p.triples, q.triples))
}

// Similar returns how alike a and b are, from 0 to 1; see [Print.Similar].
func Similar(a, b string) float64 {
	return NewPrint(a).Similar(NewPrint(b))
}

// wordsOf returns the lower-case words of s.
func wordsOf(s string) []string {
	n := 0
	for i := range s {
		if n++; n > maxPrintRunes {
			s = s[:i]
			break
		}
	}
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !isMark(r)
	})
}

// appendTriples adds the letter triples of word, with its edges marked.
func appendTriples(triples []uint64, word string) []uint64 {
	letters := []rune(" " + word + " ")
	for i := 0; i+3 <= len(letters); i++ {
		triples = append(triples, hash(string(letters[i:i+3])))
	}
	return triples
}

func hash(s string) uint64 { return maphash.String(seed, s) }

func sortedSet(hashes []uint64) []uint64 {
	slices.Sort(hashes)
	return slices.Compact(hashes)
}

// dice is the Sørensen–Dice coefficient of two sorted sets: twice what they
// share over the sum of their sizes.
func dice(a, b []uint64) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	shared := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			shared, i, j = shared+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return 2 * float64(shared) / float64(len(a)+len(b))
}
