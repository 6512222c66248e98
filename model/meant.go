package model

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"verkstad/model/text"
)

// Meant finds whom somebody means who writes a number, with or without #, or a
// name. What may mean several is nobody: a name that is a number, or one that
// somebody who went has left to another. Where it is only that some of them were
// shown out, those are meant if out is set, and the others if not. Without named,
// names are not looked at: an anonymous workshop has none. Errors:
// ErrNoSuchPerson, ErrAmbiguous with those it may be.
func (b *Board) Meant(asked string, named, out bool) (*Person, error) {
	asked = strings.TrimSpace(asked)
	digits, numbered := strings.CutPrefix(asked, "#")
	var found []*Person
	if n, err := strconv.Atoi(digits); err == nil {
		if p := b.Person(PersonID(n)); p != nil {
			found = append(found, p)
		}
	}
	if named && !numbered {
		var called []*Person
		for _, p := range b.people.All() {
			if p.Name != "" && text.Same(p.Name, asked) && !slices.Contains(found, p) {
				called = append(called, p)
			}
		}
		if some := slices.DeleteFunc(slices.Clone(called), func(p *Person) bool { return p.Removed != out }); len(some) > 0 {
			called = some
		}
		found = append(found, called...)
	}
	switch len(found) {
	case 0:
		return nil, ErrNoSuchPerson
	case 1:
		return found[0], nil
	}
	var each []string
	for _, p := range found {
		each = append(each, fmt.Sprintf("#%d %s", p.ID, p.Name))
	}
	return nil, ErrAmbiguous.with(asked, strings.Join(each, ", "))
}
