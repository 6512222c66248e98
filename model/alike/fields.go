package alike

import (
	"embed"
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
}

// thesauri is that of each language, read when it is first asked for.
var thesauri = sync.OnceValue(func() map[string]*thesaurus {
	out := map[string]*thesaurus{}
	number := 0
	for _, lang := range []string{"sv", "en"} {
		t := &thesaurus{map[string][]feature{}, map[string][]int{}}
		out[lang] = t
		in := -1
		for line := range strings.SplitSeq(wordFile(lang), "\n") {
			switch {
			case line == "" || line[0] == '#':
			case line == "[-]":
				in = -1
			case line[0] == '[':
				number, in = number+1, number
			default:
				t.add(line, lang, in)
			}
		}
		for line := range strings.SplitSeq(wordFile("fields-"+lang), "\n") {
			if line != "" && line[0] != '#' {
				for _, w := range strings.Fields(line) {
					t.addField(text.Stem(w, lang), number)
				}
				number++
			}
		}
	}
	return out
})

// wordFile is the text of a file of words that is built in.
func wordFile(name string) string {
	data, err := wordFiles.ReadFile("words/" + name + ".txt")
	if err != nil {
		panic(err)
	}
	return string(data)
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
