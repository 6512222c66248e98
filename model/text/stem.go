package text

import (
	"strings"

	"github.com/kljensen/snowball/english"
	"github.com/kljensen/snowball/swedish"
)

// Stem removes the endings of a word in lower case, in Swedish ("sv") or English ("en"),
// using Snowball (Porter 2001). Letters with and without diacritics are the same, as people
// in a hurry write them, except that å, ä and ö are letters of their own.
func Stem(form, lang string) string {
	if lang == "en" {
		return strings.ReplaceAll(english.Stem(form, false), "'", "")
	}
	s := swedish.Stem(plainMarks.Replace(form), false)
	for _, end := range leftEndings {
		if cut, ok := strings.CutSuffix(s, end); ok && len([]rune(cut)) >= 4 {
			return cut
		}
	}
	return s
}

var plainMarks = strings.NewReplacer("é", "e", "è", "e", "à", "a", "ü", "y")

// leftEndings are endings that Snowball leaves, as in "biblioteken" and "läkarn".
var leftEndings = []string{"arn", "orn", "ern", "an", "or", "ar", "er", "en", "et", "a", "e"}
