// Package code handles the short codes that people type to join a workshop.
//
// A code is written in Douglas Crockford's base32 (https://www.crockford.com/base32.html):
// digits and capital letters without I, L, O and U, so that a code read from a projector
// across a room is hard to misread. Someone who types I or L means 1, and O means 0; case,
// spaces and hyphens do not matter.
package code

import (
	"crypto/sha256"
	"crypto/subtle"
)

// Alphabet is the 32 symbols of a code in the order of their values.
const Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// JoinLength is the number of symbols of a join code that Verkstad makes: one of a billion.
const JoinLength = 6

// TicketLength is the number of symbols of a ticket: 50 bits, so that it differs in length
// from a return code, and cannot be found from its hash in a day.
const TicketLength = 10

// MaxLength is the maximum number of symbols in a code.
const MaxLength = 32

// Normalise returns the canonical form of what someone typed: capitals, I and L as 1, O as
// 0, spaces and hyphens removed. It returns false if what remains is empty, longer than
// [MaxLength], or contains anything but letters A to Z and digits. U, which no generated
// code contains, stays U, so that a code chosen by a person may contain it.
func Normalise(typed string) (string, bool) {
	symbols := make([]byte, 0, MaxLength)
	for i := range len(typed) {
		b := typed[i]
		switch {
		case b == ' ' || b == '-':
			continue
		case b >= 'a' && b <= 'z':
			b -= 'a' - 'A'
		}
		switch {
		case b == 'I' || b == 'L':
			b = '1'
		case b == 'O':
			b = '0'
		case (b < 'A' || b > 'Z') && (b < '0' || b > '9'):
			return "", false
		}
		if len(symbols) == MaxLength {
			return "", false
		}
		symbols = append(symbols, b)
	}
	return string(symbols), len(symbols) > 0
}

// Equal reports whether two codes are equal once normalised. Text that is not a code equals
// nothing, itself included. The comparison takes the same time wherever the two differ, so
// its duration tells a guesser nothing.
func Equal(a, b string) bool {
	na, okA := Normalise(a)
	nb, okB := Normalise(b)
	ha, hb := sha256.Sum256([]byte(na)), sha256.Sum256([]byte(nb))
	return subtle.ConstantTimeCompare(ha[:], hb[:]) == 1 && okA && okB
}

// Ticket formats a ticket as it is printed: XXXXX-XXXXX, in two halves that are easy to
// copy. Symbols that are no ticket are returned unchanged.
func Ticket(symbols string) string {
	if len(symbols) != TicketLength {
		return symbols
	}
	return symbols[:TicketLength/2] + "-" + symbols[TicketLength/2:]
}

// FromBytes returns one symbol for each byte, from its low five bits. With bytes from a
// good random source every code is equally likely.
func FromBytes(random []byte) string {
	symbols := make([]byte, len(random))
	for i, b := range random {
		symbols[i] = Alphabet[b&31]
	}
	return string(symbols)
}
