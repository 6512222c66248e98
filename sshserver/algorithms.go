package sshserver

import (
	"io"
	"slices"
	"strings"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// algorithms are those that the server agrees to: of the ones that the library considers
// secure, those that OpenSSH 10's sshd offers by default, without those that rest on SHA-1,
// which the library itself would still accept. The post-quantum key exchange comes first.
// Key exchanges over finite fields are left out, as in OpenSSH: they would let a stranger
// cost us twenty times as much.
var algorithms = func() gossh.Algorithms {
	a := gossh.SupportedAlgorithms()
	a.MACs = slices.DeleteFunc(a.MACs, func(name string) bool { return strings.Contains(name, "sha1") })
	a.KeyExchanges = slices.DeleteFunc(a.KeyExchanges, func(name string) bool { return strings.HasPrefix(name, "diffie-hellman") })
	return a
}()

// serverConfig returns what the library is to negotiate on one connection.
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

// withoutSHA1 returns key restricted to signature algorithms that do not rest on SHA-1.
func withoutSHA1(key gossh.Signer) (gossh.MultiAlgorithmSigner, error) {
	names := []string{key.PublicKey().Type()}
	if names[0] == gossh.KeyAlgoRSA {
		names = []string{gossh.KeyAlgoRSASHA512, gossh.KeyAlgoRSASHA256}
	}
	return gossh.NewSignerWithAlgorithms(key.(gossh.AlgorithmSigner), names)
}

// pacedSigner is a host key on one connection. It signs once in each key exchange, and
// signing is the only sign that a client has begun another one, which it may do as often as
// it likes (RFC 4253, section 9). Exchanges after the first are rate-limited, since they
// cost the server more than the client.
type pacedSigner struct {
	gossh.MultiAlgorithmSigner
	c *Conn
}

// Sign waits for the connection's rate limit and signs. The library calls it if the key has
// one algorithm, and SignWithAlgorithm if it has several.
func (s pacedSigner) Sign(rand io.Reader, data []byte) (*gossh.Signature, error) {
	s.await()
	return s.MultiAlgorithmSigner.Sign(rand, data)
}

// SignWithAlgorithm is Sign with one of several algorithms.
func (s pacedSigner) SignWithAlgorithm(rand io.Reader, data []byte, algorithm string) (*gossh.Signature, error) {
	s.await()
	return s.MultiAlgorithmSigner.SignWithAlgorithm(rand, data, algorithm)
}

// await waits until the rate limit permits an exchange. It blocks only this connection.
func (s pacedSigner) await() {
	now := s.c.limiter.now()
	s.c.wait(s.c.rekeys.ReserveN(now, 1).DelayFrom(now))
}

// How often a connection may exchange keys. Clients do it every hour or every gigabyte.
const (
	rekeyEvery = time.Minute
	rekeyBurst = 4
)

// noHostKey is a host key that signs with no algorithm, and so is never offered. The
// library insists on one key besides those of [serverConfig], and would otherwise generate
// one, or put its own in their place.
type noHostKey struct{ gossh.MultiAlgorithmSigner }

func (noHostKey) Algorithms() []string       { return nil }
func (noHostKey) PublicKey() gossh.PublicKey { return noPublicKey{} }

type noPublicKey struct{ gossh.PublicKey }

func (noPublicKey) Type() string { return "none" }
