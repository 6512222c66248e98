package workshop

import (
	"strconv"
	"strings"
)

// Join is how people reach the workshop over SSH. The zero Join means that the workshop is
// not served.
type Join struct {
	Lines       []string // ssh -p 2222 KRABBA@192.168.1.20, best first
	URL         string   // ssh://KRABBA@192.168.1.20:2222
	At          Endpoint // of the first line
	Fingerprint string   // SHA256:… of the host key, as ssh prints it
	HostKey     string   // the host key as in known_hosts: ssh-ed25519 AAAA…; empty if not known
	LocalOnly   bool     // only this computer can reach it
	Web         []string // http://192.168.1.20:8080/KRABBA, best first; empty if no browser is let in
}

// Address returns the best address for a browser; empty if none is let in.
func (j Join) Address() string {
	if len(j.Web) == 0 {
		return ""
	}
	return j.Web[0]
}

// Unencrypted reports whether browsers come over connections that others on the network can
// read.
func (j Join) Unencrypted() bool { return strings.HasPrefix(j.Address(), "http://") }

// Scanned returns what a QR code of the way in says: the address of the page, which the
// camera of a phone opens, or else the link for ssh.
func (j Join) Scanned() string {
	if address := j.Address(); address != "" {
		return address
	}
	return j.URL
}

// Endpoint is what clients with a window, such as PuTTY, ask for in fields of their own.
type Endpoint struct {
	Host string // without brackets
	Port int
	User string // the join code
}

// KnownHosts returns the line for ~/.ssh/known_hosts by which ssh does not ask whether the
// server is the right one; empty if the host key is not known.
func (j Join) KnownHosts() string {
	if j.HostKey == "" || j.At.Host == "" {
		return ""
	}
	host := j.At.Host
	if j.At.Port != 22 {
		host = "[" + host + "]:" + strconv.Itoa(j.At.Port)
	}
	return host + " " + j.HostKey
}

// fingerprintEnd is how many characters of a fingerprint are an end of it: 36 bits.
const fingerprintEnd = 6

// FingerprintEnds returns the first and the last characters of the fingerprint, without the
// name of the hash: what people compare at a glance. Both are empty if it is not known.
func (j Join) FingerprintEnds() (first, last string) {
	_, digest, _ := strings.Cut(j.Fingerprint, ":")
	if len(digest) < 2*fingerprintEnd {
		return "", ""
	}
	return digest[:fingerprintEnd], digest[len(digest)-fingerprintEnd:]
}
