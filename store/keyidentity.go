package store

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"

	"golang.org/x/crypto/argon2"

	"verkstad/model/code"
)

// identityForm is the prefix of stored identities. Those of older logs are 64 hexadecimal
// digits without a prefix.
const identityForm = "2:"

// The cost of making an identity of a return code: one pass over 8 MiB, some 6 ms on one
// core. A return code has 40 random bits. Somebody with a copy of the database, and with it
// the server's secret, must pay this for each guess and each workshop: 200 years of one
// core for all codes.
const (
	returnPasses = 1
	returnMemory = 8 << 10 // KiB
)

// hashingAtOnce is how many such hashes are computed at a time. It bounds the memory.
const hashingAtOnce = 2

// Identify returns what stands for a public key in this workshop's log: an HMAC-SHA-256 of
// the key and the workshop with the server's secret. So two logs of one server do not tell
// whether the same person was there. A person keeps the identity that an older log has for
// them.
func (l *Live) Identify(key [32]byte) string {
	return l.identityInUse(l.identity("key", key[:]), key)
}

// IdentifyReturn is the same for a normalised return code. It takes some milliseconds; see
// returnMemory.
func (l *Live) IdentifyReturn(symbols string) string {
	old := sha256.Sum256([]byte("return:" + symbols))
	if len(symbols) == code.OldReturnLength {
		return l.identityInUse("", old)
	}
	l.store.hashing <- struct{}{}
	defer func() { <-l.store.hashing }()
	slow := argon2.IDKey([]byte(symbols), []byte("verkstad return "+l.id), returnPasses, returnMemory, 1, 32)
	return l.identity("return", slow)
}

// identityInUse returns current, or the identity in the older form if somebody has joined
// with that.
func (l *Live) identityInUse(current string, key [32]byte) string {
	b := l.Board()
	if b.PersonByKey(current) != nil {
		return current
	}
	if old := hex.EncodeToString(l.store.mac(key[:])); b.PersonByKey(old) != nil {
		return old
	}
	return current
}

func (l *Live) identity(kind string, of []byte) string {
	return identityForm + hex.EncodeToString(l.store.mac([]byte(kind+":"+l.id+":"), of))
}

// mac returns the HMAC-SHA-256 of some parts with the server's secret.
func (s *Store) mac(parts ...[]byte) []byte {
	secret := s.db.Secret()
	mac := hmac.New(sha256.New, secret[:])
	for _, part := range parts {
		mac.Write(part)
	}
	return mac.Sum(nil)
}
