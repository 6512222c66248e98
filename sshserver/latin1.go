package sshserver

import "time"

// Some terminals still write Latin-1, or Windows-1252: their å is the single byte 0xE5,
// which is never valid UTF-8 by itself. And a slow line can split a UTF-8 character in two.
// So a byte that does not continue valid UTF-8 is read as the character that it is in
// Windows-1252 (which has Latin-1's letters at the same places), and the rest of an
// unfinished character is waited for, as long as what the terminal has written before
// suggests UTF-8. Whole texts are read by [text.FromTerminal].

// encoding is the character encoding that a terminal has been seen to use.
type encoding uint8

const (
	encodingUnknown encoding = iota // nothing but ASCII so far
	encodingUTF8
	encodingLatin1
)

// patience returns how long the rest of a character is waited for.
func (e encoding) patience() time.Duration {
	switch e {
	case encodingUTF8:
		return 5 * time.Second
	case encodingLatin1:
		return escapeTime
	}
	return 600 * time.Millisecond
}

// latin1From is the first byte that is a letter or a symbol in Latin-1. The bytes from 0x80
// up to it are control characters.
const latin1From = 0xa0
