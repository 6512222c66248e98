package alike

import (
	"embed"
	"slices"
	"strings"
	"sync"

	"verkstad/model/text"
)

//go:embed words
var wordFiles embed.FS

// thesaurus is what is known of the words of a language, by their stems.
type thesaurus struct {
	groups map[string][]feature // the groups of doublets that a word is in, or near
	fields map[string][]int     // the fields of meaning that it falls in
	weak   map[string]bool      // whether it tells little of a subject
	web    *web
}

// weakTells is how much of a subject a weak word tells.
const weakTells = 0.4

// tells is how much of a subject a stem tells, 0 to 1.
func (t *thesaurus) tells(stem string) float32 {
	if t.weak[stem] {
		return weakTells
	}
	return 1
}

// thesauri is that of each language, read when it is first asked for.
var thesauri = sync.OnceValue(func() map[string]*thesaurus {
	sections := 0
	return map[string]*thesaurus{"sv": readThesaurus("sv", 0, &sections), "en": readThesaurus("en", linesOfLanguage, &sections)}
})

// linesOfLanguage is more than a language's lines.
const linesOfLanguage = 1 << 16

// readThesaurus reads the files of a language, and counts its sections on.
func readThesaurus(lang string, firstLine int, sections *int) *thesaurus {
	t := &thesaurus{map[string][]feature{}, map[string][]int{}, map[string]bool{}, newWeb(firstLine)}
	in := -1
	for _, row := range wordRows(lang) {
		switch {
		case row == "[-]":
			in = -1
		case row[0] == '[':
			*sections, in = *sections+1, *sections
		default:
			same, near, _ := strings.Cut(row, "|")
			t.add(row, lang, in)
			t.web.add(same, near, lang, in)
		}
	}
	for _, row := range wordRows("about-" + lang) {
		t.web.add("", row, lang, -1)
	}
	t.web.learn()
	for _, row := range wordRows("weak-" + lang) {
		for _, w := range strings.Fields(row) {
			t.weak[text.Stem(w, lang)] = true
		}
	}
	for _, row := range wordRows("fields-" + lang) {
		for _, w := range strings.Fields(row) {
			t.addField(text.Stem(w, lang), *sections)
		}
		*sections++
	}
	return t
}

// wordRows is the rows of a file of words that is built in, but for empty ones and
// comments.
func wordRows(name string) []string {
	data, err := wordFiles.ReadFile("words/" + name + ".txt")
	if err != nil {
		panic(err)
	}
	return slices.DeleteFunc(strings.Split(string(data), "\n"), func(row string) bool { return row == "" || row[0] == '#' })
}

// add takes in a group of words: "same same | near near"; field is its field
// of meaning, -1 for none.
func (t *thesaurus) add(line, lang string, field int) {
	same, near, _ := strings.Cut(line, "|")
	name := "=" + line // no word has a sign of equality
	for n, words := range []string{same, near} {
		share := []float32{doubletShare, nearShare}[n]
		for _, w := range strings.Fields(words) {
			stem := text.Stem(w, lang)
			if !hasFeature(t.groups[stem], name) {
				t.groups[stem] = append(t.groups[stem], feature{name, share, whole})
			}
			if field >= 0 && n == 0 {
				t.addField(stem, field)
			}
		}
	}
}

func hasFeature(list []feature, name string) bool {
	for _, f := range list {
		if f.name == name {
			return true
		}
	}
	return false
}

func (t *thesaurus) addField(stem string, field int) {
	for _, f := range t.fields[stem] {
		if f == field {
			return
		}
	}
	t.fields[stem] = append(t.fields[stem], field)
}

// fieldsOf is the fields of a stem, or where it has none those of the parts of
// a compound.
func (t *thesaurus) fieldsOf(stem string) []int {
	if in := t.fields[stem]; in != nil {
		return in
	}
	letters := []rune(stem)
	for cut := 4; cut <= len(letters); cut++ {
		if in := t.fields[string(letters[len(letters)-cut:])]; in != nil && cut < len(letters) {
			return in
		}
	}
	for cut := len(letters) - 2; cut >= 4; cut-- {
		if in := t.fields[strings.TrimSuffix(string(letters[:cut]), "s")]; in != nil {
			return in
		}
	}
	return nil
}
