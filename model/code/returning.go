package code

import "strings"

// A return code is ReturnLength symbols, written in threes: X7K-2M9-4QD. All
// but the last are drawn, 40 bits; the last is a check symbol, so that a slip of
// the hand is told from a code that nobody has. 40 bits alone would be found
// from a stored hash in minutes, so what is stored is made by a slow function
// (see package store).
const (
	// ReturnLength is the number of symbols of a return code, the check included.
	ReturnLength = 9
	// OldReturnLength is that of the return codes of Verkstad before they had a
	// check: 30 bits. Workshops of that time still take them.
	OldReturnLength = 6
)

// NewReturn makes a return code from bytes of a good random source, one for each
// drawn symbol. It is false where the code could be taken for a name, which has
// no digit: then draw again.
func NewReturn(random [ReturnLength - 1]byte) (symbols string, ok bool) {
	drawn := FromBytes(random[:])
	sum := 0
	for i := range len(drawn) {
		sum = timesX(sum) ^ strings.IndexByte(Alphabet, drawn[i])
	}
	return drawn + Alphabet[timesX(sum):][:1], strings.ContainsAny(drawn, "23456789")
}

// IsReturn tells whether symbols, in canonical form, can be a return code, or one
// of old.
func IsReturn(symbols string) bool {
	return checks(symbols) || len(symbols) == OldReturnLength
}

// checks tells whether the check symbol of a return code fits. The check finds
// every wrong symbol and every two that have changed places: the symbols are a
// polynomial over GF(32) that has a zero at x.
func checks(symbols string) bool {
	sum := 0
	for i := range len(symbols) {
		value := strings.IndexByte(Alphabet, symbols[i])
		if value < 0 {
			return false
		}
		sum = timesX(sum) ^ value
	}
	return len(symbols) == ReturnLength && sum == 0
}

// timesX multiplies by x in GF(32), modulo x⁵+x²+1.
func timesX(v int) int {
	if v <<= 1; v >= 32 {
		v ^= 0b100101
	}
	return v
}

// Return is a return code as it is shown, in threes. What is none is given as it
// is.
func Return(symbols string) string {
	if len(symbols) != ReturnLength {
		return symbols
	}
	return symbols[:3] + "-" + symbols[3:6] + "-" + symbols[6:]
}

// Kind says what somebody typed where a name or a code is asked for.
type Kind int

// What can be typed.
const (
	None      Kind = iota // no code: a name, say
	Returning             // a return code
	Mistyped              // a return code whose check symbol does not fit
	Ticketed              // a ticket
	OldReturn             // a return code of old
)

// Typed tells what a text is, and its symbols in canonical form. The join code
// with a plus before it may be there or not. Names have no digits in most cases,
// and no hyphens where codes have them. What could be either is a name: a code
// can always be given after the join code. Tickets and old codes have no check,
// and a name with a digit can look like one: look for them only where a workshop
// has any.
func Typed(text string) (Kind, string) {
	if _, after, found := strings.Cut(text, "+"); found {
		text = after
	}
	symbols, ok := Normalise(text)
	if !ok {
		return None, ""
	}
	digits := strings.ContainsAny(text, "0123456789")
	grouped := inThrees(text)
	switch n := len(symbols); {
	case n == ReturnLength && checks(symbols) && (digits || grouped):
		return Returning, symbols
	case n == ReturnLength && grouped:
		return Mistyped, symbols
	case n == TicketLength && digits:
		return Ticketed, symbols
	case n == OldReturnLength && digits:
		return OldReturn, symbols
	}
	return None, ""
}

// inThrees tells whether a text is written as return codes are shown.
func inThrees(text string) bool {
	parts := strings.Split(strings.TrimSpace(text), "-")
	return len(parts) == 3 && len(parts[0]) == 3 && len(parts[1]) == 3 && len(parts[2]) == 3
}
