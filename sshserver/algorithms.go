package sshserver

import (
	"io"
	"slices"
	"strings"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// algorithms are what the server agrees to: of what the library holds secure, that
// which sshd of OpenSSH 10 offers by default, and nothing that rests on SHA-1, to
// which the library itself would still agree. The post-quantum key exchange comes
// first. Those in finite fields are left out, as there: they would make a stranger
// cost us twenty times as much.
var algorithms = func() gossh.Algorithms {
	a := gossh.SupportedAlgorithms()
	a.MACs = slices.DeleteFunc(a.MACs, func(name string) bool { return strings.Contains(name, "sha1") })
	a.KeyExchanges = slices.DeleteFunc(a.KeyExchanges, func(name string) bool { return strings.HasPrefix(name, "diffie-hellman") })
	return a
}()

// serverConfig is what the library negotiates with on one connection.
func serverConfig(c *Conn, hostKeys []gossh.MultiAlgorithmSigner) *gossh.ServerConfig {
	config := &gossh.ServerConfig{
		Config:                  gossh.Config{KeyExchanges: algorithms.KeyExchanges, Ciphers: algorithms.Ciphers, MACs: algorithms.MACs},
		PublicKeyAuthAlgorithms: algorithms.PublicKeyAuths,
	}
	for _, key := range hostKeys {
		config.AddHostKey(pacedSigner{key, c})
	}
	return config
}

// withoutSHA1 is a host key that signs with no algorithm that rests on SHA-1.
func withoutSHA1(key gossh.Signer) (gossh.MultiAlgorithmSigner, error) {
	names := []string{key.PublicKey().Type()}
	if names[0] == gossh.KeyAlgoRSA {
		names = []string{gossh.KeyAlgoRSASHA512, gossh.KeyAlgoRSASHA256}
	}
	return gossh.NewSignerWithAlgorithms(key.(gossh.AlgorithmSigner), names)
}

// pacedSigner is a host key on one connection. It signs once in each key
// exchange, and nothing else tells when a client begins another, which it may as
// often as it likes (RFC 4253, section 9). Those after the first are held to a
// pace, since they cost the server more than the client.
type pacedSigner struct {
	gossh.MultiAlgorithmSigner
	c *Conn
}

// Sign signs when it is time. The library calls it where a key knows one
// algorithm, and SignWithAlgorithm where it knows several.
func (s pacedSigner) Sign(rand io.Reader, data []byte) (*gossh.Signature, error) {
	s.await()
	return s.MultiAlgorithmSigner.Sign(rand, data)
}

// SignWithAlgorithm is Sign with one of several algorithms.
func (s pacedSigner) SignWithAlgorithm(rand io.Reader, data []byte, algorithm string) (*gossh.Signature, error) {
	s.await()
	return s.MultiAlgorithmSigner.SignWithAlgorithm(rand, data, algorithm)
}

// await waits until it is time. Nobody but the connection waits with it.
func (s pacedSigner) await() {
	now := s.c.limiter.now()
	s.c.wait(s.c.rekeys.ReserveN(now, 1).DelayFrom(now))
}

// How often a connection may exchange keys: clients do it every hour, or every
// gigabyte.
const (
	rekeyEvery = time.Minute
	rekeyBurst = 4
)

// noHostKey is a host key that signs with no algorithm, and so is never offered.
// The library insists on having one beside those of [serverConfig], and would
// otherwise make one, or put its own in their place.
type noHostKey struct{ gossh.MultiAlgorithmSigner }

func (noHostKey) Algorithms() []string       { return nil }
func (noHostKey) PublicKey() gossh.PublicKey { return noPublicKey{} }

type noPublicKey struct{ gossh.PublicKey }

func (noPublicKey) Type() string { return "none" }
