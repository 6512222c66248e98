package sshserver

import (
	"slices"
	"strings"

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

// serverConfig is what the library negotiates with.
func serverConfig() *gossh.ServerConfig {
	return &gossh.ServerConfig{
		Config:                  gossh.Config{KeyExchanges: algorithms.KeyExchanges, Ciphers: algorithms.Ciphers, MACs: algorithms.MACs},
		PublicKeyAuthAlgorithms: algorithms.PublicKeyAuths,
	}
}

// withoutSHA1 is a host key that signs with no algorithm that rests on SHA-1.
func withoutSHA1(key gossh.Signer) (gossh.Signer, error) {
	if key.PublicKey().Type() != gossh.KeyAlgoRSA {
		return key, nil
	}
	return gossh.NewSignerWithAlgorithms(key.(gossh.AlgorithmSigner), []string{gossh.KeyAlgoRSASHA512, gossh.KeyAlgoRSASHA256})
}
