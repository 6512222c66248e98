package model

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// PersonForgotten records that the log was written again without a person's name, key and
// return code, after the workshop had ended. Before is the hash that the log ended with, in
// hexadecimal: somebody with an older copy finds it there, and everything but the name the
// same.
type PersonForgotten struct {
	ID     PersonID `json:"id"`
	Word   string   `json:"word"` // what replaces the name
	Before string   `json:"before"`
}

func (e PersonForgotten) apply(b *Board, r Record) {
	b.changePerson(e.ID, r, func(p *Person) { p.Name, p.NameKey, p.Key, p.given = e.Word, "", "", nil })
}

// NamesOf returns the names that a person had in a log, each once, the longest first.
func NamesOf(records []Record, person PersonID) []string {
	var names []string
	for _, r := range records {
		switch e := r.Event.(type) {
		case PersonJoined:
			if e.ID == person {
				names = append(names, e.Name)
			}
		case PersonChanged:
			if e.ID == person {
				names = append(names, e.Name)
			}
		case WorkshopImported:
			for _, p := range e.Document.everybody() {
				if p != nil && p.ID == person {
					names = append(names, p.Name)
				}
			}
		}
	}
	slices.SortFunc(names, func(a, b string) int {
		if d := len(b) - len(a); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	names = slices.Compact(names)
	return slices.DeleteFunc(names, func(name string) bool { return name == "" })
}

// nameFields are the fields of events, by their names on disk, that contain names of
// people. Texts that people wrote, which may name somebody, are in other fields;
// TestEveryTextFieldIsSorted has both.
var nameFields = map[string]bool{"name": true, "who": true, "author": true, "writer": true, "refused": true, "follower": true, "host": true}

// WithoutName returns a record without a person's key and return code, and with word in
// place of each of their names in fields for names; if there were none, changed is false
// and the record the same. Texts stay as they are.
func WithoutName(r Record, person PersonID, names []string, word string) (out Record, changed bool) {
	switch e := r.Event.(type) {
	case PersonJoined:
		if e.ID != person { // "Åsa Berg" stays when Åsa is forgotten
			return r, false
		}
		e.Name, e.NameKey, e.Key = word, "", ""
		r.Event = e
		return r, true
	case PersonChanged:
		if e.ID != person {
			return r, false
		}
		e.Name, e.NameKey = word, ""
		r.Event = e
		return r, true
	case PersonReturned:
		if e.ID == person {
			e.Key = ""
			r.Event = e
			return r, true
		}
	}
	anew, changed := withoutName(reflect.ValueOf(r.Event), false, func(s string) string { return replaceNames(s, names, word) })
	if changed {
		r.Event = anew.Interface().(Event)
	}
	return r, changed
}

// withoutName returns a copy of a value in which replace was applied to each string in a
// field of nameFields; v itself is not changed.
func withoutName(v reflect.Value, named bool, replace func(string) string) (out reflect.Value, changed bool) {
	switch v.Kind() {
	case reflect.String:
		if !named {
			return v, false
		}
		if s := replace(v.String()); s != v.String() {
			out = reflect.New(v.Type()).Elem()
			out.SetString(s)
			return out, true
		}
	case reflect.Pointer:
		if v.IsNil() {
			return v, false
		}
		if inner, changed := withoutName(v.Elem(), named, replace); changed {
			out = reflect.New(v.Type().Elem())
			out.Elem().Set(inner)
			return out, true
		}
	case reflect.Slice:
		for i := range v.Len() {
			inner, hit := withoutName(v.Index(i), named, replace)
			if !hit {
				continue
			}
			if !changed {
				out, changed = reflect.MakeSlice(v.Type(), v.Len(), v.Len()), true
				reflect.Copy(out, v)
			}
			out.Index(i).Set(inner)
		}
		if changed {
			return out, true
		}
	case reflect.Struct:
		for i := range v.NumField() {
			field := v.Type().Field(i)
			if !field.IsExported() {
				continue
			}
			tag, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			inner, hit := withoutName(v.Field(i), nameFields[tag], replace)
			if !hit {
				continue
			}
			if !changed {
				out, changed = reflect.New(v.Type()).Elem(), true
				out.Set(v)
			}
			out.Field(i).Set(inner)
		}
		if changed {
			return out, true
		}
	}
	return v, false
}

// Naming returns where a name under which nobody has joined occurs in a log: as the author
// of an imported idea, in a promise, as who wrote one down, as a session's host. It returns
// the name as it is first written there, empty if it does not occur.
func Naming(records []Record, name string) (written string) {
	find := func(s string) string {
		if at := nameIn(s, []string{name}); written == "" && len(at) > 0 {
			written = s[at[0][0]:at[0][1]]
		}
		return s
	}
	for _, r := range records {
		withoutName(reflect.ValueOf(r.Event), false, find)
	}
	return written
}

// CarriedFrom reports whether a log has one of the names in what was carried in from
// another workshop.
func CarriedFrom(records []Record, workshop string, names []string) bool {
	found := false
	find := func(s string) string {
		found = found || len(nameIn(s, names)) > 0
		return s
	}
	for _, r := range records {
		carried, ok := r.Event.(ItemsCarried)
		if !ok {
			continue
		}
		for _, c := range carried.Commitments {
			if o := c.Origin; o != nil && (o.Workshop == workshop || o.FirstWorkshop == workshop) {
				withoutName(reflect.ValueOf(c), false, find)
			}
		}
		for _, c := range carried.Clusters {
			if o := c.Origin; o != nil && (o.Workshop == workshop || o.FirstWorkshop == workshop) {
				withoutName(reflect.ValueOf(c), false, find)
			}
		}
		for _, i := range carried.Ideas {
			if o := i.Origin; o != nil && (o.Workshop == workshop || o.FirstWorkshop == workshop) {
				withoutName(reflect.ValueOf(i), false, find)
			}
		}
	}
	return found
}

// replaceNames replaces each name that occurs in s as whole words by word, in any case,
// also in the genitive (Åsas, Anna's). The longer names must come first.
func replaceNames(s string, names []string, word string) string {
	var out strings.Builder
	done := 0
	for _, at := range nameIn(s, names) {
		out.WriteString(s[done:at[0]] + word)
		done = at[1]
	}
	return out.String() + s[done:]
}

// nameIn returns where names occur in s as whole words: from and to which byte.
func nameIn(s string, names []string) (places [][]int) {
	if s == "" || len(names) == 0 {
		return nil
	}
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = regexp.QuoteMeta(name)
	}
	for _, at := range regexp.MustCompile("(?i)"+strings.Join(quoted, "|")).FindAllStringIndex(s, -1) {
		before, _ := utf8.DecodeLastRuneInString(s[:at[0]])
		after, _ := utf8.DecodeRuneInString(strings.TrimPrefix(s[at[1]:], "s"))
		if !inWord(before) && !inWord(after) {
			places = append(places, at)
		}
	}
	return places
}

func inWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r))
}
