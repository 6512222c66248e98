package code

import "strings"

// A return code is ReturnLength symbols, written in threes: X7K-2M9-4QD. All but the last
// are random, 40 bits; the last is a check symbol, so that a typing mistake differs from a
// code that nobody has. A code of 40 bits could be found from an ordinary hash in minutes,
// so the hash that is stored is a slow one (see package store).
const (
	// ReturnLength is the number of symbols of a return code, the check symbol included.
	ReturnLength = 9
	// OldReturnLength is the length of older return codes, which had no check symbol: 30
	// bits. Workshops of that time still accept them.
	OldReturnLength = 6
)

// NewReturn makes a return code from bytes of a good random source, one for each random
// symbol. It returns false if the code could be taken for a name, which has no digit: then
// call it again with other bytes.
func NewReturn(random [ReturnLength - 1]byte) (symbols string, ok bool) {
	drawn := FromBytes(random[:])
	sum := 0
	for i := range len(drawn) {
		sum = timesX(sum) ^ strings.IndexByte(Alphabet, drawn[i])
	}
	return drawn + Alphabet[timesX(sum):][:1], strings.ContainsAny(drawn, "23456789")
}

// IsReturn reports whether symbols, in canonical form, can be a return code, new or old.
func IsReturn(symbols string) bool {
	return hasValidCheck(symbols) || len(symbols) == OldReturnLength
}

// hasValidCheck reports whether the check symbol of a return code is right. It detects
// every single wrong symbol and every swap of two: the symbols are a polynomial over GF(32)
// that has a zero at x.
func hasValidCheck(symbols string) bool {
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

// Return formats a return code as it is shown, in threes. Symbols that are no return code
// are returned unchanged.
func Return(symbols string) string {
	if len(symbols) != ReturnLength {
		return symbols
	}
	return symbols[:3] + "-" + symbols[3:6] + "-" + symbols[6:]
}

// Kind is what somebody typed where a name or a code is asked for.
type Kind int

// Kinds of what can be typed.
const (
	None      Kind = iota // no code, perhaps a name
	Returning             // a return code
	Mistyped              // a return code whose check symbol is wrong
	Ticketed              // a ticket
	OldReturn             // an older return code
)

// Typed returns which kind a text is, and its symbols in canonical form. It may begin with
// the join code and a plus. Most names have no digits, and no hyphens where codes have
// them. A text that could be either is a name: a code can always be given after the join
// code. Tickets and older codes have no check symbol, and a name with a digit can look like
// one: look for them only in a workshop that has any.
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
	case n == ReturnLength && hasValidCheck(symbols) && (digits || grouped):
		return Returning, symbols
	case n == ReturnLength && (grouped || looksDrawn(text)):
		return Mistyped, symbols
	case n == TicketLength && digits:
		return Ticketed, symbols
	case n == OldReturnLength && digits:
		return OldReturn, symbols
	}
	return None, ""
}

// looksDrawn reports whether a text looks drawn at random: one word with two digits or more,
// of which one stands right before a letter, as in hardly any name.
func looksDrawn(text string) bool {
	digits, before := 0, false
	for i := range len(text) {
		switch b := text[i]; {
		case b == ' ':
			return false
		case isDigit(b):
			digits++
		case b != '-' && i > 0 && isDigit(text[i-1]):
			before = true
		}
	}
	return digits >= 2 && before
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// LooksLikeReturn reports whether a text is a return code and could hardly be a name: its
// check symbol is right, and it is written as codes are shown, or looks drawn at random.
// Of names with digits, such as Person 12, one in 32 has a right check symbol.
func LooksLikeReturn(text string) bool {
	kind, _ := Typed(text)
	return kind == Returning && (inThrees(text) || looksDrawn(text))
}

// LooksLikeTicket reports whether a text is more likely a ticket than a name, also where
// there are no tickets.
func LooksLikeTicket(text string) bool {
	kind, symbols := Typed(text)
	return kind == Ticketed && (looksDrawn(text) || strings.EqualFold(strings.TrimSpace(text), Ticket(symbols)))
}

// inThrees reports whether a text is written as return codes are shown.
func inThrees(text string) bool {
	parts := strings.Split(strings.TrimSpace(text), "-")
	return len(parts) == 3 && len(parts[0]) == 3 && len(parts[1]) == 3 && len(parts[2]) == 3
}
