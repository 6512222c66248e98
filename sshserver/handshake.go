package sshserver

import "encoding/binary"

// handshakeReader follows what a client sends before anything is encrypted: its version,
// which is a line, and packets (RFC 4253, sections 4.2 and 6). It finds the first
// message of the key exchange proper, after which a person may read the host
// key's fingerprint, and which is the first that makes the server calculate.
type handshakeReader struct {
	versioned bool   // the version is over
	head      []byte // of a packet: its length, its padding's, and its message's number
	rest      uint32 // bytes of the packet that are still to come
}

// Numbers of messages that belong to whichever key exchange was agreed on
// (RFC 4250, section 4.1.2).
const (
	firstExchange = 30
	lastExchange  = 49
)

// headLength is how long head is when it is whole.
const headLength = 6

// reachesExchange takes what was read, and reports whether the message is in it. It is
// not to be called once it has.
func (o *handshakeReader) reachesExchange(p []byte) bool {
	for len(p) > 0 {
		switch {
		case !o.versioned:
			o.versioned = p[0] == '\n'
			p = p[1:]
		case o.rest > 0:
			n := min(o.rest, uint32(len(p)))
			o.rest -= n
			p = p[n:]
		default:
			o.head = append(o.head, p[0])
			p = p[1:]
			if len(o.head) < headLength {
				continue
			}
			if kind := o.head[headLength-1]; firstExchange <= kind && kind <= lastExchange {
				return true
			}
			// The length counts what follows it, of which two bytes have come.
			// The library ends the connection if it is less or far too much.
			o.rest = max(binary.BigEndian.Uint32(o.head), 2) - 2
			o.head = o.head[:0]
		}
	}
	return false
}
