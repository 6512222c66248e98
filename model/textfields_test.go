package model

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

// otherTexts are the fields of text in events, by their names on disk, that hold no
// name of a person by themselves. That of a person who joined or was changed is taken
// out by person ("key", "nameKey").
var otherTexts = strings.Fields(`
	about activity at_end basis before candidates carry_in categories category checkIn checklist code detail ends_in firstTitle firstWorkshop format from heading how
	id instruction keep key kind lang lead leader method nameKey node note page part participation place prompt reveal role rule series session status targets text title was what
	when who_may why word workshop`)

// textFields adds the names on disk of all fields of text below a type, and where
// each is.
func textFields(t reflect.Type, seen map[reflect.Type]bool, into map[string]string) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		textFields(t.Elem(), seen, into)
	case reflect.Struct:
		if seen[t] || t == reflect.TypeFor[time.Time]() {
			return
		}
		seen[t] = true
		for i := range t.NumField() {
			f := t.Field(i)
			tag, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if tag == "-" || !f.IsExported() {
				continue
			}
			of := f.Type
			for of.Kind() == reflect.Pointer || of.Kind() == reflect.Slice || of.Kind() == reflect.Array || of.Kind() == reflect.Map {
				of = of.Elem()
			}
			if of.Kind() == reflect.String {
				into[tag] = t.Name() + "." + f.Name
			}
			textFields(f.Type, seen, into)
		}
	}
}

// TestEveryTextFieldIsSorted fails when an event gets a field of text that is
// neither among those where a forgetting looks for names nor among the others.
func TestEveryTextFieldIsSorted(t *testing.T) {
	found, seen := map[string]string{}, map[reflect.Type]bool{}
	for _, k := range eventKinds {
		textFields(reflect.TypeOf(k.event), seen, found)
	}
	others := map[string]bool{}
	for _, key := range otherTexts {
		others[key] = true
	}
	for key, where := range found {
		if nameFields[key] == others[key] {
			t.Errorf("%q (%s) is in both lists or in none: is it somebody's name?", key, where)
		}
	}
}
