package sshserver

import "encoding/binary"

// handshakeReader parses what a client sends before anything is encrypted: its
// identification line, and packets (RFC 4253, sections 4.2 and 6). It finds the first
// message of the key exchange proper. That is the first message that makes the server
// compute; a person may read the host key's fingerprint after it.
type handshakeReader struct {
	versioned bool   // the identification line is over
	head      []byte // beginning of a packet: its length, padding length and message number
	rest      uint32 // bytes of the packet that are still to come
}

// Range of message numbers that belong to the key exchange method that was agreed on (RFC
// 4250, section 4.1.2).
const (
	firstExchange = 30
	lastExchange  = 49
)

// headLength is the length of a complete head.
const headLength = 6

// reachesExchange takes what was read, and reports whether the message is in it. It must
// not be called again once it has returned true.
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
			// The length counts what follows it, of which two bytes have come. The library
			// closes the connection if it is less or far too much.
			o.rest = max(binary.BigEndian.Uint32(o.head), 2) - 2
			o.head = o.head[:0]
		}
	}
	return false
}
