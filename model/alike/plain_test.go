package alike

import (
	"hash/maphash"
	"slices"
	"strings"
	"unicode"

	"github.com/kljensen/snowball/english"
	"github.com/kljensen/snowball/swedish"
)

// print is what a set is measured against: the stems of a text's words in
// Swedish and in English, and its letter triples, compared two at a time
// without looking at the others.
type print struct {
	swedish, english, triples []uint64 // sorted, without duplicates
}

// seed makes prints comparable within the process; they are never stored.
var seed = maphash.MakeSeed()

func newPrint(s string) print {
	var p print
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

// similar is how alike two texts are, from 0 (nothing in common) to 1 (the same
// words or letters in any order): the highest of three Sørensen–Dice
// coefficients, of Swedish stems, of English stems, and of letter triples.
func (p print) similar(q print) float64 {
	return max(dice(p.swedish, q.swedish), dice(p.english, q.english), dice(p.triples, q.triples))
}

// wordsOf returns the lower-case words of s.
func wordsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
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
