package model

import (
	"errors"

	"verkstad/model/code"
	"verkstad/model/text"
)

// CheckName returns an error if a newcomer may not use a name, as far as the name alone
// decides: ErrName, ErrNameCode, ErrNameLong or ErrNameReserved.
func CheckName(asked string, role Role) error {
	_, _, err := cleanName(asked, role == Observer)
	return err
}

// cleanName cleans a name and returns its key. Names that Verkstad itself gives people and
// screens are refused, unless kept is true: for a screen, or for somebody who already has
// the name. Errors: ErrName, ErrNameCode, ErrNameLong, ErrNameReserved.
func cleanName(asked string, kept bool) (name, key string, err error) {
	name, key, err = text.Name(asked)
	switch {
	case errors.Is(err, text.ErrTooLong):
		return "", "", ErrNameLong.with(text.MaxNameCells)
	case err != nil:
		return "", "", ErrName
	case !kept && code.LooksLikeReturn(name):
		return "", "", ErrNameCode
	case !kept && text.Reserved(name):
		return "", "", ErrNameReserved
	}
	return name, key, nil
}

// nameTaken reports whether somebody other than but has a name. The name of a person who
// took part at another's terminal and went is free again, and so is that of one who was
// swept out.
func (b *Board) nameTaken(key string, but *Person) bool {
	alike := text.AlikeTo(key)
	for _, p := range b.people.All() {
		if p != but && alike(p.NameKey) && !(p.Removed && (p.Via != 0 || p.swept)) {
			return true
		}
	}
	return false
}
