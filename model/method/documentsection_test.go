package method

import (
	"slices"
	"strings"
	"testing"
)

// TestSectionsOfADocument holds what a method file may say of its document, and what is a
// mistake, with its line.
func TestSectionsOfADocument(t *testing.T) {
	const file = `id = "own"
name = { en = "Own" }
ends_in = { en = "Notes" }
series = 2
ends_from = 2
[[phases]]
activity = "define"
key = "wording"
[[document]]
part = "questions"
from = ["wording"]
heading = { en = "Promises" }
`
	m, err := Parse([]byte(file))
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Document) != 1 || m.Document[0].Heading.In("en") != "Promises" || m.EndsIn.In("sv") != "Notes" || m.EndsFrom != 2 {
		t.Errorf("it ends in %+v", m.Ending)
	}
	for _, tt := range []struct{ from, to, field, code string }{
		{`part = "questions"`, `part = "poems"`, "document[1].part", CodeChoice},
		{`from = ["wording"]`, `from = ["worded"]`, "document[1].from", CodeUnknown},
		{`from = ["wording"]`, `from = [""]`, "document[1].from", CodeUnknown},
		{`key = "wording"`, `key = "Ordval!"`, "phases[1].key", CodeChoice},
		{`ends_from = 2`, `ends_from = 3`, "ends_from", CodeRange},
		{`"Promises"`, `"` + strings.Repeat("x", 61) + `"`, "document[1].heading.en", CodeText},
	} {
		_, err := Parse([]byte(strings.Replace(file, tt.from, tt.to, 1)))
		found := slices.ContainsFunc(Errors(err), func(e *Error) bool { return e.Field == tt.field && e.Code == tt.code && e.Line > 0 })
		if !found {
			t.Errorf("with %s: %v", tt.to, err)
		}
	}
}

// TestEveryMethodSaysWhatItsDocumentHas holds that phases of the methods that come with
// Verkstad have keys of their own, and that each has a document in its own words.
func TestEveryMethodSaysWhatItsDocumentHas(t *testing.T) {
	for _, m := range All() {
		seen := map[string]bool{}
		for i, p := range m.Phases {
			if p.Key == "" || seen[p.Key] {
				t.Errorf("%s: phase %d has the key %q", m.ID, i+1, p.Key)
			}
			seen[p.Key] = true
		}
		if len(m.Document) == 0 {
			t.Errorf("%s has no document", m.ID)
		}
		for _, s := range m.Document {
			for _, text := range []Text{s.Heading, s.Lead} {
				if len(text) > 0 && (text["sv"] == "" || text["en"] == "") {
					t.Errorf("%s: %v is not in both languages", m.ID, text)
				}
			}
		}
	}
}
