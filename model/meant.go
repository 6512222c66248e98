package model

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"verkstad/model/text"
)

// Meant returns the person whom somebody means by a number, with or without #, or by a
// name. If several may be meant, it is an error: for a name that is a number, or that a
// person who went has left to another. If they differ only in that some were shown out, out
// says whether those are meant or the others. If named is false, names are not looked at,
// since an anonymous workshop has none. Errors: ErrNoSuchPerson, and ErrAmbiguous with
// those who may be meant.
func (b *Board) Meant(asked string, named, out bool) (*Person, error) {
	asked = strings.TrimSpace(asked)
	var found []*Person
	if n, ok := personNumber(asked); ok {
		if p := b.Person(n); p != nil {
			found = append(found, p)
		}
	}
	if named && !strings.HasPrefix(asked, "#") {
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

// personNumber parses a number that stands for a person, with or without #.
func personNumber(s string) (PersonID, bool) {
	n, err := strconv.Atoi(strings.TrimPrefix(s, "#"))
	return PersonID(n), err == nil
}

// numberedName returns a name as it was written and, for a number, the name of the person
// with that number. A number left in place of a name would be read as another person later.
// It returns ErrNobodysNumber if nobody takes part under that number, or if people's names
// are not shown.
func (b *Board) numberedName(asked string, shown bool) (string, error) {
	id, numbered := personNumber(asked)
	if !numbered {
		return asked, nil
	}
	p := b.Person(id)
	if !shown || p == nil || p.Name == "" || p.Role == Observer {
		return "", ErrNobodysNumber.with(asked)
	}
	return p.Name, nil
}

// authorMeant returns the name of the person whose words a facilitator writes down: of the
// person with a number, of the one who takes part under the name, or a name that somebody
// could join under. Errors: ErrNobodysNumber, ErrAmbiguous, and those of cleanName.
func (b *Board) authorMeant(asked string, phase PhaseID) (string, error) {
	asked = strings.TrimSpace(asked)
	shown := b.NamesShown(phase)
	if _, numbered := personNumber(asked); numbered {
		return b.numberedName(asked, shown)
	}
	if shown {
		switch p, err := b.Meant(asked, true, false); {
		case errors.Is(err, ErrAmbiguous):
			return "", err
		case err == nil && p.Role != Observer:
			return p.Name, nil
		}
	}
	name, _, err := cleanName(asked, false)
	return name, err
}
