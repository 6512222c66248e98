// Package i18n is the catalogue: every word on screen, in Swedish and in English. Code
// names a word by its id and never carries the word itself.
//
// The words are in one TOML file for each room and language (sv/participant.toml), in
// go-i18n's format; a room is a package that says them. The room comes first in an id:
//
//	[participant.vote]
//	closed = "Omröstningen är stängd"
//	# called with N: {{.N}} is the number
//	left.one = "{{.N}} prick kvar"
//	left.other = "{{.N}} prickar kvar"
//
// common.toml holds the vocabulary that rooms share, under several prefixes (sector, role,
// goal, key, unit, date); target.toml has the 169 targets of the goals. What an activity is
// called, and what is said of it alone, is in a file of its own (sv/activity-vote.toml),
// whatever room says it; the activity is a part of those ids. The only template action is a
// placeholder, {{.Name}}. No part of an id may be one of go-i18n's own keys (id,
// description, hash, zero, one, two, few, many, other).
//
// All catalogues are read once, at the first call of [For]. After that everything here is
// safe for concurrent use, and a word without placeholders costs one map lookup.
package i18n

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"verkstad/model/text"
)

// Languages are the languages of the catalogue.
var Languages = []string{"sv", "en"}

// Words are the words of one language.
type Words struct {
	lang     string
	tag      language.Tag
	zone     *time.Location // nil means the computer's
	messages map[string]*message
}

// catalogues reads all catalogues. They are embedded and covered by tests, so one that
// cannot be read is a mistake in the build.
var catalogues = sync.OnceValue(func() map[string]*Words {
	all := make(map[string]*Words, len(Languages))
	for _, lang := range Languages {
		w, err := readLanguage(files, lang)
		if err != nil {
			panic(err)
		}
		all[lang] = w
	}
	return all
})

// For returns the words of a language, never nil. It takes "sv" and "en" as
// well as what clients send: LANG=sv_SE.UTF-8, or a list such as "sv:en" of
// which the first known one counts. Norwegian and Danish get Swedish, which
// their readers follow more easily than most; everything else, and nothing,
// gets English.
func For(lang string) *Words {
	return catalogues()[pick(lang)]
}

func pick(list string) string {
	for lang := range strings.FieldsFuncSeq(list, func(r rune) bool { return r == ':' || r == ',' }) {
		lang = strings.ToLower(strings.TrimSpace(lang))
		if end := strings.IndexAny(lang, "_-.@; "); end >= 0 {
			lang = lang[:end] // without territory, encoding and weight
		}
		switch lang {
		case "sv", "nb", "nn", "no", "da":
			return "sv"
		case "en":
			return "en"
		}
	}
	return "en"
}

// Lang returns "sv" or "en".
func (w *Words) Lang() string { return w.lang }

// In returns the same words with times in a time zone.
func (w *Words) In(zone *time.Location) *Words {
	there := *w
	there.zone = zone
	return &there
}

// Zone returns the time zone in which documents give times: the computer's, or that of
// [Words.In].
func (w *Words) Zone() *time.Location {
	if w.zone == nil {
		return time.Local
	}
	return w.zone
}

// Has reports whether the catalogue has the id.
func (w *Words) Has(id string) bool {
	_, ok := w.messages[id]
	return ok
}

// T returns the word with this id. kv are pairs of a placeholder's name and its value:
// T("home.welcome", "Name", name). A placeholder without a value is left empty. A missing
// id is shown in brackets, ⟨id⟩, so that it is noticed and does no harm.
func (w *Words) T(id string, kv ...any) string {
	m, ok := w.messages[id]
	if !ok {
		return "⟨" + id + "⟩"
	}
	return m.other.fill(kv, 0, false)
}

// N returns the word with this id in the plural form for n. {{.N}} is n; kv as for
// [Words.T].
func (w *Words) N(id string, n int, kv ...any) string {
	m, ok := w.messages[id]
	if !ok {
		return "⟨" + id + "⟩"
	}
	form := m.other
	if m.hasOne && plural.Cardinal.MatchPlural(w.tag, max(n, -n), 0, 0, 0, 0) == plural.One {
		form = m.one
	}
	return form.fill(kv, n, true)
}

// fill returns the pattern with its placeholders filled from kv.
func (p pattern) fill(kv []any, n int, counted bool) string {
	if len(p.names) == 0 {
		return p.parts[0]
	}
	var b strings.Builder
	for i, name := range p.names {
		b.WriteString(p.parts[i])
		if counted && name == "N" {
			b.WriteString(strconv.Itoa(n))
			continue
		}
		b.WriteString(value(kv, name))
	}
	b.WriteString(p.parts[len(p.names)])
	return b.String()
}

// value returns the value of name in kv, as text that may be shown, or "".
func value(kv []any, name string) string {
	for i := 0; i+1 < len(kv); i += 2 {
		if kv[i] != name {
			continue
		}
		switch v := kv[i+1].(type) {
		case string:
			return text.Draw(v)
		case int:
			return strconv.Itoa(v)
		default:
			return text.Draw(fmt.Sprint(v))
		}
	}
	return ""
}
