package store

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"

	"golang.org/x/crypto/argon2"

	"verkstad/model/code"
)

// identityForm begins every stored identity of today. Those of older logs are
// 64 hexadecimal digits and nothing more.
const identityForm = "2:"

// What it costs to make an identity of a return code: one pass over 8 MiB, some
// 6 ms on one core. A return code has 40 bits that were drawn. Whoever has a copy
// of the database, and with it the server's secret, must pay this for each guess
// and each workshop: 200 years of one core for all codes.
const (
	returnPasses = 1
	returnMemory = 8 << 10 // KiB
)

// hashingAtOnce is how many such hashes are made at a time. It bounds the memory.
const hashingAtOnce = 2

// Identify gives what stands for a public key in this workshop's log: an
// HMAC-SHA-256 with the server's secret, over the workshop too. So two logs of
// one server do not tell whether the same person was there. In the log of a
// workshop that began before that, somebody keeps the identity that they have.
func (l *Live) Identify(key [32]byte) string {
	return l.known(l.identity("key", key[:]), key)
}

// IdentifyReturn is the same for a return code, normalised. It takes some
// milliseconds; see returnMemory.
func (l *Live) IdentifyReturn(symbols string) string {
	old := sha256.Sum256([]byte("return:" + symbols))
	if len(symbols) == code.OldReturnLength {
		return l.known("", old)
	}
	l.store.hashing <- struct{}{}
	defer func() { <-l.store.hashing }()
	slow := argon2.IDKey([]byte(symbols), []byte("verkstad return "+l.id), returnPasses, returnMemory, 1, 32)
	return l.identity("return", slow)
}

// known is an identity of today, or the one of old by which somebody has joined.
func (l *Live) known(now string, key [32]byte) string {
	b := l.Board()
	if b.PersonByKey(now) != nil {
		return now
	}
	if old := hex.EncodeToString(l.store.mac(key[:])); b.PersonByKey(old) != nil {
		return old
	}
	return now
}

func (l *Live) identity(kind string, of []byte) string {
	return identityForm + hex.EncodeToString(l.store.mac([]byte(kind+":"+l.id+":"), of))
}

// mac is the HMAC-SHA-256 of some parts with the server's secret.
func (s *Store) mac(parts ...[]byte) []byte {
	secret := s.db.Secret()
	mac := hmac.New(sha256.New, secret[:])
	for _, part := range parts {
		mac.Write(part)
	}
	return mac.Sum(nil)
}
