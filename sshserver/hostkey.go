package sshserver

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	gossh "golang.org/x/crypto/ssh"
)

// maxHostKey is larger than any private key file, in bytes.
const maxHostKey = 64 << 10

// ErrHostKey is returned when the host key file cannot be used. The error that wraps it
// says why, and what to do.
var ErrHostKey = errors.New("cannot use the host key")

// hostKind is a kind of host key.
type hostKind struct {
	suffix string // of its file's name
	make   func() (crypto.Signer, error)
}

// ed25519Host is the kind whose fingerprint is shown. otherHosts are for clients that do
// not support it: some embedded systems, and organisations that must use NIST's curves. Key
// sizes are ssh-keygen's defaults.
var (
	ed25519Host = hostKind{"_ed25519", func() (crypto.Signer, error) {
		_, key, err := ed25519.GenerateKey(rand.Reader)
		return key, err
	}}
	otherHosts = []hostKind{
		{"_ecdsa", func() (crypto.Signer, error) { return ecdsa.GenerateKey(elliptic.P256(), rand.Reader) }},
		{"_rsa", func() (crypto.Signer, error) { return rsa.GenerateKey(rand.Reader, 3072) }},
	}
)

// loadHostKeys reads the server's private keys, and makes those that are missing: an
// ed25519 key at path, which is the first one returned, and, if all is true, an ECDSA and
// an RSA key beside it.
func loadHostKeys(path string, all bool) (signers []gossh.Signer, err error) {
	first, err := loadHostKey(path, ed25519Host)
	if err != nil || !all {
		return []gossh.Signer{first}, err
	}
	signers = append(signers, first)
	for _, kind := range otherHosts {
		signer, err := loadHostKey(strings.TrimSuffix(path, ed25519Host.suffix)+kind.suffix, kind)
		if err != nil {
			return nil, err
		}
		signers = append(signers, signer)
	}
	return signers, nil
}

// loadHostKey reads a private key from path. If there is no file, it makes a key of that
// kind there, with mode 0600. It returns an [ErrHostKey] for a file that is damaged, locked
// by a passphrase, readable by others, or owned by another user of the computer: a new key
// in its place would make every client warn of an impostor.
func loadHostKey(path string, kind hostKind) (gossh.Signer, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := makeHostKey(path, kind); err != nil {
			return nil, err
		}
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrHostKey, err)
	case !info.Mode().IsRegular() || info.Size() > maxHostKey:
		return nil, fmt.Errorf("%w: %s is not a private key file", ErrHostKey, path)
	case runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0:
		return nil, fmt.Errorf("%w: others can read %s (mode %04o); run chmod 600 on it, or move it away and a new one is made",
			ErrHostKey, path, info.Mode().Perm())
	}
	if info != nil {
		if err := ownedByOther(path, info); err != nil {
			return nil, fmt.Errorf("%w: %s: %w", ErrHostKey, path, err)
		}
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrHostKey, err)
	}
	signer, err := gossh.ParsePrivateKey(text)
	var locked *gossh.PassphraseMissingError
	switch {
	case errors.As(err, &locked):
		return nil, fmt.Errorf("%w: %s has a passphrase; a server's key must have none", ErrHostKey, path)
	case err != nil:
		return nil, fmt.Errorf("%w: %s is damaged (%w); restore it, or move it away and a new one is made", ErrHostKey, path, err)
	}
	return signer, nil
}

// PublicHostKey returns the public part of the private key in a file as in known_hosts,
// without a host, and its fingerprint. Both are empty if there is no key there that a server
// would use.
func PublicHostKey(path string) (line, fingerprint string) {
	if _, err := os.Stat(path); err != nil {
		return "", "" // none is made
	}
	signer, err := loadHostKey(path, ed25519Host)
	if err != nil {
		return "", ""
	}
	return knownHost(signer), gossh.FingerprintSHA256(signer.PublicKey())
}

// knownHost returns a public key as in known_hosts, without a host.
func knownHost(signer gossh.Signer) string {
	return strings.TrimSpace(string(gossh.MarshalAuthorizedKey(signer.PublicKey())))
}

// makeHostKey writes a new key to path. The key is written to a temporary file and linked
// to path, so that a power cut leaves a whole key or none, and two servers that start at
// once agree on one.
func makeHostKey(path string, kind hostKind) error {
	key, err := kind.make()
	if err != nil {
		return fmt.Errorf("%w: make one: %w", ErrHostKey, err)
	}
	block, err := gossh.MarshalPrivateKey(key, "verkstad")
	if err != nil {
		return fmt.Errorf("%w: encode one: %w", ErrHostKey, err)
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".host-key-*") // creates it with mode 0600
	if err != nil {
		return fmt.Errorf("%w: make one in %s: %w", ErrHostKey, filepath.Dir(path), err)
	}
	defer os.Remove(file.Name())
	_, err = file.Write(pem.EncodeToMemory(block))
	err = errors.Join(err, file.Sync(), file.Close())
	if err != nil {
		return fmt.Errorf("%w: write one: %w", ErrHostKey, err)
	}
	if err := os.Link(file.Name(), path); err == nil || errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err := os.Rename(file.Name(), path); err != nil { // the file system has no hard links
		return fmt.Errorf("%w: place one: %w", ErrHostKey, err)
	}
	return nil
}
