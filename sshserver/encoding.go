package sshserver

import "time"

// Some terminals still write Latin-1, or Windows-1252: their å is one byte, 0xE5,
// that no UTF-8 has alone. And a slow line can cut a letter of UTF-8 in two. So a
// byte that does not go on as UTF-8 is taken for the letter that it is in
// Windows-1252 (which has Latin-1's letters at the same places), and an unfinished
// letter is waited for, for as long as what the terminal wrote before lets one
// think that it is UTF-8. Whole texts are read by [text.FromTerminal].

// encoding is what a terminal has shown that it writes.
type encoding uint8

const (
	encodingUnknown encoding = iota // nothing but ASCII so far
	encodingUTF8
	encodingLatin1
)

// patience is how long the rest of a letter is waited for.
func (e encoding) patience() time.Duration {
	switch e {
	case encodingUTF8:
		return 5 * time.Second
	case encodingLatin1:
		return escapeTime
	}
	return 600 * time.Millisecond
}

// latin1From is the first byte that is a letter or a sign in Latin-1. Those before
// it, from 0x80, are controls of eight bits.
const latin1From = 0xa0
