package model

import (
	"errors"

	"verkstad/model/text"
)

// CheckName tells whether a newcomer may be called so, as far as the name alone
// decides. Errors: ErrName, ErrNameLong, ErrNameReserved.
func CheckName(asked string, role Role) error {
	_, _, err := cleanName(asked, role == Observer)
	return err
}

// cleanName cleans a name and gives its key. What Verkstad itself calls people
// and screens is for nobody, unless it is kept: by a screen, or by somebody who
// is called so from before. Errors: ErrName, ErrNameLong, ErrNameReserved.
func cleanName(asked string, kept bool) (name, key string, err error) {
	name, key, err = text.Name(asked)
	switch {
	case errors.Is(err, text.ErrTooLong):
		return "", "", ErrNameLong.with(text.MaxNameCells)
	case err != nil:
		return "", "", ErrName
	case !kept && text.Reserved(name):
		return "", "", ErrNameReserved
	}
	return name, key, nil
}

// nameTaken tells whether somebody but the one has a name. The name of who was
// written for at another's terminal and went is free again, and so is that of
// who was swept out.
func (b *Board) nameTaken(key string, but *Person) bool {
	alike := text.AlikeTo(key)
	for _, p := range b.people.All() {
		if p != but && alike(p.NameKey) && !(p.Removed && (p.Via != 0 || p.swept)) {
			return true
		}
	}
	return false
}
